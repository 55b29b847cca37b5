import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { commentEvent } from '../shared/protocol/comments.ts';
import { revisionEvent } from '../shared/protocol/events.ts';
import { forwardedNews, type PresenceNews } from './presence/presence-news.ts';
import type { Store } from './storage/database.ts';
import { CHANNEL } from './storage/listen.ts';
import { inProgram } from './storage/program-scope.ts';
import type { Database } from './storage/schema.ts';

const programChange = revisionEvent.extend({ program: z.string() });

/** One new revision, as every pane of the program hears of it. `by` is a display name, `count` the cells accepted. */
export type ProgramChange = Readonly<z.infer<typeof programChange>>;

/** What is told beside revisions: somebody has said something, or works on something else. */
const programNews = z.discriminatedUnion('kind', [
  commentEvent.extend({ kind: z.literal('comment'), program: z.string() }),
  z.object({ kind: z.literal('workClaims'), program: z.string() }),
]);

export type ProgramNews = Readonly<z.infer<typeof programNews>>;

export interface ProgramEvents {
  /** Tells every listener of the program in this process; on PostgreSQL the commit itself tells all processes. */
  publish(change: ProgramChange): void;
  /** Resolves once nothing committed from now on can be missed. @returns a function that ends the subscription */
  subscribe(program: string, listener: (change: ProgramChange) => void): Promise<() => void>;
  /** Tells the other processes once this transaction commits; with SQLite there are none. */
  tellInside(transaction: Kysely<Database>, news: ProgramNews): Promise<void>;
  /** Tells the listeners of the program in this process, after the commit. */
  told(news: ProgramNews): void;
  /** Hears of news until the returned function is called. Resolves once nothing committed from now on can be missed. */
  hearNews(program: string, listener: (news: ProgramNews) => void): Promise<() => void>;
  /** Tells the other processes on the same PostgreSQL, in this order; with SQLite there are none. */
  forward(news: readonly PresenceNews[]): Promise<void>;
  /** Hears what other processes forward, until close. Resolves once nothing sent from now on can be missed. */
  hearForwarded(listener: (news: PresenceNews) => void): Promise<void>;
  close(): Promise<void>;
}

/** Events of programs: an emitter in this process, fed by LISTEN/NOTIFY where several processes share PostgreSQL. */
export function createProgramEvents(store: Store): ProgramEvents {
  const from = randomUUID();
  const listeners = new Map<string, Set<(change: ProgramChange) => void>>();
  const newsListeners = new Set<(news: PresenceNews) => void>();
  const programListeners = new Map<string, Set<(news: ProgramNews) => void>>();
  let listening: Promise<() => Promise<void>> | undefined;

  /** The last revision of each program that listeners have been told of. */
  const lastTold = new Map<string, number>();

  const publish = (change: ProgramChange): void => {
    if (listeners.has(change.program)) lastTold.set(change.program, change.revision);
    for (const listener of listeners.get(change.program) ?? []) listener(change);
  };
  const told = (news: ProgramNews): void => {
    for (const listener of programListeners.get(news.program) ?? []) listener(news);
  };
  const hear = (payload: string): void => {
    const message = heard.safeParse(JSON.parse(payload));
    // A process of a newer version may say more than this one understands.
    if (!message.success) return;
    if ('revision' in message.data) publish(message.data);
    else if (message.data.from === from) return;
    else if ('news' in message.data) told(message.data.news);
    else for (const listener of newsListeners) listener(message.data.presence);
  };
  const tellMissed = async (): Promise<void> => {
    for (const program of listeners.keys()) {
      // Whoever listened first has begun this, for whichever program.
      const last = await inProgram(program, () => lastChange(store.read, program));
      if (last && last.revision > (lastTold.get(program) ?? 0)) publish(last);
    }
  };
  const listen = async (): Promise<void> => {
    // Whoever opens the next stream asks again what is missed here.
    const again = (): void => void tellMissed().catch(() => undefined);
    listening ??= store.listen?.({ hear, again });
    try {
      await listening;
    } catch (error) {
      listening = undefined;
      throw error;
    }
  };

  return {
    publish,
    async subscribe(program, listener) {
      await listen();
      return addTo(listeners, program, listener);
    },
    async tellInside(transaction, news) {
      if (store.dialect !== 'postgres') return;
      await sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify({ from, news })})`.execute(transaction);
    },
    told,
    async hearNews(program, listener) {
      await listen();
      return addTo(programListeners, program, listener);
    },
    async forward(news) {
      if (store.dialect !== 'postgres') return;
      const payloads = news.map((presence) => JSON.stringify({ from, presence }));
      await sql`SELECT pg_notify(${CHANNEL}, payload) FROM unnest(${payloads}::text[]) AS payload`.execute(store.write);
    },
    async hearForwarded(listener) {
      await listen();
      newsListeners.add(listener);
    },
    async close() {
      listeners.clear();
      lastTold.clear();
      newsListeners.clear();
      programListeners.clear();
      if (listening) await (await listening)();
      listening = undefined;
    },
  };
}

/** The last revision of a program as it was announced; undefined when there is none. */
async function lastChange(db: Kysely<Database>, program: string): Promise<ProgramChange | undefined> {
  const last = await db
    .selectFrom('revisions')
    .select(['number', 'person_name', 'accepted'])
    .where('program', '=', program)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return undefined;
  const tables = await db
    .selectFrom('journal')
    .select('table_name')
    .distinct()
    .where('program', '=', program)
    .where('revision', '=', last.number)
    .execute();
  const names = tables.map(({ table_name }) => table_name);
  return { program, revision: last.number, by: last.person_name, tables: names, count: last.accepted };
}

/** Adds a listener of a program. @returns what takes it out again */
function addTo<L>(listeners: Map<string, Set<L>>, program: string, listener: L): () => void {
  const ofProgram = listeners.get(program) ?? new Set();
  listeners.set(program, ofProgram.add(listener));
  return () => {
    ofProgram.delete(listener);
    if (ofProgram.size === 0 && listeners.get(program) === ofProgram) listeners.delete(program);
  };
}

const forwarded = z.object({ from: z.string(), news: programNews });

const heard = z.union([programChange, forwardedNews, forwarded]);
