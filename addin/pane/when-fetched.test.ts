import { expect, test } from 'vitest';
import { whenFetched } from './when-fetched.ts';

test('[FB8] code that could not be fetched is fetched once the network is there again, and used once', async () => {
  const network = new EventTarget();
  const tries: boolean[] = [];
  let used = 0;
  let hasNetwork = false;
  const fetchCode = () => {
    tries.push(hasNetwork);
    return hasNetwork ? Promise.resolve('code') : Promise.reject(new Error('Failed to fetch'));
  };
  const comesBack = () => network.dispatchEvent(new Event('online'));
  whenFetched(fetchCode, () => (used += 1), network);
  await Promise.resolve();
  await Promise.resolve();
  comesBack();
  hasNetwork = true;
  await Promise.resolve();
  await Promise.resolve();
  for (const _again of [1, 2]) comesBack();
  await expect.poll(() => used).toBe(1);
  expect(tries).toEqual([false, false, true]);
});
