import { expect, test } from 'vitest';
import { listOperatorChanges, plantChanges } from './operator-changes.ts';

async function changesOf(text: string, file = 'a.tsx'): Promise<string[]> {
  const changes = await listOperatorChanges([{ file, text }]);
  return changes.map(({ line, original, replacement }) => `${line}: ${original} → ${replacement}`);
}

test('operators are changed; words, lists, calls and blocks are not', async () => {
  expect(
    await changesOf("export const isSmall = (n: number): boolean => n < 3;\nexport const names = ['a', 'b'];"),
  ).toEqual(['1: n < 3 → true', '1: n < 3 → false', '1: n < 3 → n <= 3', '1: n < 3 → n >= 3']);
  expect(
    await changesOf('export function say(words: string) { switch (words) { case "a": return words.trim(); } }'),
  ).toEqual([]);
});

test('what stands inside JSX is markup', async () => {
  expect(await changesOf('export const View = (p: { n: number }) => <b>{p.n > 1 && <i />}</b>;')).toEqual([]);
});

test('a planted change sleeps behind its switch, which counts that its place was passed', async () => {
  const sources = [
    { file: 'a.ts', text: 'export const sum = 1 + 2;\nexport const product = 3 * 4;\n' },
    { file: 'b.ts', text: 'export const untouched = 5 - 6;\n' },
  ];
  const changes = await listOperatorChanges(sources);
  expect(changes.map(({ replacement }) => replacement)).toEqual(['1 - 2', '3 / 4', '5 + 6']);
  const { planted, files } = await plantChanges(changes.slice(1, 2), sources);
  expect(planted).toMatchObject([{ file: 'a.ts', line: 2, column: 24, original: '3 * 4' }]);
  expect(files.map(({ file }) => file)).toEqual(['a.ts']);
  const id = planted[0]?.id;
  expect(files[0]?.text).toContain('export const sum = 1 + 2;');
  expect(files[0]?.text).toContain(`stryMutAct_9fa48("${id}") ? 3 / 4 : (stryCov_9fa48("${id}"), 3 * 4)`);
});
