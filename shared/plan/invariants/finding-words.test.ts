import { expect, test } from 'vitest';
import { cellsOf, milestoneName, tenths } from './finding-words.ts';

test('what is to blame is columns of a row, the row as a whole without any, and nothing where there is no row', () => {
  expect(cellsOf('projects', 'R1', 'status', 'phase')).toEqual([
    { table: 'projects', row: 'R1', column: 'status' },
    { table: 'projects', row: 'R1', column: 'phase' },
  ]);
  expect(cellsOf('projects', 'R1')).toEqual([{ table: 'projects', row: 'R1', column: null }]);
  expect(cellsOf('projects', null, 'status')).toEqual([]);
  expect(cellsOf('projects', null)).toEqual([]);
});

test('steps and tenths of a percent are written as people write them', () => {
  expect(milestoneName('M50 Installation start')).toBe('M50 · Installation start');
  expect([125, 100, 0].map(tenths)).toEqual(['12.5', '10', '0']);
});
