import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres/fresh-database.ts';
import { createProgram } from '../identity/accounts.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { dbRoleCommand } from './db-role-command.ts';
import { callCommand } from './testing/call-command.ts';

const role = `sep_printed_${randomBytes(4).toString('hex')}`;
let database: { url: string; drop: () => Promise<void> };
let owner: Store;

beforeAll(async () => {
  database = await freshDatabase();
  owner = await openDatabase({ url: database.url });
});
afterAll(async () => {
  await owner.close();
  await database.drop();
});

test('the SQL that db-role prints makes a role by which the server runs, and which cannot change tables or the history', async () => {
  const out = await callCommand(owner, [dbRoleCommand], 'db-role', role);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(out.join('\n').replace('choose one', 'printed'));
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'printed'];
    const running = await openDatabase({ url: url.href, ownerUrl: database.url });
    await createProgram(running.write, { id: 'elm', name: 'Elm', district: 'Elm', fiscalYear: '2026-27' });
    await running.close();
    const asRole = new Client({ connectionString: url.href });
    await asRole.connect();
    const refused = ['CREATE TABLE mine (id int)', 'DELETE FROM journal', 'UPDATE acts SET what = what'];
    for (const statement of refused)
      await expect(asRole.query(statement), statement).rejects.toThrow(/permission denied/);
    await asRole.end();
  } finally {
    await client.query(`DROP OWNED BY ${role}`);
    await client.query(`DROP ROLE ${role}`);
    await client.end();
  }
});

test('a name that could be more than a name is refused, and SQLite has no roles', async () => {
  const call = (name: string, store: Store) => callCommand(store, [dbRoleCommand], 'db-role', name);
  await expect(call('x; DROP TABLE programs', owner)).rejects.toThrow('cannot be a role');
  const sqlite = await openDatabase({ file: ':memory:' });
  await expect(call('sep', sqlite)).rejects.toThrow('has no roles');
  await sqlite.close();
});
