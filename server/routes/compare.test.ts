import { afterAll, beforeAll, expect, test } from 'vitest';
import { budgetLine, inserts, project, source, system, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let client: TestClient;

/** Revision 1: a plan with a line of 10,000.00; 2: it is 9,000.00, and another of 500.00; 3: both have a note. */
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'finance');
  const { ids, edits } = inserts(budgetLine('BL-001'));
  const [row = ''] = ids;
  await client.sync({
    systems: inserts(system('LAN')).edits,
    fundingSources: inserts(source('BND-A')).edits,
    projects: inserts(project('26.00001')).edits,
    budgetLines: edits,
  });
  const added = inserts(budgetLine('BL-002', { original: 50_000 }));
  await client.sync({ budgetLines: { ...update(row, { original: 900_000 }), ...added.edits } }, { base: 1 });
  await client.sync({ budgetLines: update(row, { note: 'less' }) }, { base: 2 });
});
afterAll(() => server.close());

async function compared(query: string) {
  const reply: {
    from: number;
    to: number;
    money: unknown;
    changes: { key: string; kind: string; column: string; before: unknown; after: unknown; delta: number | null }[];
  } = await (await client.fetch(`/compare?${query}`)).json();
  const shown = reply.changes.filter(({ column }) => column === 'original' || column === 'note');
  return {
    between: [reply.from, reply.to],
    money: reply.money,
    cells: shown
      .toSorted((one, other) => one.key.localeCompare(other.key))
      .map(({ key, kind, before, after, delta }) => [key, kind, before, after, delta]),
  };
}

test('forwards and backwards tell the same cells, each amount with its difference', async () => {
  expect(await compared('from=1')).toEqual({
    between: [1, 3],
    money: { budgetLines: { original: -50_000 } },
    cells: [
      ['BL-001', 'update', 1_000_000, 900_000, -100_000],
      ['BL-001', 'update', null, 'less', null],
      ['BL-002', 'insert', null, 50_000, 50_000],
    ],
  });
  expect(await compared('from=2&to=1')).toEqual({
    between: [2, 1],
    money: { budgetLines: { original: 50_000 } },
    cells: [
      ['BL-001', 'update', 900_000, 1_000_000, 100_000],
      ['BL-002', 'delete', 50_000, null, -50_000],
    ],
  });
});

test('a revision is no other than itself, and texts have no difference', async () => {
  expect(await compared('from=2&to=2')).toEqual({ between: [2, 2], money: {}, cells: [] });
  expect((await compared('from=2')).money).toEqual({});
  expect((await client.fetch('/compare?from=4')).status).toBe(409);
  expect((await client.fetch('/compare?from=1&to=4')).status).toBe(409);
});
