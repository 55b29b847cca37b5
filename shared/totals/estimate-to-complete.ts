import { allocate } from './allocate.ts';
import { noAmounts } from './amounts.ts';
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
 * whichever is more and never below 0; nothing once it is financially closed.
 */
export function estimateOf(
  project: ProgramRow<'projects'>['cells'] | undefined,
  forecast: ReadonlyMap<string, number> | undefined,
  lines: readonly LineFacts[],
): Estimate {
  if (project?.financialStatus === 'Closed') return new Map();
  if (forecast) return forecast;
  let [unspent, encumbered] = [0, 0];
  for (const { amounts } of lines) {
    unspent += amounts.current - amounts.expended;
    encumbered += amounts.openEncumbrance;
  }
  return new Map([[null, Math.max(unspent, encumbered, 0)]]);
}

/**
 * Puts a project's estimate on its lines, so that estimates add up in every cut: each category's cents go to the lines of
 * that category (to all lines where it has none, and by default) by largest remainder over what is unspent there, else
 * over the current budgets, else equally. `lines` are in the order of their ids. Returns a line of no source, year or
 * category to carry the estimate of a project without lines.
 */
export function spreadEstimate(project: string, estimate: Estimate, lines: readonly LineFacts[]): LineFacts | null {
  let loose = 0;
  for (const [category, etc] of estimate) {
    if (etc === 0) continue;
    const ofCategory = category === null ? [] : lines.filter((line) => line.category === category);
    const targets = ofCategory.length > 0 ? ofCategory : lines;
    if (targets.length === 0) loose += etc;
    else spreadOver(targets, etc);
  }
  return loose === 0 ? null : looseLine(project, loose);
}

function spreadOver(lines: readonly LineFacts[], etc: number): void {
  const [only] = lines;
  if (only && lines.length === 1) {
    only.amounts.etc += etc;
    return;
  }
  allocate(etc, estimateWeights(lines)).forEach((part, i) => {
    const line = lines[i];
    if (line) line.amounts.etc += part;
  });
}

function estimateWeights(lines: readonly LineFacts[]): number[] {
  const unspent = lines.map(({ amounts }) => Math.max(0, amounts.current - amounts.expended));
  if (unspent.some((weight) => weight > 0)) return unspent;
  const current = lines.map(({ amounts }) => Math.max(0, amounts.current));
  return current.some((weight) => weight > 0) ? current : lines.map(() => 1);
}

function looseLine(project: string, etc: number): LineFacts {
  const amounts = noAmounts();
  amounts.etc = etc;
  const none = { source: null, fiscalYear: null, category: null, location: null, system: null };
  return { row: null, id: '', project, ...none, amounts };
}
