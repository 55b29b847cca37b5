import { checkSheet, type SheetCheck } from '../../shared/sync/read/check-sheet.ts';
import { goneColumns, type GoneColumn } from '../../shared/sync/read/known-columns.ts';
import { rowKeyIn, type LocalTable } from '../../shared/sync/read/local-table.ts';
import { nothingAnswered } from '../../shared/sync/read/find-edits.ts';
import type { NameRows } from '../../shared/sync/read/identify-rows.ts';
import { readTables, type Reading } from '../../shared/sync/read/read-tables.ts';
import type { Refusal } from '../../shared/sync/outcome.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import type { Steps } from '../../shared/sync/steps.ts';
import type { TableColumns, WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import { newestFirst } from './newest-first.ts';
import type { OpenConflict, OpenRefusal, UnreadRow } from './session/sync-state.ts';
import { judgedRows, standingConflicts, standingRefusals, type JudgedRows } from './standing.ts';

export interface WorkbookToCheck {
  readonly locals: readonly LocalTable[];
  readonly metadata: WorkbookMetadata | null;
  /** The tables of the workbook and their columns, as it is now. */
  readonly tables: readonly TableColumns[];
  /** The program as the server has acknowledged it. */
  readonly acknowledged: ProgramState;
  readonly nameRows: NameRows;
  /** What waits for a decision or a correction as far as is known. */
  readonly conflicts: readonly OpenConflict[];
  readonly refusals: readonly OpenRefusal[];
  /** Null: the plan has just judged what the sheet holds. */
  readonly judged: JudgedRows | null;
}

export interface WorkbookCheck extends SheetCheck {
  readonly conflicts: readonly OpenConflict[];
  readonly refusals: readonly OpenRefusal[];
  readonly judged: JudgedRows;
  readonly unread: readonly UnreadRow[];
  readonly gone: readonly GoneColumn[];
  readonly isApart: boolean;
}

/** What a fresh reading of the sheet makes of everything the pane says about it: nothing is said that has ended. */
export function* checkWorkbook(input: WorkbookToCheck): Steps<WorkbookCheck> {
  const { acknowledged, metadata, locals } = input;
  const found = yield* findChanges(input, metadata?.pending ?? []);
  const conflicts = standingConflicts(input.conflicts, found.edits);
  const refusals = newestFirst(
    [
      ...refusalsOfSheet(found.tables, acknowledged, found.refusals),
      ...standingRefusals(input.refusals, input.judged, found.edits),
    ],
    input.refusals,
  );
  const check = yield* checkSheet({ locals, metadata, acknowledged, found, conflicts, refusals });
  const gone = goneColumns(metadata?.columns ?? [], input.tables);
  const [unread, isApart] = [unreadRows(found), found.misaligned.length > 0];
  return { ...check, conflicts, refusals, judged: judgedRows(found.edits), unread, gone, isApart };
}

/** [FA6, W11] Rows that were seen and not read, so that nobody believes them sent. */
function unreadRows({ below, totals }: Reading): UnreadRow[] {
  const rowsOf = (kind: UnreadRow['kind'], found: Reading['below']): UnreadRow[] =>
    found.flatMap(({ local, rows }) =>
      rows.map(({ sheet: { position, values } }) => {
        const label = String(values.find((value) => value !== '') ?? '');
        return { kind, table: local.table.name, position, label };
      }),
    );
  return [...rowsOf('below', below), ...rowsOf('totals', totals)];
}

/** The changes in the sheet, new rows included: just what a sync finds, without writing their Row IDs. */
export function findChanges(
  { locals, acknowledged, nameRows }: Pick<WorkbookToCheck, 'locals' | 'acknowledged' | 'nameRows'>,
  pending: WorkbookMetadata['pending'],
): Steps<Reading> {
  return readTables({ locals, base: acknowledged, pending, heldRows: nothingAnswered, realign: false, nameRows });
}

/** [W5] What the sheet alone shows, with the keys of the rows. */
export function refusalsOfSheet(
  locals: readonly LocalTable[],
  base: ProgramState,
  refusals: readonly Refusal[],
): OpenRefusal[] {
  return refusals.map((refusal) => {
    const local = locals.find(({ table }) => table.name === refusal.table);
    const rowKey = rowKeyIn(local, base.tables.get(refusal.table), refusal.row);
    return { ...refusal, rowKey, isOfSheet: true, ...newRowMark(base, refusal) };
  });
}

/** Says so where the plan lacks the row. */
export function newRowMark(
  base: ProgramState,
  { table, row }: Pick<Refusal, 'table' | 'row'>,
): Pick<OpenRefusal, 'isNewRow'> {
  return base.tables.get(table)?.has(row) === true ? {} : { isNewRow: true };
}
