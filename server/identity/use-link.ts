import type { WirePerson } from '../../shared/protocol/people.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { personOf } from './accounts.ts';
import { findPasswordLink, takePasswordLink } from './password-links.ts';
import { hashPassword } from './passwords.ts';
import { openSession, type SessionPlace } from './sessions.ts';
import { setPassword, whyNotPassword } from './set-password.ts';
import type { SignInDeps } from './sign-in.ts';

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
  deps: Pick<SignInDeps, 'store' | 'now' | 'randomBytes'>,
  { token, password, name }: LinkUse,
  place: SessionPlace,
): Promise<{ readonly token: string; readonly person: WirePerson }> {
  const { store, now } = deps;
  const link = await findPasswordLink(store.read, token, now());
  if (!link) throw linkIsOver();
  const { account, kind } = link;
  const owner = { ...account, ...(name === undefined ? {} : { name }) };
  const problem = whyNotPassword(password, owner);
  if (problem !== null) throw invalidRequest('', problem);
  const kept = await hashPassword(password);
  const session = await store.write.transaction().execute(async (write) => {
    if (!(await takePasswordLink(write, token))) throw linkIsOver();
    await setPassword(write, { account: owner.id, kept });
    await write.updateTable('accounts').set({ name: owner.name }).where('id', '=', owner.id).execute();
    const what = `Set ${kind === 'invitation' ? 'the first' : 'a new'} password of ${owner.email} by a link`;
    const at = now().toISOString();
    await appendAct(write, { program: null, at, kind: 'account', person: owner, door: 'app', what });
    return openSession({ ...deps, store: { write } }, owner.id, place);
  });
  return { token: session, person: personOf(owner) };
}
