import type { Area } from 'excel-host/book/area.ts';
import { parseArea } from 'excel-host/book/address.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { allowUniver } from './load-univer.ts';

allowUniver();
const { openHeadless, UNIT_ID } = await import('../spreadsheet.ts');
const { Mirror } = await import('../mirror.ts');

function area(address: string): Area {
  const found = parseArea(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
}

/** A sheet with a table in A1:B3 whose second column is text, drawn in a Univer without a screen. */
export function openDrawnBook() {
  const book = new MemoryBook('plan.xlsx');
  const sheetId = book.addSheet('Data').id;
  book.write(sheetId, 0, 0, [
    ['Amount', 'Code'],
    [10, '0417'],
    [20, '0420'],
  ]);
  book.addTable(sheetId, area('A1:B3'), true);
  book.writeFormats(sheetId, area('B2:B3'), '@');
  const { univer, spreadsheet } = openHeadless(book.name);
  const mirror = new Mirror(book, spreadsheet);
  mirror.flush();
  const { workbook } = spreadsheet;
  const sheetDrawn = () => {
    const sheet = workbook.getSheetBySheetId(sheetId);
    if (!sheet) throw new Error('The sheet is not drawn.');
    return sheet;
  };
  return {
    book,
    sheetId,
    spreadsheet,
    area,
    /** The place of a cell, as Univer names it when it asks how the cell is read or drawn. */
    placeOf: (address: string) => {
      const { row, column } = area(address);
      return { unitId: UNIT_ID, subUnitId: sheetId, workbook, worksheet: sheetDrawn(), row, col: column };
    },
    sheetDrawn,
    /** Paints and tells the commands that it took. */
    painted: (paint: () => void): string[] => {
      const ids: string[] = [];
      const listening = spreadsheet.commands.onCommandExecuted(({ id }) => void ids.push(id));
      paint();
      listening.dispose();
      return ids;
    },
    flush: () => mirror.flush(),
    close: () => {
      mirror.close();
      univer.dispose();
    },
  };
}
