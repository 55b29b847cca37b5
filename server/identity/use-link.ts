import type { WirePerson } from '../../shared/protocol/people.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { holdOpenAccount, personOf } from './accounts.ts';
import { forgetGuesses } from './guesses.ts';
import { networkOf } from '../network-of.ts';
import { findPasswordLink, takePasswordLink } from './password-links.ts';
import { openSession } from './sessions.ts';
import { setPassword, whyNotPassword } from './set-password.ts';
import { PASSWORDS_ARE_OFF, type SignInDeps, type SignInFrom } from './sign-in.ts';

/** What a link that does not open says, whatever is the reason: it may be anybody who holds it. */
export function linkIsOver(): HttpError {
  return new HttpError(
    'not_found',
    'This link is not good any more: it was used, replaced by a newer one, or has run out. Ask your administrator for another.',
  );
}

interface LinkUse {
  readonly token: string;
  readonly password: string;
  readonly name?: string | undefined;
}

/**
 * Sets the password of the account that a link is of, and signs its owner in; the link is gone. Throws not_found where the link is
 * not good, and invalid_request where the password may not be taken: then the link stays good.
 */
export async function useLink(
  deps: Pick<SignInDeps, 'store' | 'now' | 'randomBytes' | 'passwords' | 'passwordThreads'>,
  { token, password, name }: LinkUse,
  from: SignInFrom,
): Promise<{ readonly token: string; readonly person: WirePerson }> {
  const { store, now } = deps;
  if (deps.passwords === false) throw new HttpError('sign_in_failed', PASSWORDS_ARE_OFF);
  const link = await findPasswordLink(store.read, token, now());
  if (!link) throw linkIsOver();
  const { account, kind } = link;
  const owner = { ...account, ...(name === undefined ? {} : { name }) };
  const problem = whyNotPassword(password, owner);
  if (problem !== null) throw invalidRequest('', problem);
  const network = networkOf(from.source ?? '');
  const kept = await deps.passwordThreads.hash(password, { network, signal: from.signal });
  const session = await store.write.transaction().execute(async (write) => {
    const held = await holdOpenAccount(write, owner.id);
    // Looked at again: its giver may have been locked out meanwhile, and the account may do more.
    if (!held || !(await findPasswordLink(write, token, now()))) throw linkIsOver();
    if (!(await takePasswordLink(write, token))) throw linkIsOver();
    await setPassword(write, { account: owner.id, kept });
    // [FD6] From here the account is known: no guesses from elsewhere keep its owner out.
    await forgetGuesses(write, { email: held.email, network }, now());
    await write.updateTable('accounts').set({ name: owner.name }).where('id', '=', owner.id).execute();
    const what = `Set ${kind === 'invitation' ? 'the first' : 'a new'} password of ${owner.email} by a link`;
    const at = now().toISOString();
    await appendAct(write, { program: null, at, kind: 'account', person: owner, door: 'app', what });
    return openSession({ ...deps, store: { write } }, owner.id, from);
  });
  return { token: session, person: personOf(owner) };
}
