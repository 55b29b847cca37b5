import type { MayAct } from '../../../shared/protocol/budget-changes.ts';
import type { ChangeAct } from '../../../shared/plan/changes/change-acts.ts';

interface ActWords {
  /** The button. */
  readonly label: string;
  /** What it means, before it is confirmed. */
  readonly says: string;
  /** What is to be told with it: null: nothing is asked. */
  readonly reason: { readonly label: string; readonly isRequired: boolean } | null;
}

export const actWords: { readonly [A in ChangeAct]: ActWords } = {
  submit: {
    label: 'Submit for approval',
    says: 'Its money is reserved until it is decided. You can set it back to a draft as long as nobody has decided.',
    reason: null,
  },
  recommend: {
    label: 'Recommend',
    says: 'Records that the oversight committee recommends it. The Board still decides.',
    reason: { label: 'Note', isRequired: false },
  },
  approve: {
    label: 'Approve',
    says: 'The budgets change by one revision from the day it counts. What is approved stays; it is undone by reversing it.',
    reason: { label: 'Note', isRequired: false },
  },
  reject: {
    label: 'Reject',
    says: 'The budgets stay as they are and its money is free again. A rejected change stays as it is; a new one can be begun from it.',
    reason: { label: 'Why it is rejected', isRequired: true },
  },
  withdraw: {
    label: 'Withdraw',
    says: 'It is taken back and its money is free again. A withdrawn change stays as it is; a new one can be begun from it.',
    reason: { label: 'Why it is withdrawn', isRequired: false },
  },
  revise: {
    label: 'Set back to draft',
    says: 'It waits for nobody any more and can be edited and submitted again.',
    reason: { label: 'Note', isRequired: false },
  },
  reverse: {
    label: 'Reverse',
    says: 'Drafts a new change with the signs turned and a link to this one. This one stays as it was decided.',
    reason: { label: 'Why it is reversed', isRequired: true },
  },
};

export const needLabels: { readonly [N in Exclude<MayAct['needs'][number], 'reason'>]: string } = {
  reportNumber: 'Board Report No.',
  boardDate: 'Board date',
  effectiveDate: 'Counts from',
};

export const pastWords = {
  drafted: 'Drafted',
  edited: 'Edited',
  submitted: 'Submitted',
  recommended: 'Recommended',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  setBack: 'Set back to draft',
} as const;
