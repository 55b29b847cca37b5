import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres, type RunningPostgres } from '../../postgres/embedded-postgres.ts';

type Kind = 'sqlite' | 'postgres';

/** Gives each contender a database of its own. */
export interface DatabaseSource {
  /**
   * Address of a new, empty PostgreSQL database; undefined: the contender makes an SQLite file.
   * @param kind default: what the bench was asked for
   */
  fresh(kind?: Kind): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Databases of the kind asked for. PostgreSQL is started from the installed binaries when it is first needed, and stops with `close`. */
export function openDatabases(standard: Kind): DatabaseSource {
  let server: Promise<RunningPostgres> | undefined;
  return {
    fresh: async (kind = standard) =>
      kind === 'sqlite' ? undefined : freshOn((await (server ??= startPostgres())).url),
    close: async () => (await server)?.stop(),
  };
}

async function freshOn(address: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}
