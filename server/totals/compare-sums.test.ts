import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMiniPlan, type MiniPlan } from '../../test/round-trips/mini-plan.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { keyOf } from '../../shared/tables/table.ts';
import { readKeyedPortions, readRows, type KeyedRow } from '../storage/rows.ts';
import type { PostingRow } from '../storage/schema.ts';
import { compareSums, readPostings } from './compare-sums.ts';
import { readProgram } from './read-program.ts';

let plan: MiniPlan;
beforeAll(async () => {
  plan = await openMiniPlan();
});
afterAll(() => plan.server.close());

test('rows and postings that are read in portions are all there are, in their order', async () => {
  const { read } = plan.server.store;
  const { program } = plan.finance;
  for (const table of tables) {
    const rows: KeyedRow[] = [];
    for await (const some of readKeyedPortions(read, { program, table, size: 3 })) rows.push(...some);
    const all = await readRows(read, program, table);
    expect(rows).toEqual(all.map((row) => ({ row, key: keyOf(table, row.cells) })));
    const postings: PostingRow[] = [];
    for await (const some of readPostings(read, program, table.name, 2)) postings.push(...some);
    const query = read.selectFrom('postings').selectAll().where('program', '=', program);
    const ofTable = query.where('table_name', '=', table.name).orderBy('row_id').orderBy('ordinal');
    expect(postings).toEqual(await ofTable.execute());
  }
});

test('kept postings of a row that posts nothing are found, and of a table that there is not', async () => {
  const { read, write } = plan.server.store;
  const { program } = plan.finance;
  const rows = await readProgram(read, program);
  expect(await compareSums(read, program, rows)).toEqual([]);
  const none = { program, row_id: 'R0000000000000000', ordinal: 0, line: 'BL-1', date: null, cents: 5, change: null };
  const strays = ['sites', 'planets'].map((table_name) => ({ ...none, table_name, account: 'original' as const }));
  await write.insertInto('postings').values(strays).execute();
  const found = await compareSums(read, program, rows);
  expect(found.map(({ table, row }) => [table, row])).toEqual(strays.map((stray) => [stray.table_name, stray.row_id]));
  await write.deleteFrom('postings').where('row_id', '=', 'R0000000000000000').execute();
});
