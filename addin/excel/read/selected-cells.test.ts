import { areaOf } from 'excel-host/book/area.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { expect, test } from 'vitest';
import { readTextGrid } from '../../../server/workbook/read/read-text-grid.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { createSheetTools } from '../sheet-tools.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { valueOf } from '../testing/outcomes.ts';

/** A book with an office's table from C4 on. */
function withRooms() {
  const workbook = openWorkbook();
  const [first] = workbook.book.sheets();
  const sheet = { id: first?.id ?? '', name: first?.name ?? '' };
  createPerson(workbook.book).paste(sheet.name, 'C4', [
    ['Code', 'Opens', 'Share', 'Amount', 'Note'],
    ["'0417", '7/1/2026', '12.5%', '1234.567', 'say "so"\nthen\tgo'],
    ["'0418", '', '', '-2', ''],
  ]);
  const tools = createSheetTools((options, batch) => workbook.excel.Excel.run(options, batch));
  const select = (row: number, column: number, rows: number, columns: number): void =>
    workbook.host.select(sheet.id, areaOf(row, column, rows, columns));
  return { ...workbook, sheet, tools, select };
}

test('selected cells are read whole, days and shares as shown, each in the row and column of the sheet', async () => {
  const { tools, sheet, select } = withRooms();
  select(3, 2, 3, 5);
  const read = valueOf(await tools.selectedCells());
  expect(read).toMatchObject({ kind: 'cells', name: `${sheet.name}!C4:G6` });
  const text = read.kind === 'cells' ? read.text : '';
  const blank = [undefined, undefined];
  expect(readTextGrid(new TextEncoder().encode(text), 'Text').rows).toEqual([
    { number: 4, cells: [...blank, 'Code', 'Opens', 'Share', 'Amount', 'Note'] },
    { number: 5, cells: [...blank, '0417', '2026-07-01', '12.5%', '1234.567', 'say "so"\nthen\tgo'] },
    { number: 6, cells: [...blank, '0418', undefined, undefined, '-2', undefined] },
  ]);
});

test('whole columns that are selected end where their cells do', async () => {
  const { tools, sheet, select } = withRooms();
  select(0, 2, 1_048_576, 5);
  expect(valueOf(await tools.selectedCells())).toMatchObject({ name: `${sheet.name}!C4:G6` });
});

test('one cell, empty cells, cells far to the right and those of the plan’s tables are none to import', async () => {
  const { tools, port, book, host, sheet, select } = withRooms();
  const kindAt = async (...place: Parameters<typeof select>): Promise<string> => {
    select(...place);
    return valueOf(await tools.selectedCells()).kind;
  };
  expect(await kindAt(3, 2, 1, 1)).toBe('oneCell');
  expect(await kindAt(20, 2, 3, 3)).toBe('nothing');
  createPerson(book).typeInto(sheet.name, 'SG1', 'far');
  expect(await kindAt(0, 499, 2, 3)).toBe('tooFarRight');
  valueOf(await port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const [table] = book.tables();
  if (!table) throw new Error('The book has no table.');
  host.select(table.sheetId, table.area);
  expect(valueOf(await tools.selectedCells())).toEqual({ kind: 'ofPlan', label: 'Sites' });
});
