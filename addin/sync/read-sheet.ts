import { identitySteps, type Misalignment } from '../../shared/sync/read/row-identity.ts';
import type { Steps } from '../../shared/sync/steps.ts';
import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowIdWrite, TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { WorkbookPort, WorkbookSurvey, WorkWatch } from '../excel/workbook-port.ts';
import { done, type Outcome } from '../excel/workbook-problem.ts';
import { localTable, withRowIds, type LocalTable } from './local-table.ts';
import type { ProgramState } from './program-rows.ts';

/** Tables of the plan that the workbook has and that bear Row IDs. */
export function managedTables(survey: WorkbookSurvey): string[] {
  return survey.tables.filter(({ hasRowIds }) => hasRowIds).map(({ table }) => table);
}

/** Reads the managed tables as canonical values. */
export async function readLocalTables(
  workbook: WorkbookPort,
  survey: WorkbookSurvey,
  watch?: WorkWatch,
): Promise<Outcome<readonly LocalTable[]>> {
  const read = await workbook.readTables(managedTables(survey), watch);
  if (!read.ok) return read;
  const filtered = new Set(survey.tables.filter(({ isFiltered }) => isFiltered).map(({ table }) => table));
  const tables: LocalTable[] = [];
  for (const sheet of read.value) {
    tables.push(await localTable(tableNamed(sheet.table), sheet, survey.date1904, filtered.has(sheet.table)));
  }
  return done(tables);
}

/** [W1, W2, W4] What the Row IDs of the sheet need. */
export interface RowIdNeeds {
  readonly writes: readonly TableWrites[];
  /** The tables as they are once `writes` are made. */
  readonly tables: readonly LocalTable[];
  /** Tables whose Row IDs and keys have come apart: nothing may be sent. */
  readonly apart: readonly { readonly local: LocalTable; readonly misaligned: readonly Misalignment[] }[];
}

/** Finds, in steps, rows without a Row ID of their own and rows whose Row IDs and keys have come apart. */
export function* rowIdNeeds(
  locals: readonly LocalTable[],
  base: ProgramState,
  randomBytes: (count: number) => Uint8Array,
): Steps<RowIdNeeds> {
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
    const rowIds = new Map(findings.needNewId.map((position) => [position, rowIdFromBytes(randomBytes(15))]));
    tables.push(withRowIds(local, rowIds));
    if (rowIds.size > 0) writes.push({ ...emptyWrites(local.table.name), rowIds: idWrites(local, rowIds) });
  }
  return { writes, tables, apart };
}

export function emptyWrites(table: string): TableWrites {
  return { table, rowIds: [], cells: [], removals: [], appends: [] };
}

/** Row ID cells to write, each only while its row still looks as it was read. */
export function idWrites(local: LocalTable, rowIds: ReadonlyMap<number, RowId>): RowIdWrite[] {
  return local.rows.flatMap(({ sheet }) => {
    const row = rowIds.get(sheet.position);
    if (row === undefined) return [];
    return [{ position: sheet.position, from: sheet.rowId, expected: sheet.values, row }];
  });
}
