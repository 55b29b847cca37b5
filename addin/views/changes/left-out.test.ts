import { expect, test } from 'vitest';
import { leftOutOf, withCell, withRow } from './left-out.ts';

const row = {
  table: 'budgetLines',
  row: 'R1',
  cells: [
    { column: 'original', before: 1, after: 2 },
    { column: 'note', before: 'a', after: 'b' },
  ],
};
const other = { table: 'sites', row: 'R2', column: 'name' };

test('an unticked cell stays here, the others of its row and what is left out elsewhere stay as they are', () => {
  const places = withCell([other], row, 'note', false);
  expect(places).toEqual([other, { table: 'budgetLines', row: 'R1', column: 'note' }]);
  const left = leftOutOf(places);
  expect(left.cell('budgetLines', 'R1', 'note')).toBe(true);
  expect(left.cell('budgetLines', 'R1', 'original')).toBe(false);
  expect(left.row(row)).toBe('some');
});

test('a row whose last cell is unticked is left out whole', () => {
  const places = withCell(withCell([], row, 'note', false), row, 'original', false);
  expect(places).toEqual([{ table: 'budgetLines', row: 'R1', column: null }]);
  expect(leftOutOf(places).row(row)).toBe('none');
});

test('ticking one cell of a row that is left out sends that cell only', () => {
  const places = withCell(withRow([other], row, false), row, 'original', true);
  expect(places).toEqual([other, { table: 'budgetLines', row: 'R1', column: 'note' }]);
});

test('ticking the row sends all of it again', () => {
  expect(withRow(withCell([other], row, 'note', false), row, true)).toEqual([other]);
  expect(leftOutOf([other]).row(row)).toBe('all');
});
