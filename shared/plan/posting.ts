import type { RowId } from '../tables/cell.ts';
import type { ReadTable } from './figures/program-rows.ts';

/** What an amount is in the books of the plan, as far as figures are made of it, in the order in which one is explained. */
export const figureAccounts = [
  'requested',
  'original',
  'board',
  'staff',
  'pending',
  'contract',
  'changeOrder',
  'release',
  'liquidated',
  'paid',
  'direct',
  'estimate',
  'authorized',
  'available',
] as const;

export type FigureAccount = (typeof figureAccounts)[number];

/** What is posted besides: no figure of the totals is made of it. */
export const accounts = [...figureAccounts, 'pendingOrder', 'erate'] as const;

export type Account = (typeof accounts)[number];

export function isFigureAccount(account: Account): account is FigureAccount {
  return account !== 'pendingOrder' && account !== 'erate';
}

/** The accounts in words. */
export const accountLabels: { readonly [A in Account]: string } = {
  requested: 'Requested for proposed projects',
  original: 'Original budget',
  board: 'Board amendments',
  staff: 'Other approved changes',
  pending: 'Changes waiting for approval',
  contract: 'Contracts and orders as awarded',
  changeOrder: 'Approved change orders',
  release: 'Releases',
  liquidated: 'Paid against contracts',
  paid: 'Payments on contracts',
  direct: 'Direct cost',
  estimate: 'Still to come',
  authorized: 'Authorized by the source',
  available: 'Available in the source',
  pendingOrder: 'Change orders waiting for approval',
  erate: 'E-Rate’s part of what was spent',
};

/** One amount of the plan: what it is, on which budget line, from which day, and the row that says so. */
export interface Posting {
  readonly account: Account;
  /** Id of the budget line, which need not exist. */
  readonly line: string;
  /** The day from which it counts; null: always. */
  readonly date: string | null;
  readonly cents: number;
  readonly table: ReadTable;
  readonly row: RowId;
  /** Number of the budget change that it belongs to. */
  readonly change: string | null;
}
