import { afterEach, expect, test } from 'vitest';
import { cellError } from 'excel-host/book/cell.ts';
import { toRange } from './ranges.ts';
import { openDrawnBook } from './testing/open-drawn-book.ts';
import { drawnCells } from './drawn-cells.ts';

let opened: ReturnType<typeof openDrawnBook> | undefined;

function open() {
  opened = openDrawnBook();
  return opened;
}

afterEach(() => {
  opened?.close();
  opened = undefined;
});

test('cells are told as the grid has them: what they show, and the formula behind it', () => {
  const { book, sheetId, spreadsheet, area, flush } = open();
  book.write(sheetId, 4, 0, [[{ formula: '=A2+A3' }, { formula: '=1/0' }, true, 'text', cellError('#N/A'), '']]);
  flush();
  expect(drawnCells(spreadsheet, sheetId, area('A5:F5'))).toEqual([
    [
      { formula: '=A2+A3', value: 30 },
      { formula: '=1/0', value: '#DIV/0!' },
      { formula: undefined, value: true },
      { formula: undefined, value: 'text' },
      { formula: undefined, value: '#N/A' },
      { formula: undefined, value: '' },
    ],
  ]);
  expect(drawnCells(spreadsheet, sheetId, area('A2:B3'))).toEqual([
    [
      { formula: undefined, value: 10 },
      { formula: undefined, value: '0417' },
    ],
    [
      { formula: undefined, value: 20 },
      { formula: undefined, value: '0420' },
    ],
  ]);
});

test('of a sheet that is not drawn there are none', () => {
  const { spreadsheet, area } = open();
  expect(drawnCells(spreadsheet, 'no such sheet', area('A1:B2'))).toEqual([]);
});

test('the selection is the first cell until the person has selected, and then what they selected last', () => {
  const { spreadsheet, sheetId, area } = open();
  expect(spreadsheet.selection()).toEqual(area('A1'));
  const range = toRange(area('B2:C4'));
  spreadsheet.commands.syncExecuteCommand('sheet.operation.set-selections', {
    unitId: 'book',
    subUnitId: sheetId,
    selections: [{ range, primary: null, style: null }],
  });
  expect(spreadsheet.selection()).toEqual(area('B2:C4'));
});
