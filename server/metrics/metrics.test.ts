import { expect, test } from 'vitest';
import { inserts, site, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer } from '../../test/contracts/test-server.ts';
import { openDatabase } from '../storage/database.ts';
import { wordPlaces } from '../word/render-word.ts';
import { createMetrics } from './metrics.ts';
import { answerMetrics, type MetricsAccess } from './metrics-page.ts';

test('requests are counted by route and status, syncs by what became of them, and nobody and no amount is named', async () => {
  const store = await openDatabase({});
  const metrics = createMetrics(store);
  const server = await startTestServer({ file: ':memory:' }, { metrics });
  const client = await server.member(await server.program(), 'finance');
  const { ids, edits } = inserts(site('0417', { name: 'Secret School' }));
  await client.sync({ sites: edits });
  await client.sync({}, { base: 1 });
  await client.sync({ sites: update(ids[0] ?? '', { code: 'not a code' }) }, { base: 1 });
  await client.fetch('/rows?at=9');
  await client.fetchApi('/no/such/path');
  const text = await metrics.text();
  const told = (line: RegExp): unknown => line.exec(text)?.[1];
  expect(
    told(/sep_request_seconds_count\{method="POST",route="\/api\/programs\/:program\/sync",status="200"\} (\d+)/),
  ).toBe('3');
  expect(
    told(/sep_request_seconds_count\{method="GET",route="\/api\/programs\/:program\/rows",status="409"\} (\d+)/),
  ).toBe('1');
  expect(told(/route="none",status="404"\} (\d+)/)).toBe('1');
  expect(told(/sep_sync_seconds_count\{outcome="committed"\} (\d+)/)).toBe('1');
  expect(told(/sep_sync_seconds_count\{outcome="pull"\} (\d+)/)).toBe('1');
  expect(told(/sep_synced_cells_total\{outcome="refused"\} (\d+)/)).toBe('1');
  expect([told(/sep_syncs_underway (\d+)/), told(/sep_open_streams (\d+)/)]).toEqual(['0', '0']);
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  for (const name of ['Secret School', '0417', client.program, client.person.name, client.person.id])
    expect(text).not.toContain(name);
  await server.close();
  await store.close();
});

test('jobs for worker threads are counted while they run and while they wait', async () => {
  const store = await openDatabase({});
  const metrics = createMetrics(store);
  const told = async () => {
    const text = await metrics.text();
    return ['running', 'waiting'].map(
      (state) => new RegExp(`sep_jobs\\{kind="word",state="${state}"\\} (\\d+)`).exec(text)?.[1],
    );
  };
  expect(await told()).toEqual(['0', '0']);
  const giveBack = await wordPlaces.take({});
  const next = wordPlaces.take({});
  expect(await told()).toEqual(['1', '1']);
  giveBack();
  (await next)();
  expect(await told()).toEqual(['0', '0']);
  await store.close();
});

test('the figures are for who has the token, or without one for this machine alone and not for who asks through a proxy on it', async () => {
  const store = await openDatabase({});
  const metrics = createMetrics(store);
  const statusAt = async (url: string, access: MetricsAccess, address: string | undefined, headers = {}) =>
    (await answerMetrics(metrics, access, { request: new Request(`${url}/metrics`, { headers }), address })).status;
  const statusFor = (token: string | null, address: string | undefined, headers: Record<string, string> = {}) =>
    statusAt('http://127.0.0.1:3000', { token, isBehindProxy: false }, address, headers);
  const token = 'a-token-of-the-monitoring';
  const bearer = { authorization: `Bearer ${token}` };
  expect(await statusFor(token, '10.0.0.7', bearer)).toBe(200);
  expect(await statusFor(token, '127.0.0.1')).toBe(404);
  expect(await statusFor(token, '10.0.0.7', { authorization: `Bearer ${token}x` })).toBe(404);
  for (const here of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    expect(await statusFor(null, here)).toBe(200);
  for (const there of ['10.0.0.7', '::ffff:10.0.0.7', undefined])
    expect([there, await statusFor(null, there)]).toEqual([there, 404]);
  expect(await statusFor(null, '127.0.0.1', { 'x-forwarded-for': '203.0.113.7' })).toBe(404);
  // A proxy of this machine that says nothing of whom it asks for, by the name that it was asked by or by its own.
  expect(await statusAt('http://sep.example.org', { token: null, isBehindProxy: false }, '127.0.0.1')).toBe(404);
  expect(await statusAt('http://127.0.0.1:3000', { token: null, isBehindProxy: true }, '127.0.0.1')).toBe(404);
  expect(await statusAt('http://sep.example.org', { token, isBehindProxy: true }, '127.0.0.1', bearer)).toBe(200);
  await store.close();
});
