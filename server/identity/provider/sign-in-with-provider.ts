import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { appendAct } from '../../audit/append-act.ts';
import { HttpError } from '../../errors.ts';
import type { Store } from '../../storage/database.ts';
import type { AccountRow, Database, IdentityRow } from '../../storage/schema.ts';
import { holdOpenAccount, personOf } from '../accounts.ts';
import { takeLinkOf } from '../password-links.ts';
import { openSession, type SessionPlace } from '../sessions.ts';
import { countAttemptOf } from '../sign-in-attempts.ts';
import { followGroups } from './follow-groups.ts';
import { connectIdentity, meetIdentity } from './identities.ts';
import { holdSignIns, isEndedByProvider } from './provider-logouts.ts';
import type { ProviderPerson } from './provider-person.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { TakenFlow } from './sign-in-flow.ts';

export interface ProviderSignInDeps {
  readonly store: Pick<Store, 'write'>;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly settings: ProviderSettings;
  /** Where the session will be used. */
  readonly place: SessionPlace;
}

const HOUR_MS = 3_600_000;

interface SignedIn {
  readonly token: string;
  readonly person: WirePerson;
}

type Refusal = 'signedOut' | 'invitationOver' | 'invitedOnly' | 'noEmail' | 'emailTaken' | 'otherAccount' | 'disabled';

/**
 * [SGN1] Turns somebody whom the provider has proven into an account and a session of ours. An account is known by issuer and subject
 * alone: one with the same e-mail is never taken for the person. Who is new gets an account of their own, unless only invited
 * people come in or the address is another account's; they are kept as waiting, until somebody connects them.
 *
 * @param flow the account that an invitation has named, which is connected with the person, and since when; null: none
 * Throws sign_in_failed with a sentence.
 */
export async function signInWithProvider(
  deps: ProviderSignInDeps,
  proven: ProviderPerson,
  { invited, begunAt }: Pick<TakenFlow, 'invited' | 'begunAt'> = { invited: null, begunAt: deps.now() },
): Promise<SignedIn> {
  const { settings, now } = deps;
  // What a refused person leaves behind is kept, so the transaction ends before anything is thrown.
  const outcome = await deps.store.write.transaction().execute(async (transaction) => {
    const at = now();
    const identity = await meetIdentity(transaction, proven, at.toISOString());
    await holdSignIns(transaction, proven.signIn);
    const entering: Entering = { transaction, proven, identity, invited, begunAt, at, settings };
    const isOver = await isEndedByProvider(transaction, proven.signIn, proven.provenAt);
    const found = isOver ? 'signedOut' : await accountFor(entering);
    if (typeof found === 'string') return refuse(entering, found);
    return enter(deps, entering, found);
  });
  if (typeof outcome === 'string') throw new HttpError('sign_in_failed', refusals[outcome](settings.name));
  return outcome;
}

const refusals: { readonly [R in Refusal]: (provider: string) => string } = {
  signedOut: (provider) => `You have signed out at ${provider} since. Sign in there again.`,
  invitedOnly: (provider) =>
    `${provider} knows you, but nobody has invited you here yet. Ask your administrator, who sees that you have asked.`,
  noEmail: (provider) =>
    `${provider} has told no confirmed e-mail address of yours, which an account here needs. Confirm it there, or ask your administrator, who sees that you have asked.`,
  emailTaken: (provider) =>
    `There is an account with your e-mail address here already. If you were invited, open the link of the invitation. Otherwise ask your administrator to connect the account with your sign-in at ${provider}.`,
  invitationOver: () =>
    'This invitation is not good any more: it was used, replaced by a newer one, or has run out. Ask your administrator for another.',
  otherAccount: (provider) =>
    `Your sign-in at ${provider} belongs to another account here than the one that was invited. Ask your administrator.`,
  disabled: () => 'Your account here is locked. Ask your administrator.',
};

interface Entering {
  readonly transaction: Kysely<Database>;
  readonly proven: ProviderPerson;
  readonly identity: IdentityRow;
  readonly invited: string | null;
  readonly begunAt: Date;
  readonly at: Date;
  readonly settings: ProviderSettings;
}

async function accountFor(entering: Entering): Promise<AccountRow | Refusal> {
  const { transaction, identity, invited, begunAt, at, settings } = entering;
  if (identity.account !== null && invited !== null && identity.account !== invited) return 'otherAccount';
  // Connected already: the link is used up nevertheless, or whoever else has it could set a password.
  if (identity.account !== null && invited !== null) await takeLinkOf(transaction, invited, { begunAt, now: at });
  if (identity.account !== null) return (await holdOpenAccount(transaction, identity.account)) ?? 'disabled';
  if (invited !== null) {
    const account = await holdOpenAccount(transaction, invited);
    if (!account || !(await takeLinkOf(transaction, invited, { begunAt, now: at }))) return 'invitationOver';
    await connect(entering, account, `Connected the account ${account.email} with a sign-in of ${settings.name}`);
    return account;
  }
  if (settings.invitedOnly) return 'invitedOnly';
  return provision(entering);
}

/** An account of somebody whom nobody here knew. */
async function provision(entering: Entering): Promise<AccountRow | Refusal> {
  const { transaction, proven, at, settings } = entering;
  const { email, name } = proven;
  if (email === null) return 'noEmail';
  const made = await transaction
    .insertInto('accounts')
    .values({ id: randomUUID(), email, name, password: '', disabled: 0, created_at: at.toISOString() })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made === undefined) return 'emailTaken';
  await connect(entering, made, `Added the account ${email} at its first sign-in with ${settings.name}`);
  return made;
}

async function connect({ transaction, identity, at }: Entering, account: AccountRow, what: string): Promise<void> {
  await connectIdentity(transaction, identity, account.id);
  const act = { program: null, at: at.toISOString(), kind: 'account', door: 'app' } as const;
  await appendAct(transaction, { ...act, person: { id: account.id, name: account.name }, what });
}

async function enter(deps: ProviderSignInDeps, entering: Entering, account: AccountRow): Promise<SignedIn> {
  const { transaction, proven, at, settings } = entering;
  const person = personOf(account);
  await followGroups(transaction, { person, groups: proven.groups, at });
  const unknown = proven.groups === null ? '; too many groups to be told, so nothing was changed by them' : '';
  const act = { program: null, at: at.toISOString(), kind: 'signIn', door: 'app' } as const;
  const what = `Signed in with ${settings.name}${unknown}`;
  await appendAct(transaction, { ...act, person: { id: person.id, name: person.name }, what });
  // [SGN5] Since the provider has vouched for the person, who may have been disabled there after it gave the token.
  const provenMs = Math.min(at.getTime(), proven.provenAt.getTime());
  const endsAt = new Date(provenMs + settings.sessionHours * HOUR_MS);
  const token = await openSession({ ...deps, store: { write: transaction } }, account.id, {
    ...deps.place,
    endsAt,
    signIn: proven.signIn,
  });
  return { token, person };
}

/** [AUD1] Written down once in a quarter of an hour for each person, so that nobody fills the log. */
async function refuse(
  { transaction, identity: { issuer, subject, name }, at, settings }: Entering,
  refusal: Refusal,
): Promise<Refusal> {
  const counted = createHash('sha256').update(`${issuer} ${subject}`).digest('hex');
  const { failures } = await countAttemptOf(transaction, counted, at);
  if (failures > 1) return refusal;
  const act = { program: null, at: at.toISOString(), kind: 'signInFailed', door: 'app' } as const;
  const what = `Sign-in with ${settings.name} was refused: ${reasons[refusal]}`;
  await appendAct(transaction, { ...act, person: { id: '', name }, what });
  return refusal;
}

const reasons: { readonly [R in Refusal]: string } = {
  signedOut: 'signed out at the provider since',
  invitationOver: 'the invitation is over',
  invitedOnly: 'not invited',
  noEmail: 'no confirmed e-mail address',
  emailTaken: 'the e-mail address is that of another account',
  otherAccount: 'the invitation is for another account',
  disabled: 'the account is locked',
};
