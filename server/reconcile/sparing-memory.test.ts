import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createSparing } from './sparing-memory.ts';

const early = '--heap-growing-percent=40';
const asEver = '--heap-growing-percent=0';

test('garbage is collected early until the last work is done, whether it comes to an end or fails', async () => {
  const flags: string[] = [];
  const sparing = createSparing((flag) => flags.push(flag));
  const ends: (() => void)[] = [];
  const works = [1, 2].map((n) => sparing(() => new Promise<number>((resolve) => ends.push(() => resolve(n)))));
  ends[0]?.();
  await works[0];
  expect(flags).toEqual([early]);
  ends[1]?.();
  expect(await Promise.all(works)).toEqual([1, 2]);
  expect(flags).toEqual([early, asEver]);
  await expect(sparing(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(flags).toEqual([early, asEver, early, asEver]);
});

test('the V8 of this Node knows of it', () => {
  expect(execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })).toContain(early.split('=')[0]);
});
