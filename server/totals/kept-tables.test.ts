import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts, smallPlan, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { columnsRead } from '../../shared/plan/figures/columns-read.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import { createKeptTables, hashOf } from './kept-tables.ts';
import { readProgram } from './read-program.ts';

const tables = ['budgetLines', 'projects'] as const;

let server: TestServer;
let program: string;
let head: number;

/** Revisions in which rows come, change, go and come again under another key. */
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  const admin = await server.member(await server.program(), 'admin');
  ({ program } = admin);
  await admin.sync(smallPlan());
  const line = { project: '26.00001', source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', original: 0 };
  const [own, other] = [inserts({ ...line, id: 'BL-101' }), inserts({ ...line, id: 'BL-102' })];
  const [row = ''] = own.ids;
  const steps = [
    { budgetLines: own.edits },
    { budgetLines: update(row, { category: 'Contingency' }) },
    { budgetLines: { deletes: [{ row }] } },
    { budgetLines: other.edits },
  ];
  for (const edits of steps) {
    const { revision, refusals } = await admin.sync(edits, { base: head });
    if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
    head = revision;
  }
});
afterAll(() => server.close());

/** What totals look at, in the order of Row IDs. */
function inOrder(rows: ProgramRows): unknown {
  return tables.map((table) => {
    const told = rows[table].map(({ row, cells }): [string, unknown] => [
      row,
      new Map(Object.entries(cells).filter(([column]) => columnsRead(table).includes(column))),
    ]);
    return new Map(told.sort(([a], [b]) => compareText(a, b)));
  });
}

test('a table is told of each revision as it was, whichever other one it was asked about before', async () => {
  const { read } = server.store;
  const revisions = Array.from({ length: head }, (_, index) => index + 1);
  expect(revisions.length).toBeGreaterThan(4);
  for (const before of revisions) {
    for (const revision of revisions) {
      const ask = createKeptTables(server.store, 10);
      const at = async (asked: number) => ({ program, revision: asked, hash: await hashOf(read, program, asked) });
      await ask(await at(before), tables);
      const told = await ask(await at(revision), tables);
      const fresh = await readProgram(read, program, { at: revision, tables });
      expect([before, revision, inOrder(told)]).toEqual([before, revision, inOrder(fresh)]);
    }
  }
});
