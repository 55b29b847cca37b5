import { Direction } from '@univerjs/core';
import { InsertColCommand, InsertRowCommand, RemoveColCommand, RemoveRowCommand } from '@univerjs/preset-sheets-core';
import {
  SheetTableInsertColCommand,
  SheetTableInsertColumnAtCommand,
  SheetTableInsertRowAtCommand,
  SheetTableInsertRowCommand,
  SheetTableRemoveColCommand,
  SheetTableRemoveColumnAtCommand,
  SheetTableRemoveRowCommand,
} from '@univerjs/preset-sheets-table';
import { type Area, areaOf } from 'excel-host/book/area.ts';
import type { CommandParams } from './command-params.ts';
import type { Hearing } from './hearing.ts';
import { toRange } from './ranges.ts';
import { UNIT_ID } from './spreadsheet.ts';

type Lines = 'rows' | 'columns';
type LineCommand = (params: CommandParams, hearing: Hearing) => void;

/**
 * Univer's commands for rows and columns of tables, done to whole rows and columns of the sheet: its own move cells without
 * what is tied to them. The person can undo them.
 */
export const lineCommands: Readonly<Record<string, LineCommand>> = {
  [SheetTableInsertRowCommand.id]: (params, hearing) => insert(hearing, 'rows', params.sheetId, params.area),
  [SheetTableInsertColCommand.id]: (params, hearing) => insert(hearing, 'columns', params.sheetId, params.area),
  [SheetTableRemoveRowCommand.id]: (params, hearing) => remove(hearing, 'rows', params.area),
  [SheetTableRemoveColCommand.id]: (params, hearing) => remove(hearing, 'columns', params.area),
  [SheetTableInsertRowAtCommand.id]: (params, hearing) =>
    insert(hearing, 'rows', params.sheetId, areaOf(params.number('index'), 0, params.number('count') || 1, 1)),
  [SheetTableInsertColumnAtCommand.id]: insertColumn,
  [SheetTableRemoveColumnAtCommand.id]: (params, hearing) =>
    remove(hearing, 'columns', areaOf(0, params.number('index'), 1, params.number('count') || 1)),
};

/** A column behind the last one belongs to the table only if the book says so; that cannot be undone. */
function insertColumn(params: CommandParams, hearing: Hearing): void {
  const index = params.number('index');
  const table = hearing.book.tables().find(({ id }) => id === params.text('tableId'));
  if (table?.area.column !== undefined && index === table.area.column + table.area.columnCount) {
    hearing.book.insertTableColumn(table.id, table.area.columnCount, '');
  } else insert(hearing, 'columns', params.sheetId, areaOf(0, index, 1, params.number('count') || 1));
}

function insert({ spreadsheet }: Hearing, lines: Lines, subUnitId: string, area: Area): void {
  const [id, direction] =
    lines === 'rows' ? [InsertRowCommand.id, Direction.UP] : [InsertColCommand.id, Direction.LEFT];
  const params = {
    unitId: UNIT_ID,
    subUnitId,
    direction,
    range: wholeLines(spreadsheet.workbook, lines, subUnitId, area),
  };
  void spreadsheet.commands.executeCommand(id, params);
}

function remove({ spreadsheet }: Hearing, lines: Lines, area: Area): void {
  void spreadsheet.commands.executeCommand(lines === 'rows' ? RemoveRowCommand.id : RemoveColCommand.id, {
    range: toRange(area),
  });
}

function wholeLines(workbook: Hearing['spreadsheet']['workbook'], lines: Lines, sheetId: string, area: Area) {
  const sheet = workbook.getSheetBySheetId(sheetId);
  const whole =
    lines === 'rows'
      ? { ...area, column: 0, columnCount: sheet?.getColumnCount() ?? 1 }
      : { ...area, row: 0, rowCount: sheet?.getRowCount() ?? 1 };
  return toRange(whole);
}
