import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { requestMeasures } from '../../shared/plan/figures/measures.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { budgetMeasures, measureCells, measureColumns, measureNamed } from './measure-columns.ts';
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
  /** Measures that are drawn below the table, group by group. */
  readonly drawn?: { readonly title: string; readonly measures: readonly string[] };
}

const erateMeasures = requestMeasures.map(({ name }) => name);

const cutSheets: readonly CutReport[] = [
  {
    cut: 'source',
    sheet: 'By Source',
    label: 'Source Code',
    names: { table: 'fundingSources', key: 'code', name: 'name', label: 'Source Name' },
    extra: ['authorized', 'available', 'unallocated', 'cashHeadroom'],
    line: 'Budget lines by the source that pays.',
    drawn: { title: 'Budget by source', measures: ['authorized', 'current', 'expended'] },
  },
  {
    cut: 'sourceType',
    sheet: 'By Source Type',
    label: 'Source Type',
    extra: ['authorized', 'available', 'unallocated', 'cashHeadroom'],
    line: 'Budget lines by the kind of money that pays.',
  },
  {
    cut: 'series',
    sheet: 'By Series',
    label: 'Series / Issue',
    extra: ['authorized', 'available', 'unallocated', 'cashHeadroom'],
    line: 'Budget lines by the series or issue of the source that pays.',
  },
  { cut: 'program', sheet: 'By Program', label: 'Program', line: 'By the program of the project.' },
  {
    cut: 'fiscalYear',
    sheet: 'By Fiscal Year',
    label: 'Fiscal Year',
    extra: ['expendedByPostingYear'],
    line: 'By the fiscal year of the budget line; the last column is by the year of posting.',
    drawn: { title: 'Budget by fiscal year', measures: ['original', 'current', 'expended'] },
  },
  {
    cut: 'region',
    sheet: 'By Region',
    label: 'Region',
    extra: ['projectsTouching'],
    line: 'Lines without a location are shared among the sites of their project; Districtwide is what has no site.',
  },
  {
    cut: 'boardDistrict',
    sheet: 'By Board District',
    label: 'Board District',
    extra: ['projectsTouching'],
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
  {
    cut: 'object',
    sheet: 'By Object',
    label: 'Object',
    line: 'By the object code in the account string of the budget line.',
  },
  { cut: 'status', sheet: 'By Status', label: 'Project Status', line: 'By the status of the project.' },
  {
    cut: 'manager',
    sheet: 'By Manager',
    label: 'Project Manager',
    names: { table: 'people', key: 'id', name: 'name', label: 'Name' },
    line: 'By the person responsible for the project.',
  },
  {
    cut: 'erateCategory',
    sheet: 'By E-Rate Category',
    label: 'E-Rate Category',
    extra: erateMeasures,
    line: 'Lines whose commitments name funding requests of one category. The last columns are of the requests themselves.',
  },
  {
    cut: 'frn',
    sheet: 'By FRN',
    label: 'FRN',
    extra: erateMeasures,
    line: 'Lines whose commitments name one funding request. The last columns are of the requests themselves.',
  },
];

/** One sheet per cut of the budget; each ends with the program's total, to the cent. */
export function cutReports(input: ReportInput): ReportSheet[] {
  return cutSheets.map((sheet) => cutReport(input, sheet));
}

function cutReport(input: ReportInput, { cut, sheet, label, names, extra = [], line, drawn }: CutReport): ReportSheet {
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
    ...(drawn && {
      charts: [
        {
          title: drawn.title,
          kind: names ? ('bar' as const) : ('column' as const),
          categories: names?.label ?? label,
          series: drawn.measures.map((name) => measureNamed(name).label),
        },
      ],
    }),
  };
}

function labelsOf(input: ReportInput, names: NonNullable<CutReport['names']>): Map<string, string> {
  return new Map(rowsOf(input, names.table).map(({ cells }) => [String(cells[names.key]), String(cells[names.name])]));
}
