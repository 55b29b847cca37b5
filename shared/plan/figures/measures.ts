import type { Amounts } from './amounts.ts';
import { percentOf } from './percent-of.ts';

/** What there is to say of a figure; docs/figures.md is made from it. */
export interface FigureWords {
  readonly name: string;
  /** Number of the definition: T1…T23, ER1…ER4. */
  readonly number: string;
  /** Its header wherever it is shown. */
  readonly label: string;
  readonly kind: 'money' | 'percent' | 'count';
  readonly definition: string;
  /** How it is worked out, by the numbers of other figures where it is made of them. */
  readonly formula: string;
  /** What a sound plan shows; absent where either sign is. */
  readonly good?: string;
}

/** A figure of the plan. Money is integer cents; a percentage is a number with one decimal, null where there is none. */
export interface Measure extends FigureWords {
  readonly kind: 'money' | 'percent';
  of(amounts: Readonly<Amounts>): number | null;
}

type Words = Pick<Measure, 'definition' | 'formula' | 'good'>;

function money(
  number: string,
  name: string,
  label: string,
  words: Words,
  of: (amounts: Readonly<Amounts>) => number,
): Measure {
  return { number, name, label, kind: 'money', ...words, of };
}

function percent(
  number: string,
  name: string,
  label: string,
  words: Words,
  of: (amounts: Readonly<Amounts>) => number | null,
): Measure {
  return { number, name, label, kind: 'percent', ...words, of };
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
  money(
    'T1',
    'original',
    'Original Budget',
    { definition: 'Sum of the lines’ original amounts.', formula: 'Σ Original Amount of the lines' },
    (a) => a.original,
  ),
  money(
    'T2',
    'boardApproved',
    'Board-Approved Budget',
    { definition: 'Original plus approved board amendments.', formula: 'T1 + approved board amendments' },
    (a) => a.boardApproved,
  ),
  money(
    'T3',
    'current',
    'Current Budget',
    { definition: 'Board-approved plus every other approved change.', formula: 'T2 + every other approved change' },
    (a) => a.current,
  ),
  money(
    'T4',
    'pending',
    'Pending Changes',
    {
      definition:
        'Changes that are Pending or BOC Recommended, from the day of their submission, and approved ones until they come into effect.',
      formula: 'Σ changes that wait',
    },
    (a) => a.pending,
  ),
  money(
    'T6',
    'committed',
    'Committed (contract value)',
    {
      definition:
        'Commitments with their approved change orders; drafts are left out, cancelled ones from the day they were.',
      formula: 'Σ Original Amount of commitments + approved change orders and releases',
    },
    (a) => a.committed,
  ),
  money(
    'T8',
    'openEncumbrance',
    'Open Encumbrance',
    {
      definition: 'Committed less what was paid against it.',
      formula: 'T6 − payments on commitments',
      good: 'zero or more',
    },
    (a) => a.openEncumbrance,
  ),
  money(
    'T7',
    'expended',
    'Expended',
    { definition: 'Posted expenditures.', formula: 'Σ expenditures' },
    (a) => a.expended,
  ),
  money(
    'T9',
    'obligated',
    'Obligated',
    { definition: 'Expended plus open encumbrance; direct cost counts once.', formula: 'T7 + T8' },
    obligatedOf,
  ),
  money(
    'T10',
    'uncommitted',
    'Uncommitted',
    { definition: 'Current less obligated.', formula: 'T3 − T9', good: 'zero or more' },
    (a) => a.current - obligatedOf(a),
  ),
  money(
    'T11',
    'unspent',
    'Unspent',
    { definition: 'Current less expended.', formula: 'T3 − T7', good: 'zero or more' },
    (a) => a.current - a.expended,
  ),
  percent('T15', 'percentObligated', '% Obligated', { definition: 'Obligated of current.', formula: 'T9 ÷ T3' }, (a) =>
    percentOf(obligatedOf(a), a.current),
  ),
  percent('T15', 'percentSpent', '% Spent', { definition: 'Expended of current.', formula: 'T7 ÷ T3' }, (a) =>
    percentOf(a.expended, a.current),
  ),
  money(
    'T12',
    'etc',
    'Estimate to Complete',
    {
      definition:
        'Latest forecast of each cost category of each project, one for all categories standing for those without their own; without either the larger of unspent and open encumbrance. A project’s is at least its open encumbrance, and 0 once it is financially closed.',
      formula: 'Σ latest forecasts by category; without one max(T3 − T7, T8, 0)',
    },
    (a) => a.etc,
  ),
  money(
    'T13',
    'eac',
    'Forecast at Completion',
    { definition: 'Expended plus estimate to complete.', formula: 'T7 + T12' },
    eacOf,
  ),
  money(
    'T14',
    'vac',
    'Variance at Completion',
    {
      definition: 'Current less forecast; positive is under budget.',
      formula: 'T3 − T13',
      good: 'positive is under budget',
    },
    vacOf,
  ),
  money(
    'T5',
    'proposed',
    'Proposed Budget',
    { definition: 'Current plus pending changes.', formula: 'T3 + T4' },
    (a) => a.current + a.pending,
  ),
  money(
    'T2',
    'boardChanges',
    'Board Changes',
    { definition: 'Approved board amendments.', formula: 'T2 − T1' },
    (a) => a.boardApproved - a.original,
  ),
  money(
    'T3',
    'staffChanges',
    'Staff Changes',
    { definition: 'Every other approved change.', formula: 'T3 − T2' },
    (a) => a.current - a.boardApproved,
  ),
  money(
    'T7',
    'directCost',
    'Direct Cost',
    { definition: 'Expenditures without a commitment.', formula: 'Σ expenditures without a commitment that counts' },
    (a) => a.directCost,
  ),
  money(
    'T16',
    'contingencyBudget',
    'Contingency Budget',
    { definition: 'Current budget of Contingency lines.', formula: 'T3 of category Contingency' },
    (a) => a.contingencyBudget,
  ),
  money(
    'T17',
    'contingencyDrawn',
    'Contingency Drawn',
    {
      definition: 'Approved changes out of Contingency lines, returns taken off.',
      formula: '−Σ approved changes of Contingency lines',
      good: 'positive is drawn',
    },
    (a) => a.contingencyDrawn,
  ),
  percent(
    'T18',
    'contingencyPercent',
    'Contingency %',
    { definition: 'Contingency of the rest of the current budget.', formula: 'T16 ÷ (T3 − T16)' },
    (a) => percentOf(a.contingencyBudget, a.current - a.contingencyBudget),
  ),
  money(
    'T19',
    'programReserve',
    'Program Reserve',
    {
      definition: 'Current budget of projects of class Program Reserve.',
      formula: 'T3 of class Program Reserve',
      good: 'zero or more',
    },
    (a) => a.programReserve,
  ),
  percent(
    'T22',
    'changeOrderRate',
    'Change-Order Rate',
    {
      definition: 'Approved change orders, releases left out, of the original contract values.',
      formula: 'Σ approved change orders ÷ Σ Original Amount of commitments',
    },
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
    formula: 'the source’s Authorized Amount',
    of: (_, source) => source.authorized,
  },
  {
    number: 'T20',
    name: 'available',
    label: 'Available',
    kind: 'money',
    definition:
      'Bonds issued, cash received or E-Rate committed, with the interest earned; from the day it is available, of a bond from its issue.',
    formula: 'the source’s Available Amount + Interest Earned',
    of: (_, source) => source.available,
  },
  {
    number: 'T20',
    name: 'unallocated',
    label: 'Unallocated',
    kind: 'money',
    definition: 'Authorized less current budget.',
    formula: 'Authorized − T3',
    good: 'zero or more',
    of: (a, source) => source.authorized - a.current,
  },
  {
    number: 'T21',
    name: 'cashHeadroom',
    label: 'Cash Headroom',
    kind: 'money',
    definition: 'Available less expended.',
    formula: 'Available − T7',
    good: 'zero or more',
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
  formula: 'T7 by posting year, beside T3 by the line’s year',
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
    number: 'ER1',
    name: 'erateGross',
    label: 'E-Rate Gross Cost',
    kind: 'money',
    definition: 'Eligible cost of funded requests before the discount: E-Rate’s share and the district’s.',
    formula: 'Σ Pre-discount Eligible Cost',
    of: ({ gross }) => gross,
  },
  {
    number: 'ER2',
    name: 'erateShare',
    label: 'E-Rate Share',
    kind: 'money',
    definition: 'Gross cost × discount of each funded request, half away from zero.',
    formula: 'Σ round(ER1 of the request × Discount %)',
    of: (request) => request.erateShare,
  },
  {
    number: 'ER3',
    name: 'erateDistrictShare',
    label: 'District Share',
    kind: 'money',
    definition: 'Gross cost less E-Rate’s share.',
    formula: 'ER1 − ER2',
    of: ({ districtShare }) => districtShare,
  },
  {
    number: 'ER4',
    name: 'erateDisbursed',
    label: 'E-Rate Disbursed',
    kind: 'money',
    definition: 'What USAC has paid on funded requests. It counts as expended once it is posted on the E-Rate source.',
    formula: 'Σ Disbursed',
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
  formula: 'number of projects',
} as const;
