import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { AppEnv } from './route-context.ts';
import { nameSource } from './source-address.ts';

/** Source and network of a request that comes over a connection from `remote`. */
async function sourceOf(remote: string, forwardedFor: string | null, trusted: readonly string[]): Promise<string> {
  const app = new Hono<AppEnv>();
  app.use(nameSource(trusted));
  app.get('/', (c) => c.text(c.get('source')));
  const headers = forwardedFor === null ? {} : { 'x-forwarded-for': forwardedFor };
  const reply = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: remote } } });
  return reply.text();
}

describe('a request comes from', () => {
  test('the other end of the connection, whatever it says, where it is no trusted proxy', async () => {
    expect(await sourceOf('203.0.113.9', '198.51.100.1', [])).toBe('203.0.113.9');
    expect(await sourceOf('203.0.113.9', '198.51.100.1', ['10.0.0.0/8'])).toBe('203.0.113.9');
    expect(await sourceOf('::ffff:203.0.113.9', null, [])).toBe('203.0.113.9');
  });

  test.each([
    ['one proxy', '10.0.0.7', '198.51.100.1', '198.51.100.1'],
    ['two proxies', '10.0.0.7', '198.51.100.1, 10.0.0.8', '198.51.100.1'],
    [
      'a proxy, with addresses that were made up before it',
      '10.0.0.7',
      '1.1.1.1, 10.0.0.9, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a proxy that says nothing', '10.0.0.7', null, '10.0.0.7'],
    ['a proxy that says what is no address', '10.0.0.7', 'unknown', '10.0.0.7'],
    ['a proxy that names a port', '10.0.0.7', '198.51.100.1:4711', '198.51.100.1'],
    ['a proxy over IPv6', '10.0.0.7', '[2001:db8::1]:4711', '2001:db8::1'],
    ['a proxy whose address is written as IPv6', '::ffff:10.0.0.7', '198.51.100.1', '198.51.100.1'],
  ])('whom %s names', async (_, remote, said, source) => {
    expect(await sourceOf(remote, said, ['10.0.0.0/8'])).toBe(source);
  });

  test('nowhere where there is no connection', async () => {
    const app = new Hono<AppEnv>();
    app.use(nameSource(['127.0.0.1']));
    app.get('/', (c) => c.text(`"${c.get('source')}"`));
    expect(await (await app.request('/', { headers: { 'x-forwarded-for': '1.2.3.4' } })).text()).toBe('""');
  });
});
