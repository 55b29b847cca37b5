import { allocate } from './allocate.ts';
import { noAmounts, type Amounts } from './amounts.ts';
import type { LineFacts } from './line-facts.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';

/** Cents still to come per cost category; category null: for the project as a whole, by default. */
export type Estimate = ReadonlyMap<string | null, number>;

/** Per project the forecasts of its latest month, not after the month of `asOf`: category → cents. */
export function latestForecasts(program: ProgramRows, asOf: string | null): Map<string, Map<string, number>> {
  const lastMonth = asOf?.slice(0, 7) ?? null;
  const latest = new Map<string, { period: string; etc: Map<string, number> }>();
  for (const { cells } of program.forecasts) {
    if (lastMonth !== null && cells.period > lastMonth) continue;
    let found = latest.get(cells.project);
    if (!found || found.period < cells.period) {
      found = { period: cells.period, etc: new Map() };
      latest.set(cells.project, found);
    }
    if (found.period === cells.period) found.etc.set(cells.category, (found.etc.get(cells.category) ?? 0) + cells.etc);
  }
  return new Map([...latest].map(([project, { etc }]) => [project, etc]));
}

/**
 * [T12] Estimate to complete of a project: its latest forecast; without one, what is unspent or still encumbered,
 * whichever is more and never below 0. Empty once it is financially closed: nothing is to come.
 */
export function estimateOf(
  project: ProgramRow<'projects'>['cells'] | undefined,
  forecast: ReadonlyMap<string, number> | undefined,
  lines: readonly LineFacts[],
): Estimate {
  if (project?.financialStatus === 'Closed') return new Map();
  if (forecast) return forecast;
  const unspent = sumOver(lines, ({ current, expended }) => current - expended);
  return new Map([[null, Math.max(unspent, sumOver(lines, openEncumbrance), 0)]]);
}

/**
 * Puts a project's estimate on its lines, so that estimates add up in every cut. [FA11] Each line first gets its own open
 * encumbrance: what is under contract will be paid from the source it was ordered on, so no source is forecast below
 * what it is obligated for, and no project's estimate counts for less than its contracts. What the estimate has beyond
 * that goes to the categories it was forecast for, within a category to what is still uncommitted there, else by current
 * budget, else equally; a category without lines, and an estimate without categories, go to all lines. Largest remainder
 * everywhere; `lines` are in the order of their ids.
 * @returns a line of no source, year or category to carry the estimate of a project without lines
 */
export function spreadEstimate(project: string, estimate: Estimate, lines: readonly LineFacts[]): LineFacts | null {
  if (estimate.size === 0) return null;
  const total = [...estimate.values()].reduce((sum, etc) => sum + etc, 0);
  if (lines.length === 0) return total === 0 ? null : looseLine(project, total);
  const encumbered = sumOver(lines, openEncumbrance);
  for (const { amounts } of lines) amounts.etc += amounts.openEncumbrance;
  const rest = total - encumbered;
  if (rest > 0) spreadRest(rest, beyondContracts(estimate, lines));
  return null;
}

/** Lines that share a part of an estimate, and cents that it has beyond their contracts; below 0: it does not cover them. */
interface Part {
  readonly lines: readonly LineFacts[];
  readonly beyond: number;
}

/** The estimate by the lines it is for. The parts add up to the estimate less the contracts of all lines. */
function beyondContracts(estimate: Estimate, lines: readonly LineFacts[]): Part[] {
  const byCategory = new Map<string | null, LineFacts[]>();
  for (const line of lines) {
    const ofCategory = byCategory.get(line.category);
    if (ofCategory) ofCategory.push(line);
    else byCategory.set(line.category, [line]);
  }
  const parts = [...byCategory].map(([category, ofCategory]): Part => {
    const forecast = category === null ? 0 : (estimate.get(category) ?? 0);
    return { lines: ofCategory, beyond: forecast - sumOver(ofCategory, openEncumbrance) };
  });
  let forAll = 0;
  for (const [category, etc] of estimate) if (category === null || !byCategory.has(category)) forAll += etc;
  return [...parts, { lines, beyond: forAll }];
}

/** Shares `rest` among the parts that go beyond their contracts: where no part falls short, each gets just that. */
function spreadRest(rest: number, parts: readonly Part[]): void {
  const over = parts.filter(({ beyond }) => beyond > 0);
  const shares = allocate(
    rest,
    over.map(({ beyond }) => beyond),
  );
  over.forEach(({ lines }, i) => spreadOver(lines, shares[i] ?? 0));
}

function spreadOver(lines: readonly LineFacts[], etc: number): void {
  allocate(etc, estimateWeights(lines)).forEach((part, i) => {
    const line = lines[i];
    if (line) line.amounts.etc += part;
  });
}

function estimateWeights(lines: readonly LineFacts[]): number[] {
  const uncommitted = lines.map(({ amounts }) =>
    Math.max(0, amounts.current - amounts.expended - amounts.openEncumbrance),
  );
  if (uncommitted.some((weight) => weight > 0)) return uncommitted;
  const current = lines.map(({ amounts }) => Math.max(0, amounts.current));
  return current.some((weight) => weight > 0) ? current : lines.map(() => 1);
}

function openEncumbrance(amounts: Readonly<Amounts>): number {
  return amounts.openEncumbrance;
}

function sumOver(lines: readonly LineFacts[], of: (amounts: Readonly<Amounts>) => number): number {
  return lines.reduce((sum, { amounts }) => sum + of(amounts), 0);
}

function looseLine(project: string, etc: number): LineFacts {
  const amounts = noAmounts();
  amounts.etc = etc;
  const none = { source: null, fiscalYear: null, category: null, location: null, system: null };
  return { row: null, id: '', project, ...none, amounts };
}
