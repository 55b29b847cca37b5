import type { Cells } from '../../shared/tables/cell.ts';
import { withName } from '../../shared/tables/code-names.ts';
import { totalsOf, type MeasureValues } from '../../shared/plan/figures/totals.ts';
import { matrixReport } from './matrix-report.ts';
import { measureCells, measureColumns, measureNamed } from './measure-columns.ts';
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

const bridgeMeasures = [
  'original',
  'boardChanges',
  'boardApproved',
  'staffChanges',
  'current',
  'pending',
  'proposed',
] as const;

const contingencyMeasures = ['contingencyBudget', 'contingencyDrawn', 'contingencyPercent', 'programReserve'] as const;

export const projectColumns: readonly ReportColumn[] = [
  { label: 'Project Number', width: 14, format: 'text' },
  { label: 'Project', width: 36, format: 'text' },
];

export function projectsByNumber(input: ReportInput): Map<string, Cells> {
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
    above: fundingByYear(input),
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

/** On top of the Master Budget: what each fiscal year's lines come to, under the same headers. */
function fundingByYear(input: ReportInput): NonNullable<ReportSheet['above']> {
  const { rows, total } = totalsOf(input.facts, ['fiscalYear']);
  const cellsOf = (first: string, values: MeasureValues): ReportCell[] => [
    first,
    null,
    null,
    null,
    null,
    ...measureCells(masterMeasures, values),
    null,
    null,
  ];
  return {
    title: 'Funding by fiscal year',
    heading: 'Projects',
    rows: rows.map(({ groups: [year = ''], values }) => cellsOf(year, values)),
    total: cellsOf('Program total', total),
  };
}

/** Current budget of each project by source; the rows and columns end with the same total. */
export function projectSourceReport(input: ReportInput): ReportSheet {
  const projects = projectsByNumber(input);
  const names = namesOf(input);
  return matrixReport(input, {
    sheet: 'Project by Source',
    title: 'Current Budget by Project and Source',
    down: 'project',
    across: 'source',
    names: projectColumns,
    nameCells: (number) => [number, projects.get(number)?.['name'] ?? null],
    label: (source) => withName(names, 'fundingSources', source),
  });
}

/** From the original budget to what is proposed, project by project: what the board and what the office has changed. */
export function bridgeReport(input: ReportInput): ReportSheet {
  const { rows, total } = totalsOf(input.facts, ['project']);
  const projects = projectsByNumber(input);
  return {
    name: 'Bridge',
    title: `${input.snapshot.name} – From the Original to the Proposed Budget`,
    lines: [
      ...headingLines(input.snapshot),
      'Original + board changes = board-approved; + staff changes = current; + pending changes = proposed.',
    ],
    columns: [...projectColumns, ...measureColumns(bridgeMeasures)],
    rows: rows.map(({ groups: [number = ''], values }) => [
      number,
      projects.get(number)?.['name'] ?? null,
      ...measureCells(bridgeMeasures, values),
    ]),
    total: ['Program total', null, ...measureCells(bridgeMeasures, total)],
  };
}

/** Contingency of each project and what was drawn from it, and the program's reserve. */
export function contingencyReport(input: ReportInput): ReportSheet {
  const byProgram = totalsOf(input.facts, ['program']);
  const totals = totalsOf(input.facts, ['project']);
  const projects = projectsByNumber(input);
  const withContingency = totals.rows.filter(({ values }) =>
    contingencyMeasures.some((name) => (values[name] ?? 0) !== 0),
  );
  return {
    name: 'Contingency & Reserve',
    title: `${input.snapshot.name} – Contingency and Reserve`,
    lines: headingLines(input.snapshot),
    columns: [
      ...projectColumns,
      ...measureColumns(contingencyMeasures),
      { label: '% Complete', width: 11, format: 'percent' },
    ],
    above: {
      title: 'By program',
      heading: 'Projects that have or had contingency or reserve',
      rows: byProgram.rows.map(({ groups: [program = ''], values }) => [
        null,
        program,
        ...measureCells(contingencyMeasures, values),
        null,
      ]),
      total: ['Program total', null, ...measureCells(contingencyMeasures, byProgram.total), null],
    },
    rows: withContingency.map(({ groups: [number = ''], values }) => [
      number,
      projects.get(number)?.['name'] ?? null,
      ...measureCells(contingencyMeasures, values),
      percentComplete(projects.get(number)),
    ]),
    total: ['Program total', null, ...measureCells(contingencyMeasures, totals.total), null],
    charts: [
      {
        title: 'Contingency and reserve: what is left, and what was drawn',
        kind: 'bar',
        of: 'above',
        categories: 'Project',
        series: ['contingencyBudget', 'contingencyDrawn', 'programReserve'].map((name) => measureNamed(name).label),
      },
    ],
  };
}

/** Stored in steps of 0.0001 %, shown with one decimal. */
function percentComplete(project: Cells | undefined): number | null {
  const steps = project?.['percentComplete'];
  return typeof steps === 'number' ? Math.round(steps / 1000) / 10 : null;
}
