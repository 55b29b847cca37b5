import type { RowId } from '../tables/cell.ts';
import type { ReadTable } from './figures/program-rows.ts';

/** What an amount is in the books of the plan, in the order in which a figure is explained. */
export const accounts = [
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

export type Account = (typeof accounts)[number];

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
