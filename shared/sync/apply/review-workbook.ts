import type { RowsReply } from '../../protocol/cells.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { editableColumns, keyIsBlank, keyOf } from '../../tables/table.ts';
import { finish } from '../steps.ts';
import type { TableWrites } from './table-writes.ts';
import { idWrites } from '../apply/id-writes.ts';
import { localRefusals, rowsToPlan, withRowIds, type LocalTable } from '../read/local-table.ts';
import { planWrites, type WorkbookPlan } from './plan-writes.ts';
import { programState, type ProgramState } from '../program-rows.ts';

/** A cell that is different in the sheet (local) and in the program (remote). */
export interface Difference {
  readonly table: string;
  readonly row: RowId | null;
  readonly rowKey: string;
  readonly column: string | null;
  readonly local: Cell;
  readonly remote: Cell;
}

/** [W7] A workbook without readable metadata beside the program as it is now. */
export interface Review {
  /** The sheet, rows recognised by Row ID or else by key. */
  readonly locals: readonly LocalTable[];
  /** Row IDs to write into rows that were recognised by key. */
  readonly rowIds: readonly TableWrites[];
  readonly differences: readonly Difference[];
}

/** Compares sheet and program two ways: nobody knows what they last agreed on. */
export function reviewWorkbook(locals: readonly LocalTable[], head: ProgramState): Review {
  const recognised = locals.map((local) => recogniseRows(local, head.tables.get(local.table.name) ?? new Map()));
  return {
    locals: recognised.map(({ local }) => local),
    rowIds: recognised.flatMap(({ writes }) => (writes.rowIds.length > 0 ? [writes] : [])),
    differences: recognised.flatMap(({ local }) => differencesOf(local, head)),
  };
}

function recogniseRows(local: LocalTable, head: ReadonlyMap<RowId, Cells>): { local: LocalTable; writes: TableWrites } {
  const { table } = local;
  const present = new Set(local.rows.map(({ rowId }) => rowId));
  const absentByKey = new Map<string, RowId>();
  for (const [row, cells] of head) if (!present.has(row)) absentByKey.set(keyOf(table, cells), row);
  const rowIds = new Map<number, RowId>();
  for (const { rowId, cells, sheet } of local.rows) {
    if ((rowId !== null && head.has(rowId)) || keyIsBlank(table, cells)) continue;
    const row = absentByKey.get(keyOf(table, cells));
    if (row === undefined) continue;
    absentByKey.delete(keyOf(table, cells));
    rowIds.set(sheet.position, row);
  }
  const writes = { table: table.name, rowIds: idWrites(local, rowIds), cells: [], removals: [], appends: [] };
  return { local: withRowIds(local, rowIds), writes };
}

function differencesOf(local: LocalTable, head: ProgramState): Difference[] {
  const { table } = local;
  const rows = head.tables.get(table.name) ?? new Map<RowId, Cells>();
  const columns = editableColumns(table);
  const present = new Set(local.rows.map(({ rowId }) => rowId));
  const ofRows = local.rows.flatMap(({ rowId, cells }): Difference[] => {
    const remote = rowId === null ? undefined : rows.get(rowId);
    const place = { table: table.name, row: rowId, rowKey: keyOf(table, cells) };
    if (!remote) return [{ ...place, column: null, local: place.rowKey, remote: null }];
    return columns.flatMap((column): Difference[] => {
      const [mine, theirs] = [cells[column], remote[column] ?? null];
      return mine === undefined || mine === theirs ? [] : [{ ...place, column, local: mine, remote: theirs }];
    });
  });
  const absent = [...rows].flatMap(([row, cells]): Difference[] => {
    if (present.has(row)) return [];
    const rowKey = keyOf(table, cells);
    return [{ table: table.name, row, rowKey, column: null, local: null, remote: rowKey }];
  });
  return [...ofRows, ...absent];
}

/**
 * What makes the sheet equal to the program: every readable cell gives way, rows the program does not have go. Formulas
 * and values that could not be read stay, as seen at revision 0, so that the next sync reports them.
 */
export function planTheirs(review: Review, reply: RowsReply, date1904: boolean): WorkbookPlan {
  const head = programState(reply);
  const asBase = review.locals.map((local) => {
    const cells = rowsToPlan(local).map(({ row, cells }): [RowId, Cells] => [row, cells]);
    return [local.table.name, new Map(cells)] as const;
  });
  const remote = review.locals.map((local) => {
    const rows = head.tables.get(local.table.name);
    const deleted = local.rows.flatMap(({ rowId }) => (rowId === null || rows?.has(rowId) ? [] : [rowId]));
    const found = reply.tables[local.table.name] ?? { columns: [], rows: [] };
    return [local.table.name, { ...found, deleted }] as const;
  });
  return finish(
    planWrites({
      locals: review.locals,
      base: { revision: 0, tables: new Map(asBase) },
      head,
      sent: [],
      reply: { adopted: {}, conflicts: [], refusals: [], remote: { tables: Object.fromEntries(remote) } },
      pending: [],
      restore: new Map(),
      date1904,
      localRefusals: review.locals.flatMap(localRefusals),
    }),
  );
}
