import type { Cells, RowId } from '../../tables/cell.ts';
import { compareText } from '../../sync/compare-text.ts';
import { addDays, daysBetween } from '../../tables/kinds/calendar-dates.ts';
import { grouped } from '../grouped.ts';
import { installationOf, meets } from './installation.ts';
import type { BlockedDays } from './site-work.ts';
import { stepsInOrder } from './steps-in-order.ts';

/** A new date for a cell of a milestone. */
export interface DateMove {
  readonly row: RowId;
  readonly column: 'forecastStart' | 'forecastFinish';
  readonly from: string;
  readonly to: string;
}

/** A milestone that comes after one that was moved, and the dates by which it would keep its distance. */
export interface SuccessorMove {
  readonly row: RowId;
  readonly milestone: string;
  readonly dates: readonly DateMove[];
}

/** What moving one milestone asks of those after it. */
export interface SuccessorOffer {
  readonly row: RowId;
  readonly project: string;
  /** Location code; null: of the whole project. */
  readonly location: string | null;
  readonly milestone: string;
  /** Calendar days by which it was moved; negative: to an earlier day. */
  readonly days: number;
  readonly moves: readonly SuccessorMove[];
  /** [V42] Blocked days into which the installation of the place would fall then. */
  readonly blocked: readonly BlockedDays[];
}

export interface MovedPlan {
  /** The milestones as the plan has them, and as they are to be. */
  readonly before: ReadonlyMap<RowId, Cells>;
  readonly after: ReadonlyMap<RowId, Cells>;
  /** Blocked days at a site, or at any site of a project that is named without one. */
  readonly blockedAt: (project: string, location: string | null) => readonly BlockedDays[];
}

interface Step {
  readonly row: RowId;
  readonly project: string;
  readonly location: string | null;
  readonly milestone: string;
  readonly cells: Cells;
}

/**
 * For each milestone that was moved: the ones after it that are not done and were left where they are, moved by as many
 * days. What comes after is what names it as its predecessor, else the next of the steps in order [V39], and so on from
 * there; a step that is done, or was moved by hand, keeps its own date and leads no further.
 */
export function successorOffers({ before, after, blockedAt }: MovedPlan): SuccessorOffer[] {
  const steps = [...after].flatMap(([row, cells]) => stepOf(row, cells) ?? []);
  const places = grouped(steps, ({ project, location }) => `${project}\n${location ?? ''}`);
  return [...places.values()].flatMap((place) => offersOf(place, before, blockedAt));
}

/** Null: as long as it names no project or no milestone it is a step of none. */
function stepOf(row: RowId, cells: Cells): Step | null {
  const [project, milestone] = [text(cells['project']), text(cells['milestone'])];
  if (project === null || milestone === null) return null;
  return { row, project, location: text(cells['location']), milestone, cells };
}

function text(cell: Cells[string] | undefined): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null;
}

function finishOf(cells: Cells): string | null {
  return text(cells['actualFinish']) ?? text(cells['forecastFinish']);
}

function offersOf(
  place: readonly Step[],
  before: MovedPlan['before'],
  blockedAt: MovedPlan['blockedAt'],
): SuccessorOffer[] {
  const days = new Map<RowId, number>();
  const touched = new Set<RowId>();
  for (const { row, cells } of place) {
    const was = before.get(row);
    if (was === undefined) continue;
    if (dateColumns.some((column) => text(was[column]) !== text(cells[column]))) touched.add(row);
    const [from, to] = [finishOf(was), finishOf(cells)];
    if (from !== null && to !== null && from !== to) days.set(row, daysBetween(from, to));
  }
  if (days.size === 0) return [];
  const movers = new Map<RowId, SuccessorMove[]>();
  for (const step of place) {
    const moved = movedBy(step, place, { days, touched });
    if (moved === null) continue;
    const dates = movedDates(step, days.get(moved) ?? 0);
    const move = { row: step.row, milestone: step.milestone, dates };
    if (dates.length > 0) movers.set(moved, [...(movers.get(moved) ?? []), move]);
  }
  if (movers.size === 0) return [];
  const blocked = blockedThen(place, [...movers.values()].flat(), blockedAt);
  return place.flatMap(({ row, project, location, milestone }): SuccessorOffer[] => {
    const moves = movers.get(row);
    if (moves === undefined) return [];
    moves.sort((a, b) => compareText(a.milestone, b.milestone));
    return [{ row, project, location, milestone, days: days.get(row) ?? 0, moves, blocked }];
  });
}

const dateColumns = ['actualStart', 'actualFinish', 'forecastStart', 'forecastFinish'] as const;

interface Touched {
  readonly days: ReadonlyMap<RowId, number>;
  readonly touched: ReadonlySet<RowId>;
}

/** The moved milestone that a step follows; null: it follows none, or keeps its date anyway. */
function movedBy(step: Step, place: readonly Step[], { days, touched }: Touched): RowId | null {
  if (touched.has(step.row) || text(step.cells['actualFinish']) !== null) return null;
  const seen = new Set<RowId>();
  for (let at = stepBefore(step, place); at !== undefined && !seen.has(at.row); at = stepBefore(at, place)) {
    if (days.has(at.row)) return at.row;
    if (touched.has(at.row) || text(at.cells['actualFinish']) !== null) return null;
    seen.add(at.row);
  }
  return null;
}

/** What a step names as its predecessor, else the nearest of the steps in order before it that has a date. */
function stepBefore(step: Step, place: readonly Step[]): Step | undefined {
  const named = text(step.cells['predecessor']);
  if (named !== null) return place.find(({ milestone }) => milestone === named);
  const order = orderOf(step);
  return place
    .filter((each) => orderOf(each) >= 0 && orderOf(each) < order && finishOf(each.cells) !== null)
    .sort((a, b) => orderOf(b) - orderOf(a))[0];
}

function orderOf({ milestone }: Step): number {
  return stepsInOrder.indexOf(milestone.slice(0, 3));
}

function movedDates({ row, cells }: Step, days: number): DateMove[] {
  const hasBegun = text(cells['actualStart']) !== null;
  const columns = hasBegun ? (['forecastFinish'] as const) : (['forecastStart', 'forecastFinish'] as const);
  return columns.flatMap((column) => {
    const from = text(cells[column]);
    return from === null ? [] : { row, column, from, to: addDays(from, days) };
  });
}

/** [V42] Blocked days that the installation meets once everything is moved. */
function blockedThen(
  place: readonly Step[],
  moves: readonly SuccessorMove[],
  blockedAt: MovedPlan['blockedAt'],
): readonly BlockedDays[] {
  const moved = new Map(moves.flatMap(({ dates }) => dates).map(({ row, column, to }) => [`${row} ${column}`, to]));
  const dateOf = ({ row, cells }: Step, column: string) => moved.get(`${row} ${column}`) ?? text(cells[column]);
  const installation = installationOf(
    place.map((step) => ({
      ...step,
      actualStart: text(step.cells['actualStart']),
      actualFinish: text(step.cells['actualFinish']),
      forecastStart: dateOf(step, 'forecastStart'),
      forecastFinish: dateOf(step, 'forecastFinish'),
    })),
  );
  if (installation === null) return [];
  const { from, to, ends } = installation;
  return blockedAt(ends.project, ends.location).filter((days) => meets(days, from, to));
}
