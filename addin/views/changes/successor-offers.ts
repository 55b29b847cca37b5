import { blockedDaysAt } from '../../../shared/plan/schedule/blocked-days-at.ts';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { successorOffers, type SuccessorOffer } from '../../../shared/plan/schedule/successor-moves.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { milestones } from '../../../shared/tables/milestones.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';

/** Tables in which it stands where work is blocked. */
export const blockingTables = ['calendar', 'sites', 'siteBoundaries', 'scope'] as const;

/** True where one of my changes moves a date that others may follow. */
export function movesDates(edits: readonly Edit[]): boolean {
  return edits.some(
    (edit) =>
      edit.kind === 'update' &&
      edit.table === milestones.name &&
      ['forecastFinish', 'actualFinish'].some((column) => Object.hasOwn(edit.cells, column)),
  );
}

/** What moving dates asks of the milestones after them; `places` has the tables in which blocked days stand. */
export function offersOf(edits: readonly Edit[], base: ProgramState, places: ProgramState): SuccessorOffer[] {
  const before = base.tables.get(milestones.name) ?? new Map<RowId, Cells>();
  const after = new Map(before);
  for (const edit of edits) {
    if (edit.table !== milestones.name) continue;
    if (edit.kind === 'delete') after.delete(edit.row);
    else after.set(edit.row, { ...before.get(edit.row), ...edit.cells });
  }
  const rows = scheduleRows(
    Object.fromEntries(
      blockingTables.map((table) => [
        table,
        [...(places.tables.get(table) ?? [])].map(([row, cells]) => ({ row, cells })),
      ]),
    ),
  );
  return successorOffers({
    before,
    after,
    blockedAt: (project, location) => blockedDaysAt(rows, project, location),
  });
}

/** Which move an offer is about: another one of the same milestone is another offer. */
export function offerKey({ row, days }: Pick<SuccessorOffer, 'row' | 'days'>): string {
  return `${row} ${days}`;
}

/** "14 days later", "1 day earlier" */
export function daysWords(days: number): string {
  const count = Math.abs(days);
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;
}
