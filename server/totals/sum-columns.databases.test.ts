import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { groupSumColumns, lineSumColumns, postingColumns } from './sum-rows.ts';

/** What to do about a column that is not there. */
const MEND =
  'An account of lines has its column in line_sums, an amount in group_sums: add it by a new migration in server/storage/migrations, which sets programs.sums_revision to null so that the next sync fills it.';

describe.each(['sqlite', 'postgres'])('the kept sums on %s', (dialect) => {
  let database: Store;
  let drop = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    if (dialect === 'sqlite') {
      database = await openDatabase({ file: ':memory:' });
      return;
    }
    const { url, ownerUrl, ...fresh } = await freshDatabaseWithRole();
    drop = fresh.drop;
    database = await openDatabase({ url, ownerUrl });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  test('have a column for every account and every amount, and no other', async () => {
    const tables = await database.read.introspection.getTables();
    const there = (table: string) => tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
    for (const [table, columns] of [
      ['line_sums', lineSumColumns],
      ['group_sums', groupSumColumns],
      ['postings', postingColumns],
    ] as const)
      expect([table, there(table).toSorted()], MEND).toEqual([table, [...columns].toSorted()]);
  });
});
