import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { columnsRead, programRows, readTables } from './columns-read.ts';
import { rowsWith } from './program-rows.ts';

test('what is read of a table is what postings, sums, computed columns and figures declare, in the order of the sheet', () => {
  // Posted by the reference of its declaration, by its own columns, and looked at by figures.
  expect(columnsRead('changes')).toEqual(['number', 'type', 'status', 'effectiveDate', 'submittedOn']);
  expect(columnsRead('periods')).toEqual(['period', 'controlTotal']);
  expect(columnsRead('budgetLines')).not.toContain('note');
  expect(columnsRead('budgetLines')).not.toContain('current');
  expect(columnsRead('people')).toEqual([]);
  expect(readTables).toContain('siteBoundaries');
  expect(readTables).not.toContain('people');
});

test('a cell that is not there is empty, and a table that is left out has no rows', () => {
  const lines = [{ row: 'L1', cells: { change: 'BC-1', budgetLine: 'BL-1', amount: 70, note: 'unread' } }];
  const sources = [{ row: 'S1', cells: { code: 'MF', type: 'Local', authorized: 0, available: 0 } }];
  const program = programRows({ changeLines: lines, fundingSources: sources });
  expect(program.fundingSources[0]?.cells).toMatchObject({ series: null, issueDate: null });
  expect(program.people).toEqual([]);
  expect(rowsWith(program, 'changeLines', ['change', 'amount']).map(({ cells }) => cells.amount)).toEqual([70]);
});

test('a column that no declaration reads cannot be looked at, instead of being taken for empty', () => {
  const program = programRows({
    changes: [{ row: 'C1', cells: { number: 'BC-1', type: 'Transfer', status: 'Draft' } }],
  });
  expect(() => rowsWith(program, 'changes', ['title'])).toThrow('changes.title is read by no declaration.');
});

test('a stored cell of another type is named with its table, row and column', () => {
  const stored = { periods: [{ row: 'P1', cells: { period: '2026-07', controlTotal: 'much' } }] };
  expect(() => programRows(stored)).toThrow(new TypeError('periods row P1 holds no number in controlTotal.'));
  expect(() => programRows({ periods: [{ row: 'P1', cells: {} }] })).toThrow(
    'periods row P1 holds no string in period.',
  );
});

test('a row that has every cell stands beside one that lacks some, and each says what it says', () => {
  const month = (row: string, cells: Cells) => ({ row, cells: { period: row, ...cells } });
  const { periods } = programRows({
    periods: [month('2026-07', { controlTotal: 5 }), month('2026-08', {}), month('2026-09', { controlTotal: null })],
  });
  expect(periods.map(({ cells: { period, controlTotal } }) => [period, controlTotal])).toEqual([
    ['2026-07', 5],
    ['2026-08', null],
    ['2026-09', null],
  ]);
});
