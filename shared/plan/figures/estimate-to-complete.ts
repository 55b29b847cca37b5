import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { ALL_CATEGORIES } from '../../tables/lists.ts';
import { allocate } from './allocate.ts';
import { noAmounts, type Amounts } from './amounts.ts';
import type { LineFacts } from './line-facts.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';

/** What an estimate looks at of a line, and where it puts the line's part. */
export type EstimatedLine = Pick<LineFacts, 'id' | 'category' | 'amounts'>;

/** Cents still to come on some lines of a project. */
export interface EstimatePart {
  readonly lines: readonly EstimatedLine[];
  readonly etc: number;
  /** Other parts are for these lines, too, and cover their contracts. */
  readonly isOnTop?: true;
}

/** An estimate to complete by the lines it is for; no part: nothing is to come. */
export type Estimate = readonly EstimatePart[];

/** Where everything counts, as no forecast is for a later one. */
export const LAST_MONTH = '9999-12';

/** Per project and category the forecast of its latest month, not after the month of `asOf`: category → cents. */
export function latestForecasts(
  program: Pick<ProgramRows, 'forecasts'>,
  asOf: string | null,
): Map<string, Map<string, number>> {
  const lastMonth = asOf?.slice(0, 7) ?? LAST_MONTH;
  const latest = new Map<string, Map<string, { period: string; etc: number }>>();
  for (const { cells } of program.forecasts) {
    const { project, category, period, etc } = cells;
    if (period > lastMonth) continue;
    const ofProject = getOrMake(latest, project, () => new Map<string, { period: string; etc: number }>());
    const found = ofProject.get(category);
    if (!found || found.period < period) ofProject.set(category, { period, etc });
    else if (found.period === period) ofProject.set(category, { period, etc: found.etc + etc });
  }
  return new Map(
    [...latest].map(([project, found]) => [project, new Map([...found].map(([category, { etc }]) => [category, etc]))]),
  );
}

/** True once nothing is to come on a project any more. */
export function isFinanciallyClosed(
  project: Pick<ProgramRow<'projects'>['cells'], 'financialStatus' | 'financiallyClosedOn'> | undefined,
  asOf: string | null,
): boolean {
  if (project?.financialStatus !== 'Closed') return false;
  return asOf === null || project.financiallyClosedOn === null || project.financiallyClosedOn <= asOf;
}

/**
 * [T12] Estimate to complete of a project: of each cost category its latest forecast. A forecast for all categories stands
 * for those without one of their own. A category with neither is to cost what is unspent or still encumbered, whichever
 * is more and never below 0. Forecasts that no line is left for are for all lines.
 * @param forecast category → cents, of `latestForecasts`
 */
export function estimateOf(
  isClosed: boolean,
  forecast: ReadonlyMap<string, number> | undefined,
  lines: readonly EstimatedLine[],
): Estimate {
  if (isClosed) return [];
  const own: EstimatePart[] = [];
  const others: (readonly EstimatedLine[])[] = [];
  const byCategory = groupByCategory(lines);
  for (const [category, ofCategory] of byCategory) {
    const etc = forecast?.get(category);
    if (etc === undefined) others.push(ofCategory);
    else own.push({ lines: ofCategory, etc });
  }
  return [
    ...own,
    ...estimateOfOthers(forecast?.get(ALL_CATEGORIES), others),
    ...withoutLines(forecast, byCategory, lines),
  ];
}

function groupByCategory(lines: readonly EstimatedLine[]): Map<string, EstimatedLine[]> {
  const groups = new Map<string, EstimatedLine[]>();
  for (const line of lines) getOrMake(groups, line.category ?? '', (): EstimatedLine[] => []).push(line);
  return groups;
}

/** Categories without a forecast of their own. */
function estimateOfOthers(forAll: number | undefined, others: readonly (readonly EstimatedLine[])[]): EstimatePart[] {
  if (others.length === 0) return [];
  return forAll === undefined ? others.map(byDefault) : [{ lines: inOrder(others.flat()), etc: forAll }];
}

/** In the order of their ids, by which left-over cents are shared. */
function inOrder(lines: readonly EstimatedLine[]): readonly EstimatedLine[] {
  return [...lines].sort((a, b) => compareText(a.id, b.id));
}

/** What is to come in categories that have no line, on top of everything else. */
function withoutLines(
  forecast: ReadonlyMap<string, number> | undefined,
  byCategory: ReadonlyMap<string, unknown>,
  lines: readonly EstimatedLine[],
): EstimatePart[] {
  let etc = 0;
  for (const [category, cents] of forecast ?? []) {
    if (category === ALL_CATEGORIES ? lines.length === 0 : !byCategory.has(category)) etc += cents;
  }
  return etc === 0 ? [] : [{ lines, etc, isOnTop: true }];
}

function byDefault(lines: readonly EstimatedLine[]): EstimatePart {
  const unspent = sumOver(lines, ({ current, expended }) => current - expended);
  return { lines, etc: Math.max(unspent, sumOver(lines, openEncumbrance), 0) };
}

/**
 * True of a line whose budget covers what was spent and what is under contract. Where that is so of every line of a category
 * without a forecast, the estimate puts on each just what is unspent of its own budget, whatever the others have.
 */
export function isCovered({ current, expended, openEncumbrance: open }: Readonly<Amounts>): boolean {
  return current - expended >= Math.max(open, 0);
}

/** Cents of all parts of an estimate. */
export function totalEstimate(estimate: Estimate): number {
  return estimate.reduce((sum, { etc }) => sum + etc, 0);
}

/**
 * Puts a project's estimate on its lines, so that estimates add up in every cut. [FA11] Each line first gets its own open
 * encumbrance: what is under contract will be paid from the source it was ordered on, so no source is forecast below
 * what it is obligated for, and no project's estimate counts for less than its contracts. What the estimate has beyond
 * that goes to the lines it is for, among them to what is still uncommitted there, else by current budget, else equally.
 * Largest remainder everywhere; `lines` are in the order of their ids.
 * @returns a line of no source, year or category to carry the estimate of a project without lines
 */
export function spreadEstimate(project: string, estimate: Estimate, lines: readonly EstimatedLine[]): LineFacts | null {
  if (estimate.length === 0) return null;
  const total = totalEstimate(estimate);
  if (lines.length === 0) return total === 0 ? null : looseLine(project, total);
  for (const { amounts } of lines) amounts.etc += amounts.openEncumbrance;
  const rest = total - sumOver(lines, openEncumbrance);
  if (rest > 0) spreadRest(rest, beyondContracts(estimate));
  return null;
}

/** Lines that share a part of an estimate, and cents that it has beyond their contracts; below 0: it does not cover them. */
interface Part {
  readonly lines: readonly EstimatedLine[];
  readonly beyond: number;
}

/** The estimate by the lines it is for. The parts add up to the estimate less the contracts of all lines. */
function beyondContracts(estimate: Estimate): Part[] {
  return estimate.map((part) => ({
    lines: part.lines,
    beyond: part.isOnTop === true ? part.etc : part.etc - sumOver(part.lines, openEncumbrance),
  }));
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

function spreadOver(lines: readonly EstimatedLine[], etc: number): void {
  allocate(etc, estimateWeights(lines)).forEach((part, i) => {
    const line = lines[i];
    if (line) line.amounts.etc += part;
  });
}

function estimateWeights(lines: readonly EstimatedLine[]): number[] {
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

function sumOver(lines: readonly EstimatedLine[], of: (amounts: Readonly<Amounts>) => number): number {
  return lines.reduce((sum, { amounts }) => sum + of(amounts), 0);
}

function looseLine(project: string, etc: number): LineFacts {
  const amounts = noAmounts();
  amounts.etc = etc;
  return { row: null, id: '', project, ...nothingSaid, amounts };
}

const nothingSaid = {
  source: null,
  fiscalYear: null,
  category: null,
  location: null,
  system: null,
  sourceType: null,
  series: null,
  object: null,
  requests: [],
  frn: null,
  erateCategory: null,
} as const;
