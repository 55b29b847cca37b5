import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { equalChanges } from './equal-changes.ts';

test('each change that comes to the same begins on a line that is there, and has a reason', () => {
  const gone = equalChanges.filter(({ file, code }) => {
    const lines = readFileSync(`shared/plan/${file}`, 'utf8').split('\n');
    return !lines.some((line) => line.trim() === code);
  });
  expect(gone.map(({ file, code }) => `${file}: ${code}`)).toEqual([]);
  for (const { become, why } of equalChanges) expect([become.length > 0, why.endsWith('.')]).toEqual([true, true]);
});
