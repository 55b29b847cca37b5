import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

const root = join(import.meta.dirname, '..', '..');
const lockfile = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional(), name: z.string().optional() })) })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

/** Versions of a package anywhere in the tree, under its own name or as another one. */
function versionsOf(name: string): string[] {
  return Object.entries(lockfile.packages).flatMap(([path, entry]) =>
    entry.version !== undefined && (entry.name ?? path.replace(/^.*node_modules\//, '')) === name
      ? [entry.version]
      : [],
  );
}

/** Older ones first. */
const byVersion = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

/** Of all advisories on Hono by November 2026, the last are mended by it: CVE-2026-47673 to 47676. */
const HONO_MENDED = '4.12.21';
/** The last with what lets a workbook change prototypes and hold the server (CVE-2023-30533, CVE-2024-22363). */
const XLSX_WRONG = '0.20.1';

describe('packages with advisories', () => {
  test('[SEC5] every Hono in the tree has all that was mended', () => {
    const versions = versionsOf('hono');
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => byVersion(version, HONO_MENDED) < 0)).toEqual([]);
  });

  test('[SEC10] no SheetJS that is known to be wrong is in the tree, under any name', () => {
    const versions = [...versionsOf('xlsx'), ...versionsOf('@e965/xlsx')];
    expect(versions.filter((version) => byVersion(version, XLSX_WRONG) <= 0)).toEqual([]);
  });

  test('[SEC5] what advisories were about is not used: tokens, caches and files are looked after by the house itself', () => {
    const used = execFileSync('git', ['grep', '-hoE', "from '@?hono/[a-z/-]+'", '--', 'server'], {
      cwd: root,
      encoding: 'utf8',
    });
    const parts = new Set([...used.matchAll(/'(.*)'/g)].map(([, part]) => part));
    const told = ['jwt', 'jwk', 'cors', 'csrf', 'cache', 'body-limit', 'basic-auth', 'ip-restriction', 'serve-static'];
    expect([...parts].filter((part) => told.some((name) => part?.endsWith(name)))).toEqual([]);
  });
});

describe('[SEC5] what the advisories told of does not happen here', () => {
  let server: TestServer;
  let finance: TestClient;
  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
    finance = await server.member(await server.program(), 'finance');
  });
  afterAll(() => server.close());

  /** A body in pieces, whose length nobody is told. */
  const chunked = (bytes: number): ReadableStream<Uint8Array> => {
    let left = bytes;
    return new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(Math.min(left, 65_536)).fill(0x20));
        left -= 65_536;
        if (left <= 0) controller.close();
      },
    });
  };

  test('a body without a length, or with a wrong one, is refused as soon as it is larger than it may be', async () => {
    const json = { 'content-type': 'application/json' };
    const limit = 256 * 1024;
    for (const headers of [json, { ...json, 'content-length': '10' }, { ...json, 'transfer-encoding': 'chunked' }]) {
      const init = { method: 'POST', headers, body: chunked(limit + 1), duplex: 'half' };
      expect((await finance.fetch('/presence', init)).status).toBe(413);
    }
  });

  test('no cookie lets anybody in, and no other origin is allowed to read', async () => {
    const { token } = finance.person;
    for (const cookie of [
      `token=${token}`,
      `Authorization=Bearer ${token}`,
      `session=${token}; __Host-session=${token}`,
    ]) {
      const headers = { cookie, origin: 'https://evil.test', 'content-type': 'text/plain' };
      const answer = await server.app.request('/api/programs', { headers });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, null]);
    }
    const preflight = await server.app.request('/api/programs', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x',
      },
    });
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('an answer for one person is never given to another by a cache: each says that it is by Authorization and not to be stored', async () => {
    for (const path of ['/programs', `/programs/${finance.program}/rows`, `/programs/${finance.program}/totals`]) {
      const { headers } = await finance.fetchApi(path, { headers: { origin: 'https://evil.test' } });
      expect([headers.get('vary')?.includes('Authorization'), headers.get('cache-control')]).toEqual([
        true,
        'no-store',
      ]);
      expect(headers.get('vary')).not.toContain('evil');
    }
  });

  test.each([
    '..%2f..%2fpackage.json',
    '..%5c..%5cpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '....//package.json',
    'package.json',
  ])('no file but those of the API’s description is given out below /api/docs (%s)', async (path) => {
    expect((await server.app.request(`/api/docs/${path}`)).status).toBe(404);
  });

  test('a token is looked up, not read: none without a signature, or of another kind, lets anybody in', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: finance.person.id, exp: 4e9 })}.`;
    for (const authorization of [
      `Bearer ${forged}`,
      `Basic ${Buffer.from(`:${forged}`).toString('base64')}`,
      'Bearer',
      'bearer null',
    ])
      expect((await server.app.request('/api/programs', { headers: { authorization } })).status).toBe(401);
  });
});
