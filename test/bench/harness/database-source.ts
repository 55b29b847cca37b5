import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres } from '../../postgres/embedded-postgres.ts';

/** Gives each contender a database of its own. */
export interface DatabaseSource {
  /** Address of a new, empty PostgreSQL database; undefined: the contender makes an SQLite file. */
  fresh(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Databases of the kind asked for. PostgreSQL is started from the installed binaries and stops with `close`. */
export async function openDatabases(kind: 'sqlite' | 'postgres'): Promise<DatabaseSource> {
  if (kind === 'sqlite') return { fresh: async () => undefined, close: async () => undefined };
  const server = await startPostgres();
  return {
    fresh: async () => {
      const name = `bench_${randomBytes(6).toString('hex')}`;
      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    close: () => server.stop(),
  };
}
