import { afterEach, beforeEach, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { CommandParams } = await import('./command-params.ts');

let drawn: ReturnType<typeof openDrawnBook>;
beforeEach(() => {
  drawn = openDrawnBook();
});
afterEach(() => drawn.close());

const paramsOf = (params?: object) =>
  new CommandParams(params === undefined ? { id: 'x' } : { id: 'x', params }, drawn.spreadsheet);

test('the sheet of a command is the one it names, or the one in front', () => {
  expect([paramsOf({ subUnitId: 'other' }).sheetId, paramsOf({ subUnitId: 7 }).sheetId, paramsOf().sheetId]).toEqual([
    'other',
    drawn.sheetId,
    drawn.sheetId,
  ]);
});

test('its cells are its range, or the selection where it has none', () => {
  const areaIn = (range?: object) => paramsOf({ range }).area;
  expect(areaIn({ startRow: 2, endRow: 4, startColumn: 1, endColumn: 1 })).toEqual(areaOf(2, 1, 3, 1));
  expect(areaIn({ startRow: 2, startColumn: 1 })).toEqual(areaOf(2, 1, 1, 1));
  // Whole rows and columns come without numbers.
  expect(areaIn({ startRow: 2, endRow: 4, startColumn: Number.NaN, endColumn: Number.NaN })).toEqual(
    areaOf(2, 0, 3, 1),
  );
  expect(areaIn()).toEqual(drawn.spreadsheet.selection());
  expect(areaIn({})).toEqual(drawn.spreadsheet.selection());
});

test('the cells that a change sets are told by row and column', () => {
  const cellValue = { 2: { 1: { v: 1 }, 3: null }, 5: { 0: {} }, 6: null };
  expect(paramsOf({ cellValue }).cells).toEqual([
    [2, 1],
    [2, 3],
    [5, 0],
  ]);
  expect([paramsOf({}).cells, paramsOf().cells]).toEqual([[], []]);
});

test('texts and numbers are what they are, and nothing where they are something else', () => {
  const params = paramsOf({ name: 'Elm', index: 3 });
  expect([params.text('name'), params.text('index'), params.text('none')]).toEqual(['Elm', '', '']);
  expect([params.number('index'), params.number('name'), params.number('none')]).toEqual([3, 0, 0]);
});
