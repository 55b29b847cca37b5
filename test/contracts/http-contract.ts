import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../shared/tables/cell.ts';
import { inserts, site, update } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

export function httpContract(server: () => TestServer): void {
  describe('HTTP', () => {
    const member = async (): Promise<TestClient> => server().member(await server().program(), 'admin');
    const errorOf = async (response: Response) => {
      const { error } = await response.json();
      return [response.status, error.code, error.details?.path];
    };

    test('health tells the version and the database, without signing in', async () => {
      const response = await server().app.request('/api/health');
      expect(await response.json()).toEqual({ status: 'ok', version: '0.0.0-test', database: server().store.dialect });
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/);
    });

    test('[FD13] no browser keeps rows on its disk; who has them and says so gets none', async () => {
      const a = await member();
      const { receipt } = await a.sync({ sites: inserts(site('0417')).edits });
      const path = `/rows?at=1&hash=${receipt.hash}&tables=sites`;
      const at = await a.fetch(path);
      expect(at.headers.get('cache-control')).toBe('no-store');
      expect(at.headers.get('vary')).toContain('Authorization');
      const etag = at.headers.get('etag') ?? '';
      const again = await a.fetch(path, { headers: { 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const head = await a.fetch('/rows?tables=sites');
      expect(head.headers.get('cache-control')).toBe('no-store');
      await a.sync({ sites: inserts(site('0418')).edits }, { base: 1 });
      const moved = await a.fetch('/rows?tables=sites', {
        headers: { 'if-none-match': head.headers.get('etag') ?? '' },
      });
      expect(moved.status).toBe(200);
    });

    test('answers are packed as the caller likes', async () => {
      const a = await member();
      await a.sync({ sites: inserts(...Array.from({ length: 30 }, (_, index) => site(String(1000 + index)))).edits });
      const plain = Buffer.from(await (await a.fetch('/rows?at=1')).arrayBuffer());
      const take = async (encoding: string) => {
        const response = await a.fetch('/rows?at=1', { headers: { 'accept-encoding': encoding } });
        return { as: response.headers.get('content-encoding'), bytes: Buffer.from(await response.arrayBuffer()) };
      };
      const brotli = await take('gzip, deflate, br');
      expect([brotli.as, brotliDecompressSync(brotli.bytes).equals(plain)]).toEqual(['br', true]);
      const gzip = await take('gzip, br;q=0');
      expect([gzip.as, gunzipSync(gzip.bytes).equals(plain)]).toEqual(['gzip', true]);
      expect((await take('zstd')).as).toBeNull();
    });

    test('a request may be packed with gzip; a bomb, rubbish and an endless body are refused', async () => {
      const a = await member();
      const post = (body: BodyInit, headers: Record<string, string> = {}) =>
        a.fetch('/sync', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
          ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
        });
      const packed = gzipSync(JSON.stringify(a.request({ sites: inserts(site('0417')).edits })));
      expect((await post(new Uint8Array(packed), { 'content-encoding': 'gzip' })).status).toBe(200);
      const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20));
      expect(bomb.length).toBeLessThan(100_000);
      const tooLarge = await post(new Uint8Array(bomb), { 'content-encoding': 'gzip' });
      expect(await errorOf(tooLarge)).toEqual([413, 'too_large', undefined]);
      const rubbish = await post('no gzip', { 'content-encoding': 'gzip' });
      expect(await errorOf(rubbish)).toEqual([400, 'invalid_request', '']);
      expect((await post('{}', { 'content-encoding': 'zstd' })).status).toBe(400);
      let sent = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 1024 * 1024;
          controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
        },
      });
      expect((await post(endless)).status).toBe(413);
      expect(sent).toBeLessThan(80 * 1024 * 1024);
    });

    test('new rows in columns are what the same rows one by one are', async () => {
      const [plain, inColumns] = [await member(), await member()];
      const added = inserts(...Array.from({ length: 3 }, (_, index) => site(String(1000 + index))));
      const columns = Object.keys(added.edits.inserts?.[0]?.cells ?? {});
      const rows = (added.edits.inserts ?? []).map(({ row, cells }): [string, ...Cell[]] => [
        row,
        ...columns.map((name) => cells[name] ?? null),
      ]);
      await plain.sync({ sites: added.edits });
      expect(await inColumns.sync({ sites: { insertRows: { columns, rows } } })).toMatchObject({ committed: 1 });
      const rowsOf = async (client: TestClient) => (await (await client.fetch('/rows?at=1')).json()).tables;
      expect(await rowsOf(inColumns)).toEqual(await rowsOf(plain));
      const wrong = [['R0A1B2C3D4E5F6G7', { deep: true }]];
      const refused = await inColumns.fetch('/sync', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...inColumns.request({}),
          edits: { sites: { insertRows: { columns: ['code'], rows: wrong } } },
        }),
      });
      expect(await errorOf(refused)).toEqual([400, 'invalid_request', 'edits.sites.insertRows.rows.0']);
    });

    test('a wrong request is 400 with the path of its first wrong field, and nothing of it is stored', async () => {
      const a = await member();
      const good = { row: newRow(), cells: site('0417') };
      const wrong: [string, unknown][] = [
        ['protocol', { ...a.request({}), protocol: 'x' }],
        ['base', { ...a.request({}), base: -1 }],
        ['edits.planets', { ...a.request({}), edits: { planets: {} } }],
        ['edits.sites.updates.0.row', { ...a.request({}), edits: { sites: { updates: [{ row: '417', cells: {} }] } } }],
        [
          'edits.sites.inserts.1.cells.colour',
          { ...a.request({}), edits: { sites: { inserts: [good, { row: newRow(), cells: { colour: 'red' } }] } } },
        ],
        [
          'edits.sites.inserts.0.cells.__proto__',
          JSON.parse(
            `{"protocol":1,"base":0,"syncId":"s","workbook":"w","edits":{"sites":{"inserts":[{"row":"${newRow()}","cells":{"__proto__":"x"}}]}}}`,
          ),
        ],
        [
          'edits.sites.inserts.0.cells.name',
          { ...a.request({}), edits: { sites: { inserts: [{ ...good, cells: { ...good.cells, name: { a: 1 } } }] } } },
        ],
        [
          'edits.budgetLines.inserts.0.cells.current',
          { ...a.request({}), edits: { budgetLines: { inserts: [{ row: newRow(), cells: { current: 1 } }] } } },
        ],
        ['edits.sites.inserts.1.row', { ...a.request({}), edits: { sites: { inserts: [good, good] } } }],
        [
          'edits.sites.deletes.0.row',
          { ...a.request({}), edits: { sites: { inserts: [good], deletes: [{ row: good.row }] } } },
        ],
      ];
      for (const [path, body] of wrong) {
        expect([path, ...(await errorOf(await a.post(body)))]).toEqual([path, 400, 'invalid_request', path]);
      }
      expect((await a.post({ ...a.request({}), hacker: true })).status).toBe(400);
      const text = await a.fetch('/sync', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"a":',
      });
      expect(await errorOf(text)).toEqual([400, 'invalid_request', '']);
      expect((await a.fetch('/sync', { method: 'POST', body: 'x' })).status).toBe(400);
      expect(await a.sync({})).toMatchObject({ revision: 0 });
    });

    test('an unknown revision is 409, an unknown protocol 400, an unknown path 404', async () => {
      const a = await member();
      expect(await errorOf(await a.post(a.request({}, { base: 1 })))).toEqual([409, 'revision_unknown', undefined]);
      const { ids, edits } = inserts(site('0417'));
      await a.sync({ sites: edits });
      const future = a.request({ sites: update(ids[0] ?? '', { name: 'x' }, { name: 7 }) }, { base: 1 });
      expect(await errorOf(await a.post(future))).toEqual([409, 'revision_unknown', undefined]);
      expect(await errorOf(await a.post(a.request({}, { protocol: 99 })))).toEqual([
        400,
        'protocol_unsupported',
        undefined,
      ]);
      expect(await errorOf(await a.fetch('/rows?at=9'))).toEqual([409, 'revision_unknown', undefined]);
      expect(await errorOf(await a.fetch('/rows?at=x'))).toEqual([400, 'invalid_request', 'at']);
      expect(await errorOf(await a.fetch('/rows?tables=planets'))).toEqual([400, 'invalid_request', 'tables']);
      expect(await errorOf(await a.fetch('/compare?from=0&to=9'))).toEqual([409, 'revision_unknown', undefined]);
      expect(await errorOf(await a.fetch('/no-such-thing'))).toEqual([404, 'not_found', undefined]);
      expect(await errorOf(await server().app.request('/api/no-such-thing'))).toEqual([404, 'not_found', undefined]);
    });

    test('the schema tells every column with kind, label and list', async () => {
      const { tables } = await (await (await member()).fetch('/schema')).json();
      expect(tables).toHaveLength(24);
      const [sites] = tables;
      expect(sites).toMatchObject({ name: 'sites', excelName: 'SEP_Sites', key: ['code'], editors: 'editor' });
      expect(sites.columns[6]).toMatchObject({ name: 'type', kind: 'list', required: true, computed: false });
      expect(sites.columns[6].values).toContain('Elementary');
    });

    test('every route is described, and the description is a page of its own without foreign scripts', async () => {
      const { app } = server();
      const document = await (await app.request('/api/openapi.json')).json();
      expect(document.openapi).toBe('3.1.0');
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining(
          [
            'health',
            'sign-in',
            'sign-out',
            'device-sign-in',
            'device-sign-in/poll',
            'device-sign-in/look',
            'device-sign-in/answer',
            'practice.xlsx',
            'programs',
            ...programPaths.map((path) => `programs/{program}/${path}`),
          ].map((path) => `/api/${path}`),
        ),
      );
      expect(Object.keys(document.components.schemas)).toEqual(
        expect.arrayContaining(['SyncRequest', 'SyncReply', 'Error']),
      );
      const page = await app.request('/api/docs');
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(await page.text()).not.toMatch(/https?:\/\//);
      for (const asset of ['swagger-ui-bundle.js', 'swagger-ui.css', 'start.js']) {
        expect([asset, (await app.request(`/api/docs/${asset}`)).status]).toEqual([asset, 200]);
      }
      expect((await app.request('/api/docs/package.json')).status).toBe(404);
    });

    test('every pane of the program hears of a new revision, and only of that program', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'viewer');
      const other = await server().member(await server().program(), 'admin');
      const response = await b.fetch('/events');
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let heard = '';
      while (!heard.includes('listening')) heard += (await reader?.read())?.value ?? '';
      await other.sync({ sites: inserts(site('0417')).edits });
      await a.sync({ sites: inserts(site('0417')).edits });
      while (!heard.includes('data:')) heard += (await reader?.read())?.value ?? '';
      await reader?.cancel();
      expect(heard.slice(heard.indexOf('event:'))).toBe(
        `event: revision\ndata: ${JSON.stringify({ revision: 1, by: a.person.name, tables: ['sites'], count: 11 })}\nid: 1\n\n`,
      );
    });

    test('[SEC21] the log and the errors hold no cell text, no amount and no token', async () => {
      const a = await member();
      const canary = 'canary-7f3a';
      const { ids, edits } = inserts(site('0417', { name: canary }));
      await a.sync({ sites: edits });
      await a.sync({ sites: update(ids[0] ?? '', { zip: canary, enrollment: 31415926 }) }, { base: 1 });
      await a.fetch(`/history?by=${canary}`);
      await a.post({ ...a.request({}), note: 7, workbook: canary });
      const log = JSON.stringify(server().log);
      expect(server().log.length).toBeGreaterThan(3);
      for (const secret of [canary, '31415926', a.person.token]) expect(log).not.toContain(secret);
    });
  });
}

const programPaths = [
  'schema',
  'rows',
  'sync',
  'history',
  'conflicts',
  'compare',
  'verify',
  'events',
  'presence',
  'revisions/{revision}/revert',
  'imports',
  'imports/exceptions.xlsx',
  'access-tokens',
  'access-tokens/{id}',
];
