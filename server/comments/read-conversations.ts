import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  namedPerson,
  toldSubject,
  type CommentsReply,
  type ToldConversation,
  type ToldSubject,
} from '../../shared/protocol/comments.ts';
import { conversationOf, waitsFor, type Entry } from '../../shared/questions/conversation.ts';
import type { Subject } from '../../shared/questions/subject.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { keyOf } from '../../shared/tables/table.ts';
import type { CommentEntryRow, ConversationRow, Database } from '../storage/schema.ts';
import { rowsById, subjectToFind } from './subject-rows.ts';

/** Things said that a list tells of each conversation: the first, and as many of the newest. */
const NEWEST_TOLD = 10;

export interface ConversationFilter {
  readonly about?: Subject | undefined;
  readonly conversation?: number | undefined;
  /** Only questions that nobody has answered yet. */
  readonly open?: boolean | undefined;
  /** Only those that ask this person. */
  readonly mine?: boolean | undefined;
  /** Only those that this person has asked. */
  readonly asking?: boolean | undefined;
  /** Only those with entries after this one. */
  readonly since?: number | undefined;
  /** Only those whose newest entry comes before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Conversations of a program, those last spoken in first, as a person sees them. Call it inside a snapshot. */
export async function readComments(
  db: Kysely<Database>,
  program: string,
  account: string,
  filter: ConversationFilter,
): Promise<CommentsReply> {
  const found = await findConversations(db, program, account, filter);
  const shown = found.slice(0, filter.limit);
  const conversations = await tellConversations(db, program, account, shown, filter.conversation !== undefined);
  const [counts, last] = [await countOpen(db, program, account), await lastEntry(db, program)];
  const next = found.length > shown.length ? (shown.at(-1)?.last_entry ?? null) : null;
  return { conversations, counts, next, last };
}

/** One more than the limit where there are more. */
async function findConversations(
  db: Kysely<Database>,
  program: string,
  account: string,
  { about, conversation, open, mine, asking, since, before, limit }: ConversationFilter,
): Promise<ConversationRow[]> {
  let query = db.selectFrom('conversations').selectAll().where('program', '=', program);
  if (about !== undefined) {
    const wanted = await subjectToFind(db, program, about);
    if (wanted === null) return [];
    for (const column of ['kind', 'table_name', 'row_id', 'column_name', 'figure'] as const) {
      const value = wanted[column];
      if (value !== undefined) query = query.where(column, '=', value);
    }
  }
  if (conversation !== undefined) query = query.where('number', '=', conversation);
  if (open === true) query = query.where('state', '=', 'open');
  if (since !== undefined) query = query.where('last_entry', '>', since);
  if (before !== undefined) query = query.where('last_entry', '<', before);
  for (const part of [...(mine === true ? ['asked' as const] : []), ...(asking === true ? ['asker' as const] : [])])
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom('conversation_people')
          .select('part')
          .where('conversation_people.program', '=', program)
          .whereRef('conversation_people.conversation', '=', 'conversations.number')
          .where('conversation_people.person', '=', account)
          .where('conversation_people.part', '=', part),
      ),
    );
  return query
    .orderBy('last_entry', 'desc')
    .limit(limit + 1)
    .execute();
}

async function tellConversations(
  db: Kysely<Database>,
  program: string,
  account: string,
  rows: readonly ConversationRow[],
  isWhole: boolean,
): Promise<ToldConversation[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map(({ number }) => number);
  const entries = await db
    .selectFrom('comment_entries')
    .selectAll()
    .where('program', '=', program)
    .where('conversation', 'in', numbers)
    .orderBy('number')
    .execute();
  const ofConversation = new Map<number, Entry[]>();
  for (const row of entries) getOrMake(ofConversation, row.conversation, () => []).push(entryOf(row));
  const kept = rows.map(({ subject }) => toldSubject.parse(JSON.parse(subject)));
  const atHead = await rowsById(db, program, kept.flatMap(placeOf));
  return rows.map(({ number, last_entry: last }, index) => {
    const { state, asker, asked, said } = conversationOf(ofConversation.get(number) ?? []);
    const omitted = isWhole ? 0 : Math.max(0, said.length - 1 - NEWEST_TOLD);
    return {
      number,
      about: nowAbout(kept[index] ?? { kind: 'program' }, atHead),
      state,
      asker,
      asked: [...asked],
      waitsForYou: waitsFor({ state, asked }, account),
      said: said
        .filter((_, at) => at === 0 || at > omitted)
        .map((each) => ({ ...each, to: [...each.to], former: [...each.former] })),
      omitted,
      last,
    };
  });
}

function placeOf(subject: ToldSubject): { readonly table: string; readonly row: string }[] {
  if (subject.kind === 'change') return [{ table: 'changes', row: subject.row }];
  if (subject.kind === 'period') return [{ table: 'periods', row: subject.row }];
  return subject.kind === 'row' || subject.kind === 'cell' ? [subject] : [];
}

/** The subject under the key that its row has now, with what its cell holds now. */
function nowAbout(subject: ToldSubject, atHead: ReadonlyMap<string, StoredRow>): ToldSubject {
  switch (subject.kind) {
    case 'program':
    case 'figure':
      return subject;
    case 'change': {
      const row = atHead.get(`changes/${subject.row}`);
      return row === undefined ? { ...subject, isGone: true } : { ...subject, number: String(row.cells['number']) };
    }
    case 'period': {
      const row = atHead.get(`periods/${subject.row}`);
      return row === undefined ? { ...subject, isGone: true } : { ...subject, period: String(row.cells['period']) };
    }
    case 'row':
    case 'cell': {
      const row = atHead.get(`${subject.table}/${subject.row}`);
      if (row === undefined) return { ...subject, isGone: true };
      const now = { ...subject, key: keyOf(tableNamed(subject.table), row.cells), isGone: false };
      return now.kind === 'cell' && now.value !== undefined ? { ...now, now: row.cells[now.column] ?? null } : now;
    }
  }
}

const people = z.array(namedPerson);

/** An entry as the database keeps it. */
export function entryOf(row: CommentEntryRow): Entry {
  const { number, kind, refers, text, named, person, person_name: name, at } = row;
  return { number, kind, refers, text, to: people.parse(JSON.parse(named)), by: { id: person, name }, at };
}

async function countOpen(db: Kysely<Database>, program: string, account: string): Promise<CommentsReply['counts']> {
  const open = db.selectFrom('conversations').where('program', '=', program).where('state', '=', 'open');
  const all = await open.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const own = await db
    .selectFrom('conversation_people as p')
    .innerJoin('conversations as c', (join) =>
      join.onRef('c.program', '=', 'p.program').onRef('c.number', '=', 'p.conversation'),
    )
    .where('p.program', '=', program)
    .where('p.person', '=', account)
    .where('c.state', '=', 'open')
    .select(['p.part', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('p.part')
    .execute();
  const of = (part: string): number => own.find((each) => each.part === part)?.count ?? 0;
  return { forYou: of('asked'), byYou: of('asker'), open: all.count };
}

async function lastEntry(db: Kysely<Database>, program: string): Promise<number> {
  const counter = await db
    .selectFrom('comment_counters')
    .select('last')
    .where('program', '=', program)
    .executeTakeFirst();
  return counter?.last ?? 0;
}
