import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dirtySnapshot } from '../../server/demo/dirty-workbook.ts';
import { inserts, site, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { SheetBook } from '../../test/histories/sheet-book.ts';
import { SheetPort } from '../../test/histories/sheet-port.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import { createBaseMemory } from './base-memory.ts';
import { createFormulaMemory } from './formula-memory.ts';
import { createRowNaming } from './row-naming.ts';
import { createHttpServerClient } from './server/http-server-client.ts';
import type { ServerClient } from './server/server-client.ts';
import type { SyncEvent } from './session/sync-state.ts';
import { syncWorkbook, type SyncEnd, type SyncOrder, type SyncWorkbookDeps } from './sync-workbook.ts';

let server: TestServer;
let finance: TestClient;
let ids: string[];
let book: SheetBook;
let port: SheetPort;
let events: SyncEvent[];
let requests: Request[];

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** Three sites on the server, and a workbook that has them. */
beforeEach(newWorkbook);

async function newWorkbook(): Promise<void> {
  finance = await server.member(await server.program(), 'finance');
  const made = inserts(site('0417'), site('0420'), site('0433'));
  ({ ids } = made);
  await finance.sync({ sites: made.edits });
  book = new SheetBook(['sites']);
  book.metadata = metadataAt(0);
  port = new SheetPort(book);
  events = [];
  requests = [];
  await sync();
  events = [];
  requests = [];
}

function metadataAt(revision: number): WorkbookMetadata {
  const { program, workbook } = finance;
  return { program, workbook, revision, protocol: 1, server: 'http://localhost', pending: [] };
}

/** The server, and what happens before each request to it. */
function clientThat(before: () => Promise<void>): ServerClient {
  return createHttpServerClient({
    fetch: async (request) => {
      await before();
      if (request.method === 'POST') requests.push(request.clone());
      return finance.app.fetch(request);
    },
    address: 'http://localhost',
    wait: async () => undefined,
    session: { token: finance.person.token, person: finance.person },
  });
}

function sync(order: Partial<SyncOrder> = {}, more: Partial<SyncWorkbookDeps> = {}): Promise<SyncEnd> {
  const client = more.server ?? clientThat(async () => undefined);
  return syncWorkbook(
    {
      workbook: port,
      server: client,
      memory: createBaseMemory(client),
      formulas: createFormulaMemory(),
      randomBytes,
      nameRows: createRowNaming(randomBytes),
      judged: () => undefined,
      now: () => server.clock,
      serverAddress: 'http://localhost',
      report: (event) => events.push(event),
      isCancelled: () => false,
      ...more,
    },
    { clearFilters: false, leaveOut: [], decisions: [], open: [], refused: [], ...order },
  );
}

const rowAt = (index: number) => book.rows('sites').find(({ rowId }) => rowId === ids[index]);
const type = (index: number, column: string, value: string) => rowAt(index)?.cells.set(column, value);
const eventsOf = (kind: SyncEvent['kind']) => events.filter((event) => event.kind === kind);
const sentEdits = async () => Promise.all(requests.map(async (request) => (await request.clone().json()).edits));
const atServer = async (index: number): Promise<Cells | undefined> =>
  (await finance.rows('sites')).get(ids[index] ?? '')?.cells;
const synced = { kind: 'synced' };

describe('a sync', () => {
  test('sends what was typed, brings what others did, and says so in order', async () => {
    await finance.sync({ sites: update(ids[1] ?? '', { name: 'Birch' }) }, { base: 1 });
    type(0, 'name', 'Alder');
    expect(await sync()).toMatchObject({ ...synced, acknowledged: { revision: 3 } });
    expect((await atServer(0))?.['name']).toBe('Alder');
    expect(rowAt(1)?.cells.get('name')).toBe('Birch');
    expect(book.metadata).toMatchObject({ revision: 3, pending: [] });
    const told = events.map(({ kind }) => kind).filter((kind) => kind !== 'progressed');
    expect(told).toEqual(['readStarted', 'read', 'sendStarted', 'replied', 'applied', 'checkStarted', 'checked']);
    expect(eventsOf('read')).toMatchObject([{ toSend: 1 }]);
    expect(eventsOf('replied')).toMatchObject([{ accepted: 1, committed: 3, received: { values: 1, rows: 0 } }]);
    const evidence = { queueEmpty: true, sheetEqualsAcknowledged: true, revisionConfirmed: true };
    expect(eventsOf('checked')).toMatchObject([{ toSend: 0, evidence, at: server.clock.toISOString() }]);
  });

  test('with nothing new makes no revision', async () => {
    expect(await sync({ note: 'nothing' })).toMatchObject({ ...synced, acknowledged: { revision: 1 } });
    expect(eventsOf('replied')).toMatchObject([{ accepted: 0, committed: null }]);
  });

  test('of the practice workbook ends without access: no plan takes it for its own', async () => {
    book.metadata = dirtySnapshot().metadata;
    type(0, 'name', 'Made up');
    expect(await sync()).toEqual({ kind: 'stopped' });
    expect(eventsOf('failed')).toMatchObject([{ problem: { at: 'server', problem: { kind: 'noAccess' } } }]);
    expect(eventsOf('applied')).toEqual([]);
    expect((await atServer(0))?.['name']).toBe('School 0417');
    expect(rowAt(0)?.cells.get('name')).toBe('Made up');
  });

  test('[W1] gives a typed row a Row ID before it is sent', async () => {
    const cells = new Map(Object.entries(site('0440')).map(([name, value]) => [name, String(value)]));
    book.rows('sites').push({ rowId: null, origin: null, cells });
    expect(await sync()).toMatchObject(synced);
    const rowId = book.rows('sites')[3]?.rowId ?? '';
    expect((await finance.rows('sites')).get(rowId)?.cells['code']).toBe('0440');
  });

  test('leaves out what the person leaves out: it stays in the sheet, unsent', async () => {
    type(0, 'name', 'Alder');
    type(1, 'name', 'Birch');
    await sync({ leaveOut: [{ table: 'sites', row: ids[0] ?? '', column: 'name' }] });
    expect([(await atServer(0))?.['name'], (await atServer(1))?.['name']]).toEqual(['School 0417', 'Birch']);
    expect(rowAt(0)?.cells.get('name')).toBe('Alder');
    expect(eventsOf('checked')).toMatchObject([{ toSend: 1 }]);
  });

  test('[W5] tells what cannot be sent with the key of its row, and sends the rest', async () => {
    type(0, 'enrollment', 'many');
    type(0, 'name', 'Alder');
    await sync();
    const refusal = { row: ids[0], rowKey: '0417', column: 'enrollment', value: 'many' };
    expect(eventsOf('replied')).toMatchObject([{ accepted: 1, refusals: [refusal] }]);
    expect(rowAt(0)?.cells.get('enrollment')).toBe('many');
  });

  test('[CON1, CON2] keeps both values of a conflict: one in the sheet, one on the server', async () => {
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'theirs' }) }, { base: 1 });
    type(0, 'name', 'mine');
    expect(await sync()).toMatchObject(synced);
    expect(eventsOf('replied')).toMatchObject([
      { conflicts: [{ rowKey: '0417', column: 'name', local: 'mine', remote: 'theirs' }] },
    ]);
    expect(rowAt(0)?.cells.get('name')).toBe('mine');
    expect(book.metadata?.pending).toMatchObject([{ table: 'sites', row: ids[0], column: 'name' }]);
  });
});

describe('[W3] missing rows', () => {
  beforeEach(() => book.rows('sites').splice(0, 1));

  test('are asked about while the rest goes on', async () => {
    type(1, 'name', 'Birch');
    expect(await sync()).toMatchObject(synced);
    const tables = [{ table: 'sites', rows: [ids[0]], rowKeys: ['0417'] }];
    const question = { kind: 'missingRows', tables, cleared: [] };
    expect(eventsOf('asked')).toEqual([{ kind: 'asked', question }]);
    expect((await atServer(1))?.['name']).toBe('Birch');
    expect((await finance.rows('sites')).size).toBe(3);
  });

  test('are deleted when the person says so', async () => {
    await sync({ missingRows: 'delete', askedRows: new Map([['sites', ids.slice(0, 1)]]) });
    expect((await finance.rows('sites')).has(ids[0] ?? '')).toBe(false);
    expect(eventsOf('asked')).toEqual([]);
  });

  test('come back when the person says so', async () => {
    await sync({ missingRows: 'restore' });
    expect(rowAt(0)?.cells.get('code')).toBe('0417');
    expect((await finance.rows('sites')).size).toBe(3);
    expect(eventsOf('asked')).toEqual([]);
  });
});

describe('[W10, FA7] a row of which only the key is left', () => {
  const clear = (): void => {
    for (const column of rowAt(0)?.cells.keys() ?? []) if (column !== 'code') type(0, column, '');
  };
  const asked = () => eventsOf('asked').map((event) => (event.kind === 'asked' ? event.question : null));
  const question = () => ({
    kind: 'missingRows',
    tables: [],
    cleared: [{ table: 'sites', rows: [ids[0]], rowKeys: ['0417'] }],
  });

  beforeEach(clear);

  test('is asked about and left as it is, though others go on filling its cells', async () => {
    await finance.sync({ sites: update(ids[0] ?? '', { shortName: 'Alder ES', name: 'Alder' }) }, { base: 1 });
    await sync();
    await sync();
    expect(asked()).toEqual([question(), question()]);
    expect(rowAt(0)?.cells.get('shortName') ?? '').toBe('');
    expect(await atServer(0)).toMatchObject({ name: 'Alder', shortName: 'Alder ES', status: 'Active' });
  });

  test('comes back as it is in the plan now, with what others filled in meanwhile', async () => {
    await finance.sync({ sites: update(ids[0] ?? '', { shortName: 'Alder ES', name: 'Alder' }) }, { base: 1 });
    await sync({ missingRows: 'restore' });
    expect(asked()).toEqual([]);
    expect(rowAt(0)?.cells.get('name')).toBe('Alder');
    expect(rowAt(0)?.cells.get('shortName')).toBe('Alder ES');
    expect(await sync()).toMatchObject(synced);
    expect(await sentEdits()).toEqual([{}, {}]);
  });

  test('keeps what is required if only its cells are to go; rows that are missing are still asked about', async () => {
    await finance.sync({ sites: update(ids[0] ?? '', { shortName: 'Alder ES' }) }, { base: 1 });
    await sync({ missingRows: 'restore' });
    clear();
    book.rows('sites').splice(1, 1);
    await sync({ missingRows: 'empty' });
    expect(asked()).toMatchObject([{ tables: [{ rows: [ids[1]] }], cleared: [] }]);
    expect(await atServer(0)).toMatchObject({ name: 'School 0417', shortName: null });
    expect(rowAt(0)?.cells.get('name')).toBe('School 0417');
    expect(rowAt(0)?.cells.get('shortName')).toBe('');
  });
});

describe('a sync stops with everything kept', () => {
  test('in a workbook that is not connected', async () => {
    book.metadata = null;
    expect(await sync()).toEqual({ kind: 'stopped' });
    expect(events.at(-1)).toEqual({ kind: 'opened', program: null, workbook: null, revision: null });
    expect(requests).toEqual([]);
  });

  test('[W4] when keys have come apart from their Row IDs, before anything is sent', async () => {
    const codes = ['0420', '0433', '0417'];
    codes.forEach((code, index) => type(index, 'code', code));
    expect(await sync()).toEqual({ kind: 'stopped' });
    expect(events.at(-1)).toMatchObject({ kind: 'asked', question: { kind: 'rowsApart', table: 'sites' } });
    expect(requests).toEqual([]);
  });

  test('when a filter is on and something is to be written, unless it may be cleared', async () => {
    await finance.sync({ sites: update(ids[1] ?? '', { name: 'Birch' }) }, { base: 1 });
    book.filtered.add('sites');
    expect(await sync()).toEqual({ kind: 'stopped' });
    expect(events.at(-1)).toMatchObject({
      kind: 'failed',
      problem: { problem: { kind: 'filterOn', tables: ['sites'] } },
    });
    expect(book.metadata?.revision).toBe(1);
    expect(await sync({ clearFilters: true })).toMatchObject(synced);
    expect(rowAt(1)?.cells.get('name')).toBe('Birch');
  });

  test.each([0, 1])('when the person asks at the point %i where it may stop', async (asked) => {
    type(0, 'name', 'Alder');
    let looks = 0;
    const end = await sync({}, { isCancelled: () => looks++ >= asked });
    expect(end).toEqual({ kind: 'stopped' });
    expect(events.at(-1)).toEqual({ kind: 'cancelled' });
    expect(requests).toHaveLength(asked);
    expect(book.metadata?.revision).toBe(1);
    expect(await sync()).toMatchObject({ ...synced, acknowledged: { revision: 2 } });
    expect((await atServer(0))?.['name']).toBe('Alder');
  });

  test('when the server refuses the sync, with its reason', async () => {
    type(0, 'name', 'Alder');
    book.metadata = { ...metadataAt(1), program: 'no-such-program' };
    expect(await sync()).toEqual({ kind: 'stopped' });
    expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { at: 'server' } });
    expect(rowAt(0)?.cells.get('name')).toBe('Alder');
  });
});

describe('[A5] the sheet changes while a sync is under way', () => {
  const headNow = (): number => book.metadata?.revision ?? 0;

  /** Does something once, at the port call with this number. */
  function atCall(number: number, act: () => void): void {
    let calls = 0;
    port.between = () => {
      calls += 1;
      if (calls === number) act();
    };
  }

  test('whenever it does, what was typed last is in the sheet and on the server after the next sync', async () => {
    for (let call = 1; call <= 12; call++) {
      const typed = `typed at ${call}`;
      await finance.sync({ sites: update(ids[0] ?? '', { shortName: `s${call}` }) }, { base: headNow() });
      atCall(call, () => type(0, 'name', typed));
      await sync();
      port.between = null;
      if (rowAt(0)?.cells.get('name') !== typed) type(0, 'name', typed);
      await sync();
      expect([call, rowAt(0)?.cells.get('name')]).toEqual([call, typed]);
      expect([call, (await atServer(0))?.['name']]).toEqual([call, typed]);
      expect([call, rowAt(0)?.cells.get('shortName')]).toEqual([call, `s${call}`]);
    }
  });

  test('a sheet that is never still is given up after some rounds, and nothing is lost', async () => {
    await finance.sync({ sites: update(ids[1] ?? '', { name: 'Birch' }) }, { base: 1 });
    port.between = () => book.rows('sites').unshift({ rowId: null, origin: null, cells: new Map() });
    expect(await sync()).toEqual({ kind: 'stopped' });
    expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { problem: { kind: 'rowsMoved' } } });
    expect(eventsOf('readStarted')).toHaveLength(6);
    port.between = null;
    expect(await sync()).toMatchObject(synced);
    expect(rowAt(1)?.cells.get('name')).toBe('Birch');
  });
});

describe('[A2, PRO12] a colleague’s pane that brings the workbook further once a reply has come', () => {
  const rename = (name: string) => {
    const base = book.metadata?.revision ?? 0;
    return finance.sync({ sites: update(ids[1] ?? '', { name }) }, { base });
  };

  test.each([
    { where: 'the reply brings the same', isBrought: true },
    { where: 'the reply brings nothing', isBrought: false },
  ])('has the last word where $where, and nothing of it is sent as typed here', async ({ isBrought }) => {
    if (isBrought) await rename('Birch');
    let calls = 0;
    port.turn = async () => {
      // Tables and what the workbook says have been read; this is the first call after the reply.
      if (++calls !== 3) return;
      if (!isBrought) await rename('Birch');
      await sync({}, { workbook: new SheetPort(book) });
      await rename('School 0420');
    };
    await sync();
    port.turn = null;
    await sync();
    expect((await atServer(1))?.['name']).toBe('School 0420');
    expect(rowAt(1)?.cells.get('name')).toBe('School 0420');
    expect(book.metadata?.revision).toBe(3);
  });
});

test('[PRO12] a colleague’s whole sync at any boundary of a sync has the last word, and nothing of it is sent as typed here', async () => {
  const rename = (name: string) =>
    finance.sync({ sites: update(ids[1] ?? '', { name }) }, { base: book.metadata?.revision ?? 0 });
  let boundaries = 0;
  let isThrough = false;
  for (let at = 1; !isThrough; at++) {
    boundaries = 0;
    type(0, 'name', `typed ${at}`);
    const boundary = async () => {
      if (++boundaries !== at) return;
      await rename('Birch');
      await sync({}, { workbook: new SheetPort(book) });
      await rename('School 0420');
    };
    port.turn = boundary;
    await sync({}, { server: clientThat(boundary) });
    port.turn = null;
    isThrough = boundaries < at;
    await sync();
    const names = [(await atServer(1))?.['name'], rowAt(1)?.cells.get('name')];
    expect([at, ...names]).toEqual([at, 'School 0420', 'School 0420']);
    expect([at, (await atServer(0))?.['name']]).toEqual([at, `typed ${at}`]);
  }
  // What the workbook says, its base, its cells, the sync, the revision, and both of the sheet once more.
  expect(boundaries).toBe(7);
});

test('[FB2] a list that was shown is compared with the sheet as it is read at last, where a colleague’s sync fell into the first reading', async () => {
  type(0, 'name', 'Alder');
  const cells = { name: 'Alder' };
  const edit = { kind: 'update' as const, table: 'sites', row: ids[0] ?? '', cells, seen: { name: 1 } };
  let calls = 0;
  port.turn = async () => {
    // The cells are about to be read.
    if (++calls === 2) await sync({}, { workbook: new SheetPort(book) });
  };
  events = [];
  expect(await sync({ shown: { revision: 1, edits: [edit], send: [edit], refused: [] } })).toEqual({ kind: 'stopped' });
  port.turn = null;
  expect(events.at(-1)).toEqual({ kind: 'shownOutdated' });
  expect(book.metadata?.revision).toBe(2);
});

describe('[A2] an update', () => {
  /** What the workbook says of itself, one after the other. */
  function notes(): WorkbookMetadata[] {
    const noted: WorkbookMetadata[] = [];
    port.between = () => {
      const { metadata } = book;
      if (metadata && noted.at(-1) !== metadata) noted.push(metadata);
    };
    return noted;
  }

  test.each([1, 20, 150])(
    'of %i changes is noted before the first of them, with where it leads, and the revision last',
    async (changes) => {
      const rows = Array.from({ length: changes }, (_, index) => site(String(1_000 + index)));
      const { revision, receipt } = await finance.sync({ sites: inserts(...rows).edits }, { base: 1 });
      const noted = notes();
      await sync();
      const to = { revision, hash: receipt.hash };
      expect(noted.map((metadata) => [metadata.revision, metadata.updating])).toEqual([
        [1, undefined],
        [1, { changes, to: [to] }],
        [2, undefined],
      ]);
    },
  );

  /** Makes an update with a cell, a row that goes and one that comes, and kills the add-in at one of its calls; false: it was done by then. */
  async function stopsHalfWay(calls: number): Promise<boolean> {
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'Alder' }) }, { base: 1 });
    await finance.sync({ sites: { deletes: [{ row: ids[2] ?? '' }] } }, { base: 2 });
    const added = inserts(site('0440'));
    ids.push(...added.ids);
    await finance.sync({ sites: added.edits }, { base: 3 });
    port.killAfter = calls;
    const isKilled = await sync().then(
      () => false,
      () => true,
    );
    port.killAfter = null;
    [events, requests] = [[], []];
    return isKilled;
  }

  const everyCall = Array.from({ length: 12 }, (_, calls) => calls);
  const codesAtServer = async () =>
    new Set([...(await finance.rows('sites')).values()].map(({ cells }) => cells['code']));
  /** Of a cell that the update has written, and that others have changed since, or null: it was not written yet. */
  const told = (remote: string) => [
    [],
    [expect.objectContaining({ row: ids[0], column: 'name', local: 'Alder', remote })],
  ];

  test('that stops at any call and is set back by others meanwhile is written over nobody: it is asked about', async () => {
    let stopped = 0;
    for (const calls of everyCall) {
      await newWorkbook();
      if (!(await stopsHalfWay(calls))) continue;
      stopped++;
      await finance.sync({ sites: update(ids[0] ?? '', { name: 'School 0417' }) }, { base: 4 });
      expect(await sync(), `stopped after ${calls} calls`).toMatchObject(synced);
      const [reply] = eventsOf('replied');
      expect(reply).toMatchObject({ committed: null });
      expect(told('School 0417')).toContainEqual(reply && 'conflicts' in reply ? reply.conflicts : null);
      expect((await atServer(0))?.['name']).toBe('School 0417');
      expect(await codesAtServer()).toEqual(new Set(['0417', '0420', '0440']));
    }
    expect(stopped).toBeGreaterThan(4);
  });

  test('that stops at any call brings no row back that came with it and that others have deleted meanwhile', async () => {
    for (const calls of everyCall) {
      await newWorkbook();
      if (!(await stopsHalfWay(calls))) continue;
      await finance.sync({ sites: { deletes: [{ row: ids[3] ?? '' }] } }, { base: 4 });
      type(1, 'name', 'Birch');
      expect(await sync(), `stopped after ${calls} calls`).toMatchObject(synced);
      expect(await codesAtServer()).toEqual(new Set(['0417', '0420']));
      expect((await atServer(1))?.['name']).toBe('Birch');
    }
  });

  test('that stops twice, each led elsewhere, is written over nobody either', async () => {
    for (const calls of everyCall) {
      await newWorkbook();
      if (!(await stopsHalfWay(calls))) continue;
      await finance.sync({ sites: update(ids[1] ?? '', { name: 'Birch' }) }, { base: 4 });
      port.killAfter = calls;
      await sync().catch(() => undefined);
      port.killAfter = null;
      [events, requests] = [[], []];
      await finance.sync({ sites: update(ids[0] ?? '', { name: 'School 0417' }) }, { base: 5 });
      expect(await sync(), `stopped after ${calls} calls`).toMatchObject(synced);
      expect((await atServer(0))?.['name']).toBe('School 0417');
    }
  });

  test('of nothing is not noted', async () => {
    const noted = notes();
    await sync();
    expect(noted.map(({ updating }) => updating)).not.toContainEqual(expect.anything());
  });
});

test('edits are sent under an id of their own, with the base they were made on', async () => {
  type(0, 'name', 'Alder');
  await sync({ note: 'Names' });
  type(0, 'name', 'Aspen');
  await sync();
  const bodies = await Promise.all(requests.map((request) => request.clone().json()));
  expect(bodies).toMatchObject([
    { base: 1, note: 'Names', workbook: finance.workbook },
    { base: 2, workbook: finance.workbook },
  ]);
  expect(bodies[0].syncId).not.toBe(bodies[1].syncId);
  expect(Object.keys(bodies[1]).sort()).toEqual(['base', 'edits', 'protocol', 'syncId', 'workbook']);
  expect((await sentEdits())[0]).toMatchObject({ sites: { updates: [{ row: ids[0], cells: { name: 'Alder' } }] } });
});
