import type { Cut } from '../../shared/totals/cuts.ts';
import { totalsOf } from '../../shared/totals/totals.ts';
import { budgetMeasures, measureCells, measureColumns } from './measure-columns.ts';
import { headingLines, rowsOf, type ReportInput } from './report-input.ts';
import type { ReportColumn, ReportSheet } from './report-sheet.ts';

interface CutReport {
  readonly cut: Cut;
  readonly sheet: string;
  /** Header of the column of groups. */
  readonly label: string;
  /** Table and columns in which a group's name is looked up. */
  readonly names?: { readonly table: string; readonly key: string; readonly name: string; readonly label: string };
  /** Further measures that only this cut has. */
  readonly extra?: readonly string[];
  readonly line: string;
}

const cutSheets: readonly CutReport[] = [
  {
    cut: 'source',
    sheet: 'By Source',
    label: 'Source Code',
    names: { table: 'fundingSources', key: 'code', name: 'name', label: 'Source Name' },
    extra: ['authorized', 'available', 'unallocated', 'cashHeadroom'],
    line: 'Budget lines by the source that pays.',
  },
  {
    cut: 'fiscalYear',
    sheet: 'By Fiscal Year',
    label: 'Fiscal Year',
    extra: ['expendedByPostingYear'],
    line: 'By the fiscal year of the budget line; the last column is by the year of posting.',
  },
  {
    cut: 'region',
    sheet: 'By Region',
    label: 'Region',
    line: 'Lines without a location are shared among the sites of their project; Districtwide is what has no site.',
  },
  {
    cut: 'boardDistrict',
    sheet: 'By Board District',
    label: 'Board District',
    line: 'Lines without a location are shared among the sites of their project; Districtwide is what has no site.',
  },
  {
    cut: 'system',
    sheet: 'By System',
    label: 'System Code',
    names: { table: 'systems', key: 'code', name: 'name', label: 'System Name' },
    line: 'By the system of the line, else the primary system of its project.',
  },
  { cut: 'category', sheet: 'By Category', label: 'Cost Category', line: 'By the cost category of the budget line.' },
  { cut: 'status', sheet: 'By Status', label: 'Project Status', line: 'By the status of the project.' },
];

/** One sheet per cut of the budget; each ends with the program's total, to the cent. */
export function cutReports(input: ReportInput): ReportSheet[] {
  return cutSheets.map((sheet) => cutReport(input, sheet));
}

function cutReport(input: ReportInput, { cut, sheet, label, names, extra = [], line }: CutReport): ReportSheet {
  const totals = totalsOf(input.facts, [cut]);
  const shown = [...budgetMeasures, ...extra];
  const groups: ReportColumn[] = [{ label, width: 22, format: 'text' }];
  if (names) groups.push({ label: names.label, width: 30, format: 'text' });
  const labels = names ? labelsOf(input, names) : undefined;
  return {
    name: sheet,
    title: `${input.snapshot.name} – ${sheet}`,
    lines: [...headingLines(input.snapshot), line],
    columns: [...groups, ...measureColumns(shown)],
    rows: totals.rows.map(({ groups: [group = ''], values }) => [
      group,
      ...(labels ? [labels.get(group) ?? null] : []),
      ...measureCells(shown, values),
    ]),
    total: ['Program total', ...(labels ? [null] : []), ...measureCells(shown, totals.total)],
  };
}

function labelsOf(input: ReportInput, names: NonNullable<CutReport['names']>): Map<string, string> {
  return new Map(rowsOf(input, names.table).map(({ cells }) => [String(cells[names.key]), String(cells[names.name])]));
}
