import { expect, test } from 'vitest';
import type { Asks } from '../asks.ts';
import { shareCalls } from './roll-up-calls.ts';

const published = {
  revision: 6,
  asOf: '2026-10-31',
  planYear: '2026-27',
  yearBegins: 7,
  baseline: null,
  publishedAt: '2026-11-03T16:20:00.000Z',
  receipt: '6-7KQ2-M9XD-04TR-B6HV',
  digest: 'd6',
};

test('[RUP2] what is published is what was shown, whatever has come into the plan meanwhile', async () => {
  const sent: unknown[] = [];
  let revision = 7;
  const none = () => Promise.reject(new Error('It is not asked for.'));
  const asks: Asks = {
    ask: none,
    get: (schema) =>
      Promise.resolve({
        ok: true,
        value: schema.parse({ revision, hash: `h${revision}`, asOf: '2026-11-23', cuts: [] }),
      }),
    send: (_method, schema, _path, body) => {
      sent.push(body);
      return Promise.resolve({ ok: true, value: schema.parse({ shares: [], mayPublish: true }) });
    },
    getFile: none,
    postFile: none,
  };
  const calls = shareCalls(asks, 'elm');
  const now = { asOf: null, baseline: null };
  await calls.toPublish(now);
  revision = 8;
  await calls.publish({ rollUp: 'state', published: null }, now);
  await calls.publish({ rollUp: 'state', published }, { asOf: null, baseline: 'B3' });
  expect(sent).toEqual([
    { seen: null, at: 7, hash: 'h7', asOf: '2026-11-23' },
    { seen: published.digest, baseline: 'B3' },
  ]);
});
