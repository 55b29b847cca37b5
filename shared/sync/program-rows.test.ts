import { expect, test } from 'vitest';
import { advance, broughtRows, type ProgramState } from './program-rows.ts';

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

const byMoved = {
  columns: ['id', 'note', 'current'],
  rows: [['N', 5, 'BL-3', null, 300] as [string, number, string, null, number]],
  deleted: [],
  moved: [
    { columns: ['note'], rows: [['M', 5, 'x'] as [string, number, string]] },
    { columns: ['current'], rows: [['L', 4, 150] as [string, number, number]] },
  ],
};

test('[FG4] rows by what has moved are told beside whole ones, and all of them are brought as they are', () => {
  const head = advance(base, 5, { budgetLines: byMoved }).tables.get('budgetLines') ?? new Map();
  const brought = [
    { row: 'N', cells: { id: 'BL-3', note: null, current: 300 } },
    { row: 'M', cells: { id: 'BL-2', note: 'x', current: 200 } },
    { row: 'L', cells: { id: 'BL-1', note: null, current: 150 } },
  ];
  expect([...broughtRows(byMoved, head)]).toEqual(brought);
});

test('what has moved in a table that base does not have makes no halves of rows', () => {
  const head = advance({ ...base, tables: new Map() }, 5, { budgetLines: byMoved });
  expect([...(head.tables.get('budgetLines') ?? [])].map(([row]) => row)).toEqual(['N']);
});
