import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import { holdCleared, type ClearedRowsAnswer } from './hold-cleared.ts';

const blank: Cells = { code: null, name: null, nickname: null, host: null, opened: null, closed: null };
const school = (code: string): Cells => ({ ...blank, code, name: `School ${code}`, nickname: `Nick ${code}` });
const base = new Map([
  ['A', school('A1')],
  ['B', school('B1')],
]);

function hold(rows: readonly RowInSheet[], answer: ClearedRowsAnswer = 'ask') {
  const local = localWith(schools, rows);
  return { local, held: finish(holdCleared(local, base, answer)) };
}

test('[W10] a table without half-emptied rows is the same table', () => {
  const cells = { ...school('B1'), name: null };
  const { local, held } = hold([
    { row: 'A', cells: school('A1') },
    { row: 'B', cells },
  ]);
  expect(held).toBe(local);
});

test('[W10, FA7] of a half-emptied row only what is empty is taken out; its neighbours stay as they are', () => {
  const typed = { ...blank, nickname: 'New' };
  const { local, held } = hold([
    { row: 'A', cells: typed },
    { row: 'B', cells: school('B1') },
  ]);
  const [first, second] = held.rows;
  expect(first?.cleared).toEqual(['code', 'name', 'host', 'opened', 'closed']);
  expect(first?.cells).toEqual({ nickname: 'New' });
  expect(second).toBe(local.rows[1]);
});

test('[W10] a row that is new, or that base does not know, loses nothing', () => {
  const { local, held } = hold([
    { row: null, cells: { ...blank, name: 'New' } },
    { row: 'C', cells: blank },
  ]);
  expect(held).toBe(local);
});

describe('[W10] a row of which only the cells are to go', () => {
  test('loses what may be empty, and keeps back its key and what is required', () => {
    const { held } = hold([{ row: 'A', cells: { ...blank, code: 'A1' } }], 'empty');
    expect(held.rows[0]?.cells).toEqual({ code: 'A1', nickname: null, host: null, opened: null, closed: null });
    expect(held.rows[0]?.cleared).toEqual(['name']);
    expect(hold([{ row: 'A', cells: blank }], 'empty').held.rows[0]?.cleared).toEqual(['code', 'name']);
  });

  test('is as it stands where nothing of it is required', () => {
    const local = localWith(orders, [{ row: 'A', cells: { number: '7', line: 1 } }]);
    const before = new Map([['A', { number: '7', line: 1, amount: 500, note: 'x' }]]);
    const [row] = finish(holdCleared(local, before, 'empty')).rows;
    expect(row).toBe(local.rows[0]);
  });
});
