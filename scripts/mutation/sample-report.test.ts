import { expect, test } from 'vitest';
import { createRandom } from '../../test/histories/random.ts';
import { drawSome } from './draw-some.ts';
import { describeSample, describeTried, shareCaught } from './sample-report.ts';
import type { TriedChange } from './try-change.ts';

const nowhere = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };

function tried(verdict: TriedChange['verdict'], file = 'server/totals/fold.ts', by: string | null = null): TriedChange {
  const change = { id: '1', file, line: 3, column: 5, kind: 'EqualityOperator', range: nowhere };
  return { change: { ...change, original: 'a <\n  b', replacement: 'a <= b' }, verdict, by, cpuSeconds: 20 };
}

test('a change that a test noticed is caught, by its failure or by never coming to an end', () => {
  const sample = [tried('caught'), tried('timed out'), tried('survived'), tried('no test near')];
  expect(shareCaught(sample)).toBe(0.5);
  expect(shareCaught([])).toBe(1);
});

test('the report names every survivor with its place and what was made of what, and the figures by kind and by folder', () => {
  const report = describeSample([
    tried('caught', 'addin/sync/plan.ts', 'addin/sync/plan.test.ts: plans'),
    tried('survived'),
    tried('caught'),
  ]).split('\n');
  expect(report[0]).toBe('survived     server/totals/fold.ts:3:5 EqualityOperator  a < b → a <= b');
  expect(report.slice(2).map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    'EqualityOperator 2 of 3 caught (66.7 %), 0 by the time limit; 1 survived, 0 without a test near',
    '',
    'addin/sync 1 of 1 caught (100.0 %), 0 by the time limit; 0 survived, 0 without a test near',
    'server/totals 1 of 2 caught (50.0 %), 0 by the time limit; 1 survived, 0 without a test near',
    'all 2 of 3 caught (66.7 %), 0 by the time limit; 1 survived, 0 without a test near',
    '1.0 CPU minutes for the changes.',
  ]);
  expect(describeTried(tried('caught', 'a.ts', 'a.test.ts: adds'))).toContain('(a.test.ts: adds)');
});

test('a seed draws the same changes every time, none twice, and all when there are no more', () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  const draw = (seed: number, count: number) => drawSome(list, count, createRandom(seed));
  expect(draw(7, 10)).toEqual(draw(7, 10));
  expect(draw(7, 10)).not.toEqual(draw(8, 10));
  expect(new Set(draw(7, 40)).size).toBe(40);
  expect([...draw(7, 99)].sort((one, other) => one - other)).toEqual(list);
});
