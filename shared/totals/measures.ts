import type { Amounts } from './amounts.ts';
import { percentOf } from './percent-of.ts';

/** A figure of the plan. Money is integer cents; a percentage is a number with one decimal, null where there is none. */
export interface Measure {
  readonly name: string;
  /** Number of the definition: T1…T23. */
  readonly number: string;
  readonly label: string;
  readonly kind: 'money' | 'percent';
  readonly definition: string;
  of(amounts: Readonly<Amounts>): number | null;
}

function money(
  number: string,
  name: string,
  label: string,
  definition: string,
  of: (amounts: Readonly<Amounts>) => number,
): Measure {
  return { number, name, label, kind: 'money', definition, of };
}

function percent(
  number: string,
  name: string,
  label: string,
  definition: string,
  of: (amounts: Readonly<Amounts>) => number | null,
): Measure {
  return { number, name, label, kind: 'percent', definition, of };
}

export function obligatedOf(amounts: Readonly<Amounts>): number {
  return amounts.expended + amounts.openEncumbrance;
}

export function eacOf(amounts: Readonly<Amounts>): number {
  return amounts.expended + amounts.etc;
}

export function vacOf(amounts: Readonly<Amounts>): number {
  return amounts.current - eacOf(amounts);
}

/** Every measure that a budget line has, in the order in which reports show them. Money adds up in every cut. */
export const measures: readonly Measure[] = [
  money('T1', 'original', 'Original Budget', 'Sum of the lines’ original amounts.', (a) => a.original),
  money(
    'T2',
    'boardApproved',
    'Board-Approved Budget',
    'Original plus approved board amendments.',
    (a) => a.boardApproved,
  ),
  money('T3', 'current', 'Current Budget', 'Board-approved plus every other approved change.', (a) => a.current),
  money('T4', 'pending', 'Pending Changes', 'Changes that are Pending or BOC Recommended.', (a) => a.pending),
  money(
    'T6',
    'committed',
    'Committed (contract value)',
    'Commitments, drafts and cancelled ones left out, with their approved change orders.',
    (a) => a.committed,
  ),
  money(
    'T8',
    'openEncumbrance',
    'Open Encumbrance',
    'Committed less what was paid against it.',
    (a) => a.openEncumbrance,
  ),
  money('T7', 'expended', 'Expended', 'Posted expenditures.', (a) => a.expended),
  money('T9', 'obligated', 'Obligated', 'Expended plus open encumbrance; direct cost counts once.', obligatedOf),
  money('T10', 'uncommitted', 'Uncommitted', 'Current less obligated.', (a) => a.current - obligatedOf(a)),
  money('T11', 'unspent', 'Unspent', 'Current less expended.', (a) => a.current - a.expended),
  percent('T15', 'percentObligated', '% Obligated', 'Obligated of current.', (a) =>
    percentOf(obligatedOf(a), a.current),
  ),
  percent('T15', 'percentSpent', '% Spent', 'Expended of current.', (a) => percentOf(a.expended, a.current)),
  money(
    'T12',
    'etc',
    'Estimate to Complete',
    'Latest forecast of each cost category of each project, one for all categories standing for those without their own; without either the larger of unspent and open encumbrance. A project’s is at least its open encumbrance, and 0 once it is financially closed.',
    (a) => a.etc,
  ),
  money('T13', 'eac', 'Forecast at Completion', 'Expended plus estimate to complete.', eacOf),
  money('T14', 'vac', 'Variance at Completion', 'Current less forecast; positive is under budget.', vacOf),
  money('T5', 'proposed', 'Proposed Budget', 'Current plus pending changes.', (a) => a.current + a.pending),
  money('T2', 'boardChanges', 'Board Changes', 'Approved board amendments.', (a) => a.boardApproved - a.original),
  money('T3', 'staffChanges', 'Staff Changes', 'Every other approved change.', (a) => a.current - a.boardApproved),
  money('T7', 'directCost', 'Direct Cost', 'Expenditures without a commitment.', (a) => a.directCost),
  money(
    'T16',
    'contingencyBudget',
    'Contingency Budget',
    'Current budget of Contingency lines.',
    (a) => a.contingencyBudget,
  ),
  money(
    'T17',
    'contingencyDrawn',
    'Contingency Drawn',
    'Approved changes out of Contingency lines, returns taken off.',
    (a) => a.contingencyDrawn,
  ),
  percent('T18', 'contingencyPercent', 'Contingency %', 'Contingency of the rest of the current budget.', (a) =>
    percentOf(a.contingencyBudget, a.current - a.contingencyBudget),
  ),
  money(
    'T19',
    'programReserve',
    'Program Reserve',
    'Current budget of projects of class Program Reserve.',
    (a) => a.programReserve,
  ),
  percent(
    'T22',
    'changeOrderRate',
    'Change-Order Rate',
    'Approved change orders, releases left out, of the original contract values.',
    (a) => percentOf(a.changeOrders, a.commitmentOriginal),
  ),
];

/** A measure in words, as "Forecast at Completion" for `eac`. */
export function measureLabel(name: string): string {
  return measures.find((measure) => measure.name === name)?.label ?? name;
}

/** What a funding source itself says, in cents; interest is part of what is available. */
export interface SourceAmounts {
  authorized: number;
  available: number;
}

/** A figure that only funding sources have. */
export interface SourceMeasure extends Omit<Measure, 'of'> {
  readonly kind: 'money';
  of(amounts: Readonly<Amounts>, source: Readonly<SourceAmounts>): number;
}

/** Measures of a cut by source alone, after `measures`. */
export const sourceMeasures: readonly SourceMeasure[] = [
  {
    number: 'T20',
    name: 'authorized',
    label: 'Authorized',
    kind: 'money',
    definition: 'What voters, board or funding letter authorized.',
    of: (_, source) => source.authorized,
  },
  {
    number: 'T20',
    name: 'available',
    label: 'Available',
    kind: 'money',
    definition:
      'Bonds issued, cash received or E-Rate committed, with the interest earned; from the day it is available, of a bond from its issue.',
    of: (_, source) => source.available,
  },
  {
    number: 'T20',
    name: 'unallocated',
    label: 'Unallocated',
    kind: 'money',
    definition: 'Authorized less current budget.',
    of: (a, source) => source.authorized - a.current,
  },
  {
    number: 'T21',
    name: 'cashHeadroom',
    label: 'Cash Headroom',
    kind: 'money',
    definition: 'Available less expended.',
    of: (a, source) => source.available - a.expended,
  },
];

/** [T23] Spending by the fiscal year of posting: another cut than the line's year, so a column of its own. */
export const postedMeasure = {
  number: 'T23',
  name: 'expendedByPostingYear',
  label: 'Expended by Posting Year',
  kind: 'money',
  definition: 'Expenditures by the fiscal year of their posting date, whatever the line’s year.',
} as const;

/** What an E-Rate funding request itself says, in cents. */
export interface RequestAmounts {
  gross: number;
  erateShare: number;
  districtShare: number;
  disbursed: number;
}

/** A figure that only E-Rate funding requests have. */
export interface RequestMeasure extends Omit<Measure, 'of'> {
  readonly name: 'erateGross' | 'erateShare' | 'erateDistrictShare' | 'erateDisbursed';
  readonly kind: 'money';
  of(request: Readonly<RequestAmounts>): number;
}

/** Measures of a cut by funding request or by E-Rate category alone, after `measures`. */
export const requestMeasures: readonly RequestMeasure[] = [
  {
    number: 'E1',
    name: 'erateGross',
    label: 'E-Rate Gross Cost',
    kind: 'money',
    definition: 'Eligible cost of funded requests before the discount: E-Rate’s share and the district’s.',
    of: ({ gross }) => gross,
  },
  {
    number: 'E2',
    name: 'erateShare',
    label: 'E-Rate Share',
    kind: 'money',
    definition: 'Gross cost × discount of each funded request, half away from zero.',
    of: (request) => request.erateShare,
  },
  {
    number: 'E3',
    name: 'erateDistrictShare',
    label: 'District Share',
    kind: 'money',
    definition: 'Gross cost less E-Rate’s share.',
    of: ({ districtShare }) => districtShare,
  },
  {
    number: 'E4',
    name: 'erateDisbursed',
    label: 'E-Rate Disbursed',
    kind: 'money',
    definition: 'What USAC has paid on funded requests. It counts as expended once it is posted on the E-Rate source.',
    of: ({ disbursed }) => disbursed,
  },
];

/** How many projects have something to do with a place. Several places may share a project, so this does not add up. */
export const touchingMeasure = {
  number: '–',
  name: 'projectsTouching',
  label: 'Projects Touching (does not add up)',
  kind: 'count',
  definition: 'Projects with a budget line or scope there. A project counts in each place, and once in the program.',
} as const;
