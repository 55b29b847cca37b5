import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { stillOpen } from './testing/still-open.ts';
import { submissionOf } from './testing/submission-of.ts';
import type { Submission } from './submission.ts';
import type { ParsedSyncRequest } from '../../shared/protocol/sync.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createProgramEvents, type ProgramChange, type ProgramEvents } from '../program-events.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { createSyncService, type SyncService } from './sync-program.ts';

const PROGRAM = 'cedar-basin';

let store: Store;
let events: ProgramEvents;
let finance: WirePerson;
let head = 0;
let syncs = 0;
const answers: { readonly note: string; readonly told: unknown; readonly read: unknown }[] = [];

/** A service that has answered nobody yet. */
function freshService(): SyncService {
  return createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') });
}

function requestFrom(base: number, edits: ParsedSyncRequest['edits'] = {}): Submission {
  return submissionOf(finance, { base, syncId: `test-${++syncs}`, edits });
}

beforeAll(async () => {
  store = await openDatabase({});
  events = createProgramEvents(store);
  const service = freshService();
  await seedDemo(
    store,
    {
      sync: async (program, seed) => {
        finance = seed.author.name.startsWith('Félix') ? seed.author : finance;
        const reply = await service.sync(program, { ...seed, edits: seed.edits.map(stillOpen) });
        const pulled = await freshService().sync(program, { ...requestFrom(seed.origin.base), author: seed.author });
        answers.push({ note: seed.origin.note, told: reply.remote, read: pulled.remote });
        head = reply.revision;
        return reply;
      },
    },
    'mini',
  );
});

afterAll(async () => {
  await events.close();
  await store.close();
});

test('a sync is answered with the same rows and computed cells as somebody who reads them', () => {
  expect(answers.length).toBeGreaterThan(5);
  for (const { told, read } of answers) expect(told).toEqual(read);
});

/** A payment on a contract. */
function postedRow() {
  const rows = store.read.selectFrom('expenditures').selectAll().where('commitment', 'is not', null);
  return rows.executeTakeFirstOrThrow();
}

test('a cell that moves computed cells of rows nobody edited brings those along', async () => {
  const paid = await postedRow();
  const service = freshService();
  const base = head;
  const edits = {
    expenditures: { updates: [{ row: String(paid.row_id), cells: { amount: Number(paid['amount']) - 100 } }] },
  };
  const reply = await service.sync(PROGRAM, requestFrom(base, edits));
  expect(reply.refusals).toEqual([]);
  expect(Object.keys(reply.remote.tables).sort()).toEqual([
    'budgetLines',
    'commitments',
    'expenditures',
    'periods',
    'projects',
  ]);
  const again = await service.sync(PROGRAM, requestFrom(base));
  const read = await freshService().sync(PROGRAM, requestFrom(base));
  expect([again.remote, read.remote]).toEqual([reply.remote, reply.remote]);
  head = reply.revision;
});

test('a preview is announced to nobody and remembered by nobody', async () => {
  const paid = await postedRow();
  const heard: ProgramChange[] = [];
  const stop = await events.subscribe(PROGRAM, (change) => heard.push(change));
  const service = freshService();
  const edits = (cents: number) => ({
    expenditures: { updates: [{ row: String(paid.row_id), cells: { amount: cents } }] },
  });
  await service.sync(PROGRAM, requestFrom(head, edits(700)), { preview: true });
  expect(heard).toEqual([]);
  const reply = await service.sync(PROGRAM, requestFrom(head, edits(900)));
  expect(heard.map(({ revision }) => revision)).toEqual([reply.revision]);
  const pulled = await service.sync(PROGRAM, requestFrom(head));
  expect(JSON.stringify(pulled.remote.tables['expenditures'])).toContain('900');
  stop();
});
