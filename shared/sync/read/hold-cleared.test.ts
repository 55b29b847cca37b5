import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { schools } from '../testing/small-tables.ts';
import { holdCleared } from './hold-cleared.ts';

const blank: Cells = { code: null, name: null, nickname: null, host: null, opened: null, closed: null };
const school = (code: string): Cells => ({ ...blank, code, name: `School ${code}`, nickname: `Nick ${code}` });
const base = new Map([
  ['A', school('A1')],
  ['B', school('B1')],
]);

function hold(...rows: RowInSheet[]) {
  const local = localWith(schools, rows);
  return { local, held: finish(holdCleared(local, base)) };
}

test('[W10] a table without half-emptied rows is the same table', () => {
  const { local, held } = hold({ row: 'A', cells: school('A1') }, { row: 'B', cells: { ...school('B1'), name: null } });
  expect(held).toBe(local);
});

test('[W10, FA7] of a half-emptied row only what was lost is taken out; its neighbours stay as they are', () => {
  const typed = { ...blank, nickname: 'New' };
  const { local, held } = hold({ row: 'A', cells: typed }, { row: 'B', cells: school('B1') });
  const [first, second] = held.rows;
  expect(first?.cleared).toEqual(['code', 'name']);
  expect(first?.cells).toEqual({ nickname: 'New', host: null, opened: null, closed: null });
  expect(second).toBe(local.rows[1]);
});

test('[W10] a row that is new, or that base does not know, loses nothing', () => {
  const { local, held } = hold({ row: null, cells: { ...blank, name: 'New' } }, { row: 'C', cells: blank });
  expect(held).toBe(local);
});
