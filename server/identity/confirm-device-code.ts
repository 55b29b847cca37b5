import { createHash } from 'node:crypto';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { CodeAnswer, CodeAnswerReply, CodeLookReply } from '../../shared/protocol/device-sign-in.ts';
import { recordAct } from '../audit/append-act.ts';
import { HttpError } from '../errors.ts';
import { networkOf } from '../network-of.ts';
import type { DeviceSignInRow } from '../storage/schema.ts';
import type { CodeDeps } from './device-codes.ts';
import { sessionOf } from './sessions.ts';
import { countAttemptOf } from './sign-in-attempts.ts';
import { readUserCode } from './user-code.ts';

/** Codes that one person may ask about in a quarter of an hour: a sign-in takes two, and nobody guesses one in twenty. */
const MOST_LOOKS = 20;

type ConfirmDeps = Pick<CodeDeps, 'store' | 'now'>;

/** Who is to confirm: the person, the session they are signed in by, and their network address. */
export interface Confirmer {
  readonly person: WirePerson;
  readonly session: string;
  readonly source: string;
}

/** What is known of a code that somebody has typed, so that they can tell whether it is theirs. */
export async function lookAtCode(deps: ConfirmDeps, by: Confirmer, typed: string): Promise<CodeLookReply> {
  const userCode = await countedCode(deps, by, typed);
  const row = userCode === null ? undefined : await waitingRow(deps, userCode);
  if (userCode === null || row === undefined) return { state: 'unknown' };
  return {
    state: 'waiting',
    userCode,
    place: row.place,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    from: row.source,
    isFromElsewhere: networkOf(row.source) !== networkOf(by.source),
  };
}

/** Confirms a code, or refuses it, once: afterwards it is unknown to everybody but the Excel that has asked for it. */
export async function answerCode(
  deps: ConfirmDeps,
  by: Confirmer,
  { typed, answer }: { readonly typed: string; readonly answer: CodeAnswer },
): Promise<CodeAnswerReply> {
  const userCode = await countedCode(deps, by, typed);
  if (userCode === null) return { state: 'unknown' };
  const state = answer === 'confirm' ? 'confirmed' : 'refused';
  const { numUpdatedRows } = await deps.store.write
    .updateTable('device_sign_ins')
    .set({ state, account: by.person.id, session: by.session })
    .where('user_code_hash', '=', sessionOf(userCode))
    .where('state', '=', 'waiting')
    .where('expires_at', '>', deps.now().toISOString())
    .executeTakeFirst();
  return { state: numUpdatedRows === 1n ? state : 'unknown' };
}

function waitingRow({ store, now }: ConfirmDeps, userCode: string): Promise<DeviceSignInRow | undefined> {
  return store.read
    .selectFrom('device_sign_ins')
    .selectAll()
    .where('user_code_hash', '=', sessionOf(userCode))
    .where('state', '=', 'waiting')
    .where('expires_at', '>', now().toISOString())
    .executeTakeFirst();
}

/** Counted before it is looked for, right or wrong: who asks for codes of their own in between guesses no more often. */
async function countedCode({ store, now }: ConfirmDeps, { person }: Confirmer, typed: string): Promise<string | null> {
  const name = createHash('sha256').update(`codes looked at by ${person.id}`).digest('hex');
  const { failures, waitMs } = await countAttemptOf(store.write, name, now());
  if (failures <= MOST_LOOKS) return readUserCode(typed);
  if (failures === MOST_LOOKS + 1) {
    const what = `Has to wait after ${MOST_LOOKS} codes for a sign-in in Excel`;
    const at = now().toISOString();
    await recordAct(store, { program: null, at, kind: 'signInFailed', person, door: 'app', what });
  }
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpError('too_many_requests', 'Too many codes were tried. Wait a quarter of an hour and try again.', {
    retryAfterSeconds,
  });
}
