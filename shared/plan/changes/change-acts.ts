/** What somebody does with a budget change that is there. */
export const changeActs = ['submit', 'recommend', 'approve', 'reject', 'withdraw', 'revise', 'reverse'] as const;

export type ChangeAct = (typeof changeActs)[number];

/** The state to which an act brings a change. `reverse` leaves it, and drafts another. */
export const stateOfAct: { readonly [A in Exclude<ChangeAct, 'reverse'>]: string } = {
  submit: 'Pending',
  recommend: 'BOC Recommended',
  approve: 'Approved',
  reject: 'Rejected',
  withdraw: 'Withdrawn',
  revise: 'Draft',
};
