import { expect, test } from 'vitest';
import { fileCode } from './file-code.ts';

test('[FB8] code that cannot be fetched is told in words of the person’s, and tried anew', async () => {
  let hasNetwork = false;
  const save = fileCode(
    () =>
      hasNetwork ? Promise.resolve('code') : Promise.reject(new Error('Failed to fetch dynamically imported module')),
    'What saves files',
  );
  save.fetchAhead();
  await expect(save.get()).rejects.toThrow(
    'What saves files couldn’t be loaded. Check your connection and try again; the workbook stays as it is.',
  );
  hasNetwork = true;
  expect(await save.get()).toBe('code');
});
