import { indicators } from '../../../shared/tables/lists.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cell, Cells, RowId } from '../../../shared/tables/cell.ts';

type Indicator = (typeof indicators)[number];

/** A project as it is listed. Money is integer cents. */
export interface ProjectRow {
  readonly row: RowId;
  readonly number: string;
  readonly name: string;
  readonly program: string;
  readonly region: string | null;
  readonly status: string;
  readonly phase: string;
  /** Person ID. */
  readonly manager: string | null;
  readonly schedule: Indicator;
  readonly budget: Indicator;
  readonly overall: Indicator;
  readonly current: number;
  readonly expended: number;
  readonly vac: number;
}

export interface ProjectFilter {
  readonly text: string;
  readonly status: string | null;
  readonly region: string | null;
  readonly standing: ProjectStanding | null;
}

/** What may be looked for in the indicators of a project. */
export const projectStandings = {
  late: 'Late (schedule is red)',
  overBudget: 'Over budget (budget is red)',
  watch: 'Red or yellow',
} as const;

export type ProjectStanding = keyof typeof projectStandings;

export function isProjectStanding(text: string): text is ProjectStanding {
  return Object.hasOwn(projectStandings, text);
}

export const projectOrders = {
  number: 'Number',
  current: 'Largest budget',
  vac: 'Furthest over budget',
  standing: 'Most pressing',
} as const;

export type ProjectOrder = keyof typeof projectOrders;

export function isProjectOrder(text: string): text is ProjectOrder {
  return Object.hasOwn(projectOrders, text);
}

/** Every project, from the table of projects with its computed columns, by number. */
export function projectRows({ tables }: ProgramState): ProjectRow[] {
  return [...(tables.get('projects') ?? [])].map(([row, cells]) => projectRow(row, cells)).toSorted(byNumber);
}

function projectRow(row: RowId, cells: Cells): ProjectRow {
  return {
    row,
    number: textOf(cells['number']),
    name: textOf(cells['name']),
    program: textOf(cells['program']),
    region: textOf(cells['region']) || null,
    status: textOf(cells['status']),
    phase: textOf(cells['phase']),
    manager: textOf(cells['manager']) || null,
    schedule: indicatorOf(cells['scheduleIndicator']),
    budget: indicatorOf(cells['budgetIndicator']),
    overall: indicatorOf(cells['overallIndicator']),
    current: centsOf(cells['current']),
    expended: centsOf(cells['expended']),
    vac: centsOf(cells['vac']),
  };
}

export function filterProjects(
  rows: readonly ProjectRow[],
  { text, status, region, standing }: ProjectFilter,
): ProjectRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    (project) =>
      (wanted === '' || `${project.number} ${project.name}`.toLowerCase().includes(wanted)) &&
      (status === null || project.status === status) &&
      (region === null || project.region === region) &&
      (standing === null || hasStanding[standing](project)),
  );
}

const hasStanding: { readonly [S in ProjectStanding]: (project: ProjectRow) => boolean } = {
  late: ({ schedule }) => schedule === 'Red',
  overBudget: ({ budget }) => budget === 'Red',
  watch: ({ overall }) => overall === 'Red' || overall === 'Yellow',
};

export function sortProjects(rows: readonly ProjectRow[], order: ProjectOrder): ProjectRow[] {
  return rows.toSorted((a, b) => orders[order](a, b) || byNumber(a, b));
}

const orders: { readonly [O in ProjectOrder]: (a: ProjectRow, b: ProjectRow) => number } = {
  number: byNumber,
  current: (a, b) => b.current - a.current,
  vac: (a, b) => a.vac - b.vac,
  standing: (a, b) => pressing[b.overall] - pressing[a.overall],
};

const pressing: { readonly [I in Indicator]: number } = { Red: 2, Yellow: 1, Green: 0, '–': 0 };

function byNumber(a: ProjectRow, b: ProjectRow): number {
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

function centsOf(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0;
}

function indicatorOf(cell: Cell | undefined): Indicator {
  return indicators.find((known) => known === cell) ?? '–';
}
