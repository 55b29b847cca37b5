import type { ICellData } from '@univerjs/core';
import { parseArea } from 'excel-host/book/address.ts';
import type { Area } from 'excel-host/book/area.ts';
import type { BookEvent } from 'excel-host/book/book.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { allowUniver } from './load-univer.ts';

allowUniver();
const { openHeadless } = await import('../spreadsheet.ts');
const { Mirror } = await import('../mirror.ts');
const { hearEdits } = await import('../grid-to-book.ts');
const { guardCommands } = await import('../guard-commands.ts');
const { disagreements } = await import('./disagreements.ts');
const { toRange } = await import('../ranges.ts');

export function area(address: string): Area {
  const found = parseArea(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
}

/** A book with a table People in A1:B4 of the sheet Data, drawn in a Univer without a screen and listened to. */
export function openMirroredBook() {
  const book = new MemoryBook('plan.xlsx');
  const sheetId = book.addSheet('Data').id;
  book.write(sheetId, 0, 0, [
    ['Name', 'Amount'],
    ['Cem', 30],
    ['Ann', 10],
    ['Bea', 20],
  ]);
  const tableId = book.addTable(sheetId, area('A1:B4'), true).id;
  book.updateTable(tableId, { name: 'People' });
  const { univer, spreadsheet } = openHeadless(book.name);
  const mirror = new Mirror(book, spreadsheet);
  const said: string[] = [];
  const hearing = { book, user: 'ann', spreadsheet, mirror, say: (sentence: string) => void said.push(sentence) };
  const stops = [guardCommands(hearing), hearEdits(hearing)];
  const events: BookEvent[] = [];
  book.subscribe((event) => events.push(event));
  /** What the person does: a command of Univer, on the sheet Data. */
  const run = async (id: string, params: object = {}): Promise<boolean> => {
    mirror.flush();
    const isDone = await spreadsheet.commands.executeCommand(id, { unitId: 'book', subUnitId: sheetId, ...params });
    mirror.flush();
    return isDone;
  };
  return {
    book,
    sheetId,
    tableId,
    said,
    events,
    run,
    enter: (address: string, value: ICellData | ICellData[][]) =>
      run('sheet.command.set-range-values', { range: toRange(area(address)), value }),
    undo: () => run('univer.command.undo'),
    redo: () => run('univer.command.redo'),
    values: (address: string) => book.readValues(sheetId, area(address)),
    /** What Univer would draw in a cell of the sheet Data, before its number format. */
    drawn: (address: string) => {
      mirror.flush();
      const { row, column } = area(address);
      return spreadsheet.workbook.getSheetBySheetId(sheetId)?.getCellRaw(row, column)?.v;
    },
    table: () => book.tables().find(({ id }) => id === tableId),
    /** In what grid and book differ. */
    differences: () => {
      mirror.flush();
      return disagreements(book, spreadsheet);
    },
    close: () => {
      for (const stop of stops) stop();
      mirror.close();
      univer.dispose();
    },
  };
}
