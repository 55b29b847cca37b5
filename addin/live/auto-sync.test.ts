import { expect, test } from 'vitest';
import { autoSyncFromText, autoSyncMinutes, autoSyncText, type AutoSync } from './auto-sync.ts';

const choices: readonly AutoSync[] = [
  { kind: 'off' },
  { kind: 'whenOthersSync' },
  ...autoSyncMinutes.map((minutes) => ({ kind: 'minutes', minutes }) as const),
];

test('every choice is read back as it was kept, and no two are kept alike', () => {
  const texts = choices.map(autoSyncText);
  expect(texts).toEqual(['off', 'whenOthersSync', '5', '15', '60']);
  expect(texts.map(autoSyncFromText)).toEqual(choices);
});

test.each([null, '', 'minutes', '7', '-5', '5.0'])(
  'what was never kept (%s) is off: nothing is sent that nobody asked for',
  (text) => {
    expect(autoSyncFromText(text)).toEqual({ kind: 'off' });
  },
);
