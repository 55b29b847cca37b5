import { expect, test } from 'vitest';
import { listOperatorChanges } from './operator-changes.ts';

async function changesOf(text: string, file = 'a.tsx'): Promise<string[]> {
  const { changes } = await listOperatorChanges([{ file, text }]);
  return changes.map(({ line, original, replacement }) => `${line}: ${original} → ${replacement}`);
}

test('operators are changed, words and lists are not', async () => {
  expect(
    await changesOf("export const isSmall = (n: number): boolean => n < 3;\nexport const names = ['a', 'b'];"),
  ).toEqual(['1: n < 3 → true', '1: n < 3 → false', '1: n < 3 → n <= 3', '1: n < 3 → n >= 3']);
});

test('what stands inside JSX is markup', async () => {
  expect(await changesOf('export const View = (p: { n: number }) => <b>{p.n > 1 && <i />}</b>;')).toEqual([]);
});

test('each change comes with the whole file and with the count that tells whether its place was passed', async () => {
  const { changes, counting } = await listOperatorChanges([{ file: 'a.ts', text: 'export const sum = 1 + 2;\n' }]);
  expect(changes).toMatchObject([{ file: 'a.ts', line: 1, column: 20, changedText: 'export const sum = (1 - 2);\n' }]);
  expect(counting[0]?.text).toContain(`stryCov_9fa48("${changes[0]?.id}")`);
});
