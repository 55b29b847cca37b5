import { emptyWrites, type RowIdWrite, type TableWrites } from '../apply/table-writes.ts';
import { identitySteps, type Misalignment } from './row-identity.ts';
import type { Steps } from '../steps.ts';
import type { RowId } from '../../tables/cell.ts';
import { withRowIds, type LocalTable } from './local-table.ts';
import type { ProgramState } from '../program-rows.ts';

/** Row IDs for rows of a table that have none of their own, by position. */
export type NameRows = (local: LocalTable, positions: readonly number[]) => ReadonlyMap<number, RowId>;

/** [W1, W2, W4] What the Row IDs of the sheet need. */
export interface RowIdNeeds {
  readonly writes: readonly TableWrites[];
  /** The tables as they are once `writes` are made. */
  readonly tables: readonly LocalTable[];
  /** Tables whose Row IDs and keys have come apart: nothing may be sent. */
  readonly apart: readonly { readonly local: LocalTable; readonly misaligned: readonly Misalignment[] }[];
}

/** Finds, in steps, rows without a Row ID of their own and rows whose Row IDs and keys have come apart. */
export function* rowIdNeeds(locals: readonly LocalTable[], base: ProgramState, nameRows: NameRows): Steps<RowIdNeeds> {
  const writes: TableWrites[] = [];
  const tables: LocalTable[] = [];
  const apart: { local: LocalTable; misaligned: readonly Misalignment[] }[] = [];
  for (const local of locals) {
    const rows = local.rows.map(({ rowId, cells, sheet }) => ({
      row: rowId ?? '',
      cells,
      position: sheet.position,
    }));
    const findings = yield* identitySteps(local.table, base.tables.get(local.table.name) ?? new Map(), rows);
    if (findings.misaligned.length > 0) apart.push({ local, misaligned: findings.misaligned });
    const rowIds = nameRows(local, findings.needNewId);
    tables.push(withRowIds(local, rowIds));
    if (rowIds.size > 0) writes.push({ ...emptyWrites(local.table.name), rowIds: idWrites(local, rowIds) });
  }
  return { writes, tables, apart };
}

/** Row ID cells to write, each only while its row still looks as it was read. */
export function idWrites(local: LocalTable, rowIds: ReadonlyMap<number, RowId>): RowIdWrite[] {
  return local.rows.flatMap(({ sheet }) => {
    const row = rowIds.get(sheet.position);
    if (row === undefined) return [];
    return [{ position: sheet.position, from: sheet.rowId, expected: sheet.values, row }];
  });
}
