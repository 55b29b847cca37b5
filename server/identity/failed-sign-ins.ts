import { appendAct, recordAct, type NewAct } from '../audit/append-act.ts';
import type { Store } from '../storage/database.ts';
import type { AccountRow } from '../storage/schema.ts';
import { ATTEMPTS, countAttemptOf } from './sign-in-attempts.ts';

/** Stands for every address that has no account, in the place of its hash. */
const UNKNOWN = 'unknown';
/** Stands for everything that was brought from the provider and proves nothing. */
const PROVIDER = 'provider';

interface Failure {
  readonly store: Pick<Store, 'write'>;
  readonly at: Date;
  /** Of the address; undefined where it has none. */
  readonly account: Pick<AccountRow, 'id' | 'name'> | undefined;
  /** Attempts for the account in this quarter of an hour. */
  readonly attempts: number;
}

/**
 * [AUD1] Writes down that a sign-in has failed: for an account the first time in a quarter of an hour and when there are many,
 * for addresses without one, all together, at 1, 10, 100 … attempts. So nobody can fill the log, and what was typed is not in it.
 */
export async function recordFailedSignIn({ store, at, account, attempts }: Failure): Promise<void> {
  if (account !== undefined) {
    if (attempts !== 1 && attempts !== ATTEMPTS + 1) return;
    const what = attempts === 1 ? 'Sign-in failed' : `More than ${ATTEMPTS} sign-ins have failed`;
    await recordAct(store, { ...failed(at), person: { id: account.id, name: account.name }, what });
    return;
  }
  await recordTogether({ store, at }, UNKNOWN, 'under addresses without an account');
}

/** [AUD1] Writes down that what came back from the provider, or a token of it, let nobody in: at 1, 10, 100 … in a quarter of an hour. */
export async function recordRefusedProof(where: Pick<Failure, 'store' | 'at'>, provider: string): Promise<void> {
  await recordTogether(where, PROVIDER, `with ${provider}`);
}

async function recordTogether(
  { store, at }: Pick<Failure, 'store' | 'at'>,
  counted: string,
  which: string,
): Promise<void> {
  await store.write.transaction().execute(async (transaction) => {
    const { failures } = await countAttemptOf(transaction, counted, at);
    if (!isPowerOfTen(failures)) return;
    const what = `${failures} failed ${failures === 1 ? 'sign-in' : 'sign-ins'} ${which}`;
    await appendAct(transaction, { ...failed(at), person: { id: '', name: 'Unknown' }, what });
  });
}

function failed(at: Date): Pick<NewAct, 'program' | 'at' | 'kind' | 'door'> {
  return { program: null, at: at.toISOString(), kind: 'signInFailed', door: 'app' };
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count));
}
