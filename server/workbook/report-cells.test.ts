import { describe, expect, test } from 'vitest';
import { DIGEST_LENGTH } from '../../shared/tables/report-digests.ts';
import type { SheetCell, SheetRow } from './read/read-sheet.ts';
import { digestOfWritten, typedOver } from './report-cells.ts';

type Written = NonNullable<Parameters<typeof digestOfWritten>[0]['cells']>;

/** By Source as it was written: a title, a blank row, then three rows of a code, an amount and a live formula. */
const written: Written = new Map([
  ['0,0', { value: 'By Source' }],
  ...[0, 1, 2].flatMap((index): [string, { value?: string | number; formula?: string }][] => [
    [`${index + 2},0`, { value: `S${index}` }],
    [`${index + 2},1`, { value: index + 0.5 }],
    [`${index + 2},2`, { formula: `SUM(B${index})`, value: 7 }],
  ]),
]);

/** The sheet as it comes back, with other cells where `typed` has some, by row number and column. */
function back(typed: Readonly<Record<number, readonly SheetCell[]>> = {}): SheetRow[] {
  const rows: Record<number, readonly SheetCell[]> = { 1: ['By Source'] };
  for (const index of [0, 1, 2]) {
    rows[index + 3] = [`S${index}`, index + 0.5, { value: index, isFormula: true, isError: false }];
  }
  return Object.entries({ ...rows, ...typed }).map(([number, cells]) => ({ number: Number(number), cells }));
}

const over = (typed: Readonly<Record<number, readonly SheetCell[]>>, cells: Written = written) =>
  typedOver(digestOfWritten({ name: 'By Source', cells }), back(typed));

describe('[W15] what was typed into a report is told by', () => {
  test('its address where it is one cell, or cells of one row or column', () => {
    expect(over({ 3: ['S0', 9, undefined] })).toEqual(['B3']);
    expect(over({ 3: ['S9', 9] })).toEqual(['A3', 'B3']);
    expect(over({ 3: ['S0', 9], 5: ['S2', 9] })).toEqual(['B3', 'B5']);
  });

  test('its rows where it is cells of several rows and columns', () => {
    expect(over({ 3: ['S0', 9], 4: ['S9', 1.5] })).toEqual(['row 3', 'row 4']);
  });

  test('its address also where nothing had been, beyond the last row and column too', () => {
    expect(over({ 2: ['note'] })).toEqual(['A2']);
    expect(over({ 9: ['note'] })).toEqual(['A9']);
    expect(over({ 1: ['By Source', undefined, undefined, undefined, true] })).toEqual(['E1']);
  });

  test('its address where a cell has been emptied, or a formula put in its place', () => {
    expect(over({ 5: ['S2'] })).toEqual(['B5']);
    expect(over({ 1: [undefined] })).toEqual(['A1']);
    expect(over({ 3: ['S0', { value: 0.5, isFormula: true, isError: false }] })).toEqual(['B3']);
  });

  test('its address where a value stands in the place of a formula, or an error that was typed', () => {
    expect(over({ 3: ['S0', 0.5, 7] })).toEqual(['C3']);
    expect(over({ 3: ['S0', { value: '#N/A', isFormula: false, isError: true }] })).toEqual(['B3']);
  });
});

describe('[W15] what programs change by themselves is not told:', () => {
  test.each([
    ['nothing', 'S0', 0.5],
    ['blanks around a text', '  S0 ', 0.5],
    ['the last digits of a number', 'S0', 0.500_000_000_000_1],
    ['a number that became a text', 'S0', '0.5'],
  ])('%s', (_what, code, figure) => {
    expect(over({ 3: [code, figure, { value: 99, isFormula: true, isError: false }] })).toEqual([]);
  });

  test('a digit that every program keeps is', () => {
    expect(over({ 3: ['S0', 0.500_000_000_01] })).toEqual(['B3']);
  });

  test('line ends, composed letters, Office’s escapes and how a truth value is written', () => {
    const cells: Written = new Map([
      ['0,0', { value: 'two\r\nlines' }],
      ['0,1', { value: 'Jose\u0301' }],
      ['0,2', { value: 'a_x0041_' }],
      ['0,3', { value: true }],
      ['0,4', { value: '  ' }],
      ['0,5', { value: null }],
    ]);
    const found = [{ number: 1, cells: ['two\nlines', 'José', 'aA', 'TRUE'] }];
    expect(typedOver(digestOfWritten({ name: 'Notes', cells }), found)).toEqual([]);
    expect(
      typedOver(digestOfWritten({ name: 'Notes', cells }), [{ number: 1, cells: ['two\nlines', 'José', 'aA', false] }]),
    ).toEqual(['D1']);
  });

  test('blank cells and rows at the end', () => {
    expect(over({ 9: [undefined, ' ', ''] })).toEqual([]);
  });
});

test('[W15] a digest has a part for every row and column to the last one that holds something', () => {
  const { sheet, rows, columns } = digestOfWritten({ name: 'By Source', cells: written });
  expect([sheet, rows.length, columns.length]).toEqual(['By Source', 5 * DIGEST_LENGTH, 2 * DIGEST_LENGTH]);
  expect(rows.slice(DIGEST_LENGTH, 2 * DIGEST_LENGTH)).toBe('-'.repeat(DIGEST_LENGTH));
  const empty = digestOfWritten({ name: 'Empty' });
  expect(empty).toEqual({ sheet: 'Empty', rows: '', columns: '' });
  expect(typedOver(empty, [])).toEqual([]);
});
