import { describe, expect, test } from 'vitest';
import { finish } from '../steps.ts';
import { localWith, sheetWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import {
  formulaCells,
  localRefusals,
  localTable,
  localWarnings,
  pendingOfTable,
  rowKeyIn,
  rowsToDiff,
  rowsToPlan,
  withRowIds,
} from './local-table.ts';
import type { SheetTable } from './sheet-table.ts';

const A: RowInSheet = { row: 'A', cells: { code: 'A1', name: 'Alder' } };
const B: RowInSheet = { row: 'B', cells: { code: 'B1', name: 'Birch' } };
const unnamed: RowInSheet = { row: null, cells: { code: 'C1', name: 'Cedar' } };
const spoiled: RowInSheet = { ...B, raw: { opened: 'soon', closed: 'later' } };

function read(sheet: SheetTable, table = schools) {
  return finish(localTable(table, sheet, false, false));
}

describe('a row of the sheet', () => {
  test('is read cell by cell, typed and computed ones apart, empty ones as nothing', () => {
    const [row] = localWith(schools, [{ row: 'A', cells: { code: 'A1', opened: '2026-09-01', size: 10 } }]).rows;
    expect(row?.cells).toEqual({
      code: 'A1',
      name: null,
      nickname: null,
      host: null,
      opened: '2026-09-01',
      closed: null,
    });
    expect(row?.computed).toEqual({ size: 10 });
    expect([row?.unreadable, row?.warnings, row?.withoutResult, row?.formulas.size]).toEqual([[], [], [], 0]);
  });

  test('counts dates as its workbook does', () => {
    const sheet = sheetWith(schools, [{ ...A, raw: { opened: 46266 } }], ['opened']);
    const opened = (date1904: boolean) => finish(localTable(schools, sheet, date1904, false)).rows[0]?.cells['opened'];
    expect([opened(false), opened(true)]).toEqual(['2026-09-01', '2030-09-02']);
  });

  test('[W5] has a cell that cannot be read neither typed nor computed, and tells the typed ones', () => {
    const [row] = localWith(schools, [{ ...A, raw: { opened: 'soon', closed: 'later', size: 'many' } }]).rows;
    expect(row?.cells).not.toHaveProperty('opened');
    expect(row?.computed).toStrictEqual({});
    expect(row?.unreadable.map(({ column, value }) => [column, value])).toEqual([
      ['opened', 'soon'],
      ['closed', 'later'],
    ]);
  });

  test('that ends before its last columns has nothing in them, and a column that the plan does not have is passed over', () => {
    const sheet = sheetWith(schools, [A], ['code', 'moat', 'name']);
    const short = {
      ...sheet,
      rows: sheet.rows.map((row) => ({ ...row, values: row.values.slice(0, 1), formulas: [1, 7] })),
    };
    const [row] = read(short).rows;
    expect(row?.cells).toEqual({ code: 'A1', name: null });
    expect(row?.formulas).toEqual(new Set(['moat']));
  });

  test('[W6] tells of each formula whose result was rounded, and of no typed value', () => {
    const rounded: RowInSheet = {
      row: 'A',
      cells: { number: '1', line: 1 },
      raw: { amount: 12.345 },
      formulas: ['amount'],
    };
    const local = localWith(orders, [rounded, { ...rounded, row: null, formulas: ['amount', 'line'] }]);
    expect(local.rows.map(({ cells }) => cells['amount'])).toEqual([1235, 1235]);
    expect(localWarnings(local)).toEqual([
      {
        rule: 'W6',
        table: 'orders',
        row: 'A',
        message: expect.stringMatching(/^orders · 1, 1 · Amount: the formula’s result 12.345 was/),
      },
      { rule: 'W6', table: 'orders', row: null, message: expect.stringContaining('Amount') },
    ]);
    expect(localWarnings(localWith(orders, [{ row: 'A', cells: { number: '1', line: 1, amount: 1235 } }]))).toEqual([]);
  });

  test('[W14] leaves out what no formula has a result for, and names it', () => {
    const sheet = sheetWith(schools, [A, B]);
    const places = [sheet.columns.indexOf('name'), sheet.columns.indexOf('opened'), 99];
    const rows = sheet.rows.map((row, index) => (index === 0 ? { ...row, withoutResult: places } : row));
    const [first, second] = read({ ...sheet, rows }).rows;
    expect(first?.withoutResult).toEqual(['name', 'opened']);
    expect(Object.keys(first?.cells ?? {})).toEqual(['code', 'nickname', 'host', 'closed']);
    expect(second?.withoutResult).toEqual([]);
  });

  test('[W11] is read below the table too, apart from those in it', () => {
    const sheet = { ...sheetWith(schools, [A]), below: sheetWith(schools, [B]).rows };
    expect(read(sheet).below.map(({ rowId, cells }) => [rowId, cells['name']])).toEqual([['B', 'Birch']]);
    expect(read(sheet).rows).toHaveLength(1);
    expect(localWith(schools, [A]).below).toEqual([]);
  });
});

test('something else may have its turn about every 200 rows', () => {
  const pauses = [
    ...localTable(
      schools,
      sheetWith(
        schools,
        Array.from({ length: 1_000 }, () => A),
      ),
      false,
      false,
    ),
  ];
  expect(pauses.length).toBeGreaterThanOrEqual(4);
  expect(pauses.length).toBeLessThanOrEqual(6);
});

describe('rows that get their Row ID', () => {
  test('bear it, in the sheet’s row too; others are as they were', () => {
    const local = localWith(schools, [A, unnamed]);
    const named = withRowIds(local, new Map([[1, 'C']]));
    expect(named.rows.map(({ rowId, sheet }) => [rowId, sheet.rowId])).toEqual([
      ['A', 'A'],
      ['C', 'C'],
    ]);
    expect(named.rows[0]).toBe(local.rows[0]);
  });

  test('are none when none were given: the table is the same', () => {
    const local = localWith(schools, [A, unnamed]);
    expect(withRowIds(local, new Map())).toBe(local);
  });
});

describe('what planning and diffing see', () => {
  const local = localWith(schools, [A, spoiled, { ...unnamed, raw: { opened: 'soon' } }]);

  test('[W5] cells that cannot be read are refused with what stands in them, in a row without Row ID too', () => {
    expect(localRefusals(local).map(({ table, row, column, value }) => [table, row, column, value])).toEqual([
      ['schools', 'B', 'opened', 'soon'],
      ['schools', 'B', 'closed', 'later'],
      ['schools', '', 'opened', 'soon'],
    ]);
    expect(localRefusals(local)).toMatchObject([{ rule: 'V07' }, { rule: 'V07' }, { rule: 'V07' }]);
  });

  test('[W5] to a diff such a cell is unchanged; rows without Row ID are not there', () => {
    const rows = [...rowsToDiff(local)];
    expect(rows.map(({ row }) => row)).toEqual(['A', 'B']);
    expect(rows[1]?.cells).not.toHaveProperty('opened');
  });

  test('[W5] to a plan of writes it holds what no value of the plan equals, so nothing is written over it', () => {
    const rows = rowsToPlan(local);
    expect(rows.map(({ row }) => row)).toEqual(['A', 'B']);
    expect(rows[0]?.cells).toEqual(local.rows[0]?.cells);
    const { opened, closed, ...others } = rows[1]?.cells ?? {};
    expect(others).toEqual({ code: 'B1', name: 'Birch', nickname: null, host: null });
    expect([opened, closed].every((cell) => typeof cell === 'string' && cell.startsWith('\0'))).toBe(true);
  });

  test('[W6] cells with a formula are known by row, of rows that have any', () => {
    const formulas = ['name', 'size'];
    expect(formulaCells(localWith(schools, [A, { ...B, formulas }, { ...unnamed, formulas }]))).toEqual(
      new Map([['B', new Set(formulas)]]),
    );
  });
});

describe('the key by which a person knows a row', () => {
  const local = localWith(orders, [{ row: 'A', cells: { number: '7', line: 2 } }]);
  const base = new Map([
    ['A', { number: '7', line: 1 }],
    ['B', { number: '8', line: 1 }],
  ]);

  test('is the one in the sheet, and of a row that has left it the one in base', () => {
    expect(rowKeyIn(local, base, 'A')).toBe('7/2');
    expect(rowKeyIn(local, undefined, 'A')).toBe('7/2');
    expect(rowKeyIn(local, base, 'B')).toBe('8/1');
  });

  test('is filled up from base where the sheet’s cell cannot be read', () => {
    const unread = localWith(orders, [{ row: 'A', cells: { number: '9' }, raw: { line: 'one' } }]);
    expect(rowKeyIn(unread, base, 'A')).toBe('9/1');
  });

  test('is none of a row that nobody knows, and in a workbook without the table', () => {
    expect([rowKeyIn(local, base, 'C'), rowKeyIn(local, undefined, 'C'), rowKeyIn(undefined, base, 'A')]).toEqual([
      '',
      '',
      '',
    ]);
  });
});

test('[CON2] cells that wait for a decision are known by row and column, of one table', () => {
  const seen = (table: string, row: string, column: string, revision: number) => ({
    table,
    row,
    column,
    seen: revision,
  });
  const pending = [
    seen('schools', 'A', 'name', 3),
    seen('orders', 'A', 'note', 4),
    seen('schools', 'A', 'host', 5),
    seen('schools', 'B', 'name', 6),
  ];
  expect(pendingOfTable(pending, 'schools')).toEqual(
    new Map([
      ['A', { name: 3, host: 5 }],
      ['B', { name: 6 }],
    ]),
  );
});
