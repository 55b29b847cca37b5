import type { Duty } from '../../shared/access/duty.ts';
import type { DraftRequest } from '../../shared/protocol/budget-changes.ts';
import { draftBy, REASON, today, transfer } from './change-office.ts';
import { DOLLAR, post, type DutyAct } from './duty-act.ts';
import type { DutyOffice } from './duty-office.ts';

/** Lines of which only the Board decides. */
const amendment: DraftRequest = {
  lines: [
    { budgetLine: 'BL-009', amount: -DOLLAR },
    { budgetLine: 'BL-001', amount: DOLLAR },
  ],
  type: 'Board Amendment',
  reason: REASON,
};

const drafted = async ({ officer }: DutyOffice, body: DraftRequest = transfer(DOLLAR, { submit: false })) =>
  (await draftBy(officer, body)).change.number;
const pending = (office: DutyOffice) => office.pending(DOLLAR);
const pendingAmendment = (office: DutyOffice) => drafted(office, { ...amendment, submit: true });

/** An act on a change by its own route. */
function onChange(
  does: string,
  duty: Duty,
  act: string,
  made: (office: DutyOffice) => Promise<string>,
  fields: object = {},
): DutyAct {
  const route =
    act === 'reverse'
      ? 'POST /programs/{program}/changes/{number}/reverse'
      : 'POST /programs/{program}/changes/{number}/{act}';
  return { does, duty, route, asked: async (office) => post(`/changes/${await made(office)}/${act}`, () => fields) };
}

const onRecord = { ...today, reportNumber: 'Rep-9-26/27', boardDate: '2026-11-20' };

/** What is done with budget changes by their own routes. */
export const actsOnChanges: readonly DutyAct[] = [
  {
    does: 'draft a transfer',
    duty: 'draftChanges',
    route: 'POST /programs/{program}/changes',
    asked: async () => post('/changes', () => transfer(DOLLAR, { submit: false })),
  },
  {
    does: 'give the draft of somebody else another reason',
    duty: 'draftChanges',
    route: 'PATCH /programs/{program}/changes/{number}',
    asked: async (office) => ({
      method: 'PATCH',
      path: `/changes/${await drafted(office)}`,
      body: () => ({ reason: 'Bids came in below the estimate.' }),
    }),
  },
  onChange('submit the draft of somebody else', 'draftChanges', 'submit', drafted),
  onChange('withdraw what somebody else has submitted', 'approveStaffChanges', 'withdraw', pending),
  onChange('set back what somebody else has submitted', 'approveStaffChanges', 'revise', pending),
  onChange('approve a transfer', 'approveStaffChanges', 'approve', pending, today),
  onChange('reject a transfer', 'approveStaffChanges', 'reject', pending, { reason: REASON }),
  onChange('reverse a transfer', 'draftChanges', 'reverse', (office) => office.approved(DOLLAR)),
  onChange('record that the committee recommends', 'recordBoardActs', 'recommend', pendingAmendment, {
    resolutionNumber: '2026-11',
  }),
  onChange('record that the Board approves', 'recordBoardActs', 'approve', pendingAmendment, onRecord),
  {
    does: 'approve two transfers at once',
    duty: 'approveStaffChanges',
    route: 'POST /programs/{program}/changes/decide',
    asked: async (office) => {
      const numbers = [await pending(office), await pending(office)];
      return post('/changes/decide', () => ({ numbers, act: 'approve', ...today }));
    },
  },
  {
    does: 'see what would go before the Board',
    duty: null,
    route: 'POST /programs/{program}/changes/amendment',
    asked: async (office) => {
      const numbers = [await pendingAmendment(office)];
      return post('/changes/amendment', () => ({ numbers, reportNumber: 'Rep-9-26/27' }));
    },
    isYes: () => true,
  },
];
