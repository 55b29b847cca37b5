import type { Kysely } from 'kysely';
import type { CommentRequest } from '../../shared/protocol/comments.ts';
import { commentText } from '../../shared/questions/comment-text.ts';
import {
  conversationOf,
  entered,
  type Conversation,
  type Entry,
  type NamedPerson,
} from '../../shared/questions/conversation.ts';
import { MOST_OPEN_QUESTIONS, MOST_PER_MINUTE } from '../../shared/questions/limits.ts';
import { whyNotEnter } from '../../shared/questions/may-enter.ts';
import type { Subject } from '../../shared/questions/subject.ts';
import { toldSubject } from '../../shared/protocol/comments.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import type { ConversationRow, Database } from '../storage/schema.ts';
import { membersNamed, usuallyAsked } from './people-to-ask.ts';
import { entryOf } from './read-conversations.ts';
import { subjectToKeep, type SubjectColumns } from './subject-rows.ts';

const MINUTE_MS = 60_000;

export interface Author extends NamedPerson {
  readonly administers: boolean;
}

export interface EnteringComment {
  readonly program: string;
  readonly author: Author;
  readonly now: Date;
  /** The day where the program is. */
  readonly today: string;
  readonly request: CommentRequest;
}

/** What became of a request: the conversation it is in, and the new entry; no entry where nothing was to be entered. */
export interface EnteredComment {
  readonly conversation: number;
  readonly number: number | null;
}

/**
 * Enters what somebody says. Entries of a program come one after the other and are only ever added; a request that comes
 * again under its own id enters nothing more. Throws with a sentence where it may not be. Call it inside a transaction.
 */
export async function enterComment(db: Kysely<Database>, entering: EnteringComment): Promise<EnteredComment> {
  const { program, author, request } = entering;
  const last = await lockCounter(db, program);
  const before = await enteredBefore(db, program, author.id, request.id);
  if (before !== undefined) return { conversation: before, number: null };
  const started = request.act === 'start' ? await subjectToKeep(db, program, request.about) : null;
  const number = last + 1;
  const place = started === null ? await conversationMeant(db, program, request) : number;
  const standing = started === null ? await standingOf(db, program, place) : conversationOf([]);
  const entry = await entryFrom(db, entering, { number, standing, started, place });
  if (entry === null) return { conversation: place, number: null };
  await keepPace(db, entering, entry);
  const reason = whyNotEnter(standing, entry, author);
  if (reason !== null) throw new HttpError('forbidden', reason);
  await store(db, program, { entry, place, started, after: entered(standing, entry), request });
  return { conversation: place, number };
}

/** The last number given; holds back every other entry of the program until the transaction ends. */
async function lockCounter(db: Kysely<Database>, program: string): Promise<number> {
  const { last } = await db
    .insertInto('comment_counters')
    .values({ program, last: 0 })
    .onConflict((conflict) =>
      conflict.column('program').doUpdateSet((now) => ({ last: now.ref('comment_counters.last') })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

async function enteredBefore(
  db: Kysely<Database>,
  program: string,
  person: string,
  requestId: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('comment_entries')
    .select('conversation')
    .where('program', '=', program)
    .where('person', '=', person)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.conversation;
}

async function conversationMeant(db: Kysely<Database>, program: string, request: CommentRequest): Promise<number> {
  if (request.act === 'edit' || request.act === 'withdraw') {
    const row = await db
      .selectFrom('comment_entries')
      .select('conversation')
      .where('program', '=', program)
      .where('number', '=', request.entry)
      .executeTakeFirst();
    if (row === undefined) throw notFound('such entry');
    return row.conversation;
  }
  return request.act === 'start' ? 0 : request.conversation;
}

async function standingOf(db: Kysely<Database>, program: string, conversation: number): Promise<Conversation> {
  const rows = await db
    .selectFrom('comment_entries')
    .selectAll()
    .where('program', '=', program)
    .where('conversation', '=', conversation)
    .orderBy('number')
    .execute();
  if (rows.length === 0) throw notFound('such conversation');
  return conversationOf(rows.map(entryOf));
}

interface Place {
  readonly number: number;
  readonly place: number;
  readonly standing: Conversation;
  readonly started: SubjectColumns | null;
}

/** The entry that a request asks for; null: everything is as it asks already. */
async function entryFrom(
  db: Kysely<Database>,
  { program, author, now, today, request }: EnteringComment,
  { number, place, standing, started }: Place,
): Promise<Entry | null> {
  const { id, name } = author;
  const entry = { number, refers: null, text: null, to: [], by: { id, name }, at: now.toISOString() };
  const asking = { program, account: id, today };
  switch (request.act) {
    case 'start':
    case 'say': {
      const named = await membersNamed(db, asking, request.to);
      if (named === undefined) throw invalidRequest('to', 'Somebody named here is no member of the program any more.');
      const isToNobody = request.kind === 'question' && named.length === 0;
      const to = isToNobody ? await usuallyAsked(db, asking, await subjectOf(db, program, place, started)) : named;
      return { ...entry, kind: request.kind, text: readText(request.text), to };
    }
    case 'edit': {
      const text = readText(request.text);
      const isSame = standing.said.some((each) => each.number === request.entry && each.text === text);
      return isSame ? null : { ...entry, kind: 'edit', refers: request.entry, text };
    }
    case 'withdraw':
      return { ...entry, kind: 'withdraw', refers: request.entry };
    case 'close':
    case 'reopen':
      return { ...entry, kind: request.act };
  }
}

function readText(typed: string): string {
  const read = commentText(typed);
  if ('problem' in read) throw invalidRequest('', read.problem);
  return read.text;
}

async function subjectOf(
  db: Kysely<Database>,
  program: string,
  place: number,
  started: SubjectColumns | null,
): Promise<Subject> {
  const kept =
    started ??
    (await db
      .selectFrom('conversations')
      .select('subject')
      .where('program', '=', program)
      .where('number', '=', place)
      .executeTakeFirstOrThrow());
  return toldSubject.parse(JSON.parse(kept.subject));
}

/** Throws where somebody enters more in a minute, or asks more at a time, than anybody could read. */
async function keepPace(
  db: Kysely<Database>,
  { program, author, now }: EnteringComment,
  { kind }: Entry,
): Promise<void> {
  const since = new Date(now.getTime() - MINUTE_MS).toISOString();
  const { count } = await db
    .selectFrom('comment_entries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('program', '=', program)
    .where('person', '=', author.id)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  if (count >= MOST_PER_MINUTE) {
    const message = `You have made ${MOST_PER_MINUTE} entries within a minute. Wait a minute and send this one again; it was not kept.`;
    throw new HttpError('too_many_requests', message, { retryAfterSeconds: MINUTE_MS / 1000 });
  }
  if (kind !== 'question') return;
  const open = await db
    .selectFrom('conversation_people as p')
    .innerJoin('conversations as c', (join) =>
      join.onRef('c.program', '=', 'p.program').onRef('c.number', '=', 'p.conversation'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('p.program', '=', program)
    .where('p.person', '=', author.id)
    .where('p.part', '=', 'asker')
    .where('c.state', '=', 'open')
    .executeTakeFirstOrThrow();
  if (open.count >= MOST_OPEN_QUESTIONS) {
    const message = `${MOST_OPEN_QUESTIONS} of your questions are open. Close some that are settled, then ask again.`;
    throw new HttpError('too_many_requests', message);
  }
}

interface Stored {
  readonly entry: Entry;
  readonly place: number;
  readonly started: SubjectColumns | null;
  readonly after: Conversation;
  readonly request: CommentRequest;
}

async function store(
  db: Kysely<Database>,
  program: string,
  { entry, place, started, after, request }: Stored,
): Promise<void> {
  const { number, kind, refers, text, to, by, at } = entry;
  await db.updateTable('comment_counters').set({ last: number }).where('program', '=', program).execute();
  await db
    .insertInto('comment_entries')
    .values({
      program,
      number,
      conversation: place,
      kind,
      refers,
      text,
      named: JSON.stringify(to),
      person: by.id,
      person_name: by.name,
      at,
      request_id: request.id,
    })
    .execute();
  const now: Pick<ConversationRow, 'state' | 'last_entry'> = { state: after.state, last_entry: number };
  if (started === null)
    await db.updateTable('conversations').set(now).where('program', '=', program).where('number', '=', place).execute();
  else
    await db
      .insertInto('conversations')
      .values({ program, number: place, ...started, ...now })
      .execute();
  await storePeople(db, program, place, after);
}

/** Whom a question is of, and for, besides the entries that say so: by these it is found. */
async function storePeople(
  db: Kysely<Database>,
  program: string,
  conversation: number,
  { asker, asked }: Conversation,
): Promise<void> {
  await db
    .deleteFrom('conversation_people')
    .where('program', '=', program)
    .where('conversation', '=', conversation)
    .execute();
  const people = [
    ...(asker === null ? [] : [{ program, conversation, person: asker.id, part: 'asker' as const }]),
    ...asked.map(({ id }) => ({ program, conversation, person: id, part: 'asked' as const })),
  ];
  if (people.length > 0) await db.insertInto('conversation_people').values(people).execute();
}
