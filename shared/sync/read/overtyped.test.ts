import { describe, expect, test } from 'vitest';
import type { ProgramState } from '../program-rows.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import type { LocalTable } from './local-table.ts';
import { findOvertyped } from './overtyped.ts';

const school = (code: string, size: number | null) => ({ code, name: `School ${code}`, size });
const A: RowInSheet = { row: 'A', cells: school('A1', 10) };
const B: RowInSheet = { row: 'B', cells: school('B1', 20) };
const base: ProgramState = {
  revision: 7,
  tables: new Map([['schools', new Map([A, B].map(({ row, cells }) => [row ?? '', cells]))]]),
};

function told(local: LocalTable, known = base) {
  return finish(findOvertyped([local], known));
}

function toldOf(rows: readonly RowInSheet[], columns?: string[]) {
  return told(localWith(schools, rows, columns === undefined ? {} : { columns })).map(({ row, typed }) => [row, typed]);
}

describe('[W12, FB1] a computed cell that holds something else than the plan', () => {
  test('is told, with what stands there and what the plan has', () => {
    expect(told(localWith(schools, [A, { ...B, cells: school('B1', 21) }]))).toEqual([
      { table: 'schools', row: 'B', column: 'size', typed: 21, plan: 20 },
    ]);
  });

  test('is told when it was emptied, when it cannot be read, and when the plan has nothing there', () => {
    expect(toldOf([{ ...A, cells: school('A1', null) }, B])).toEqual([['A', '']]);
    expect(toldOf([{ ...A, raw: { size: 'many' } }, B])).toEqual([['A', 'many']]);
    const empty: ProgramState = { revision: 7, tables: new Map([['schools', new Map([['A', { code: 'A1' }]])]]) };
    expect(told(localWith(schools, [A]), empty)).toMatchObject([{ row: 'A', typed: 10, plan: null }]);
    expect(told(localWith(schools, [{ ...A, cells: school('A1', null) }]), empty)).toEqual([]);
  });

  test('is looked for wherever its column stands, the first one too, and not where there is none', () => {
    const wrong = { ...A, cells: school('A1', 11) };
    expect(toldOf([wrong, B], ['size', 'code', 'name'])).toEqual([['A', 11]]);
    expect(toldOf([wrong, B], ['code', 'name'])).toEqual([]);
  });

  test('is told as empty where the row of the sheet ends before it', () => {
    const local = localWith(schools, [A], { columns: ['code', 'size'] });
    const rows = local.rows.map((row) => ({ ...row, computed: {}, sheet: { ...row.sheet, values: ['A1'] } }));
    expect(told({ ...local, rows })).toMatchObject([{ row: 'A', typed: '', plan: 10 }]);
  });

  test('is the person’s own as a formula, and nobody’s without a stored result', () => {
    expect(toldOf([{ ...A, cells: school('A1', 11), formulas: ['size'] }, B])).toEqual([]);
    expect(toldOf([{ ...A, cells: school('A1', 11), formulas: ['name'] }, B])).toEqual([['A', 11]]);
    const local = localWith(schools, [{ ...A, cells: school('A1', null) }, B]);
    const rows = local.rows.map((row) => ({ ...row, withoutResult: ['size'] }));
    expect(told({ ...local, rows })).toEqual([]);
  });

  test('is told with the row when the row was half-emptied, not here', () => {
    const local = localWith(schools, [
      { ...A, cells: school('A1', null) },
      { ...B, cells: school('B1', 21) },
    ]);
    const rows = local.rows.map((row, index) => (index === 0 ? { ...row, cleared: ['code'] } : row));
    expect(told({ ...local, rows }).map(({ row }) => row)).toEqual(['B']);
  });

  test('[W10] is told in a half-emptied row too when something was typed there', () => {
    const local = localWith(schools, [{ ...A, cells: school('A1', 99) }, B]);
    const rows = local.rows.map((row) => ({ ...row, cleared: ['code'] }));
    expect(told({ ...local, rows })).toMatchObject([{ row: 'A', typed: 99, plan: 10 }]);
  });

  test('is no matter in a row without Row ID, in a table without such columns, and in one that base lacks', () => {
    expect(toldOf([A, { ...B, row: null, cells: school('B1', 21) }])).toEqual([]);
    const order = { number: '1', line: 1, amount: 500 };
    const placed: ProgramState = { revision: 7, tables: new Map([['orders', new Map([['O', order]])]]) };
    expect(told(localWith(orders, [{ row: 'O', cells: order }]), placed)).toEqual([]);
    expect(told(localWith(schools, [{ ...A, cells: school('A1', 11) }]), placed)).toEqual([]);
  });
});

describe('[W12] in a row that is new', () => {
  const fresh = (size: number | null): RowInSheet => ({ row: 'N', cells: school('N1', size) });

  test('a value of its own was typed, and one that a row of the plan shows was copied with it', () => {
    expect(toldOf([A, B, fresh(99)])).toEqual([['N', 99]]);
    expect(toldOf([A, B, fresh(20)])).toEqual([]);
    expect(toldOf([A, B, fresh(null)])).toEqual([]);
  });

  test('one that another new row shows, or one without Row ID, was not', () => {
    expect(toldOf([A, B, fresh(99), { ...fresh(99), row: 'M' }])).toEqual([
      ['N', 99],
      ['M', 99],
    ]);
    expect(toldOf([A, B, fresh(99), { ...fresh(99), row: null }])).toEqual([['N', 99]]);
  });
});
