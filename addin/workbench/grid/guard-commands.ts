import { CanceledError, type ICommandInfo } from '@univerjs/core';
import {
  DeleteRangeMoveLeftCommand,
  DeleteRangeMoveUpCommand,
  InsertRangeMoveDownCommand,
  InsertRangeMoveRightCommand,
  InsertSheetCommand,
  RemoveColByRangeCommand,
  RemoveColCommand,
  RemoveRowByRangeCommand,
  RemoveRowCommand,
  RemoveSheetCommand,
  SetRangeValuesMutation,
  SetTabColorCommand,
  SetWorksheetActiveOperation,
  SetWorksheetHideCommand,
  SetWorksheetNameCommand,
  SetWorksheetOrderCommand,
  SetWorksheetShowCommand,
  SheetPasteShortKeyCommand,
  ToggleGridlinesCommand,
} from '@univerjs/preset-sheets-core';
import { AddSheetTableCommand, DeleteSheetTableCommand } from '@univerjs/preset-sheets-table';
import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, isOnSheet } from 'excel-host/book/area.ts';
import { BookError, type SheetPatch } from 'excel-host/book/book.ts';
import { tearsTable } from 'excel-host/book/memory-table.ts';
import type { Shift } from 'excel-host/book/shift.ts';
import { CommandParams } from './command-params.ts';
import type { Hearing } from './hearing.ts';
import { UNIT_ID, isDrawn } from './spreadsheet.ts';
import { lineCommands } from './table-lines.ts';

/**
 * Stops what the book cannot hold or Excel refuses, with a sentence, and does in the book what concerns whole sheets and
 * tables, from where it is drawn. As in Excel, that cannot be undone. Returns how to stop.
 */
export function guardCommands(hearing: Hearing): () => void {
  const listening = hearing.spreadsheet.commands.beforeCommandExecuted((info, options) => {
    if (isDrawn(options) || hearing.mirror.isDrawing) return;
    if (info.id === SheetPasteShortKeyCommand.id) dropReturns(info);
    const params = new CommandParams(info, hearing.spreadsheet);
    const refusal = refusalOf(info, params, hearing);
    if (refusal !== undefined) {
      hearing.say(refusal);
      throw new CanceledError();
    }
    const instead = bookCommands[info.id];
    if (instead === undefined) return;
    try {
      hearing.book.act({ user: hearing.user, gesture: 'type' }, () => instead(params, hearing));
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      hearing.say(error.message);
    }
    throw new CanceledError();
  });
  return () => listening.dispose();
}

/** Lines of Windows end with two characters, of which Univer would make a blank and one more row. */
function dropReturns({ params }: ICommandInfo): void {
  const text = Object.entries(params ?? {}).find(([key]) => key === 'textContent')?.[1];
  if (params !== undefined && typeof text === 'string')
    Object.assign(params, { textContent: text.replaceAll('\r\n', '\n').replace(/\n$/, '') });
}

/** Why the command cannot be done; undefined where it can. */
function refusalOf(info: ICommandInfo, params: CommandParams, { book }: Hearing): string | undefined {
  const missing = missingCommands.find(([pattern]) => pattern.test(info.id));
  if (missing !== undefined) return missing[1];
  const shift = shifts[info.id]?.(params.area);
  if (shift !== undefined && isOnSheet(shift.area)) {
    const torn = book.tables().find((table) => table.sheetId === params.sheetId && tearsTable(table, shift));
    if (torn !== undefined)
      return `This would move a part of the table ${torn.name}. Insert or delete whole rows or columns of it.`;
  }
  const sheet = book.sheets().find(({ id }) => id === params.sheetId);
  if (info.id !== SetRangeValuesMutation.id || sheet?.protection === undefined) return undefined;
  const isLocked = params.cells.some(
    ([row, column]) => book.readStyles(params.sheetId, areaOf(row, column, 1, 1))[0]?.[0]?.locked !== false,
  );
  return isLocked ? `The sheet ${sheet.name} is protected.` : undefined;
}

/** Commands whose results the book has no place for. */
const missingCommands: readonly (readonly [RegExp, string])[] = [
  [/^sheet\.command\.add-worksheet-merge/, 'Merged cells are not there in this workbench.'],
  [/^sheet\.command\.copy-sheet/, 'Sheets cannot be copied in this workbench.'],
  [/^sheet\.command\.(insert|set|remove)-defined-name/, 'Names cannot be changed in this workbench.'],
  [
    /^sheet\.command\.(set-table-config|add-table-theme|remove-table-theme)$/,
    'Tables keep their name and look in this workbench.',
  ],
  [/(range|worksheet)-protection/, 'Sheets cannot be protected in this workbench.'],
  [
    /^sheets?\.command\.(add|update|remove|insert).*data-?validation/i,
    'Drop-downs cannot be changed in this workbench.',
  ],
];

const shifts: Readonly<Record<string, (area: Area) => Shift>> = {
  [RemoveRowCommand.id]: rowsGone,
  [RemoveRowByRangeCommand.id]: rowsGone,
  [RemoveColCommand.id]: columnsGone,
  [RemoveColByRangeCommand.id]: columnsGone,
  [InsertRangeMoveDownCommand.id]: (area) => ({ area, direction: 'down' }),
  [InsertRangeMoveRightCommand.id]: (area) => ({ area, direction: 'right' }),
  [DeleteRangeMoveUpCommand.id]: (area) => ({ area, direction: 'up' }),
  [DeleteRangeMoveLeftCommand.id]: (area) => ({ area, direction: 'left' }),
};

function rowsGone({ row, rowCount }: Area): Shift {
  return { area: areaOf(row, 0, rowCount, SHEET_COLUMNS), direction: 'up' };
}

function columnsGone({ column, columnCount }: Area): Shift {
  return { area: areaOf(0, column, SHEET_ROWS, columnCount), direction: 'left' };
}

type BookCommand = (params: CommandParams, hearing: Hearing) => void;

const bookCommands: Readonly<Record<string, BookCommand>> = {
  [InsertSheetCommand.id]: addSheet,
  [RemoveSheetCommand.id]: ({ sheetId }, { book }) => book.deleteSheet(sheetId),
  [SetWorksheetNameCommand.id]: updateSheet(({ text }) => ({ name: text('name') })),
  [SetWorksheetOrderCommand.id]: updateSheet(({ number }) => ({ position: number('order') })),
  [SetWorksheetHideCommand.id]: updateSheet(() => ({ visibility: 'Hidden' })),
  [SetWorksheetShowCommand.id]: ({ sheetId }, { book, say }) => {
    const sheet = book.sheets().find(({ id }) => id === sheetId);
    if (sheet?.visibility === 'VeryHidden') say(`The sheet ${sheet.name} belongs to the add-in and stays hidden.`);
    else book.updateSheet(sheetId, { visibility: 'Visible' });
  },
  [SetTabColorCommand.id]: updateSheet(({ text }) => ({ tabColor: text('value') })),
  [ToggleGridlinesCommand.id]: ({ sheetId }, { book }) => {
    const isShown = book.sheets().find(({ id }) => id === sheetId)?.showGridlines ?? true;
    book.updateSheet(sheetId, { showGridlines: !isShown });
  },
  [AddSheetTableCommand.id]: ({ sheetId, area }, { book }) => void book.addTable(sheetId, area, true),
  ...lineCommands,
  [DeleteSheetTableCommand.id]: ({ text }, { book }) => book.deleteTable(text('tableId'), true),
};

/** The new sheet stands beside the one in front and is shown: what is typed next belongs on it. */
function addSheet(_params: CommandParams, { book, mirror, spreadsheet }: Hearing): void {
  const inFront = spreadsheet.workbook.getActiveSheet(true)?.getSheetId();
  const position = book.sheets().findIndex(({ id }) => id === inFront) + 1;
  const { id } = book.addSheet();
  book.updateSheet(id, { position });
  mirror.flush();
  spreadsheet.commands.syncExecuteCommand(SetWorksheetActiveOperation.id, { unitId: UNIT_ID, subUnitId: id });
}

function updateSheet(patchOf: (params: CommandParams) => SheetPatch): BookCommand {
  return (params, { book }) => book.updateSheet(params.sheetId, patchOf(params));
}
