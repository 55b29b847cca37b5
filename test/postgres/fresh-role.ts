import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { freshDatabase } from './fresh-database.ts';

/**
 * A PostgreSQL database of its own with a role that may only run the server on it: `url` is the role's, `ownerUrl` that of who
 * made the database.
 */
export async function freshDatabaseWithRole(): Promise<{
  readonly url: string;
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}> {
  const { url: ownerUrl, drop } = await freshDatabase();
  const name = `sep_running_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await onServer(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = password;
  return {
    url: url.href,
    ownerUrl,
    drop: async () => {
      await drop();
      await onServer(`DROP ROLE IF EXISTS ${name}`);
    },
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
