import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { inserts, site } from '../../test/contracts/plan-rows.ts';
import { createProgramEvents } from '../program-events.ts';
import { readProgram } from '../storage/programs.ts';
import { planRepair } from './repair-program.ts';
import { requestDigest } from './request-digest.ts';
import { createSyncService } from './sync-program.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

interface Texts {
  readonly note: string;
  readonly workbook: string;
}

/** What can be repaired of a revision that was sealed with texts of which the database gives back others. */
async function repairsOf(sealed: Texts, stored: Texts) {
  const client = await server.member(await server.program(), 'admin');
  const { store, clock } = server;
  const events = createProgramEvents(store);
  const service = createSyncService({ store, events, now: () => clock });
  const { ids } = inserts(site('0417'));
  await service.sync(client.program, {
    author: client.person,
    origin: { door: 'sync', syncId: 's', digest: requestDigest({}), base: 0, ...sealed },
    edits: [{ kind: 'insert', table: 'sites', row: ids[0] ?? '', cells: site('0417'), seen: 0 }],
  });
  await events.close();
  await store.write.updateTable('revisions').set(stored).where('program', '=', client.program).execute();
  const program = await readProgram(store.read, client.program);
  if (!program) throw new Error('The program is gone.');
  const { repairs, left } = await planRepair(store.read, program);
  return { found: repairs.map(({ field, sealed: text, storedHex }) => [field, text, storedHex]), left: left.length };
}

test.each(['\ud800', '\udbff', '\udc00', '\udfff'])(
  '[FD3] half a character %j that was replaced is found by trying',
  async (half) => {
    const text = `a${half}b`;
    expect(await repairsOf({ note: text, workbook: 'w' }, { note: 'a\uFFFDb', workbook: 'w' })).toEqual({
      found: [['note', text, '61efbfbd62']],
      left: 0,
    });
  },
);

test('[FD3] whole characters whose bytes begin like half of one stay what they are', async () => {
  const text = 'a\ud800 한국 \ud7ff';
  expect(await repairsOf({ note: text, workbook: 'w' }, { note: 'a\uFFFD 한국 \ud7ff', workbook: 'w' })).toMatchObject({
    found: [['note', text, expect.any(String)]],
    left: 0,
  });
});

test('[FD3] a replacement character that somebody typed in another text does not hide it', async () => {
  const workbook = 'typed \uFFFD';
  expect(await repairsOf({ note: 'a\ud800', workbook }, { note: 'a\uFFFD', workbook })).toMatchObject({
    found: [['note', 'a\ud800', '61efbfbd']],
    left: 0,
  });
});

test('[FD3] texts that differ by more cannot be found again', async () => {
  const sealed = { note: 'a\ud800', workbook: 'w' };
  for (const note of ['b\uFFFD', 'a', 'a\uFFFD\uFFFD']) {
    expect(await repairsOf(sealed, { note, workbook: 'w' })).toEqual({ found: [], left: 1 });
  }
});
