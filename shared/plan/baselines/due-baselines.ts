import type { RowChange } from '../../sync/history/journal.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { budgetLines } from '../../tables/budget-lines.ts';
import { changes } from '../../tables/changes.ts';
import { lastDayOf } from '../../tables/kinds/calendar-dates.ts';
import { periods } from '../../tables/periods.ts';
import { projects } from '../../tables/projects.ts';
import type { BaselineKind } from './baseline.ts';

/** A baseline that a revision makes by itself. */
export interface DueBaseline {
  readonly kind: Exclude<BaselineKind, 'byHand'>;
  readonly name: string;
  /** The board reports under which it was approved; null: none, or none is written down. */
  readonly reportNumber: string | null;
  /** The accounting month that it closes. */
  readonly period: string | null;
  /** The day that its figures are of. */
  readonly asOf: string;
}

/** A row that a revision has changed, with its cells after it. */
export interface ChangedCells {
  readonly change: Pick<RowChange, 'table' | 'kind' | 'after'>;
  readonly cells: Cells;
}

/** States of a project in which no board has approved it. */
const notApproved: readonly Cell[] = ['Proposed', 'Cancelled'];

/** True for a state of a project that has been approved. */
export function isAdopted(status: Cell | undefined): boolean {
  return typeof status === 'string' && !notApproved.includes(status);
}

/** True where a revision may make a baseline; of any other nothing else has to be known. */
export function mayMakeBaselines(changed: readonly Pick<RowChange, 'table' | 'kind' | 'after'>[]): boolean {
  return changed.some((change) => isApproval(change) || isClose(change) || mayAdopt(change));
}

/** True where a plan without an adopted baseline may have become one by this. */
export function mayAdopt({ table, kind, after }: Pick<RowChange, 'table' | 'kind' | 'after'>): boolean {
  if (table === projects.name) return isAdopted(after['status']);
  return table === budgetLines.name && kind === 'insert';
}

/**
 * The baselines that a revision makes: of the board amendments that it approves, and of each month that it closes. Where it
 * brings the adopted plan, the amendments that came along are part of that.
 * @param day the day of the revision
 */
export function dueBaselines(changed: readonly ChangedCells[], day: string, isAdoption: boolean): DueBaseline[] {
  const amendments = changed.filter(({ change, cells }) => isApproval(change) && cells['type'] === 'Board Amendment');
  const closes = changed.filter(({ change }) => isClose(change)).map(({ cells }) => closeOf(cells));
  closes.sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  return [...(isAdoption ? [adoption(day)] : amendments.length > 0 ? [amendmentOf(amendments, day)] : []), ...closes];
}

function isApproval({ table, after }: Pick<RowChange, 'table' | 'after'>): boolean {
  return table === changes.name && after['status'] === 'Approved';
}

function isClose({ table, after }: Pick<RowChange, 'table' | 'after'>): boolean {
  return table === periods.name && after['status'] === 'Closed';
}

function adoption(day: string): DueBaseline {
  return { kind: 'adopted', name: 'Adopted plan', reportNumber: null, period: null, asOf: day };
}

/** Approved together is one baseline. It is of the day on which all of them count, so that it holds what was approved. */
function amendmentOf(amendments: readonly ChangedCells[], day: string): DueBaseline {
  const reports = textsOf(amendments, 'reportNumber');
  const names = reports.length > 0 ? reports : textsOf(amendments, 'number');
  const asOf = [day, ...textsOf(amendments, 'effectiveDate')].reduce((last, each) => (each > last ? each : last));
  const reportNumber = reports.length > 0 ? reports.join(', ') : null;
  return { kind: 'amendment', name: `Amendment ${shortened(names)}`, reportNumber, period: null, asOf };
}

const NAMED = 3;

function shortened(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}

function textsOf(rows: readonly ChangedCells[], column: string): string[] {
  const texts = rows.map(({ cells }) => cells[column]).filter((cell) => typeof cell === 'string');
  return [...new Set(texts)].sort();
}

function closeOf({ period, asOfDate }: Cells): DueBaseline {
  const month = String(period);
  const asOf = typeof asOfDate === 'string' ? asOfDate : lastDayOf(month);
  return { kind: 'monthClose', name: `Close of ${month}`, reportNumber: null, period: month, asOf };
}
