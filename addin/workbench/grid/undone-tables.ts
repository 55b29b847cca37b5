import { type ICommandInfo, RedoCommandId, UndoCommandId } from '@univerjs/core';
import { SetSheetTableMutation } from '@univerjs/preset-sheets-table';
import { type Area, sameArea } from 'excel-host/book/area.ts';
import { BookError } from 'excel-host/book/book.ts';
import { type Hearing, isRun } from './hearing.ts';
import { drawnArea } from './paint-tables.ts';
import { toArea } from './ranges.ts';
import type { RunningCommands } from './running-commands.ts';

/**
 * Gives tables the size back that an undo says they had: rows deleted at the end of a table come back below it, and only
 * the undo knows that they belonged to it.
 */
export class UndoneTables {
  readonly #hearing: Hearing;
  readonly #running: RunningCommands;
  readonly #areas = new Map<string, Area>();

  constructor(hearing: Hearing, running: RunningCommands) {
    this.#hearing = hearing;
    this.#running = running;
  }

  follow(info: ICommandInfo): void {
    if (isRun(info, SetSheetTableMutation) && this.#running.isUndoing) {
      const range = info.params.config.updateRange?.newRange;
      if (range !== undefined) this.#areas.set(info.params.tableId, toArea(range));
    }
    if (info.id !== UndoCommandId && info.id !== RedoCommandId) return;
    for (const [tableId, area] of this.#areas) this.#resize(tableId, area);
    this.#areas.clear();
  }

  #resize(tableId: string, area: Area): void {
    const { book, user, mirror } = this.#hearing;
    const table = book.tables().find(({ id }) => id === tableId);
    if (table === undefined || sameArea(drawnArea(table), area)) return;
    try {
      const whole = { ...area, rowCount: area.rowCount + Number(table.showTotals) };
      book.act({ user, gesture: 'rows' }, () => book.resizeTable(tableId, whole));
    } catch (error) {
      // A table in the way keeps it as it is.
      if (!(error instanceof BookError)) throw error;
    }
    mirror.redraw(table.sheetId, 'tables');
  }
}
