import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

const MIB = 1024 * 1024;
const READERS_BYTES = 256 * 1024;
let server: TestServer;
let editor: TestClient;
let viewer: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  const program = await server.program();
  editor = await server.member(program, 'editor');
  viewer = await server.member(program, 'viewer');
});
afterAll(() => server.close());

/** A body that counts the pieces that were asked for. */
class CountedBody {
  pulled = 0;
  /** What a request takes: a streamed body must be half duplex. */
  readonly init: RequestInit & { readonly duplex: 'half' };

  constructor(pieces: Iterable<Uint8Array>) {
    const left = pieces[Symbol.iterator]();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const next = left.next();
          if (next.done === true) return controller.close();
          this.pulled++;
          controller.enqueue(next.value);
        },
      },
      { highWaterMark: 0 },
    );
    this.init = { method: 'POST', body, duplex: 'half' };
  }
}

function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

function* endless(piece: Uint8Array): Generator<Uint8Array> {
  for (;;) yield piece;
}

async function post(
  client: TestClient,
  body: CountedBody | Uint8Array | string,
  headers: Record<string, string> = {},
): Promise<[status: number, code: string, message: string]> {
  const init =
    body instanceof CountedBody
      ? body.init
      : { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body) };
  const all = { 'content-type': 'application/json', ...headers };
  const response = await client.fetch('/sync', { ...init, headers: all });
  const { error } = await response.json();
  return [response.status, error?.code ?? '', error?.message ?? ''];
}

const gzip = { 'content-encoding': 'gzip' };
const packedBrackets = gzipSync(Buffer.alloc(64 * MIB, '['));

describe('[FD4] a body is bounded before it is parsed', () => {
  test.each(['viewer', 'editor'])('64 MB of brackets in 65 KB from a %s: refused at its first pieces', async (role) => {
    expect(packedBrackets.length).toBeLessThan(66_000);
    const body = new CountedBody(piecesOf(packedBrackets, 256));
    const [status, code, message] = await post(role === 'viewer' ? viewer : editor, body, gzip);
    expect([status, code, message]).toEqual([400, 'invalid_request', 'The body is nested more than 10 deep.']);
    // Of 256 pieces; the unpacker takes 16 KiB ahead, which are 64.
    expect(body.pulled).toBeLessThan(80);
  });

  test('who may not write sends 256 KiB and no more, plain or packed, told or not', async () => {
    const empty = JSON.stringify(viewer.request({}));
    const fits = empty + ' '.repeat(READERS_BYTES - empty.length);
    expect((await post(viewer, fits))[0]).toBe(200);
    expect((await post(viewer, gzipSync(fits), gzip))[0]).toBe(200);
    const refused = [
      413,
      'too_large',
      'The request is larger than 256 KiB. You may look at this program but not change it. Ask an administrator for edit rights.',
    ];
    expect(await post(viewer, `${fits} `)).toEqual(refused);
    expect(await post(viewer, gzipSync(`${fits} `), gzip)).toEqual(refused);
    expect((await post(editor, `${fits} `))[0]).toBe(200);
  });

  test('a body that says it is too large is refused unread', async () => {
    const told = new CountedBody(endless(Buffer.alloc(1024, ' ')));
    expect((await post(viewer, told, { 'content-length': String(READERS_BYTES + 1) }))[0]).toBe(413);
    expect(told.pulled).toBe(0);
  });

  test('a body that never ends is read to the limit, packed or not', async () => {
    const plain = new CountedBody(endless(Buffer.alloc(1024, ' ')));
    expect((await post(viewer, plain))[0]).toBe(413);
    expect(plain.pulled).toBe(257);
    // Each is a whole gzip member of nothing: it unpacks to no byte at all, for ever.
    const nothing = new CountedBody(endless(Buffer.concat(Array.from({ length: 50 }, () => gzipSync('')))));
    expect((await post(viewer, nothing, gzip))[0]).toBe(413);
    expect(nothing.pulled).toBeLessThan(300);
  });

  test('nothing is read of who is not signed in, or no member', async () => {
    const stranger = await server.member(await server.program(), 'admin');
    for (const [status, token] of [
      [401, 'x'],
      [404, stranger.person.token],
    ]) {
      const body = new CountedBody(endless(Buffer.alloc(1024, ' ')));
      const response = await server.app.request(`/api/programs/${editor.program}/sync`, {
        ...body.init,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      });
      expect([response.status, body.pulled]).toEqual([status, 0]);
    }
  });

  test('a workbook of who may not write is read to 256 KiB', async () => {
    const body = new CountedBody(endless(Buffer.alloc(1024)));
    const response = await viewer.fetch('/workbook', body.init);
    expect(response.status).toBe(413);
    expect(body.pulled).toBe(257);
  });
});

test.each([
  ['__proto__', '{"protocol":1,"base":0,"syncId":"s","workbook":"w","edits":{},"__proto__":{"x":1}}'],
  ['edits.__proto__', '{"protocol":1,"base":0,"syncId":"s","workbook":"w","edits":{"__proto__":{"inserts":[]}}}'],
  [
    'edits.__proto__',
    String.raw`{"protocol":1,"base":0,"syncId":"s","workbook":"w","edits":{"\u005f_proto_\u005F":{}}}`,
  ],
  ['edits.sites.__proto__', '{"protocol":1,"base":0,"syncId":"s","workbook":"w","edits":{"sites":{"__proto__":[]}}}'],
])('[FD13] a member %s is refused like any that has no place, however it is written', async (path, body) => {
  const headers = { 'content-type': 'application/json' };
  const response = await editor.fetch('/sync', { method: 'POST', headers, body });
  expect([response.status, (await response.json()).error.details]).toEqual([400, { path }]);
});

test('[FD13] the same word in a text is a text', async () => {
  expect(await editor.sync({}, { note: 'What is "__proto__": nothing' })).toMatchObject({ committed: null });
});
