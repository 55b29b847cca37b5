import { settingSpecs, settingsOf } from '../program-settings.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { fiscalQuarterOf, fiscalYearOf } from '../../tables/kinds/calendar-dates.ts';
import { computes, computesEach, type ComputedDeclaration, type Given, type IsAsked } from './computes.ts';
import { districtShare, erateShare } from './erate.ts';
import {
  budgetIndicator,
  contingencyIndicator,
  finishVariance,
  indicatorOf,
  indicatorSettings,
  scheduleIndicator,
  worstOf,
  type Thresholds,
} from './indicators.ts';
import { openEncumbranceOf, type CommitmentFacts, type LineFacts } from './line-facts.ts';
import type { ProjectFacts } from './plan-facts.ts';
import type { ProgramRow } from './program-rows.ts';
import { sharesRead } from './figure-reads.ts';
import { allocateToScope } from './site-shares.ts';
import { valuesOf } from './totals.ts';

/**
 * The computed columns of every table that has some, with all that they follow from: own columns, sums of postings, rows of
 * other tables. What has to be read for them, and which of them are others when a row changes, is derived from here.
 */
export const computedDeclarations: readonly ComputedDeclaration[] = [
  computes({
    table: 'projects',
    reads: ['number', 'percentComplete', 'scopeIndicator', 'indicatorOverride'],
    sums: {
      of: { project: 'number' },
      reads: [
        'original',
        'boardApproved',
        'current',
        'pending',
        'committed',
        'openEncumbrance',
        'expended',
        'etc',
        'contingencyBudget',
        'contingencyDrawn',
      ],
    },
    looks: [
      {
        table: 'milestones',
        on: { project: 'number' },
        reads: ['milestone', 'baselineFinish', 'forecastFinish', 'actualFinish'],
      },
      {
        table: 'programSettings',
        on: {},
        named: indicatorSettings.map((name) => settingSpecs[name].label),
        reads: ['key', 'value'],
      },
    ],
    cells: projectColumns,
  }),

  computes({
    table: 'scope',
    reads: sharesRead.scope,
    sums: { of: { project: 'project' }, reads: ['current'] },
    looks: [
      {
        table: 'scope',
        on: { project: 'project' },
        reads: sharesRead.scope,
        looks: [{ table: 'sites', on: { code: 'location' }, reads: sharesRead.sites }],
      },
    ],
    cells: scopeColumns,
  }),

  computes({
    table: 'budgetLines',
    reads: ['id'],
    sums: {
      of: { line: 'id' },
      reads: ['original', 'boardApproved', 'current', 'pending', 'committed', 'openEncumbrance', 'expended'],
    },
    cells: lineColumns,
  }),

  computes({
    table: 'commitments',
    reads: ['number', 'line', 'awardDate', 'original', 'status', 'statusDate'],
    looks: [
      {
        table: 'commitmentChanges',
        on: { commitment: 'number', commitmentLine: 'line' },
        reads: ['date', 'amount', 'status'],
      },
      {
        table: 'expenditures',
        on: { commitment: 'number', commitmentLine: 'line' },
        reads: ['postingDate', 'amount'],
      },
    ],
    cells: commitmentColumns,
  }),

  computesEach({
    table: 'expenditures',
    reads: ['postingDate'],
    each: ({ postingDate }) => ({ fiscalYear: fiscalYearOf(postingDate) }),
  }),

  computesEach({
    table: 'milestones',
    reads: ['baselineFinish', 'forecastFinish', 'actualFinish'],
    each: (cells) => ({ finishVariance: finishVariance(cells) }),
  }),

  computesEach({
    table: 'periods',
    reads: ['period', 'controlTotal'],
    looks: [{ table: 'expenditures', on: { period: 'period' }, reads: ['amount'], adds: 'amount' }],
    each: ({ period, controlTotal }, { postedByPeriod }) => ({
      fiscalYear: fiscalYearOf(period),
      quarter: fiscalQuarterOf(period),
      difference: controlTotal === null ? null : controlTotal - (postedByPeriod.get(period) ?? 0),
    }),
  }),

  computesEach({
    table: 'fundingRequests',
    reads: ['preDiscount', 'discount'],
    each: ({ preDiscount, discount }) => ({
      erateShare: erateShare(preDiscount, discount),
      districtShare: districtShare(preDiscount, discount),
    }),
  }),
];

function lineColumns({ facts }: Given, isAsked: IsAsked): Map<RowId, Cells> {
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

function commitmentColumns({ facts }: Given, isAsked: IsAsked): Map<RowId, Cells> {
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
function scopeColumns({ program, facts }: Given, isAsked: IsAsked): Map<RowId, Cells> {
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

function projectColumns({ program, facts }: Given, isAsked: IsAsked): Map<RowId, Cells> {
  const milestones = new Map<string, Milestone[]>();
  for (const { cells } of program.milestones) {
    const ofProject = milestones.get(cells.project);
    if (ofProject) ofProject.push(cells);
    else milestones.set(cells.project, [cells]);
  }
  const thresholds = settingsOf(program.programSettings.map(({ cells }) => cells));
  const computed = new Map<RowId, Cells>();
  for (const { row, cells } of program.projects) {
    const project = isAsked(row) ? facts.projects.get(cells.number) : undefined;
    if (project) computed.set(row, projectCells(cells, project, milestones.get(cells.number) ?? [], thresholds));
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
  thresholds: Thresholds,
): Cells {
  const values = valuesOf(amounts);
  const budget = budgetIndicator(amounts, thresholds);
  const schedule = scheduleIndicator(milestones, thresholds);
  const contingency = contingencyIndicator(amounts, cells.percentComplete, thresholds);
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
