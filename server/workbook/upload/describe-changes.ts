import type { Kysely } from 'kysely';
import type { SyncReply } from '../../../shared/protocol/sync.ts';
import { SHOWN_CHANGES, type WorkbookChange, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { keyOf } from '../../../shared/tables/table.ts';
import { readRowsById } from '../../storage/rows.ts';
import type { Database } from '../../storage/schema.ts';

/** An uploaded workbook's edits with the rows they are made on, as they were at the file's revision. */
export interface FileEdits {
  readonly edits: readonly Edit[];
  readonly baseRows: ReadonlyMap<RowId, Cells>;
}

/** What the file would change in the plan as it is now: not what waits as a conflict, is refused, or is there already. */
export async function tellChanges(
  db: Kysely<Database>,
  program: string,
  { edits }: FileEdits,
  { conflicts, refusals }: Pick<SyncReply, 'conflicts' | 'refusals'>,
): Promise<NonNullable<WorkbookReply['changes']>> {
  const held = new Set<string>();
  for (const { table, row, column, kind } of conflicts)
    held.add(place(table, row, kind === 'deleteEdit' ? null : column));
  for (const { table, row, column } of refusals) held.add(place(table, row, column));
  const head = await headRows(db, program, edits);
  const rows = edits.flatMap((edit) => {
    const change = changeOf(edit, head.get(edit.row), held);
    return change === null ? [] : [change];
  });
  const cellCount = rows.reduce((sum, { cells }) => sum + cells.length, 0);
  return { rows: rows.slice(0, SHOWN_CHANGES), rowCount: rows.length, cellCount };
}

/** Keys of these rows as the file's reader knows them: from the file's revision, else as the file gives them. */
export function tellRowKeys(
  { edits, baseRows }: FileEdits,
  named: Iterable<{ readonly table: string; readonly row: RowId | null }>,
): Record<RowId, string> {
  const inserted = new Map(edits.flatMap((edit) => (edit.kind === 'insert' ? [[edit.row, edit.cells] as const] : [])));
  const keys: Record<RowId, string> = {};
  for (const { table, row } of named) {
    const cells = row === null ? undefined : (baseRows.get(row) ?? inserted.get(row));
    if (row !== null && cells !== undefined) keys[row] = keyOf(tableNamed(table), cells);
  }
  return keys;
}

function place(table: string, row: RowId, column: string | null): string {
  return `${table}/${row}/${column ?? ''}`;
}

async function headRows(
  db: Kysely<Database>,
  program: string,
  edits: readonly Edit[],
): Promise<ReadonlyMap<RowId, Cells>> {
  const head = new Map<RowId, Cells>();
  for (const name of new Set(edits.map(({ table }) => table))) {
    const ids = edits.filter(({ table }) => table === name).map(({ row }) => row);
    for (const { row, cells } of await readRowsById(db, program, tableNamed(name), ids)) head.set(row, cells);
  }
  return head;
}

function changeOf(edit: Edit, head: Cells | undefined, held: ReadonlySet<string>): WorkbookChange | null {
  const { table, row, kind } = edit;
  if (held.has(place(table, row, null))) return null;
  if (edit.kind === 'delete') return head === undefined ? null : { table, row, kind, cells: [] };
  const cells = Object.entries(edit.cells)
    .map(([column, after]) => ({ column, before: head?.[column] ?? null, after }))
    .filter(({ column, before, after }) => before !== after && !held.has(place(table, row, column)));
  return cells.length === 0 ? null : { table, row, kind, cells };
}
