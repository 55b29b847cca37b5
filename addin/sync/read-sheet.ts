import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { WorkbookPort, WorkbookSurvey, WorkWatch } from '../excel/workbook-port.ts';
import { done, type Outcome } from '../excel/workbook-problem.ts';
import { localTable, type LocalTable } from '../../shared/sync/read/local-table.ts';
import { paced } from './pace.ts';

/** Tables of the plan that the workbook has and that bear Row IDs. */
export function managedTables(survey: WorkbookSurvey): string[] {
  return survey.tables.filter(({ hasRowIds }) => hasRowIds).map(({ table }) => table);
}

/** Reads the managed tables as canonical values, of the moment of the survey or not at all. */
export async function readLocalTables(
  workbook: WorkbookPort,
  survey: WorkbookSurvey,
  watch?: WorkWatch,
): Promise<Outcome<readonly LocalTable[]>> {
  const read = await workbook.readTables(managedTables(survey), { said: survey.metadata, ...(watch && { watch }) });
  if (!read.ok) return read;
  const filtered = new Set(survey.tables.filter(({ isFiltered }) => isFiltered).map(({ table }) => table));
  const tables: LocalTable[] = [];
  for (const sheet of read.value) {
    tables.push(await paced(localTable(tableNamed(sheet.table), sheet, survey.date1904, filtered.has(sheet.table))));
  }
  return done(tables);
}
