import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inserts, site } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { readRowPortions } from '../../storage/rows.ts';
import { parseWorkbook } from '../read/parse-workbook.ts';
import { testMetadata } from '../testing/test-workbook.ts';
import { ROWS_PER_MESSAGE } from '../worker/worker-messages.ts';
import { renderWorkbook, sendSnapshot } from './render-workbook.ts';
import { snapshotPortions } from './render-snapshot.ts';

const SITES = 2 * ROWS_PER_MESSAGE + 17;
const folder = mkdtempSync(join(tmpdir(), 'sep-download-'));
let server: TestServer;
let finance: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: join(folder, 'sep.sqlite') });
  finance = await server.member(await server.program(), 'finance');
  const made = inserts(...Array.from({ length: SITES }, (_, index) => site(String(1000 + index))));
  await finance.sync({ sites: made.edits });
  await finance.sync({ sites: { deletes: made.ids.slice(0, 20).map((row) => ({ row })) } }, { base: 1 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const head = {
  name: 'Plan',
  district: 'Cedar Basin',
  fiscalYear: '2026-27',
  metadata: testMetadata,
  asOf: null,
  sheetDay: null,
};

describe('[FA14] a download does not hold up the server', () => {
  test.each([undefined, 2, 1, 0])('at %s, nothing reads more than a portion at once', async (at) => {
    let most = 0;
    const counted = server.store.longRead.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => {
        most = Math.max(most, result.rows.length);
        return Promise.resolve(result);
      },
    });
    const args = { program: finance.program, table: tableNamed('sites'), at, size: ROWS_PER_MESSAGE };
    let given = 0;
    for await (const portion of readRowPortions(counted, args)) given += portion.length;
    expect(given).toBe({ 0: 0, 1: SITES }[at ?? 2] ?? SITES - 20);
    // Of a row that has changed twice since, both changes are read.
    expect(most).toBeLessThanOrEqual(ROWS_PER_MESSAGE + 20);
  });

  test('the event loop gets its turn after every portion', async () => {
    const told: string[] = [];
    const turn = (): void => {
      told.push('turn');
      timer = setImmediate(turn);
    };
    let timer = setImmediate(turn);
    const rows = { sites: Array.from({ length: SITES }, (_, row) => ({ row: `R${row}`, cells: {} })) };
    await sendSnapshot(({ kind }) => void told.push(kind), head, snapshotPortions(rows));
    clearImmediate(timer);
    const between = told.join(' ').split('rows').slice(1);
    expect(between).toHaveLength(3);
    for (const after of between) expect(after).toContain('turn');
  });

  test('others read while a download is in the middle of its snapshot', async () => {
    await inSnapshot(server.store.longRead, async (snapshot) => {
      const args = { program: finance.program, table: tableNamed('sites'), at: undefined, size: 10 };
      await readRowPortions(snapshot, args).next();
      // Through the same connection this would wait for the snapshot to end, which waits for this.
      expect((await finance.fetch('/rows?tables=sites')).status).toBe(200);
    });
  });

  test('the file holds every row of its moment, in the present or the past', async () => {
    const at = 1;
    const [now, then] = await Promise.all([finance.fetch('/workbook.xlsx'), finance.fetch(`/workbook.xlsx?at=${at}`)]);
    const count = async (response: Response): Promise<number | undefined> => {
      const reading = await parseWorkbook(new Uint8Array(await response.arrayBuffer()));
      return reading.ok ? reading.contents.tables.find(({ table }) => table === 'sites')?.rows.length : undefined;
    };
    expect([await count(now), await count(then)]).toEqual([SITES - 20, SITES]);
  });
});

describe('[FD5] work for a client that has gone', () => {
  let http: ServerType;
  let address = '';
  let arrived = 0;

  beforeAll(async () => {
    const answer = (request: Request, env: object): Response | Promise<Response> => {
      arrived++;
      return server.app.fetch(request, env);
    };
    http = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' });
    await once(http, 'listening');
    const bound = http.address();
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/api/programs/${finance.program}`;
  });
  afterAll(async () => {
    http.close();
    await once(http, 'close');
  });

  /** Jobs that never end by themselves, one per worker. */
  function endlessJobs(): { abort: () => void; done: Promise<unknown> } {
    const client = new AbortController();
    const jobs = [1, 2].map(() => renderWorkbook(() => new Promise(() => undefined), { signal: client.signal }));
    return { abort: () => client.abort(), done: Promise.allSettled(jobs) };
  }

  test('ends in the worker', async () => {
    const { abort, done } = endlessJobs();
    abort();
    const gone = { status: 'rejected', reason: expect.objectContaining({ name: 'Abandoned' }) };
    expect(await done).toEqual([gone, gone]);
    expect((await renderWorkbook((give) => give(head, []))).length).toBeGreaterThan(1000);
  });

  test('leaves the queue when its connection breaks', async () => {
    const { abort, done } = endlessJobs();
    const client = new AbortController();
    const headers = { authorization: `Bearer ${finance.person.token}` };
    const asked = fetch(`${address}/workbook.xlsx`, { headers, signal: client.signal });
    await vi.waitFor(() => expect(arrived).toBe(1));
    client.abort();
    await expect(asked).rejects.toThrow('abort');
    await vi.waitFor(() => expect(server.log.at(-1)?.fields['status']).toBe(499));
    abort();
    await done;
  });

  test('leaves the queue with its upload', async () => {
    const { abort, done } = endlessJobs();
    const client = new AbortController();
    const asked = finance.fetch('/workbook', { method: 'POST', body: 'no workbook', signal: client.signal });
    client.abort();
    expect((await asked).status).toBe(499);
    abort();
    await done;
  });
});
