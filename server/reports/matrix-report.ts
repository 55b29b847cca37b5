import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { measureNamed } from './measure-columns.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportChart } from './report-chart.ts';
import type { ReportCell, ReportColumn, ReportSheet } from './report-sheet.ts';

interface Matrix {
  readonly sheet: string;
  readonly title: string;
  readonly down: Cut;
  readonly across: Cut;
  /** Columns that name a group of `down`, and its cells there. */
  readonly names: readonly ReportColumn[];
  readonly nameCells: (group: string) => readonly ReportCell[];
  /** Header over a group of `across`. */
  readonly label: (group: string) => string;
  readonly charts?: (series: readonly string[]) => readonly ReportChart[];
}

/** The current budget by two cuts, one down and one across; rows and columns end with the same total, to the cent. */
export function matrixReport(input: ReportInput, matrix: Matrix): ReportSheet {
  const { down, across, names, nameCells, label } = matrix;
  const amounts = new Map<string, Map<string, ReportCell>>();
  for (const { groups, values } of totalsOf(input.facts, [down, across]).rows) {
    const [row = '', column = ''] = groups;
    getOrMake(amounts, row, () => new Map<string, ReportCell>()).set(column, values['current'] ?? 0);
  }
  const [rows, columns] = [totalsOf(input.facts, [down]), totalsOf(input.facts, [across])];
  const groups = columns.rows.map(({ groups: [group = ''] }) => group);
  const money = (header: string): ReportColumn => ({ label: header, width: 17, format: 'money' });
  const blanks = names.slice(1).map(() => null);
  return {
    name: matrix.sheet,
    title: `${input.snapshot.name} – ${matrix.title}`,
    lines: headingLines(input.snapshot),
    columns: [...names, ...groups.map((group) => money(label(group))), money(measureNamed('current').label)],
    rows: rows.rows.map(({ groups: [group = ''], values }) => [
      ...nameCells(group),
      ...groups.map((column) => amounts.get(group)?.get(column) ?? null),
      values['current'] ?? null,
    ]),
    total: [
      'Program total',
      ...blanks,
      ...columns.rows.map(({ values }) => values['current'] ?? null),
      columns.total['current'] ?? null,
    ],
    ...(matrix.charts && { charts: matrix.charts(groups.map(label)) }),
  };
}

/** How far the money of each region is: the current budget by the status of its projects. */
export function regionStatusReport(input: ReportInput): ReportSheet {
  return matrixReport(input, {
    sheet: 'Region by Status',
    title: 'Current Budget by Region and Project Status',
    down: 'region',
    across: 'status',
    names: [{ label: 'Region', width: 22, format: 'text' }],
    nameCells: (region) => [region],
    label: (status) => status,
    charts: (statuses) => [
      { title: 'Current budget by region and status', kind: 'stacked', categories: 'Region', series: statuses },
    ],
  });
}
