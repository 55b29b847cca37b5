import { describe, expect, test } from 'vitest';
import { importersOf, testsNear } from './near-tests.ts';
import type { MeasuredTest } from './measured-tests.ts';

const importers = importersOf(
  new Map([
    ['server/sum.ts', "import type { Cell } from './cell.ts';"],
    ['server/sum.test.ts', "import { expect } from 'vitest';\nimport { sum } from './sum.ts';"],
    ['server/app.ts', "import {\n  sum,\n} from './sum.ts';\nexport * from './routes/all.ts';"],
    ['server/app.test.ts', "import { app } from './app.ts';"],
    ['test/whole.test.ts', "const { app } = await import('../server/app.ts');"],
    ['server/cell.test.ts', "import type { Cell } from './sum.ts';\nimport './cell.ts';"],
  ]),
);

function measured(file: string, seconds = 1, passes: string[] = ['7']): MeasuredTest {
  return { file, seconds, cpuSeconds: seconds, passes: new Map(passes.map((id) => [id, 1])) };
}

const change = { id: '7', file: 'server/sum.ts' };
const filesNear = (tests: readonly MeasuredTest[]) => testsNear(change, tests, importers).map(({ file }) => file);

describe('imports', () => {
  test('are found over several lines, re-exported and on demand; types are gone when a test runs', () => {
    expect(importers.get('server/sum.ts')).toEqual(['server/sum.test.ts', 'server/app.ts']);
    expect(importers.get('server/app.ts')).toEqual(['server/app.test.ts', 'test/whole.test.ts']);
    expect(importers.get('server/routes/all.ts')).toEqual(['server/app.ts']);
    expect(importers.get('server/cell.ts')).toEqual(['server/cell.test.ts']);
  });
});

describe('the tests near a change', () => {
  test('come in the order in which they will tell soonest: near ones and quick ones first', () => {
    const tests = [
      measured('test/whole.test.ts', 0.2),
      measured('server/app.test.ts', 2),
      measured('server/sum.test.ts', 3),
    ];
    expect(filesNear(tests)).toEqual(['test/whole.test.ts', 'server/sum.test.ts', 'server/app.test.ts']);
  });

  test('pass its place, or stand right beside it', () => {
    const elsewhere = ['8'];
    expect(filesNear([measured('server/sum.test.ts', 1, elsewhere)])).toEqual(['server/sum.test.ts']);
    expect(filesNear([measured('server/cell.test.ts')])).toEqual([]);
  });

  test('are the twelve nearest, and none further than six imports', () => {
    const chain = new Map([['a0.ts', Array.from({ length: 20 }, (_, index) => `t${index}.test.ts`)]]);
    const tests = Array.from({ length: 20 }, (_, index) => measured(`t${index}.test.ts`));
    expect(testsNear({ id: '7', file: 'a0.ts' }, tests, chain)).toHaveLength(12);
    const beside = measured('beside.test.ts', 99);
    const withBeside = new Map([
      ['a0.ts', [...(chain.get('a0.ts') ?? []).map(() => 'b.ts'), 'beside.test.ts']],
      ['b.ts', tests.map(({ file }) => file)],
    ]);
    expect(testsNear({ id: '7', file: 'a0.ts' }, [...tests, beside], withBeside)).toContain(beside);
    const far = new Map(Array.from({ length: 7 }, (_, index) => [`a${index}.ts`, [`a${index + 1}.ts`]]));
    const atDistance = (count: number) => testsNear({ id: '7', file: 'a0.ts' }, [measured(`a${count}.ts`)], far);
    expect([atDistance(6).length, atDistance(7).length]).toEqual([1, 0]);
  });
});
