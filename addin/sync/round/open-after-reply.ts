import type { SyncReply } from '../../../shared/protocol/sync.ts';
import { conflictsAfterAdoption } from '../../../shared/sync/apply/decide.ts';
import type { WorkbookPlan } from '../../../shared/sync/apply/plan-writes.ts';
import type { Refusal } from '../../../shared/sync/outcome.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { RowId } from '../../../shared/tables/cell.ts';
import { newRowMark, refusalsOfSheet } from '../check-workbook.ts';
import { placeText, type EditPlace } from '../excluded-edits.ts';
import { newestFirst } from '../newest-first.ts';
import type { OpenConflict, OpenRefusal, PutBack } from '../session/sync-state.ts';
import type { ShownEdits } from '../shown-edits.ts';
import { heldRows } from './held-rows.ts';
import { keyOfRow, type RoundReading } from './round-reading.ts';

/** A round after the server has answered. */
export interface Replied {
  readonly reply: SyncReply;
  /** The program as the reply makes it. */
  readonly head: ProgramState;
  readonly plan: WorkbookPlan;
}

/** What was said of the sheet's changes before they were sent. */
export interface SaidBefore {
  readonly shown?: ShownEdits;
  readonly refused: readonly OpenRefusal[];
}

/** Cells that the next round has to report again, shown or not. */
export function ridersOf({ reply, plan }: Pick<Replied, 'reply' | 'plan'>): EditPlace[] {
  return [...conflictsAfterAdoption(reply.conflicts, reply.adopted), ...plan.kept];
}

/** The reply's conflicts, with the keys of their rows. */
export function openConflicts(reading: RoundReading, reply: SyncReply): OpenConflict[] {
  const after = conflictsAfterAdoption(reply.conflicts, reply.adopted);
  return reply.conflicts.map((conflict, index) => ({
    ...conflict,
    row: after[index]?.row ?? conflict.row,
    rowKey: keyOfRow(reading, conflict.table, conflict.row),
  }));
}

/** Everything that is not accepted, each once, what is new first: of the sheet, of the server, known before sending. */
export function openRefusals(
  { shown, refused }: SaidBefore,
  reading: RoundReading,
  { reply, plan }: Pick<Replied, 'reply' | 'plan'>,
): OpenRefusal[] {
  // A cell in conflict is decided, not corrected, whatever was said of it before.
  const known = new Set(reply.conflicts.map(placeText));
  const sent = new Set(reading.send.map(({ table, row }) => `${table} ${row}`));
  // What was not sent was not judged anew, so what was said of it holds.
  const unsent = refused.filter(({ table, row, isOfSheet }) => isOfSheet !== true && !sent.has(`${table} ${row}`));
  const all = [
    ...sheetRefusals(reading),
    ...withKeys(reply.refusals, reading),
    ...(shown?.refused ?? []),
    ...(shown === undefined ? [] : unsent),
  ];
  const once = all.filter((refusal) => {
    const place = placeText(refusal);
    const isNew = !known.has(place);
    known.add(place);
    return isNew;
  });
  return newestFirst(underNewRowIds(once, plan), refused);
}

/** What the sheet alone shows. */
export function sheetRefusals({ locals, base, found }: RoundReading): OpenRefusal[] {
  return refusalsOfSheet(locals, base, found.refusals);
}

function withKeys(refusals: readonly Refusal[], reading: RoundReading): OpenRefusal[] {
  return refusals.map((refusal) => ({
    ...refusal,
    rowKey: keyOfRow(reading, refusal.table, refusal.row),
    ...newRowMark(reading.base, refusal),
  }));
}

/** [FB1] Values typed into computed cells that the plan is about to overwrite. */
export function putBacksOf(reading: RoundReading, { head, plan }: Replied): PutBack[] {
  const overtyped = underNewRowIds(reading.found.overtyped, plan);
  const written = new Set(
    plan.writes.flatMap(({ table, cells }) => cells.map((cell) => placeText({ ...cell, table }))),
  );
  return overtyped.flatMap((each): PutBack[] => {
    if (!written.has(placeText(each))) return [];
    const now = head.tables.get(each.table)?.get(each.row)?.[each.column] ?? null;
    return [{ ...each, rowKey: keyOfRow(reading, each.table, each.row), now }];
  });
}

/** [E5] A refused cell is found under the Row ID that its row has once the plan is carried out. */
function underNewRowIds<T extends { readonly row: RowId }>(places: readonly T[], { writes }: WorkbookPlan): T[] {
  const renamed = new Map(writes.flatMap(({ rowIds }) => rowIds.map(({ from, row }) => [from, row] as const)));
  return places.map((place) => ({ ...place, row: renamed.get(place.row) ?? place.row }));
}

/** [W6] A formula over which a remote value was not written has to be sent once more, to be reported as a conflict. */
export function isKeptUnreported({ reply, plan }: Pick<Replied, 'reply' | 'plan'>, { found }: RoundReading): boolean {
  const reported = [...reply.conflicts, ...reply.refusals, ...found.refusals];
  const rows = new Set(reported.map(({ table, row }) => `${table} ${reply.adopted[row] ?? row}`));
  for (const [table, held] of heldRows(found)) for (const row of held) rows.add(`${table} ${row}`);
  return plan.kept.some(({ table, row }) => !rows.has(`${table} ${row}`));
}
