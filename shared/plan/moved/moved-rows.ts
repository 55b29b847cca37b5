import type { RowChange } from '../../sync/history/journal.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import type { Cell, RowId } from '../../tables/cell.ts';
import { daysBetween, isDate } from '../../tables/kinds/calendar-dates.ts';
import { milestones } from '../../tables/milestones.ts';
import { projects } from '../../tables/projects.ts';
import { scope } from '../../tables/scope.ts';

/** The tables whose rows say when and what, beside the money. */
export const datedTables: readonly string[] = [milestones.name, projects.name];
export const scopeTables: readonly string[] = [scope.name];

/** A cell that is another at the later moment. */
export interface MovedCell {
  readonly table: string;
  readonly row: RowId;
  readonly key: string;
  readonly kind: RowChange['kind'];
  readonly column: string;
  readonly before: Cell;
  readonly after: Cell;
}

export interface MovedDate extends MovedCell {
  /** Days from before to after, below 0 where it comes earlier; null where one of them is not there. */
  readonly days: number | null;
}

/** Dates that were moved, those that moved most first; rows that came or went are scope, not dates. */
export function movedDates(cells: readonly MovedCell[]): MovedDate[] {
  const dates = cells.filter(
    ({ table, kind, column }) =>
      datedTables.includes(table) && kind === 'update' && tableNamed(table).columns[column]?.kind === 'date',
  );
  const told = dates.map((cell): MovedDate => {
    const [from, to] = [dayOf(cell.before), dayOf(cell.after)];
    return { ...cell, days: from === null || to === null ? null : daysBetween(from, to) };
  });
  return told.sort((a, b) => Math.abs(b.days ?? 0) - Math.abs(a.days ?? 0));
}

function dayOf(cell: Cell): string | null {
  return typeof cell === 'string' && isDate(cell) ? cell : null;
}

/** A line of scope that came, went or says something else. */
export interface MovedScope {
  readonly row: RowId;
  readonly key: string;
  readonly kind: RowChange['kind'];
  readonly cells: readonly Pick<MovedCell, 'column' | 'before' | 'after'>[];
}

/** Scope row by row, in the order in which the cells tell them. */
export function movedScope(cells: readonly MovedCell[]): MovedScope[] {
  const rows = new Map<RowId, MovedScope & { readonly cells: Pick<MovedCell, 'column' | 'before' | 'after'>[] }>();
  for (const { table, row, key, kind, column, before, after } of cells) {
    if (!scopeTables.includes(table)) continue;
    const known = rows.get(row) ?? { row, key, kind, cells: [] };
    known.cells.push({ column, before, after });
    rows.set(row, known);
  }
  return [...rows.values()];
}
