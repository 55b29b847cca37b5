import type { Role } from './membership.ts';

/** What somebody may be trusted with. Rights are duties: nothing else in the product compares roles. */
export type Duty =
  | 'editRows'
  | 'draftChanges'
  | 'commitments'
  | 'ledger'
  | 'forecastAndSchedule'
  | 'fundingAndPeople'
  | 'approveStaffChanges'
  | 'recordBoardActs'
  | 'approveChangeOrders'
  | 'closeProjects'
  | 'closeMonths'
  | 'publishGuide'
  | 'publishTotals'
  | 'readSignIns'
  | 'administer';

const ofEditors = ['editRows', 'draftChanges', 'commitments', 'ledger', 'forecastAndSchedule'] as const;
const ofFinance = [
  ...ofEditors,
  'fundingAndPeople',
  'approveStaffChanges',
  'recordBoardActs',
  'approveChangeOrders',
  'closeProjects',
  'closeMonths',
  'publishGuide',
  'publishTotals',
  'readSignIns',
] as const;

/**
 * [PPL1] Which role has which duty: the office's matrix of who answers for what, folded into the roles of this product.
 * An editor, in messages a budget officer, is a project manager, coordinator or program manager as well; finance also records
 * what the board has decided, and decides on change orders and on the close of projects. Board, oversight committee and auditors read.
 */
export const duties: { readonly [R in Role]: readonly Duty[] } = {
  viewer: [],
  editor: ofEditors,
  finance: ofFinance,
  admin: [...ofFinance, 'administer'],
};
