import { expect, test } from 'vitest';
import { advance, type ProgramState } from './program-rows.ts';

const base: ProgramState = {
  revision: 4,
  tables: new Map([
    [
      'budgetLines',
      new Map([
        ['L', { id: 'BL-1', note: null, current: 100 }],
        ['M', { id: 'BL-2', note: null, current: 200 }],
      ]),
    ],
  ]),
};

test('the program at the reply’s revision is base with what changed, and without what is gone', () => {
  const head = advance(base, 6, {
    budgetLines: { columns: ['id', 'note', 'current'], rows: [['L', 5, 'BL-1', 'x', 150]], deleted: ['M'] },
  });
  expect(head.revision).toBe(6);
  expect([...(head.tables.get('budgetLines') ?? [])]).toEqual([['L', { id: 'BL-1', note: 'x', current: 150 }]]);
});

test('[FG4] columns that rows come without are as they were', () => {
  const head = advance(base, 5, {
    budgetLines: { columns: ['id', 'note'], rows: [['L', 5, 'BL-1', 'x']], deleted: [] },
  });
  expect(head.tables.get('budgetLines')?.get('L')).toEqual({ id: 'BL-1', note: 'x', current: 100 });
  expect(base.tables.get('budgetLines')?.get('L')).toEqual({ id: 'BL-1', note: null, current: 100 });
});
