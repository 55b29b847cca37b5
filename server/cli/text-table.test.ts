import { expect, test } from 'vitest';
import { textTable } from './text-table.ts';

test('columns are as wide as their longest cell, two blanks apart, and no line ends in blanks', () => {
  expect(
    textTable(
      ['Id', 'Name', 'Note'],
      [
        ['elm', 'E', ''],
        ['o', 'Oak Unified', 'x'],
      ],
    ).split('\n'),
  ).toEqual(['Id   Name         Note', 'elm  E', 'o    Oak Unified  x']);
  expect(textTable(['Id', 'Name'], [])).toBe('Id  Name');
});
