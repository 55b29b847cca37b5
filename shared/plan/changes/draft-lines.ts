import { compareText } from '../../sync/compare-text.ts';
import type { Cell } from '../../tables/cell.ts';
import { netsBySource } from './change-nets.ts';
import type { MovedLine } from './change-facts.ts';
import type { DraftedLine } from './draft-edits.ts';

/** A figure of a budget line that was typed over. */
export interface TypedOver {
  /** Id of the budget line. */
  readonly budgetLine: string;
  readonly column: 'original' | 'boardApproved' | 'current';
  /** What was typed: cents. */
  readonly value: Cell;
}

/** What is wrong with what was asked: where, and a sentence. */
export interface WrongDraft {
  readonly path: string;
  readonly message: string;
}

export type DraftedLines =
  | { readonly ok: true; readonly lines: readonly DraftedLine[] }
  | { readonly ok: false; readonly wrong: WrongDraft };

interface Asked {
  readonly lines: readonly DraftedLine[];
  readonly differences: readonly TypedOver[];
  /** Budget lines that give or take what the rest comes to in their source. */
  readonly balancedBy: readonly string[];
}

function wrong(path: string, message: string): DraftedLines {
  return { ok: false, wrong: { path, message } };
}

/**
 * The lines of a change: those that were named, the differences between what was typed over and the plan's figures as they
 * are, and what the rest comes to. Every budget line must be in `known`.
 */
export function draftedLines(
  { lines, differences, balancedBy }: Asked,
  known: ReadonlyMap<string, MovedLine>,
): DraftedLines {
  const own: DraftedLine[] = [...lines];
  for (const [index, { budgetLine, column, value }] of differences.entries()) {
    const path = `differences.${index}`;
    const line = known.get(budgetLine);
    if (line === undefined) return wrong(`${path}.row`, noLine(budgetLine));
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      return wrong(`${path}.value`, 'What was typed is an amount in whole cents.');
    if (value < 0) return wrong(`${path}.value`, `${budgetLine} would be negative. A budget line holds 0.00 or more.`);
    const amount = value - line.amounts[column];
    if (amount !== 0) own.push({ budgetLine, amount });
  }
  for (const [index, { budgetLine }] of lines.entries())
    if (!known.has(budgetLine)) return wrong(`lines.${index}.budgetLine`, noLine(budgetLine));
  if (own.length === 0 && balancedBy.length === 0 && differences.length > 0)
    return wrong('differences', 'The figures are those of the plan already, so there is nothing to move.');
  return balanced(own, balancedBy, known);
}

function noLine(id: string): string {
  return `There is no budget line ${id} in the plan. Name it as a new line with its project, source, year and category.`;
}

function balanced(
  lines: readonly DraftedLine[],
  by: readonly string[],
  known: ReadonlyMap<string, MovedLine>,
): DraftedLines {
  const sourceOf = (id: string): string => known.get(id)?.source ?? '';
  const nets = netsBySource(lines.map(({ budgetLine, amount }) => ({ source: sourceOf(budgetLine), amount })));
  const sides: DraftedLine[] = [];
  for (const [index, budgetLine] of by.entries()) {
    const path = `balancedBy.${index}`;
    if (!known.has(budgetLine)) return wrong(path, noLine(budgetLine));
    const source = sourceOf(budgetLine);
    if (lines.some((line) => line.budgetLine === budgetLine))
      return wrong(path, `${budgetLine} is a line of the change already. Name another one as its other side.`);
    if (sides.some((side) => sourceOf(side.budgetLine) === source))
      return wrong(path, `${source} has its other side already. Name one budget line per source.`);
    sides.push({ budgetLine, amount: 0 - (nets.get(source) ?? 0) });
  }
  const moving = sides.filter(({ amount }) => amount !== 0);
  return { ok: true, lines: withCounterparts([...lines, ...moving]) };
}

/** From and to of a transfer between two budget lines are each other's other side. */
function withCounterparts(lines: readonly DraftedLine[]): DraftedLine[] {
  const [one, other] = lines;
  if (lines.length !== 2 || one === undefined || other === undefined) return [...lines];
  if (one.amount + other.amount !== 0 || compareText(one.budgetLine, other.budgetLine) === 0) return [...lines];
  return [
    { ...one, counterpart: one.counterpart ?? other.budgetLine },
    { ...other, counterpart: other.counterpart ?? one.budgetLine },
  ];
}
