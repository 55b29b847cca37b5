import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../storage/database.ts';
import { daysOfRevisions } from './plan-time.ts';

test('the day of a revision is found without a walk through the journal', async () => {
  const heard: string[] = [];
  const store = await openDatabase({ file: ':memory:' }, (statement) => void heard.push(statement));
  heard.length = 0;
  await daysOfRevisions(store.read, 'p', [1]);
  const [statement = ''] = heard;
  const { rows } = await sql<{
    detail: string;
  }>`EXPLAIN QUERY PLAN ${sql.raw(statement.replaceAll('?', "''"))}`.execute(store.read);
  const ofJournal = rows.map(({ detail }) => detail).filter((detail) => detail.includes('journal'));
  expect(ofJournal).toEqual([expect.stringContaining('journal_by_row (program=? AND table_name=?)')]);
  await store.close();
});
