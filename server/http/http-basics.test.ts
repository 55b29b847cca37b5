import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { nameAndLog, packAnswers, secureAnswers } from './http-basics.ts';
import type { AppEnv } from './route-context.ts';

/** An answer of this many bytes of JSON; the quotation marks are two of them. */
const jsonOf = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));

async function packed(accepts: string | undefined, bytes: number, headers: Record<string, string> = {}) {
  const app = new Hono<AppEnv>();
  app.use(packAnswers());
  const type = { 'content-type': 'application/json', 'content-length': String(bytes), ...headers };
  app.get('/', (c) => c.body(jsonOf(bytes), 201, type));
  const response = await app.request('/', accepts === undefined ? {} : { headers: { 'accept-encoding': accepts } });
  const body = Buffer.from(await response.arrayBuffer());
  const { status, headers: sent } = response;
  return {
    status,
    encoding: sent.get('content-encoding'),
    vary: sent.get('vary'),
    length: sent.get('content-length'),
    body,
  };
}

describe('JSON answers are packed', () => {
  test.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br', 'br'],
    ['GZIP;q=0.5, deflate', 'gzip'],
    ['gzip; q=0.001', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.00 , gzip ;q=1', 'gzip'],
    ['br;q=0, gzip;q=0.0', null],
    ['brotli, xgzip', null],
    ['', null],
    [undefined, null],
  ])('for who accepts %j, as %s', async (accepts, encoding) => {
    const answer = await packed(accepts, 5_000);
    expect(answer).toMatchObject({ status: 201, encoding, vary: 'Accept-Encoding' });
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[String(encoding)] ?? ((bytes: Buffer) => bytes);
    expect(unpack(answer.body).toString()).toBe(jsonOf(5_000));
    if (encoding !== null) expect(answer.body.length).toBeLessThan(200);
  });

  test('from 1,024 bytes on, and never with the length of what was packed', async () => {
    expect(await packed('br', 1_023)).toMatchObject({ encoding: null, length: null, body: Buffer.from(jsonOf(1_023)) });
    expect(await packed('br', 1_024)).toMatchObject({ encoding: 'br', length: null });
  });

  test('but not what is packed already, and nothing that is not JSON', async () => {
    const zipped = await packed('br', 5_000, { 'content-encoding': 'gzip' });
    expect(zipped).toMatchObject({ encoding: 'gzip', vary: null, body: Buffer.from(jsonOf(5_000)) });
    for (const type of ['text/event-stream', 'text/plain; of=application/json']) {
      expect(await packed('br', 5_000, { 'content-type': type })).toMatchObject({ encoding: null, vary: null });
    }
    expect(await packed('br', 5_000, { 'content-type': 'application/json; charset=UTF-8' })).toMatchObject({
      encoding: 'br',
    });
  });
});

describe('every answer', () => {
  const app = new Hono<AppEnv>();
  app.use(secureAnswers({}));
  app.get('/data', (c) => c.text('x'));
  app.get('/page', (c) =>
    c.text('x', 200, { 'Content-Security-Policy': 'own', 'Cache-Control': 'max-age=9', Vary: 'A' }),
  );

  test('may not be framed, run, sniffed or kept, unless its route says otherwise', async () => {
    const data = (await app.request('/data')).headers;
    const names = ['x-content-type-options', 'referrer-policy', 'vary', 'content-security-policy', 'cache-control'];
    expect(names.map((name) => data.get(name))).toEqual([
      'nosniff',
      'no-referrer',
      'Authorization',
      "default-src 'none'; frame-ancestors 'none'",
      'no-store',
    ]);
    const page = (await app.request('/page')).headers;
    expect(names.map((name) => page.get(name))).toEqual([
      'nosniff',
      'no-referrer',
      'A, Authorization',
      'own',
      'max-age=9',
    ]);
  });
});

test('a request is named by its random bytes, and logged once without what was asked in it', async () => {
  const lines: Record<string, unknown>[] = [];
  const app = new Hono<AppEnv>();
  const log = (level: string, message: string, fields: Readonly<Record<string, unknown>>) =>
    void lines.push({ level, message, ...fields });
  const ask = { log, randomBytes: (count: number) => new Uint8Array(count).fill(255) };
  app.use(nameAndLog(ask));
  app.get('/plan', (c) => c.text(c.get('requestId'), 203));
  const response = await app.request('/plan?secret=1');
  const requestId = '_'.repeat(12);
  expect([response.headers.get('x-request-id'), await response.text()]).toEqual([requestId, requestId]);
  expect(lines).toEqual([
    {
      level: 'debug',
      message: 'Request answered.',
      requestId,
      method: 'GET',
      path: '/plan',
      status: 203,
      durationMs: expect.any(Number),
    },
  ]);
  const took = Number(lines[0]?.['durationMs']);
  expect(took >= 0 && took < 60_000 && Number.isInteger(took)).toBe(true);
});
