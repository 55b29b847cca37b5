import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import { clearedCells, typedColumns } from './cleared-cells.ts';

const base: Cells = { code: 'A1', name: 'Alder', nickname: 'Al', host: null, opened: null, closed: null, size: 10 };
const emptied: Cells = { code: null, name: null, nickname: null, host: null, opened: null, closed: null, size: null };
const order: Cells = { number: '7', line: 1, school: 'A1', amount: 500, note: null };
const all = ['code', 'name', 'nickname', 'host', 'opened', 'closed'];

function cleared(table: Table, before: Cells, row: Omit<RowInSheet, 'row'>, columns?: string[]): string[] {
  const [found] = localWith(table, [{ row: 'A', ...row }], columns === undefined ? {} : { columns }).rows;
  return found === undefined ? [] : clearedCells(typedColumns(table), before, found);
}

describe('[W10, FA7] a row that has lost its key', () => {
  test('is held with all of its empty cells, the key among them, computed ones not', () => {
    expect(cleared(schools, base, { cells: emptied })).toEqual(all);
  });

  test('is held whatever still stands in it, and that is none of it', () => {
    expect(cleared(schools, base, { cells: { ...emptied, nickname: 'Al' } })).not.toContain('nickname');
    expect(cleared(schools, base, { cells: { ...emptied, nickname: 'Alder' } })).toEqual(
      all.filter((column) => column !== 'nickname'),
    );
  });

  test('is none while one cell of a key of several is there with anything beside it', () => {
    expect(cleared(orders, order, { cells: { ...order, line: null } })).toEqual([]);
    expect(cleared(orders, order, { cells: {} })).toEqual(['number', 'line', 'school', 'amount', 'note']);
  });

  test('is none when the key could not be read, or was blank before: it was not emptied', () => {
    expect(cleared(schools, base, { cells: emptied, raw: { code: '??' } })).toEqual([]);
    expect(cleared(schools, { ...base, code: null }, { cells: { ...emptied, nickname: 'Al' } })).toEqual([]);
  });
});

describe('[W10, FA7] a row of which only the key is left', () => {
  const left: Cells = { ...emptied, code: 'A1' };

  test('is held with everything but the key, a part of the key included that went with it', () => {
    expect(cleared(schools, base, { cells: left })).toEqual(all.slice(1));
    expect(cleared(orders, order, { cells: { number: '7', line: 1 } })).toEqual(['school', 'amount', 'note']);
    expect(cleared(orders, order, { cells: { number: '7' } })).toEqual(['line', 'school', 'amount', 'note']);
  });

  test('is held by what its sheet has: columns that it lacks leave nothing standing', () => {
    expect(cleared(schools, base, { cells: left }, ['code', 'name', 'nickname'])).toEqual(['name', 'nickname']);
  });

  test('is none when one part of its key was typed anew, or a formula beside it has no stored result', () => {
    expect(cleared(orders, order, { cells: { number: '8', line: 1 } })).toEqual([]);
    const [row] = localWith(schools, [{ row: 'A', cells: left }]).rows;
    const { name: _name, ...cells } = row?.cells ?? {};
    const unknown = row && { ...row, cells, withoutResult: ['name'] };
    expect(unknown && clearedCells(typedColumns(schools), base, unknown)).toEqual([]);
    expect(row && clearedCells(typedColumns(schools), base, { ...row, withoutResult: ['size'] })).toEqual(all.slice(1));
  });

  test('is an ordinary edit if one cell went, however few the row held', () => {
    expect(cleared(schools, { ...base, nickname: null }, { cells: left })).toEqual([]);
    expect(cleared(orders, { ...order, school: null }, { cells: { number: '7', line: 1 } })).toEqual([]);
    expect(cleared(schools, base, { cells: left }, ['code', 'nickname'])).toEqual([]);
  });

  test.each<{ why: string; row: Omit<RowInSheet, 'row'> }>([
    { why: 'one of its cells stands', row: { cells: { ...left, nickname: 'Al' } } },
    { why: 'something was typed beside what went', row: { cells: { ...left, closed: '2026-01-01' } } },
    { why: 'something stands in it that cannot be read', row: { cells: left, raw: { opened: 'soon' } } },
    { why: 'a formula stands in it, whatever its result', row: { cells: left, formulas: ['name'] } },
    { why: 'another key was typed', row: { cells: { ...left, code: 'B1' } } },
    { why: 'its key cannot be read', row: { cells: left, raw: { code: '??' } } },
  ])('is none when $why', ({ row }) => {
    expect(cleared(schools, base, row)).toEqual([]);
  });
});
