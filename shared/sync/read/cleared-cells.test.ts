import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { orders, schools } from '../testing/small-tables.ts';
import { clearedCells } from './cleared-cells.ts';

const base: Cells = { code: 'A1', name: 'Alder', nickname: 'Al', host: null, opened: null, closed: null, size: 10 };
const emptied: Cells = { code: null, name: null, nickname: null, host: null, opened: null, closed: null, size: null };

describe('[W10, FA7] cells that were emptied in a row that has lost its key', () => {
  test('are those that held something, the key among them, computed ones not', () => {
    expect(clearedCells(schools, base, emptied)).toEqual(['code', 'name', 'nickname']);
  });

  test('are not the ones that still hold something', () => {
    expect(clearedCells(schools, base, { ...emptied, nickname: 'Al' })).toEqual(['code', 'name']);
    expect(clearedCells(schools, base, { ...emptied, nickname: 'Alder' })).toEqual(['code', 'name']);
  });

  test('are not cells that could not be read or whose column is missing', () => {
    expect(clearedCells(schools, base, { code: null, nickname: null })).toEqual(['code', 'nickname']);
  });
});

describe('[W10] nothing is cleared', () => {
  test('while the row has its key, whatever else was emptied', () => {
    expect(clearedCells(schools, base, { ...emptied, code: 'A1' })).toEqual([]);
    expect(clearedCells(schools, base, { ...emptied, code: 'B1' })).toEqual([]);
  });

  test('while one cell of a key of several is there', () => {
    const order: Cells = { number: '7', line: 1, amount: 500 };
    expect(clearedCells(orders, order, { number: '7', line: null, amount: null })).toEqual([]);
    expect(clearedCells(orders, order, { number: null, line: null, amount: null })).toEqual([
      'number',
      'line',
      'amount',
    ]);
  });

  test('when the key could not be read: it was not emptied', () => {
    expect(clearedCells(schools, base, { name: null, nickname: null })).toEqual([]);
  });

  test('in a row that never had a key', () => {
    expect(clearedCells(schools, { ...base, code: null }, emptied)).toEqual([]);
  });
});
