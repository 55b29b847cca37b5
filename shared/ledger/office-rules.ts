import type { ProgramRows } from '../sync/program-rows.ts';
import type { Cells } from '../tables/cell.ts';
import { normalizeText } from '../tables/kinds/text-kinds.ts';
import { patternColumns } from '../plan/rules/ledger-rule.ts';
import { rowsOf, text } from './line-index.ts';

/** A rule of the office: which rows it fits, and where they go. */
export interface OfficeRule {
  readonly order: number;
  /** By hint of the row; none is empty. */
  readonly patterns: readonly (readonly [hint: string, pattern: string])[];
  readonly budgetLine: string | null;
  /** Null: the project that the row names. */
  readonly project: string | null;
  readonly category: string | null;
  readonly isOutside: boolean;
}

/** What rows hold for the patterns, by hint. */
export type RuleHints = Readonly<Record<(typeof patternColumns)[number], string>>;

/** The rules in their order. */
export function officeRules(tables: ReadonlyMap<string, ProgramRows>): OfficeRule[] {
  return rowsOf(tables, 'ledgerRules')
    .map(ruleOf)
    .toSorted((one, other) => one.order - other.order);
}

function ruleOf(cells: Cells): OfficeRule {
  const told = (name: string): string | null => text(cells[name]) || null;
  return {
    order: Number(cells['order']),
    patterns: patternColumns.flatMap((name) => {
      const pattern = told(name);
      return pattern === null ? [] : [[name, wordForm(pattern)] as const];
    }),
    budgetLine: told('budgetLine'),
    project: told('toProject'),
    category: told('category'),
    isOutside: cells['outside'] === true,
  };
}

/** The first rule whose patterns all fit. */
export function ruleFor(rules: readonly OfficeRule[], hints: RuleHints): OfficeRule | undefined {
  const asked = new Map(Object.entries(hints).map(([name, words]) => [name, wordForm(words)]));
  return rules.find(({ patterns }) => patterns.every(([name, pattern]) => fitsPattern(pattern, asked.get(name) ?? '')));
}

function wordForm(words: string): string {
  return normalizeText(words).toLowerCase();
}

/** True when the whole text is as the pattern says: * for anything, ? for one character. In steps that grow with neither alone. */
export function fitsPattern(pattern: string, words: string): boolean {
  let [at, of, star, mark] = [0, 0, -1, 0];
  while (at < words.length) {
    if (pattern[of] === '*') [star, mark, of] = [of, at, of + 1];
    else if (of < pattern.length && (pattern[of] === '?' || pattern[of] === words[at])) [at, of] = [at + 1, of + 1];
    else if (star >= 0) [of, mark, at] = [star + 1, mark + 1, mark + 1];
    else return false;
  }
  while (pattern[of] === '*') of++;
  return of === pattern.length;
}
