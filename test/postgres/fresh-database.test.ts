import { Client } from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from './fresh-database.ts';

test('every test has a durable PostgreSQL database of its own', async () => {
  const database = await freshDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const tables = await client.query("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'");
  expect(tables.rows).toEqual([]);
  const settings = await client.query(
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit",
  );
  expect(settings.rows).toEqual([{ fsync: 'on', commit: 'on' }]);
  await client.end();
  await database.drop();
});
