import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createPasswordThreads } from './password-threads.ts';

const KEPT = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

describe('[FD6] passwords are hashed in threads of their own', () => {
  test('so that packing an answer does not wait behind those that have come before it', async () => {
    const threads = createPasswordThreads();
    const ended: string[] = [];
    const sign = async (network: string) => {
      await threads.isPassword('wrong', KEPT, { network });
      ended.push('password');
    };
    const flood = Array.from({ length: 10 }, (_, each) => sign(`198.51.100.${each}`));
    await promisify(brotliCompress)(Buffer.from('plan '.repeat(1000)));
    ended.push('packed');
    await Promise.all(flood);
    // Two may have been begun and ended meanwhile, on a busy machine; the queue is not waited for.
    expect(ended.indexOf('packed')).toBeLessThan(5);
  });

  test('one after another for one network, while others pass by', async () => {
    const threads = createPasswordThreads();
    const ended: string[] = [];
    const sign = async (network: string) => {
      await threads.isPassword('wrong', KEPT, { network });
      ended.push(network);
    };
    const all = [...Array.from({ length: 5 }, () => sign('crowd')), sign('colleague')];
    await Promise.all(all);
    expect(ended.indexOf('colleague')).toBeLessThan(4);
  });

  test('with a bounded queue: who comes when it is full is told when to come again', async () => {
    const threads = createPasswordThreads();
    const crowd = Array.from({ length: 62 }, () => {
      const client = new AbortController();
      const done = threads.isPassword('wrong', KEPT, { network: 'crowd', signal: client.signal });
      return {
        client,
        done: done.then(
          () => 'looked at',
          (error: Error) => error.name,
        ),
      };
    });
    await expect(threads.isPassword('wrong', KEPT, { network: 'crowd' })).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterSeconds: 20 },
    });
    // Who has gone is not worked for.
    for (const { client } of crowd) client.abort();
    const ends = await Promise.all(crowd.map(({ done }) => done));
    expect(ends.filter((end) => end === 'Abandoned').length).toBeGreaterThanOrEqual(60);
  });

  test('and tells the right one from others, at whatever cost it is kept', async () => {
    const threads = createPasswordThreads();
    const kept = await threads.hash('Café au lait', { network: '' });
    expect(kept).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(await threads.isPassword('Cafe\u0301 au lait', kept, { network: '' })).toBe(true);
    expect(await threads.isPassword('Cafe au lait', kept, { network: '' })).toBe(false);
    await expect(threads.isPassword('x', 'scrypt$3$8$3$AAAA$AAAA', { network: '' })).rejects.toThrow(
      'could not be hashed',
    );
    expect(await threads.isPassword('Café au lait', kept, { network: '' })).toBe(true);
  });
});
