import { expect, test } from 'vitest';
import { inserts, system } from '../../test/contracts/plan-rows.ts';
import { startTestServer } from '../../test/contracts/test-server.ts';
import { createProgramEvents } from '../program-events.ts';
import { createSyncService } from './sync-program.ts';
import { submissionOf } from './testing/submission-of.ts';

test('whoever has no sheet gets no rows back, now or when asking again, and everybody else does', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const finance = await server.member(await server.program(), 'finance');
  const events = createProgramEvents(server.store);
  const service = createSyncService({ store: server.store, events, now: () => server.clock });
  const { id, name, email } = await server.store.read.selectFrom('accounts').selectAll().executeTakeFirstOrThrow();
  const edits = { systems: inserts(system('LAN')).edits };
  const submission = submissionOf({ id, name, email }, { base: 0, syncId: 'sheetless-sync', edits });
  const first = await service.sync(finance.program, submission, { bringRows: false });
  expect(first).toMatchObject({ revision: 1, committed: 1, accepted: 4, refusals: [], remote: { tables: {} } });
  expect(await service.sync(finance.program, submission, { bringRows: false })).toEqual(first);
  const again = await service.sync(finance.program, submission);
  expect(again.remote.tables['systems']?.rows).toHaveLength(1);
  await events.close();
  await server.close();
});
