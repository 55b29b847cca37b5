import { tables } from '../../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../../shared/tables/cell.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { lockedCells, lockTables, type LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import { finish } from '../../../shared/sync/steps.ts';
import { computedColumns } from '../../../shared/plan/figures/computed-columns.ts';
import { blankRecord } from '../../../shared/plan/figures/blank-record.ts';
import { planFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../../shared/plan/figures/program-rows.ts';
import { checksReport } from '../../reports/checks-report.ts';
import { cutReports } from '../../reports/cut-reports.ts';
import { notesReport } from '../../reports/notes-report.ts';
import {
  bridgeReport,
  contingencyReport,
  masterBudgetReport,
  projectSourceReport,
} from '../../reports/project-reports.ts';
import { changesReport } from '../../reports/changes-report.ts';
import { erateReport } from '../../reports/erate-report.ts';
import { regionStatusReport } from '../../reports/matrix-report.ts';
import { monthReport } from '../../reports/month-report.ts';
import { movedReport } from '../../reports/moved-report.ts';
import { projectSheets } from '../../reports/one-project-report.ts';
import { stampOf, type ReportInput } from '../../reports/report-input.ts';
import { partWorkbook } from './part-workbook.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import type { ProgramWorkbook, WorkbookRow, WorkbookTable } from './program-workbook.ts';
import { summaryReport } from '../../reports/summary-report.ts';

/** Works out everything that the workbook of a program shows: computed columns, reports, checks. */
export function buildProgramWorkbook(snapshot: ProgramSnapshot): ProgramWorkbook {
  const program = storedRows(snapshot);
  const computed = computedColumns(program, { asOf: snapshot.sheetDay });
  const locked = lockedIn(snapshot);
  const workbookTables = tables.map((table) => ({
    ...filledTable(table, snapshot, computed.get(table.name)),
    locked: locked.filter((cells) => cells.table === table.name),
  }));
  const inTables = planFacts(program, snapshot.sheetDay);
  const facts = snapshot.asOf === snapshot.sheetDay ? inTables : planFacts(program, snapshot.asOf);
  const input: ReportInput = { snapshot, program, facts, inTables, tables: workbookTables };
  if (snapshot.part !== undefined) return partWorkbook(input, snapshot.part);
  const budgets = [...cutReports(input), masterBudgetReport(input)];
  return {
    title: snapshot.name,
    metadata: snapshot.metadata,
    stamp: stampOf(snapshot),
    reports: [
      summaryReport(input),
      ...budgets,
      projectSourceReport(input),
      bridgeReport(input),
      monthReport(input),
      regionStatusReport(input),
      contingencyReport(input),
      changesReport(input),
      erateReport(input),
      ...(snapshot.earlier ? [movedReport(input, snapshot.earlier)] : []),
      ...projectSheets(input),
      checksReport(input, budgets),
      notesReport(input),
    ],
    tables: workbookTables,
  };
}

/** [FD1] What nobody may change any more in the plan as it is stored. */
function lockedIn({ metadata, rows }: ProgramSnapshot): readonly LockedCells[] {
  const stored = lockTables.map((name) => {
    const ofTable = rows[name] ?? [];
    return [name, new Map(ofTable.map(({ row, cells }) => [row, cells]))] as const;
  });
  return finish(lockedCells({ revision: metadata.revision, tables: new Map(stored) }));
}

function storedRows({ rows }: ProgramSnapshot): ProgramRows {
  return programRows(rows);
}

/** The rows of a table in the order of their keys, with computed cells. */
function filledTable(
  table: Table,
  snapshot: ProgramSnapshot,
  computed: ReadonlyMap<string, Cells> | undefined,
): WorkbookTable {
  const stored = snapshot.rows[table.name] ?? [];
  const blank = blankRecord<Cell>(Object.keys(table.columns), null);
  const rows = stored.map(({ row, cells }): WorkbookRow => ({
    row,
    cells: { ...blank, ...cells, ...computed?.get(row) },
  }));
  return { table, rows: rows.sort((left, right) => compareKeys(table, left.cells, right.cells)) };
}

/** By the cells of the key in their order, empty ones first; code points decide, so every machine sorts alike. */
function compareKeys(table: Table, left: Cells, right: Cells): number {
  for (const column of table.key) {
    const order = compareCells(left[column] ?? null, right[column] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareCells(left: Cell, right: Cell): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}
