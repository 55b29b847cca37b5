import type { Amounts } from '../figures/amounts.ts';

/** What a posting needs to know of its line. */
export interface PostedLine {
  readonly isContingency: boolean;
  /** Its project is a program reserve. */
  readonly isReserve: boolean;
}

type Adder = (amounts: Amounts, cents: number, line: PostedLine) => void;

/** What amounts of one kind are in the books of the plan. */
interface AccountSpec {
  /** In words. */
  readonly label: string;
  /** Whose amounts they are: sums are kept of those of lines. */
  readonly of: 'line' | 'source' | 'request' | 'place';
  /** Whether figures of the totals are made of them. */
  readonly isFigure: boolean;
  /** What they add to the amounts of their line. */
  readonly adds: Adder;
}

/** What is no amount of a line, or waits, or says who pays in the end. */
const nothing: Adder = () => undefined;

/**
 * Every account, in the order in which a figure is explained. Whatever else has to know of one asks here, or the compiler asks
 * for it; an account of lines has a column of that name in `line_sums`, by a new migration.
 */
const specs = {
  requested: { label: 'Requested for proposed projects', of: 'line', isFigure: true, adds: addOriginal },
  original: { label: 'Original budget', of: 'line', isFigure: true, adds: addOriginal },
  board: {
    label: 'Board amendments',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents, line) => {
      amounts.boardApproved += cents;
      addChange(amounts, cents, line);
    },
  },
  staff: { label: 'Other approved changes', of: 'line', isFigure: true, adds: addChange },
  pending: {
    label: 'Changes waiting for approval',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.pending += cents;
    },
  },
  contract: {
    label: 'Contracts and orders as awarded',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.commitmentOriginal += cents;
      addCommitted(amounts, cents);
    },
  },
  changeOrder: {
    label: 'Approved change orders',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.changeOrders += cents;
      addCommitted(amounts, cents);
    },
  },
  release: { label: 'Releases', of: 'line', isFigure: true, adds: addCommitted },
  liquidated: {
    label: 'Paid against contracts',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.openEncumbrance += cents;
    },
  },
  paid: {
    label: 'Payments on contracts',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.expended += cents;
    },
  },
  direct: {
    label: 'Direct cost',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.expended += cents;
      amounts.directCost += cents;
    },
  },
  estimate: {
    label: 'Still to come',
    of: 'line',
    isFigure: true,
    adds: (amounts, cents) => {
      amounts.etc += cents;
    },
  },
  authorized: { label: 'Authorized by the source', of: 'source', isFigure: true, adds: nothing },
  available: { label: 'Available in the source', of: 'source', isFigure: true, adds: nothing },
  eligible: { label: 'Eligible cost of funded requests', of: 'request', isFigure: true, adds: nothing },
  discount: { label: 'E-Rate’s share of funded requests', of: 'request', isFigure: true, adds: nothing },
  disbursed: { label: 'Disbursed by E-Rate', of: 'request', isFigure: true, adds: nothing },
  share: { label: 'Shares of projects at several sites', of: 'place', isFigure: true, adds: nothing },
  pendingOrder: { label: 'Change orders waiting for approval', of: 'line', isFigure: false, adds: nothing },
  erate: { label: 'E-Rate’s part of what was spent', of: 'line', isFigure: false, adds: nothing },
} as const satisfies Readonly<Record<string, AccountSpec>>;

export type Account = keyof typeof specs;

/** An account that figures of the totals are made of. */
export type FigureAccount = { [A in Account]: (typeof specs)[A]['isFigure'] extends true ? A : never }[Account];

/** An account that budget lines have sums of. */
export type SummedAccount = { [A in Account]: (typeof specs)[A]['of'] extends 'line' ? A : never }[Account];

export const accountSpecs: { readonly [A in Account]: AccountSpec } = specs;

export const accounts: readonly Account[] = Object.keys(specs).filter(isAccount);
export const figureAccounts: readonly FigureAccount[] = accounts.filter(isFigureAccount);
export const summedAccounts: readonly SummedAccount[] = accounts.filter(isSummed);

export function isAccount(name: string): name is Account {
  return Object.hasOwn(specs, name);
}

export function isFigureAccount(account: Account): account is FigureAccount {
  return accountSpecs[account].isFigure;
}

export function isSummed(account: Account): account is SummedAccount {
  return accountSpecs[account].of === 'line';
}

function addOriginal(amounts: Amounts, cents: number, line: PostedLine): void {
  amounts.original += cents;
  amounts.boardApproved += cents;
  addCurrent(amounts, cents, line);
}

function addCurrent(amounts: Amounts, cents: number, { isContingency, isReserve }: PostedLine): void {
  amounts.current += cents;
  if (isContingency) amounts.contingencyBudget += cents;
  if (isReserve) amounts.programReserve += cents;
}

function addChange(amounts: Amounts, cents: number, line: PostedLine): void {
  addCurrent(amounts, cents, line);
  if (line.isContingency) amounts.contingencyDrawn -= cents;
}

function addCommitted(amounts: Amounts, cents: number): void {
  amounts.committed += cents;
  amounts.openEncumbrance += cents;
}
