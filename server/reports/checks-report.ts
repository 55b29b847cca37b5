import { tableNamed } from '../../shared/tables/all-tables.ts';
import { columnLabel } from '../../shared/tables/table.ts';
import { invariantFacts, judgePlan, type Explanation, type Verdict } from '../../shared/plan/invariants/judge-plan.ts';
import { planRows } from '../../shared/plan/invariants/plan-rows.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { absoluteColumnRange, quotedSheet } from '../workbook/cell-address.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import { bodyRows } from '../workbook/write/table-sheet.ts';
import { measureNamed } from './measure-columns.ts';
import { headingLines, rowsOf, type ReportInput } from './report-input.ts';
import { rowsAbove, type ReportCell, type ReportFormula, type ReportSheet } from './report-sheet.ts';

/** Measures that a column of Budget Lines adds up to. */
const lineMeasures = [
  'original',
  'boardApproved',
  'current',
  'pending',
  'committed',
  'openEncumbrance',
  'expended',
  'obligated',
  'uncommitted',
  'unspent',
] as const;

/** Measures whose column is footed on every report sheet. */
const footedMeasures = ['original', 'current', 'expended', 'eac'] as const;

/** A column footing: what is written elsewhere in the workbook, and the live sum that must equal it. */
interface Footing {
  readonly name: string;
  /** Cents. */
  readonly written: number;
  readonly live: ReportFormula;
}

/** Findings of one invariant that the sheet lists; the rest is counted. */
const FINDINGS_SHOWN = 50;
/** The day of a workbook that is of no day: nothing is in its past. */
const EARLIEST = '1990-01-01';

const WRITTEN = 'C';
const LIVE = 'D';
const DIFFERENCE = 'E';

/**
 * Every invariant of the plan, then the footing of totals: the figure written in the workbook beside a live SUM formula
 * over its tables and sheets, and the difference, so that a reviewer can see that the sheets foot and go on footing.
 */
export function checksReport(input: ReportInput, budgets: readonly ReportSheet[]): ReportSheet {
  const lines = [
    ...headingLines(input.snapshot),
    'PASS when the difference is 0.00. The footings below the invariants are live formulas.',
  ];
  const today = input.snapshot.asOf ?? input.snapshot.metadata.writtenAt?.slice(0, 10) ?? EARLIEST;
  const facts = invariantFacts(planRows(input.snapshot.rows), today, input.facts);
  const invariants = judgePlan(facts).flatMap(invariantRows);
  const first = rowsAbove({ lines }) + invariants.length + 1;
  const footings = [...tableFootings(input), ...reportFootings(input, budgets)];
  return {
    name: 'Checks',
    title: `${input.snapshot.name} – Checks`,
    lines,
    columns: [
      { label: 'No.', width: 8, format: 'text' },
      { label: 'Check', width: 60, format: 'wrapped' },
      { label: 'Written total', width: 20, format: 'money' },
      { label: 'Live sum', width: 20, format: 'money' },
      { label: 'Difference', width: 16, format: 'money' },
      { label: 'Result', width: 10, format: 'text', alert: 'verdict' },
      { label: 'Detail', width: 80, format: 'wrapped' },
    ],
    rows: [...invariants, ...footings.map((footing, index) => footingRow(footing, first + index))],
  };
}

/** One row per invariant, and below one that does not hold a row for each of its first findings. */
function invariantRows({ id, title, severity, difference, findings, mend }: Verdict): ReportCell[][] {
  const isExplained = findings.every(({ explanation }) => explanation?.holds === true);
  const toExplain = isExplained ? 'EXPLAINED' : 'EXPLAIN';
  const result = findings.length === 0 ? 'PASS' : severity === 'error' ? 'FAIL' : toExplain;
  const places = findings.length === 1 ? '1 place' : `${findings.length} places`;
  const detail = findings.length === 0 ? null : `${places}. ${mend}`;
  const told = findings
    .slice(0, FINDINGS_SHOWN)
    .map(({ subject, difference: off, message, explanation }): ReportCell[] => [
      id,
      `   ${subject}`,
      null,
      null,
      off,
      explanation?.holds === true ? 'EXPLAINED' : null,
      explanation?.holds === true ? `${message} ${whyItStands(explanation)}` : message,
    ]);
  const more = findings.length - told.length;
  const rest: ReportCell[][] = more > 0 ? [[id, `   and ${more} more`, null, null, null, null, null]] : [];
  return [[id, title, null, null, difference, result, detail], ...told, ...rest];
}

function whyItStands({ explanation, explainedBy, explainedOn }: Explanation): string {
  return `Explained by ${explainedBy ?? 'finance'} on ${explainedOn ?? 'a day that is not known'}: ${explanation ?? ''}`;
}

function footingRow({ name, written, live }: Footing, row: number): ReportCell[] {
  const difference = Number(live.result) - written;
  return [
    'SUM',
    name,
    written,
    live,
    { formula: `ROUND(${LIVE}${row}-${WRITTEN}${row},2)`, result: difference },
    { formula: `IF(${DIFFERENCE}${row}=0,"PASS","FAIL")`, result: difference === 0 ? 'PASS' : 'FAIL' },
    null,
  ];
}

/** The program's totals against the columns of the tables, on the day of those; the ledger as a whole. */
function tableFootings(input: ReportInput): Footing[] {
  const { total } = totalsOf(input.inTables, []);
  const lines = lineMeasures.map((name) => ({
    name: `${measureNamed(name).label}: ${wholeOf(input)} = Budget Lines`,
    written: total[name] ?? 0,
    live: tableSum(input, 'budgetLines', name),
  }));
  const ledger = {
    name: 'Expended: program total, with what is posted later, = Expenditures',
    written: (total['expended'] ?? 0) + postedLater(input),
    live: tableSum(input, 'expenditures', 'amount'),
  };
  return [...lines, ledger];
}

function wholeOf({ snapshot: { asOf, sheetDay } }: ReportInput): string {
  return asOf === sheetDay || sheetDay === null ? 'program total' : `program total of ${sheetDay}`;
}

/** Cents of the ledger that do not count yet on the day of the tables' columns. */
function postedLater({ program, inTables: { asOf } }: ReportInput): number {
  if (asOf === null) return 0;
  const later = program.expenditures.filter(({ cells }) => cells.postingDate > asOf);
  return later.reduce((sum, { cells }) => sum + cells.amount, 0);
}

/** A live sum of a table's column; a structured reference where the header allows, since it grows with the table. */
function tableSum(input: ReportInput, tableName: string, columnName: string): ReportFormula {
  const [table, rows] = [tableNamed(tableName), rowsOf(input, tableName)];
  const label = columnLabel(table, columnName);
  const result = rows.reduce((sum, { cells }) => sum + Number(cells[columnName] ?? 0), 0);
  if (/^[A-Za-z0-9 ]+$/.test(label)) return { formula: `SUM(${table.excelName}[${label}])`, result };
  const index = Object.keys(table.columns).indexOf(columnName) + 1;
  const range = absoluteColumnRange(table.label, index, 1, bodyRows({ table, rows }));
  return { formula: `SUM(${range})`, result };
}

/** The total row of each report against the rows above it. */
function reportFootings(input: ReportInput, reports: readonly ReportSheet[]): Footing[] {
  const { total } = totalsOf(input.facts, []);
  return reports.flatMap((report) =>
    footedMeasures.flatMap((name) => {
      const { label } = measureNamed(name);
      const column = report.columns.findIndex((candidate) => candidate.label === label);
      if (column < 0 || report.rows.length === 0) return [];
      const letters = columnLetters(column);
      const first = rowsAbove(report) + 1;
      const range = `${quotedSheet(report.name)}!${letters}${first}:${letters}${first + report.rows.length - 1}`;
      const result = report.rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
      const live = { formula: `SUM(${range})`, result };
      return [{ name: `${label}: program total = rows of ${report.name}`, written: total[name] ?? 0, live }];
    }),
  );
}
