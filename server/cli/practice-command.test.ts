import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../storage/database.ts';
import { practiceCommand } from './practice-command.ts';
import { callCommand } from './testing/call-command.ts';

test('a workbook to practise with is written once, and replaced only when that is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sep-practice-'));
  const store = await openDatabase({ file: ':memory:' });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'practice.xlsx');
  const run = (...args: string[]) => callCommand(store, [practiceCommand], 'practice', file, ...args);
  const [said = ''] = await run();
  expect(said).toMatch(/^Wrote .*practice\.xlsx \(\d+ KB\)\. What is planted in it is on its sheet Checks\.$/);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  await expect(run()).rejects.toThrow('is there already. Add --force to replace it.');
  expect(await run('--force')).toHaveLength(1);
});
