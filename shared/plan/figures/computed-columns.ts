import type { Cells, RowId } from '../../tables/cell.ts';
import { fiscalQuarterOf, fiscalYearOf } from '../../tables/kinds/calendar-dates.ts';
import { districtShare, erateShare } from './erate.ts';
import {
  budgetIndicator,
  contingencyIndicator,
  finishVariance,
  indicatorOf,
  scheduleIndicator,
  worstOf,
} from './indicators.ts';
import { openEncumbranceOf, type CommitmentFacts, type LineFacts } from './line-facts.ts';
import { planFacts, type PlanFacts, type ProjectFacts } from './plan-facts.ts';
import type { ProgramRow, ProgramRows, ReadTable } from './program-rows.ts';
import { allocateToScope } from './site-shares.ts';
import { valuesOf } from './totals.ts';

/** Computed cells per table name and Row ID: every computed column of the row, canonical values. */
export type ComputedCells = ReadonlyMap<string, ReadonlyMap<RowId, Cells>>;

/** Rows whose computed cells are asked for, by table name. */
export type AskedRows = ReadonlyMap<string, ReadonlySet<RowId>>;

/** True for a row that is asked for. */
type IsAsked = (row: RowId) => boolean;

export interface ComputedRequest {
  /** Cents posted per accounting period, when the program does not hold all of the ledger. */
  readonly postedByPeriod?: ReadonlyMap<string, number>;
  /** Only the cells of these rows are worked out; absent: of all rows. */
  readonly asked?: AskedRows | undefined;
  /** A day after which nothing counts; null: everything counts. */
  readonly asOf?: string | null;
  /** What the program adds up to, when the caller has its sums. */
  readonly facts?: PlanFacts;
}

/**
 * Every computed cell of the program, or of a part of it that holds everything belonging to its projects. Only the columns
 * of `periods` look beyond projects: they need the month's ledger.
 */
export function computedColumns(program: ProgramRows, request: ComputedRequest = {}): ComputedCells {
  const { postedByPeriod = postingsByPeriod(program), asked, asOf = null } = request;
  const facts = request.facts ?? planFacts(program, asOf);
  const computed = new Map<string, ReadonlyMap<RowId, Cells>>();
  const add = (table: ReadTable, cellsOf: (isAsked: IsAsked) => Map<RowId, Cells>): void => {
    const rows = asked?.get(table);
    if (asked && !rows) return;
    computed.set(table, cellsOf(rows ? (row) => rows.has(row) : () => true));
  };
  const addEach = <T extends ReadTable>(table: T, cellsOf: (cells: ProgramRow<T>['cells']) => Cells): void =>
    add(table, (isAsked) => eachRow(program[table], isAsked, cellsOf));
  add('projects', (isAsked) => projectColumns(program, facts, isAsked));
  add('scope', (isAsked) => scopeColumns(program, facts, isAsked));
  add('budgetLines', (isAsked) => lineColumns(facts, isAsked));
  add('commitments', (isAsked) => commitmentColumns(facts, isAsked));
  addEach('expenditures', (cells) => ({ fiscalYear: fiscalYearOf(cells.postingDate) }));
  addEach('milestones', (cells) => ({ finishVariance: finishVariance(cells) }));
  addEach('periods', (cells) => periodCells(cells, postedByPeriod.get(cells.period) ?? 0));
  addEach('fundingRequests', fundingRequestCells);
  return computed;
}

/** Tables with computed columns; all of them are tables that the totals read. */
export const computedTables = [
  'projects',
  'scope',
  'budgetLines',
  'commitments',
  'expenditures',
  'milestones',
  'periods',
  'fundingRequests',
] as const satisfies readonly ReadTable[];

function eachRow<C>(
  rows: readonly { readonly row: RowId; readonly cells: C }[],
  isAsked: IsAsked,
  cellsOf: (cells: C) => Cells,
): Map<RowId, Cells> {
  const computed = new Map<RowId, Cells>();
  for (const { row, cells } of rows) if (isAsked(row)) computed.set(row, cellsOf(cells));
  return computed;
}

function lineColumns(facts: PlanFacts, isAsked: IsAsked): Map<RowId, Cells> {
  const computed = new Map<RowId, Cells>();
  for (const project of facts.projects.values()) {
    for (const line of project.lines) {
      if (line.row !== null && isAsked(line.row)) computed.set(line.row, lineCells(line));
    }
  }
  return computed;
}

function lineCells({ amounts }: LineFacts): Cells {
  const { boardApproved, current, pending, committed, openEncumbrance, expended } = amounts;
  const obligated = expended + openEncumbrance;
  return {
    boardChanges: boardApproved - amounts.original,
    staffChanges: current - boardApproved,
    pending,
    boardApproved,
    current,
    committed,
    openEncumbrance,
    expended,
    obligated,
    uncommitted: current - obligated,
    unspent: current - expended,
  };
}

function commitmentColumns(facts: PlanFacts, isAsked: IsAsked): Map<RowId, Cells> {
  const computed = new Map<RowId, Cells>();
  for (const commitment of facts.commitments.values()) {
    if (isAsked(commitment.row)) computed.set(commitment.row, commitmentCells(commitment));
  }
  return computed;
}

function commitmentCells(commitment: CommitmentFacts): Cells {
  const { approvedChangeOrders, pendingChangeOrders, committed, expended } = commitment;
  const openEncumbrance = openEncumbranceOf(commitment);
  return { approvedChangeOrders, pendingChangeOrders, committed, expended, openEncumbrance };
}

/** [§2.3.12] Each project's current budget, shared among its scope rows to the cent; 0 for removed scope. */
function scopeColumns(program: ProgramRows, facts: PlanFacts, isAsked: IsAsked): Map<RowId, Cells> {
  const allocated = new Map<RowId, number>();
  for (const { amounts, shares } of facts.projects.values()) {
    if (!shares) continue;
    for (const [row, cents] of allocateToScope(amounts.current, shares)) allocated.set(row, cents);
  }
  const computed = new Map<RowId, Cells>();
  for (const { row } of program.scope) if (isAsked(row)) computed.set(row, { allocated: allocated.get(row) ?? 0 });
  return computed;
}

type Milestone = ProgramRow<'milestones'>['cells'];

function projectColumns(program: ProgramRows, facts: PlanFacts, isAsked: IsAsked): Map<RowId, Cells> {
  const milestones = new Map<string, Milestone[]>();
  for (const { cells } of program.milestones) {
    const ofProject = milestones.get(cells.project);
    if (ofProject) ofProject.push(cells);
    else milestones.set(cells.project, [cells]);
  }
  const computed = new Map<RowId, Cells>();
  for (const { row, cells } of program.projects) {
    const project = isAsked(row) ? facts.projects.get(cells.number) : undefined;
    if (project) computed.set(row, projectCells(cells, project, milestones.get(cells.number) ?? []));
  }
  return computed;
}

const projectMeasures = [
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
  'etc',
  'eac',
  'vac',
] as const;

/** 0.0001 % steps in one percent. */
const STEPS_PER_PERCENT = 10_000;
/** Cells hold integers below this. */
const CELL_LIMIT = 10 ** 15;

function projectCells(
  cells: ProgramRow<'projects'>['cells'],
  { amounts }: ProjectFacts,
  milestones: readonly Milestone[],
): Cells {
  const values = valuesOf(amounts);
  const budget = budgetIndicator(amounts);
  const schedule = scheduleIndicator(milestones);
  const contingency = contingencyIndicator(amounts, cells.percentComplete);
  return {
    budgetIndicator: budget,
    scheduleIndicator: schedule,
    overallIndicator:
      cells.indicatorOverride ?? worstOf([budget, schedule, contingency, indicatorOf(cells.scopeIndicator)]),
    ...Object.fromEntries(projectMeasures.map((name) => [name, values[name] ?? 0])),
    percentSpent: percentSteps(values['percentSpent'] ?? null),
  };
}

/** A percentage as the cell holds it; null where it is beyond every cell (millions spent of a budget of one cent). */
function percentSteps(percent: number | null): number | null {
  const steps = percent === null ? null : Math.round(percent * STEPS_PER_PERCENT);
  return steps === null || Math.abs(steps) >= CELL_LIMIT ? null : steps;
}

/** Cents posted per accounting period. */
export function postingsByPeriod(program: Pick<ProgramRows, 'expenditures'>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { cells } of program.expenditures) sums.set(cells.period, (sums.get(cells.period) ?? 0) + cells.amount);
  return sums;
}

function periodCells({ period, controlTotal }: ProgramRow<'periods'>['cells'], posted: number): Cells {
  return {
    fiscalYear: fiscalYearOf(period),
    quarter: fiscalQuarterOf(period),
    difference: controlTotal === null ? null : controlTotal - posted,
  };
}

function fundingRequestCells({ preDiscount, discount }: ProgramRow<'fundingRequests'>['cells']): Cells {
  return { erateShare: erateShare(preDiscount, discount), districtShare: districtShare(preDiscount, discount) };
}
