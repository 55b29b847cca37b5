import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { documentOf } from './document-reply.ts';

function worker(code: string): Worker {
  return new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
}

test('a document that takes more memory than there is says so, and what to ask for instead', async () => {
  const tooMuch = worker('const kept = []; for (;;) kept.push(new Array(10_000).fill(kept));');
  await expect(documentOf(tooMuch, undefined)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('ask for less at once'),
  });
});

test('what is wrong in our own code is no lack of memory', async () => {
  await expect(documentOf(worker('throw new TypeError("ours")'), undefined)).rejects.toThrow('ours');
});
