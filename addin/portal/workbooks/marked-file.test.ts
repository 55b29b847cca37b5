import { expect, test } from 'vitest';
import { markedFile } from './marked-file.ts';

const file = { name: 'Plan.XLSX', content: new Blob([Uint8Array.of(1, 2)]) };

test('[FB8] a marked copy whose code cannot be fetched is told as being offline, and is made on a second try', async () => {
  let hasNetwork = false;
  const fetchCode = () =>
    hasNetwork
      ? Promise.resolve({ markedCopy: (bytes: Uint8Array) => bytes })
      : Promise.reject(new Error('Failed to fetch dynamically imported module'));
  expect(await markedFile(file, [], fetchCode)).toEqual({ ok: false, problem: { kind: 'offline' } });
  hasNetwork = true;
  const made = await markedFile(file, [], fetchCode);
  if (!made.ok) throw new Error('It was not made.');
  expect(made.value.name).toBe('Plan – marked.xlsx');
  expect(await made.value.content.arrayBuffer()).toEqual(Uint8Array.of(1, 2).buffer);
});
