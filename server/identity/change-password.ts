import type { WirePerson } from '../../shared/protocol/people.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { networkOf } from '../network-of.ts';
import { findAccount, holdOpenAccount } from './accounts.ts';
import { forgetGuesses } from './guesses.ts';
import { setPassword, whyNotPassword } from './set-password.ts';
import { isOpenSession } from './sessions.ts';
import { assertMayGuess, noteFailure, PASSWORDS_ARE_OFF, type SignInDeps, type SignInFrom } from './sign-in.ts';

interface PasswordChange {
  readonly person: WirePerson;
  /** Hash of the token of the session that asks, which goes on. */
  readonly session: string;
  readonly present: string;
  readonly next: string;
}

/**
 * Gives an account the password that its owner wants, who knows the present one. Every other session, and every reading token, ends.
 * Throws sign_in_failed where the present password is another, which counts as a wrong guess; and invalid_request where the new one
 * may not be taken.
 */
export async function changePassword(deps: SignInDeps, asked: PasswordChange, from: SignInFrom): Promise<void> {
  const { person, session, present, next } = asked;
  if (deps.passwords === false) throw new HttpError('sign_in_failed', PASSWORDS_ARE_OFF);
  const account = await findAccount(deps.store.read, person.email);
  if (!account || account.password === '') {
    throw invalidRequest('', 'Your account has no password. Your administrator can give you a link to set one.');
  }
  const problem = whyNotPassword(next, account);
  if (problem !== null) throw invalidRequest('', problem);
  const guess = { email: account.email, network: networkOf(from.source ?? '') };
  const asker = { network: guess.network, signal: from.signal };
  const onTurn = (): Promise<void> => assertMayGuess(deps, guess, account);
  if (!(await deps.passwordThreads.isPassword(present, account.password, { ...asker, onTurn }))) {
    noteFailure(deps, account.email, account);
    throw notPresent();
  }
  const kept = await deps.passwordThreads.hash(next, asker);
  await deps.store.write.transaction().execute(async (write) => {
    // What has ended while the passwords were looked at, by a link for instance, does not begin again.
    if ((await holdOpenAccount(write, account.id))?.password !== account.password) throw notPresent();
    if (!(await isOpenSession(write, session))) throw new HttpError('not_signed_in', 'Sign in to go on.');
    await setPassword(write, { account: account.id, kept, stays: session });
    await forgetGuesses(write, guess, deps.now());
    const act = { program: null, at: deps.now().toISOString(), kind: 'account', door: 'app' } as const;
    await appendAct(write, { ...act, person: account, what: 'Changed the own password' });
  });
}

function notPresent(): HttpError {
  return new HttpError('sign_in_failed', 'That is not your present password.');
}
