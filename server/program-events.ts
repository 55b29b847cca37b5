import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { revisionEvent } from '../shared/protocol/events.ts';
import { forwardedNews, type PresenceNews } from './presence/presence-news.ts';
import type { Store } from './storage/database.ts';
import { CHANNEL } from './storage/listen.ts';

const programChange = revisionEvent.extend({ program: z.string() });

/** One new revision, as every pane of the program hears of it. `by` is a display name, `count` the cells accepted. */
export type ProgramChange = Readonly<z.infer<typeof programChange>>;

export interface ProgramEvents {
  /** Tells every listener of the program in this process; on PostgreSQL the commit itself tells all processes. */
  publish(change: ProgramChange): void;
  /** Resolves once nothing committed from now on can be missed. @returns a function that ends the subscription */
  subscribe(program: string, listener: (change: ProgramChange) => void): Promise<() => void>;
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
  let listening: Promise<() => Promise<void>> | undefined;

  const publish = (change: ProgramChange): void => {
    for (const listener of listeners.get(change.program) ?? []) listener(change);
  };
  const hear = (payload: string): void => {
    const message = heard.safeParse(JSON.parse(payload));
    // A process of a newer version may say more than this one understands.
    if (!message.success) return;
    if ('revision' in message.data) publish(message.data);
    else if (message.data.from !== from) for (const listener of newsListeners) listener(message.data.presence);
  };
  const listen = async (): Promise<void> => {
    if (store.listen) await (listening ??= store.listen(hear));
  };

  return {
    publish,
    async subscribe(program, listener) {
      await listen();
      const ofProgram = listeners.get(program) ?? new Set();
      listeners.set(program, ofProgram.add(listener));
      return () => {
        ofProgram.delete(listener);
        if (ofProgram.size === 0 && listeners.get(program) === ofProgram) listeners.delete(program);
      };
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
      newsListeners.clear();
      if (listening) await (await listening)();
      listening = undefined;
    },
  };
}

const heard = z.union([programChange, forwardedNews]);
