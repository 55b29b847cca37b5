import type { AdministeredPerson, PersonDetails } from '../../../shared/protocol/administration.ts';
import type { AdminCalls } from './admin-calls.ts';
import type { ActToConfirm } from './confirm-act.tsx';

/** What can be done, without what follows it. */
export type AccountAct = Omit<ActToConfirm<PersonDetails>, 'done'>;

interface ActsOf {
  readonly person: AdministeredPerson;
  readonly calls: AdminCalls;
}

/** What can be done with an account as a whole, each after it has been asked about. */
export function accountActs({ person, calls }: ActsOf): readonly AccountAct[] {
  const { id, name, isDisabled, administers } = person;
  if (isDisabled) {
    return [
      {
        label: 'Enable the account',
        words: `Let ${name} sign in again? What the account may do in its programs holds again; it administers the server no more.`,
        button: 'Enable now',
        failed: 'The account wasn’t enabled',
        act: () => calls.changePerson(id, { isDisabled: false }),
      },
    ];
  }
  const disable: AccountAct = {
    label: 'Disable the account',
    words: `Lock ${name} out? Every sign-in and every reading token ends at once. What ${name} has done stays in the history, and what is typed in a workbook stays in it. You can enable the account again.`,
    button: 'Disable now',
    failed: 'The account wasn’t disabled',
    act: () => calls.changePerson(id, { isDisabled: true }),
  };
  const administration: AccountAct = administers
    ? {
        label: 'End the administration',
        words: `Take the administration of the server from ${name}? Memberships in programs stay as they are.`,
        button: 'End it now',
        failed: 'The administration wasn’t ended',
        act: () => calls.changePerson(id, { administers: false }),
      }
    : {
        label: 'Make an administrator',
        words: `Make ${name} an administrator of the server? ${name} can then make and archive programs and decide who may do what, in every program and on these pages.`,
        button: 'Make an administrator now',
        failed: 'The account is no administrator',
        act: () => calls.changePerson(id, { administers: true }),
      };
  return [disable, administration];
}
