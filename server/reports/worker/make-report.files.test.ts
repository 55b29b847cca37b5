import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inserts, site, workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { readColumnPortions, readColumnsAt } from '../../totals/read-narrow-rows.ts';
import { portions } from '../../workbook/worker/worker-messages.ts';
import { paperJson } from '../document/paper-json.ts';
import { printedReport } from '../document/printed-report.ts';
import type { ReportMoment } from '../document/report-moment.ts';
import type { StoredMoment } from '../document/stored-moment.ts';
import { demoMoment } from '../testing/demo-moment.ts';
import { askedDocument } from './asked-report.ts';
import { makeReport } from './make-report.ts';
import type { AskedReport } from './report-messages.ts';

/** A moment in memory, told as the database tells it. */
function asStored(moment: ReportMoment): StoredMoment {
  const { revision, asOf, stamp } = moment;
  return {
    revision,
    asOf,
    stamp,
    portions: async function* (asked, size) {
      const rows = await moment.stored(asked);
      expect(size).toBeLessThanOrEqual(250);
      yield* portions(rows);
    },
    before: async () => {
      const earlier = await moment.before();
      return earlier === null ? null : asStored(earlier);
    },
  };
}

/** The same where names come out of a presentation, with a line break that no page can hold. */
function withBreaks(moment: ReportMoment): ReportMoment {
  return {
    ...moment,
    stored: async (asked) =>
      (await moment.stored(asked)).map((row) => {
        const { name } = row.cells;
        return typeof name === 'string' ? { ...row, cells: { ...row.cells, name: `${name}\v` } } : row;
      }),
  };
}

describe('a report that a worker puts together', () => {
  const moment = withBreaks(demoMoment('mini', '2026-10-31'));

  test.each<AskedReport>([{ name: 'variance' }, { name: 'annual' }, { name: 'site', sites: null }])(
    'is the one that the same thread would: $name',
    async (asked) => {
      const { about, content } = await makeReport(asStored(moment), asked, 'pdf', undefined);
      const document = await askedDocument(moment, asked);
      expect(about.title).toBe(document.title);
      expect(content).toEqual({ kind: 'printed', json: paperJson(printedReport(document)) });
    },
  );

  test('what the plan does not have comes back as the sentence of its refusal', async () => {
    const asked = { name: 'amendment', changes: ['BC-9999'] } as const;
    await expect(makeReport(asStored(moment), asked, 'pdf', undefined)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('The plan has no change BC-9999'),
    });
  });

  test('a failure while rows are read is the failure of the report', async () => {
    const broken: StoredMoment = {
      ...asStored(moment),
      portions: () => {
        throw new Error('The disk is gone.');
      },
    };
    await expect(makeReport(broken, { name: 'variance' }, 'xlsx', undefined)).rejects.toThrow('The disk is gone.');
  });
});

describe('[FA14] a report does not hold up the server', () => {
  const SITES = 517;
  const folder = mkdtempSync(join(tmpdir(), 'sep-report-'));
  let server: TestServer;
  let admin: TestClient;
  let http: ServerType;
  let address = '';

  beforeAll(async () => {
    server = await startTestServer({ file: join(folder, 'sep.sqlite') });
    admin = await server.member(await server.program(), 'admin');
    await admin.sync(workedExample());
    const made = inserts(...Array.from({ length: SITES }, (_, index) => site(String(1000 + index))));
    await admin.sync({ sites: made.edits });
    http = serve({ fetch: server.app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(http, 'listening');
    const bound = http.address();
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  });
  afterAll(async () => {
    http.close();
    await once(http, 'close');
    await server.close();
    rmSync(folder, { recursive: true });
  });

  test('others are answered again and again while it is put together', async () => {
    const headers = { authorization: `Bearer ${admin.person.token}` };
    const done = new AbortController();
    const report = fetch(`${address}/api/programs/${admin.program}/reports/site.xlsx`, { headers }).then((answer) => {
      done.abort();
      return answer;
    });
    let answered = 0;
    while (!done.signal.aborted) {
      const rows = await fetch(`${address}/api/programs/${admin.program}/rows?tables=projects`, { headers });
      expect(rows.status).toBe(200);
      await rows.arrayBuffer();
      if (!done.signal.aborted) answered += 1;
    }
    expect((await report).status).toBe(200);
    // Put together in the server's own thread, eight came before it, those of its beginning; beside it, 143, and on a busy machine 22.
    expect(answered).toBeGreaterThan(12);
  });

  test('who goes ends it, and the next one is made', async () => {
    const client = new AbortController();
    const asked = admin.fetch('/reports/variance.xlsx', { signal: client.signal });
    client.abort();
    expect((await asked).status).toBe(499);
    expect((await admin.fetch('/reports/variance.xlsx')).status).toBe(200);
  });

  test.each([undefined, 1])('at %s its rows come in portions, each row once', async (at) => {
    const asked = { table: 'sites', columns: ['code', 'name'], at } as const;
    await inSnapshot(server.store.longRead, async (db) => {
      const sizes: number[] = [];
      const codes: string[] = [];
      for await (const rows of readColumnPortions(db, admin.program, { ...asked, size: 100 })) {
        sizes.push(rows.length);
        codes.push(...rows.map(({ cells }) => String(cells['code'])));
      }
      const whole = await readColumnsAt(db, admin.program, asked);
      expect(new Set(codes)).toEqual(new Set(whole.map(({ cells }) => cells['code'])));
      expect(codes.length).toBe(whole.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    });
  });
});
