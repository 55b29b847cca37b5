import { expect, test } from 'vitest';
import { explainEqual, needlessEntries } from './equal-changes.ts';
import { plantEveryChange } from './every-change.ts';
import { describePlan, shareNoticed } from './plan-report.ts';
import { readLines, type Verdict } from './replays.ts';

const text = `export const isSmall = (n: number): boolean => n < 3;\nexport const names = ['a', 'b'];\n`;
const file = 'shared/plan/small/is-small.ts';

async function played(verdicts: Readonly<Record<string, Verdict>>) {
  const { planted } = await plantEveryChange([{ file, text }]);
  return planted.map((change) => ({ change, verdict: verdicts[change.replacement] ?? 'noticed', by: null }));
}

test('every change that Stryker knows is planted behind a switch, texts apart', async () => {
  const { planted, files } = await plantEveryChange([{ file, text }]);
  expect(planted.map(({ line, replacement }) => [line, replacement])).toEqual([
    [1, '() => undefined'],
    [1, 'true'],
    [1, 'false'],
    [1, 'n <= 3'],
    [1, 'n >= 3'],
    [2, '[]'],
  ]);
  for (const { id } of planted) expect(files[0]?.text).toContain(`stryMutAct_9fa48("${id}")`);
});

test('what nobody noticed is named, what comes to the same or is decided at load is counted apart', async () => {
  const all = await played({ true: 'unnoticed', 'n <= 3': 'reached by no test', '[]': 'at load', false: 'looping' });
  const entry = {
    file: 'small/is-small.ts',
    code: 'export const isSmall = (n: number): boolean => n < 3;',
    become: ['n <= 3'],
    why: 'There is no 3.',
  };
  const judged = explainEqual(all, [entry]);
  expect(shareNoticed(judged)).toBe(3 / 4);
  expect(describePlan(judged).split('\n')).toEqual([
    'shared/plan/small/is-small.ts:1:48 ConditionalExpression  n < 3 → true',
    '',
    'shared/plan/small             75.0 %  3 of 4 noticed; 1 come to the same, 1 at load',
    'all                           75.0 %  3 of 4 noticed; 1 come to the same, 1 at load',
  ]);
  expect(needlessEntries(judged, [entry])).toEqual([]);
  expect(needlessEntries(explainEqual(await played({}), [entry]), [entry])).toEqual([entry]);
});

test('the journal of a process that was ended is read as far as it was written', () => {
  expect(readLines('{"pid":7}\n{"change":"3","verdict":"noticed","by":null}\n{"change":"4","ver')).toEqual([
    { pid: 7 },
    { change: '3', verdict: 'noticed', by: null },
  ]);
});
