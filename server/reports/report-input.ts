import { codeNames, type CodeNames } from '../../shared/tables/code-names.ts';
import type { PlanFacts } from '../../shared/plan/figures/plan-facts.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { ProgramSnapshot } from '../workbook/write/program-snapshot.ts';
import type { WorkbookRow, WorkbookTable } from '../workbook/write/program-workbook.ts';

/** What every report is made from. */
export interface ReportInput {
  readonly snapshot: ProgramSnapshot;
  readonly program: ProgramRows;
  /** As of the day of the reports. */
  readonly facts: PlanFacts;
  /** As of the day of the computed columns of the tables. */
  readonly inTables: PlanFacts;
  /** As they stand in the workbook, computed cells included. */
  readonly tables: readonly WorkbookTable[];
}

/** The lines below a report's title: whose plan, and which moment of it. */
export function headingLines({ district, fiscalYear, metadata, asOf, receipt = null }: ProgramSnapshot): string[] {
  const day = asOf === null ? '' : `As of ${asOf}, `;
  const written = metadata.writtenAt === undefined ? '' : `, written ${minuteOf(metadata.writtenAt)}`;
  const revision = `${asOf === null ? 'Revision' : 'revision'} ${metadata.revision}`;
  const named = receipt === null ? '' : `, receipt ${receipt}`;
  return [`${district} – fiscal year ${fiscalYear}`, `${day}${revision}${named}${written}`];
}

/** "2026-11-24 08:30 UTC": nobody reads seconds. */
function minuteOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** At the foot of every page: the moment, short. */
export function stampOf({ metadata, asOf, receipt = null }: ProgramSnapshot): string {
  const state = receipt === null ? `Revision ${metadata.revision}` : `Receipt ${receipt}`;
  return asOf === null ? state : `As of ${asOf} · ${state}`;
}

/** [FB6] Names that stand beside codes, from the tables of the workbook. */
export function namesOf({ tables }: ReportInput): CodeNames {
  return codeNames(tables.map(({ table, rows }) => [table.name, rows.map(({ cells }) => cells)]));
}

/** The rows of a table as they stand in the workbook. */
export function rowsOf({ tables }: ReportInput, name: string): readonly WorkbookRow[] {
  return tables.find(({ table }) => table.name === name)?.rows ?? [];
}
