import { expect, test } from 'vitest';
import { inserts, site, update } from './plan-rows.ts';
import { startTestServer } from './test-server.ts';

test('one edit goes from one workbook to another', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const program = await server.program();
  const a = await server.member(program, 'admin');
  const b = await server.member(program, 'editor');
  const { ids, edits } = inserts(site('0417'));
  const first = await a.sync({ sites: edits });
  expect(first).toMatchObject({ revision: 1, committed: 1, conflicts: [], refusals: [] });
  const [row = ''] = ids;
  const second = await b.sync({ sites: update(row, { name: 'Alder' }) }, { base: 1 });
  expect(second).toMatchObject({ revision: 2, committed: 2, accepted: 1, conflicts: [], refusals: [] });
  const pull = await a.sync({}, { base: 1 });
  expect((await a.rows('sites')).get(row)?.cells['name']).toBe('Alder');
  expect((await a.rows('sites', 1)).get(row)?.cells['name']).toBe('School 0417');
  await server.close();
});
