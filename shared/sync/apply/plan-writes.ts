import type { RemoteTable, SyncReply } from '../../protocol/sync.ts';
import type { Edit } from '../edit.ts';
import { planSteps, type TablePlan } from './plan.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { Refusal } from '../outcome.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { cellToExcel } from '../../tables/kinds/kind-of.ts';
import { computedColumns } from '../../tables/table.ts';
import type { PendingCell } from '../../tables/workbook-metadata.ts';
import type { CellWrite, RowAppend, TableWrites } from './table-writes.ts';
import type { SheetValue } from '../read/sheet-table.ts';
import { formulaCells, pendingOfTable, rowsToPlan, type LocalSheetRow, type LocalTable } from '../read/local-table.ts';
import { broughtRows, type ProgramRows, type ProgramState } from '../program-rows.ts';

/** What a reply does to the workbook. */
export interface WorkbookPlan {
  readonly writes: readonly TableWrites[];
  /** [CON2] Undecided cells, replacing the workbook's list. */
  readonly pending: readonly PendingCell[];
  /** Cells whose remote value is not written because the sheet holds something else that nobody has decided about. */
  readonly kept: readonly { readonly table: string; readonly row: RowId; readonly column: string }[];
  /** Values and rows from others. */
  readonly received: { readonly values: number; readonly rows: number };
}

export interface PlanWritesInput {
  readonly locals: readonly LocalTable[];
  readonly base: ProgramState;
  readonly head: ProgramState;
  readonly sent: readonly Edit[];
  readonly reply: Pick<SyncReply, 'adopted' | 'conflicts' | 'refusals' | 'remote'>;
  readonly pending: readonly PendingCell[];
  /** [W3, W10] Rows that the person wants back, by table: added where they are missing, refilled where they were emptied. */
  readonly restore: ReadonlyMap<string, readonly RowId[]>;
  readonly date1904: boolean;
  readonly localRefusals: readonly Refusal[];
}

const nothingRemote: RemoteTable = { columns: [], rows: [], deleted: [] };

/** Plans, in steps, what to write so that the sheet comes to the reply's revision [A1, A5, CON2, W6]. */
export function* planWrites(input: PlanWritesInput): Steps<WorkbookPlan> {
  const writes: TableWrites[] = [];
  const pending = input.pending.filter(({ table }) => !input.locals.some((local) => local.table.name === table));
  const kept: { table: string; row: RowId; column: string }[] = [];
  let [values, rows] = [0, 0];
  for (const local of input.locals) {
    const plan = yield* planTable(input, local);
    const table = local.table.name;
    writes.push(yield* writesOf(input, local, plan));
    for (const [row, columns] of plan.pendingSeen) {
      for (const [column, seen] of Object.entries(columns)) pending.push({ table, row, column, seen });
    }
    kept.push(...plan.kept.map(({ row, column }) => ({ table, row, column })));
    values += plan.cellWrites.length;
    rows += plan.inserts.length + plan.deletes.length;
  }
  return { writes, pending, kept, received: { values, rows } };
}

function* planTable(input: PlanWritesInput, local: LocalTable): Steps<TablePlan> {
  const { name } = local.table;
  const remote = input.reply.remote.tables[name] ?? nothingRemote;
  const ofTable = <T extends { readonly table: string }>(items: readonly T[]): T[] =>
    items.filter(({ table }) => table === name);
  return yield* planSteps({
    table: local.table,
    base: input.base.tables.get(name) ?? new Map(),
    baseRevision: input.base.revision,
    local: rowsToPlan(local),
    sent: ofTable(input.sent),
    remote: broughtRows(remote, input.head.tables.get(name) ?? new Map()),
    deleted: remote.deleted,
    conflicts: ofTable(input.reply.conflicts),
    refusals: ofTable([...input.reply.refusals, ...input.localRefusals]),
    adopted: input.reply.adopted,
    pendingSeen: pendingOfTable(input.pending, name),
    formulas: formulaCells(local),
  });
}

function* writesOf(input: PlanWritesInput, local: LocalTable, plan: TablePlan): Steps<TableWrites> {
  const { table } = local;
  const head = input.head.tables.get(table.name) ?? new Map<RowId, Cells>();
  const toBefore = new Map(plan.rowIdRewrites.map(({ from, to }) => [to, from]));
  const rowsNow = new Map(local.rows.map((row) => [row.rowId, row]));
  const find = (row: RowId) => rowsNow.get(toBefore.get(row) ?? row);
  const deletes = new Set(plan.deletes);
  const asExcel = (column: string, value: Cells[string] | undefined): SheetValue => {
    const definition = table.columns[column];
    return definition ? cellToExcel(definition, value ?? null, input.date1904) : '';
  };
  const cells = plan.cellWrites.flatMap(({ row, column, value }) =>
    cellWrite(local, find(row), row, column, asExcel(column, value)),
  );
  const restore = (input.restore.get(table.name) ?? []).filter((row) => head.has(row));
  const restored = restore.filter((row) => !rowsNow.has(row));
  const refilled = restore.flatMap((row) => {
    const columns = rowsNow.get(row)?.cleared ?? [];
    return columns
      .filter((column) => (head.get(row)?.[column] ?? null) !== null)
      .flatMap((column) => cellWrite(local, find(row), row, column, asExcel(column, head.get(row)?.[column])));
  });
  const appended = [...new Set([...plan.inserts.map(({ row }) => row), ...restored])];
  return {
    table: table.name,
    rowIds: plan.rowIdRewrites.flatMap(({ from, to }) => {
      const row = rowsNow.get(from);
      return row ? [{ position: row.sheet.position, from, expected: row.sheet.values, row: to }] : [];
    }),
    cells: [...cells, ...refilled, ...(yield* computedWrites(local, head, find, deletes, asExcel))],
    removals: plan.deletes.flatMap((row) => {
      const found = find(row);
      return found ? [{ row, position: found.sheet.position, expected: found.sheet.values }] : [];
    }),
    appends: appended.toSorted(byKey(table.key, head)).map((row) => appendOf(row, head.get(row) ?? {}, asExcel)),
  };
}

/** New rows come in the order of their keys, as a person would list them. */
function byKey(key: readonly string[], head: ProgramRows): (a: RowId, b: RowId) => number {
  return (a, b) => {
    for (const column of key) {
      const [left, right] = [head.get(a)?.[column] ?? '', head.get(b)?.[column] ?? ''];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

function cellWrite(
  local: LocalTable,
  found: LocalSheetRow | undefined,
  row: RowId,
  column: string,
  value: SheetValue,
): CellWrite[] {
  const index = local.sheet.columns.indexOf(column);
  if (!found || index < 0) return [];
  return [{ row, position: found.sheet.position, column, expected: found.sheet.values[index] ?? '', value }];
}

/** Computed columns are the server's: whatever else stands there is put right, except a formula of the person's [W6]. */
function* computedWrites(
  local: LocalTable,
  head: ProgramRows,
  find: (row: RowId) => LocalSheetRow | undefined,
  deletes: ReadonlySet<RowId>,
  asExcel: (column: string, value: Cells[string] | undefined) => SheetValue,
): Steps<CellWrite[]> {
  const computed = computedColumns(local.table).filter((column) => local.sheet.columns.includes(column));
  if (computed.length === 0) return [];
  const writes: CellWrite[] = [];
  yield* inSteps(head, ([row, cells]) => {
    const found = deletes.has(row) ? undefined : find(row);
    if (!found) return;
    for (const column of computed) {
      const wanted = cells[column] ?? null;
      if (found.computed[column] === wanted || found.formulas.has(column)) continue;
      writes.push(...cellWrite(local, found, row, column, asExcel(column, wanted)));
    }
  });
  return writes;
}

function appendOf(
  row: RowId,
  cells: Cells,
  asExcel: (column: string, value: Cells[string] | undefined) => SheetValue,
): RowAppend {
  return {
    row,
    cells: Object.fromEntries(Object.keys(cells).map((column) => [column, asExcel(column, cells[column])])),
  };
}
