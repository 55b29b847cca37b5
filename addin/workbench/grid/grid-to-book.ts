import { CommandType, type ICommandInfo } from '@univerjs/core';
import {
  InsertColMutation,
  InsertRowMutation,
  MoveColsMutation,
  MoveRangeMutation,
  MoveRowsMutation,
  RemoveColMutation,
  RemoveRowMutation,
  ReorderRangeMutation,
  SetRangeValuesMutation,
} from '@univerjs/preset-sheets-core';
import {
  AddDataValidationMutation,
  RemoveDataValidationMutation,
  UpdateDataValidationMutation,
} from '@univerjs/preset-sheets-data-validation';
import {
  AddSheetTableMutation,
  DeleteSheetTableMutation,
  SetSheetTableFilterMutation,
  SetSheetTableMutation,
} from '@univerjs/preset-sheets-table';
import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, boundingArea } from 'excel-host/book/area.ts';
import { BookError } from 'excel-host/book/book.ts';
import type { ColumnOrder, RowOrder } from 'excel-host/book/shift.ts';
import { adoptCells } from './adopt-cells.ts';
import { type Cells, cellsOf } from './changed-cells.ts';
import { looksChange } from './looks-to-book.ts';
import { type Change, type Hearing, isRun } from './hearing.ts';
import { type SheetRange, toArea } from './ranges.ts';
import { RunningCommands } from './running-commands.ts';
import { UndoneTables } from './undone-tables.ts';
import { isDrawn } from './spreadsheet.ts';
import { filterCriteria } from './table-filter.ts';

/** Puts what the person does in the grid into the book, as edits of theirs. Returns how to stop. */
export function hearEdits(hearing: Hearing): () => void {
  const { spreadsheet, mirror, book, user } = hearing;
  const running = new RunningCommands(spreadsheet.commands);
  const tables = new UndoneTables(hearing, running);
  // What is still to be drawn comes first: afterwards it would undo what the person has just done.
  const before = spreadsheet.commands.beforeCommandExecuted(({ type }, options) => {
    if (type === CommandType.MUTATION && !isDrawn(options) && !mirror.isDrawing) mirror.flush();
  });
  const listening = spreadsheet.commands.onCommandExecuted((info, options) => {
    if (isDrawn(options) || mirror.isDrawing) return;
    tables.follow(info);
    const change = changeOf(info, hearing, running);
    if (change === undefined) return;
    try {
      const act = { user, gesture: change.gesture ?? running.gesture };
      const undoing = running.isTakingBack ? { ...act, isUndo: true } : act;
      mirror.hear(() => book.act(undoing, change.apply));
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      hearing.say(error.message);
    }
    mirror.redraw(change.sheetId, change.compare);
  });
  return () => {
    before.dispose();
    listening.dispose();
    running.close();
  };
}

function changeOf(info: ICommandInfo, hearing: Hearing, running: RunningCommands): Change | undefined {
  return (
    cellChange(info, hearing, running) ??
    shiftChange(info, hearing) ??
    looksChange(info, hearing) ??
    tableChange(info, hearing)
  );
}

function cellChange(info: ICommandInfo, hearing: Hearing, running: RunningCommands): Change | undefined {
  const { isUndoing, isClearing, gesture } = running;
  const entry = { grows: !isUndoing, isPasted: gesture === 'paste', isClearing };
  const adopt = (sheetId: string, cells: Cells): void => adoptCells(hearing, sheetId, cells, entry);
  if (isRun(info, SetRangeValuesMutation)) {
    const { subUnitId, cellValue } = info.params;
    const cells = cellsOf(cellValue);
    const area = cells.area;
    if (area === undefined) return undefined;
    return { sheetId: subUnitId, compare: area, apply: () => adopt(subUnitId, cells) };
  }
  if (isRun(info, MoveRangeMutation)) {
    const { from, to, fromRange, toRange } = info.params;
    return {
      sheetId: to.subUnitId,
      compare: boundingArea(toArea(fromRange), toArea(toRange)),
      apply: () => {
        adopt(from.subUnitId, cellsOf(from.value));
        adopt(to.subUnitId, cellsOf(to.value));
        const [left, taken] = [toArea(fromRange), toArea(toRange)];
        if (from.subUnitId === to.subUnitId) hearing.book.noteMove(to.subUnitId, { area: left, to: cornerOf(taken) });
        else {
          hearing.book.noteMove(from.subUnitId, { area: left, to: null });
          hearing.book.noteMove(to.subUnitId, { area: taken, to: null });
        }
      },
    };
  }
  if (isRun(info, ReorderRangeMutation)) {
    const { subUnitId, range, order } = info.params;
    const area = toArea(range);
    const offsets = Array.from(
      { length: area.rowCount },
      (_, to) => (order[area.row + to] ?? area.row + to) - area.row,
    );
    return {
      sheetId: subUnitId,
      gesture: 'sort',
      compare: area,
      apply: () => {
        adopt(subUnitId, { area });
        hearing.book.noteMove(subUnitId, { area, order: offsets });
      },
    };
  }
  if (isRun(info, MoveRowsMutation) || isRun(info, MoveColsMutation)) {
    const { subUnitId, sourceRange, targetRange } = info.params;
    const area = hearing.book.usedArea(subUnitId, false);
    const move =
      info.id === MoveRowsMutation.id
        ? rowsDragged(toArea(sourceRange), targetRange.startRow)
        : columnsDragged(toArea(sourceRange), targetRange.startColumn);
    return {
      sheetId: subUnitId,
      compare: area ?? move.area,
      apply: () => {
        adopt(subUnitId, { area });
        hearing.book.noteMove(subUnitId, move);
      },
    };
  }
  return undefined;
}

function cornerOf({ row, column }: Area): { readonly row: number; readonly column: number } {
  return { row, column };
}

/** Whole rows are in front of the row that was at `before`. */
function rowsDragged({ row, rowCount }: Area, before: number): RowOrder {
  const { first, order } = dragged(row, rowCount, before);
  return { area: areaOf(first, 0, order.length, SHEET_COLUMNS), order };
}

function columnsDragged({ column, columnCount }: Area, before: number): ColumnOrder {
  const { first, order } = dragged(column, columnCount, before);
  return { area: areaOf(0, first, SHEET_ROWS, order.length), columns: order };
}

/** The lines that have changed their places, from `first` on, by the offsets they had. */
function dragged(start: number, count: number, before: number): { first: number; order: number[] } {
  const [first, end] = before < start ? [before, start + count] : [start, Math.max(before, start + count)];
  const lines = Array.from({ length: end - first }, (_, offset) => offset);
  const isDragged = (line: number): boolean => line >= start - first && line < start - first + count;
  const others = lines.filter((line) => !isDragged(line));
  const at = others.filter((line) => line < before - first).length;
  return { first, order: [...others.slice(0, at), ...lines.filter(isDragged), ...others.slice(at)] };
}

function shiftChange(info: ICommandInfo, { book }: Hearing): Change | undefined {
  const change = (sheetId: string, area: Area, direction: 'down' | 'up' | 'right' | 'left'): Change => ({
    sheetId,
    gesture: 'rows',
    compare: area,
    apply: () => {
      if (direction === 'down' || direction === 'right') book.insertCells(sheetId, area, direction);
      else book.deleteCells(sheetId, area, direction);
    },
  });
  if (isRun(info, InsertRowMutation)) return change(info.params.subUnitId, wholeRows(info.params.range), 'down');
  if (isRun(info, RemoveRowMutation)) return change(info.params.subUnitId, wholeRows(info.params.range), 'up');
  if (isRun(info, InsertColMutation)) return change(info.params.subUnitId, wholeColumns(info.params.range), 'right');
  if (isRun(info, RemoveColMutation)) return change(info.params.subUnitId, wholeColumns(info.params.range), 'left');
  return undefined;
}

function tableChange(info: ICommandInfo, { book, say }: Hearing): Change | undefined {
  // Rules and the size of tables are the book's business: what else was tried is drawn over.
  for (const mutation of [AddDataValidationMutation, RemoveDataValidationMutation, UpdateDataValidationMutation]) {
    if (info.id === mutation.id) return { sheetId: sheetIdOf(info), compare: 'validation', apply: () => undefined };
  }
  for (const mutation of [AddSheetTableMutation, DeleteSheetTableMutation, SetSheetTableMutation]) {
    if (info.id === mutation.id) return { sheetId: sheetIdOf(info), compare: 'tables', apply: () => undefined };
  }
  if (!isRun(info, SetSheetTableFilterMutation)) return undefined;
  const { tableId, column, tableFilter } = info.params;
  const table = book.tables().find(({ id }) => id === tableId);
  const columnId = table?.columns[column]?.id;
  if (table === undefined || columnId === undefined) return undefined;
  return {
    sheetId: table.sheetId,
    gesture: 'filter',
    compare: 'tables',
    apply: () => {
      const criteria = tableFilter && filterCriteria(tableFilter);
      if (tableFilter !== undefined && criteria === undefined)
        say('This kind of filter is not there. Choose values instead.');
      else book.filterTable(tableId, columnId, criteria);
    },
  };
}

function sheetIdOf({ params }: ICommandInfo): string {
  const [, sheetId] = Object.entries(params ?? {}).find(([key]) => key === 'subUnitId') ?? [];
  return typeof sheetId === 'string' ? sheetId : '';
}

function wholeRows({ startRow, endRow }: SheetRange): Area {
  return areaOf(startRow, 0, endRow - startRow + 1, SHEET_COLUMNS);
}

function wholeColumns({ startColumn, endColumn }: SheetRange): Area {
  return areaOf(0, startColumn, SHEET_ROWS, endColumn - startColumn + 1);
}
