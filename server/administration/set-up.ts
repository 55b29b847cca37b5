import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SetupRequest } from '../../shared/protocol/setup.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import { addAccount, normalizeEmail, personOf } from '../identity/accounts.ts';
import { makeAdministrator, type ActedBy } from '../identity/administrators.ts';
import { forgetGuesses } from '../identity/guesses.ts';
import { openSession } from '../identity/sessions.ts';
import { whyNotPassword } from '../identity/set-password.ts';
import { hasNoAccount, isSetupCode, takeSetupCode } from '../identity/setup-codes.ts';
import { PASSWORDS_ARE_OFF, type SignInDeps, type SignInFrom } from '../identity/sign-in.ts';
import { countAttemptOf } from '../identity/sign-in-attempts.ts';
import { networkOf } from '../network-of.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { grantMembership } from './change-membership.ts';
import { addProgram } from './change-program.ts';
import { fillStarter } from './fill-starter.ts';

/** Codes that one network may try in a quarter of an hour. Others are not kept from the right one by it. */
const MOST_TRIES = 10;

const WRONG_CODE =
  'That is not the code. It stands where the server was started, such as BCDF-GHJK-LMNP-QRST; a new start writes a new one. It works once, as long as nobody has an account.';

const OF_THE_DEMO = 'That address is one of the demo’s, which cannot sign in where the demo is off. Take your own.';

interface SettingUp extends Pick<SignInDeps, 'store' | 'now' | 'randomBytes' | 'passwordThreads' | 'passwords'> {
  readonly sync: Pick<SyncService, 'sync'>;
}

/**
 * Makes the first administrator of a server without accounts, signed in, and the first program where one is asked for. Throws
 * sign_in_failed for a wrong code, and for every code once somebody has an account.
 */
export async function setUp(
  deps: SettingUp,
  asked: SetupRequest,
  from: SignInFrom,
): Promise<{ readonly token: string; readonly person: WirePerson }> {
  const { store, now } = deps;
  if (deps.passwords === false) throw new HttpError('sign_in_failed', PASSWORDS_ARE_OFF);
  const network = networkOf(from.source ?? '');
  // Nobody counts what cannot be guessed any more.
  if (!(await hasNoAccount(store.read))) throw new HttpError('sign_in_failed', WRONG_CODE);
  await countTry(deps, network);
  if (!(await isSetupCode(store.read, asked.code, now()))) throw new HttpError('sign_in_failed', WRONG_CODE);
  if (isDemoAccount(normalizeEmail(asked.email))) throw invalidRequest('email', OF_THE_DEMO);
  const problem = whyNotPassword(asked.password, asked);
  if (problem !== null) throw invalidRequest('', problem);
  const password = await deps.passwordThreads.hash(asked.password, { network, signal: from.signal });
  const made = await store.write.transaction().execute(async (write) => {
    if (!(await takeSetupCode(write, asked.code))) throw new HttpError('sign_in_failed', WRONG_CODE);
    const account = await addAccount(write, { ...asked, password }, now());
    const by: ActedBy = { at: now().toISOString(), person: account, door: 'app' };
    const what = `Set up the server: the first account, ${account.email}`;
    await appendAct(write, { program: null, kind: 'account', ...by, what });
    await makeAdministrator(write, account, by);
    // [FD6] From here the account is known: no guesses from elsewhere keep its owner out.
    await forgetGuesses(write, { email: account.email, network }, now());
    if (asked.program !== null) await addFirstProgram(write, asked.program, { account, by });
    return { account, token: await openSession({ ...deps, store: { write } }, account.id, from) };
  });
  const person = personOf(made.account);
  if (asked.program?.starter === 'systems') await fillStarter(deps, asked.program.id, person);
  return { token: made.token, person };
}

async function countTry({ store, now }: Pick<SettingUp, 'store' | 'now'>, network: string): Promise<void> {
  const name = createHash('sha256').update(`setup codes from ${network}`).digest('hex');
  const { failures, waitMs } = await countAttemptOf(store.write, name, now());
  if (failures <= MOST_TRIES) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpError('too_many_requests', 'Too many codes were tried. Wait a quarter of an hour and try again.', {
    retryAfterSeconds,
  });
}

async function addFirstProgram(
  write: Kysely<Database>,
  { starter: _starter, ...program }: NonNullable<SetupRequest['program']>,
  { account, by }: { readonly account: AccountRow; readonly by: ActedBy },
): Promise<void> {
  if (!(await addProgram(write, program, by))) throw invalidRequest('id', `There is a program ${program.id} already.`);
  const granted = { role: 'admin', scope: null, planRoles: null, person: null } as const;
  await grantMembership(write, { program: program.id, account }, granted, by);
}
