import { randomBytes } from 'node:crypto';
import { hourIn } from '../../shared/plan/time/program-day.ts';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { acrossPrograms, inProgram } from '../storage/program-scope.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { planTime, timeZoneOf } from '../totals/plan-time.ts';
import { decisionsWaiting } from './decisions-waiting.ts';
import { digestSubject, digestText, isEmptyDigest } from './digest-text.ts';
import type { Mail, Mailer } from './mailer.ts';
import { readDigest, type DigestReader } from './read-digest.ts';

export interface DigestDeps {
  readonly store: Store;
  readonly mailer: Mailer;
  readonly now: () => Date;
  readonly log: Log;
  /** Hour of a program's day from which its mails are sent. */
  readonly hour: number;
  /** Address people use, without a slash at its end. */
  readonly publicUrl: () => string;
}

/** A mail that could not be handed over is tried again this often on its day, and this long after. */
const MOST_TRIES = 5;
const TRY_AGAIN_AFTER_MS = 15 * 60_000;
const TOKEN_BYTES = 24;
const ADDRESS = /^[^\s<>@,;"]+@[^\s<>@,;"]+$/;

/**
 * Sends the mails of the day that are due and that no process has claimed: at most one a person, program and day. One whose
 * fate nobody knows, because a process ended over it, is not sent again; the next day tells the same once more. What fails
 * is told to the log and harms nothing. @returns how many were handed over
 */
export async function sendDueDigests(deps: DigestDeps): Promise<number> {
  const programs = await acrossPrograms('the programs whose day may have begun', () =>
    deps.store.read
      .selectFrom('programs')
      .select(['id', 'name'])
      .where('archived_at', 'is', null)
      .orderBy('id')
      .execute(),
  );
  let sent = 0;
  for (const program of programs) {
    const outcome = await inProgram(program.id, () => sendOf(deps, program));
    sent += outcome.sent;
    // A mail server that cannot be reached is left alone until the next time.
    if (!outcome.isReachable) return sent;
  }
  return sent;
}

async function sendOf(
  deps: DigestDeps,
  program: { readonly id: string; readonly name: string },
): Promise<{ readonly sent: number; readonly isReachable: boolean }> {
  const now = deps.now();
  let sent = 0;
  if (hourIn(await timeZoneOf(deps.store.read, program.id, undefined), now) < deps.hour)
    return { sent, isReachable: true };
  const { asOf: day } = await planTime(deps.store.read, program.id, {}, now);
  const readers = await readersDue(deps, program.id, day);
  if (readers.length === 0) return { sent, isReachable: true };
  const decisions = await decisionsWaiting(deps.store, program.id, now);
  for (const reader of readers) {
    const outcome = await sendOne(deps, program, day, { ...reader, decisions: decisions(reader.id) });
    if (outcome === 'sent') sent += 1;
    if (outcome === 'unreachable') return { sent, isReachable: false };
  }
  return { sent, isReachable: true };
}

interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface Reader extends Member {
  /** Decisions that wait for them. */
  readonly decisions: number;
}

/** Members who can sign in, have not ended their mails, and have none of this day yet. */
async function readersDue({ store, now }: DigestDeps, program: string, day: string): Promise<Member[]> {
  const before = new Date(now().getTime() - TRY_AGAIN_AFTER_MS).toISOString();
  return store.read
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account')
    .leftJoin('digest_choices as c', (join) =>
      join.onRef('c.program', '=', 'm.program').onRef('c.person', '=', 'm.account'),
    )
    .leftJoin('digest_mails as d', (join) =>
      join.onRef('d.program', '=', 'm.program').onRef('d.person', '=', 'm.account').on('d.day', '=', day),
    )
    .select(['a.id', 'a.name', 'a.email'])
    .where('m.program', '=', program)
    .where('a.disabled', '=', 0)
    .where((where) => where.or([where('c.muted', 'is', null), where('c.muted', '=', 0)]))
    .where((where) =>
      where.or([
        where('d.state', 'is', null),
        where.and([
          where('d.state', '=', 'failed'),
          where('d.tries', '<', MOST_TRIES),
          where('d.claimed_at', '<', before),
        ]),
      ]),
    )
    .orderBy('a.id')
    .execute();
}

async function sendOne(
  deps: DigestDeps,
  program: { readonly id: string; readonly name: string },
  day: string,
  reader: Reader,
): Promise<'sent' | 'nothing' | 'taken' | 'failed' | 'unreachable'> {
  const { store, mailer, log } = deps;
  if (!ADDRESS.test(reader.email)) return 'nothing';
  if (!(await claim(deps, program.id, day, reader.id))) return 'taken';
  const key = { program: program.id, person: reader.id, day };
  try {
    const found = await composed(deps, program, day, reader);
    if (found.mail === null) {
      await settle(store, key, { state: 'nothing', ...found.upTo });
      return 'nothing';
    }
    await mailer.send(found.mail);
    await settle(store, key, { state: 'sent', ...found.upTo });
    return 'sent';
  } catch (error) {
    // Neither names nor addresses: the log holds nothing of people.
    log('info', 'A digest could not be sent; it is tried again later.', { reason: reasonOf(error) });
    await settle(store, key, { state: 'failed' });
    return unreachable.has(reasonOf(error)) ? 'unreachable' : 'failed';
  }
}

/** What says that no mail goes out at all, and not that one person's does not. */
const unreachable: ReadonlySet<string> = new Set([
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'EDNS',
  'ENOTFOUND',
  'ESOCKET',
  'ETIMEDOUT',
  'EAUTH',
  'ETLS',
]);

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** True for the one process that may send this mail now. */
async function claim({ store, now }: DigestDeps, program: string, day: string, person: string): Promise<boolean> {
  const at = now();
  const claimed = { state: 'sending', claimed_at: at.toISOString() } as const;
  const { numInsertedOrUpdatedRows: made = 0n } = await store.write
    .insertInto('digest_mails')
    .values({ program, person, day, ...claimed, tries: 1, revision: 0, entry: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made > 0n) return true;
  const before = new Date(at.getTime() - TRY_AGAIN_AFTER_MS).toISOString();
  const { numUpdatedRows } = await store.write
    .updateTable('digest_mails')
    .set((row) => ({ ...claimed, tries: row('tries', '+', 1) }))
    .where('program', '=', program)
    .where('person', '=', person)
    .where('day', '=', day)
    .where('state', '=', 'failed')
    .where('tries', '<', MOST_TRIES)
    .where('claimed_at', '<', before)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

interface Settled {
  readonly state: 'sent' | 'nothing' | 'failed';
  readonly revision?: number;
  readonly entry?: number;
}

async function settle(
  store: Store,
  { program, person, day }: { readonly program: string; readonly person: string; readonly day: string },
  settled: Settled,
): Promise<void> {
  await store.write
    .updateTable('digest_mails')
    .set(settled)
    .where('program', '=', program)
    .where('person', '=', person)
    .where('day', '=', day)
    .execute();
}

interface Composed {
  /** Null: there is nothing to tell. */
  readonly mail: Mail | null;
  /** What it tells up to. */
  readonly upTo: { readonly revision: number; readonly entry: number };
}

async function composed(
  { store, publicUrl }: DigestDeps,
  program: { readonly id: string; readonly name: string },
  day: string,
  { id, name, email, decisions }: Reader,
): Promise<Composed> {
  const { digest, upTo } = await inSnapshot(store.read, async (db) => {
    const before = await db
      .selectFrom('digest_mails')
      .select(['revision', 'entry'])
      .where('program', '=', program.id)
      .where('person', '=', id)
      .where('state', 'in', ['sent', 'nothing'])
      .orderBy('day', 'desc')
      .executeTakeFirst();
    const head = await db.selectFrom('programs').select('revision').where('id', '=', program.id).executeTakeFirst();
    const counter = await db
      .selectFrom('comment_counters')
      .select('last')
      .where('program', '=', program.id)
      .executeTakeFirst();
    const reader: DigestReader = {
      program: program.id,
      person: { id, name },
      today: day,
      decisions,
      since: before ?? null,
    };
    return { digest: await readDigest(db, reader), upTo: { revision: head?.revision ?? 0, entry: counter?.last ?? 0 } };
  });
  if (isEmptyDigest(digest)) return { mail: null, upTo };
  const address = `${publicUrl()}/p/${encodeURIComponent(program.id)}`;
  const token = await tokenOf(store, program.id, id);
  const mail: Mail = {
    to: { name, address: email },
    subject: digestSubject(digest, program.name),
    text: digestText(digest, { person: name, program: program.name, address }),
    id: JSON.stringify([program.id, id, day]),
    endsAt: `${publicUrl()}/api/digest/${encodeURIComponent(program.id)}/${token}/end`,
  };
  return { mail, upTo };
}

/** What ends somebody's mails without a sign-in; made once. */
async function tokenOf(store: Store, program: string, person: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await store.write
    .insertInto('digest_choices')
    .values({ program, person, muted: 0, token })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await store.write
    .selectFrom('digest_choices')
    .select('token')
    .where('program', '=', program)
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return kept.token;
}
