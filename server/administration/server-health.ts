import { statfs } from 'node:fs/promises';
import { sql, type Kysely } from 'kysely';
import type { ServerHealth } from '../../shared/protocol/administration.ts';
import { SERVER_CHAIN } from '../audit/append-act.ts';
import type { OpenStreams } from '../identity/open-streams.ts';
import type { Store } from '../storage/database.ts';
import type { Database } from '../storage/schema.ts';
import { allPlaces } from '../workers/all-places.ts';
import type { EventLoopDelay } from './event-loop.ts';

export interface HealthSources {
  readonly store: Store;
  readonly version: string;
  readonly streams: Pick<OpenStreams, 'counts'>;
  readonly eventLoop: () => EventLoopDelay;
  /** Folder of the database; undefined: it is not on this machine. */
  readonly folder?: string | undefined;
}

/** How this server process and its database are. */
export async function serverHealth(sources: HealthSources): Promise<ServerHealth> {
  const { store, version, streams, eventLoop, folder } = sources;
  const sessions = await store.read
    .selectFrom('sessions')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return {
    version,
    startedAt: new Date(performance.timeOrigin).toISOString(),
    database: { kind: store.dialect, bytes: await databaseBytes(store), migration: await lastMigration(store.read) },
    disk: folder === undefined ? null : await diskOf(folder),
    backup: await lastBackup(store.read),
    eventLoop: eventLoop(),
    memoryBytes: process.memoryUsage.rss(),
    workers: allPlaces.map(({ name, places }) => ({ name, ...places.counts() })),
    streams: streams.counts(),
    sessions: sessions.n,
  };
}

async function databaseBytes({ dialect, read }: Store): Promise<number | null> {
  const { rows } = await (
    dialect === 'sqlite'
      ? sql<{ n: number }>`SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()`
      : sql<{ n: number }>`SELECT pg_database_size(current_database()) AS n`
  ).execute(read);
  return rows[0]?.n ?? null;
}

/** The newest step that the schema has taken. */
async function lastMigration(db: Kysely<Database>): Promise<ServerHealth['database']['migration']> {
  const { rows } = await sql<{ name: string; at: string }>`
    SELECT name, timestamp AS at FROM kysely_migration ORDER BY name DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

async function lastBackup(db: Kysely<Database>): Promise<ServerHealth['backup']> {
  const act = await db
    .selectFrom('acts')
    .select(['at', 'what'])
    .where('program', '=', SERVER_CHAIN)
    .where('kind', '=', 'backup')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return act ?? { at: null, what: null };
}

async function diskOf(folder: string): Promise<ServerHealth['disk']> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
