import { expect, test } from 'vitest';
import type { Asks } from '../asks.ts';
import { shareCalls } from './roll-up-calls.ts';

test('[RUP2] what is published is what was shown, whatever has come into the plan meanwhile', async () => {
  const sent: unknown[] = [];
  let revision = 7;
  const none = () => Promise.reject(new Error('It is not asked for.'));
  const asks: Asks = {
    ask: none,
    get: (schema) => Promise.resolve({ ok: true, value: schema.parse({ revision, asOf: '2026-11-23', cuts: [] }) }),
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
  await calls.publish('state', now);
  await calls.publish('state', { asOf: null, baseline: 'B3' });
  expect(sent).toEqual([{ at: 7, asOf: '2026-11-23' }, { baseline: 'B3' }]);
});
