import { readFileSync } from 'node:fs';
import { invariants, keptElsewhere } from '../../shared/plan/invariants/all-invariants.ts';
import { measures, postedMeasure, requestMeasures, sourceMeasures } from '../../shared/plan/figures/measures.ts';
import { markdownTable } from './markdown-table.ts';

/** A rule that code, tests or docs may cite: its id, what it says, and the file where it is written. */
export interface CitedRule {
  readonly id: string;
  readonly says: string;
  readonly home: string;
}

/** Pages with rules written as `- **ID** sentence`. */
const rulePages = ['shared/sync/SPEC.md', 'shared/plan/rules/SPEC.md', 'docs/promises.md', 'docs/findings.md'];

/** Every rule that has a home, in the order of the homes. An id in two homes is there twice. */
export function allRules(): CitedRule[] {
  return [...rulePages.flatMap(rulesOfPage), ...checkRules(), ...figureRules()];
}

function rulesOfPage(home: string): CitedRule[] {
  const lines = readFileSync(home, 'utf8').matchAll(/^- \*\*([A-Z]+\d+)\*\* (.+)$/gm);
  return [...lines].map(([, id = '', says = '']) => ({ id, says, home }));
}

function checkRules(): CitedRule[] {
  const home = 'shared/plan/invariants/all-invariants.ts';
  const written = new Set(rulePages.flatMap(rulesOfPage).map(({ id }) => id));
  const inList = invariants.map(({ id, title }) => ({ id, says: `${title}.`, home }));
  const kept = keptElsewhere.map(({ id, says, why }) => ({ id, says: `${says}: ${why}.`, home }));
  // Rules that the merge judges by have their sentence in its pages.
  return [...inList, ...kept].filter(({ id }) => !written.has(id));
}

/** Figures that are told apart by more than one name, as T20 is, count once. */
function figureRules(): CitedRule[] {
  const home = 'shared/plan/figures/measures.ts';
  const byNumber = new Map<string, string[]>();
  for (const { number, label, definition } of [...measures, ...sourceMeasures, ...requestMeasures, postedMeasure]) {
    byNumber.set(number, [...(byNumber.get(number) ?? []), `${label}: ${definition}`]);
  }
  return [...byNumber].map(([id, says]) => ({ id, says: says.join(' '), home }));
}

/** The letters in front of a rule's number. */
export function prefixOf(id: string): string {
  return id.replace(/\d.*$/, '');
}

/** docs/rules.md: every rule that may be cited, with its home. */
export function rulesPage(): string {
  return [
    '# Rules that are cited',
    '',
    'Made from their homes by `npm run docs`; do not edit. Tests and comments cite these ids in brackets. Each id has one',
    'home and each home has prefixes of its own; `test/rule-ids.test.ts` proves it.',
    '',
    markdownTable(
      ['Id', 'Says', 'Home'],
      allRules().map(({ id, says, home }) => [id, says, `[${home}](../${home})`]),
    ),
    '',
  ].join('\n');
}
