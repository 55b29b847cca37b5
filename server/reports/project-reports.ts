import type { Cells } from '../../shared/tables/cell.ts';
import { withName } from '../../shared/tables/code-names.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { measureCells, measureColumns } from './measure-columns.ts';
import { headingLines, namesOf, rowsOf, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportColumn, ReportSheet } from './report-sheet.ts';

/** Figures of the Master Program Budget, one line per project. */
const masterMeasures = [
  'original',
  'boardApproved',
  'pending',
  'current',
  'committed',
  'openEncumbrance',
  'expended',
  'uncommitted',
  'eac',
  'vac',
  'percentSpent',
] as const;

const contingencyMeasures = ['contingencyBudget', 'contingencyDrawn', 'contingencyPercent', 'programReserve'] as const;

const projectColumns: readonly ReportColumn[] = [
  { label: 'Project Number', width: 14, format: 'text' },
  { label: 'Project', width: 36, format: 'text' },
];

function projectsByNumber(input: ReportInput): Map<string, Cells> {
  return new Map(rowsOf(input, 'projects').map(({ cells }) => [String(cells['number']), cells]));
}

/** One line per project with its budget, commitments, spending and forecast; the last line is the program. */
export function masterBudgetReport(input: ReportInput): ReportSheet {
  const totals = totalsOf(input.facts, ['project']);
  const projects = projectsByNumber(input);
  const names = namesOf(input);
  return {
    name: 'Master Budget',
    title: `${input.snapshot.name} – Master Budget`,
    lines: headingLines(input.snapshot),
    columns: [
      ...projectColumns,
      { label: 'Program', width: 28, format: 'text' },
      { label: 'Region', width: 10, format: 'text' },
      { label: 'Status', width: 18, format: 'text' },
      ...measureColumns(masterMeasures),
      { label: 'Project Manager', width: 28, format: 'text' },
      { label: 'Remark', width: 50, format: 'wrapped' },
    ],
    rows: totals.rows.map(({ groups: [number = ''], values }): ReportCell[] => {
      const project = projects.get(number) ?? {};
      const described = ['name', 'program', 'region', 'status'].map((name) => project[name] ?? null);
      const { manager = null, remark = null } = project;
      const named = typeof manager === 'string' ? withName(names, 'people', manager) : manager;
      return [number, ...described, ...measureCells(masterMeasures, values), named, remark];
    }),
    total: ['Program total', null, null, null, null, ...measureCells(masterMeasures, totals.total), null, null],
  };
}

/** Current budget of each project by source; the rows and columns end with the same total. */
export function projectSourceReport(input: ReportInput): ReportSheet {
  const projects = projectsByNumber(input);
  const bySource = totalsOf(input.facts, ['source']);
  const sources = bySource.rows.map(({ groups: [source = ''] }) => source);
  const amounts = new Map<string, Map<string, number>>();
  for (const { groups, values } of totalsOf(input.facts, ['project', 'source']).rows) {
    const [project = '', source = ''] = groups;
    const ofProject = amounts.get(project) ?? new Map<string, number>();
    amounts.set(project, ofProject.set(source, values['current'] ?? 0));
  }
  const byProject = totalsOf(input.facts, ['project']);
  const names = namesOf(input);
  const money = (label: string): ReportColumn => ({ label, width: 17, format: 'money' });
  const sourceColumn = (source: string) => money(withName(names, 'fundingSources', source));
  return {
    name: 'Project by Source',
    title: `${input.snapshot.name} – Current Budget by Project and Source`,
    lines: headingLines(input.snapshot),
    columns: [...projectColumns, ...sources.map(sourceColumn), money('Current Budget')],
    rows: byProject.rows.map(({ groups: [number = ''], values }) => [
      number,
      projects.get(number)?.['name'] ?? null,
      ...sources.map((source) => amounts.get(number)?.get(source) ?? null),
      values['current'] ?? null,
    ]),
    total: [
      'Program total',
      null,
      ...bySource.rows.map(({ values }) => values['current'] ?? null),
      bySource.total['current'] ?? null,
    ],
  };
}

/** Contingency of each project and what was drawn from it, and the program's reserve. */
export function contingencyReport(input: ReportInput): ReportSheet {
  const totals = totalsOf(input.facts, ['project']);
  const projects = projectsByNumber(input);
  const withContingency = totals.rows.filter(({ values }) =>
    contingencyMeasures.some((name) => (values[name] ?? 0) !== 0),
  );
  return {
    name: 'Contingency & Reserve',
    title: `${input.snapshot.name} – Contingency and Reserve`,
    lines: [...headingLines(input.snapshot), 'Projects that have or had contingency or reserve.'],
    columns: [
      ...projectColumns,
      ...measureColumns(contingencyMeasures),
      { label: '% Complete', width: 11, format: 'percent' },
    ],
    rows: withContingency.map(({ groups: [number = ''], values }) => [
      number,
      projects.get(number)?.['name'] ?? null,
      ...measureCells(contingencyMeasures, values),
      percentComplete(projects.get(number)),
    ]),
    total: ['Program total', null, ...measureCells(contingencyMeasures, totals.total), null],
  };
}

/** Stored in steps of 0.0001 %, shown with one decimal. */
function percentComplete(project: Cells | undefined): number | null {
  const steps = project?.['percentComplete'];
  return typeof steps === 'number' ? Math.round(steps / 1000) / 10 : null;
}
