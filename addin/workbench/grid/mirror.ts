import { SetRangeValuesMutation, SetRowVisibleMutation } from '@univerjs/preset-sheets-core';
import { type Area, intersectAreas } from 'excel-host/book/area.ts';
import type { Book, BookEvent } from 'excel-host/book/book.ts';
import { headerArea } from 'excel-host/book/table-areas.ts';
import { DirtyBook } from './redraw-queue.ts';
import { CellPainter } from './paint-cells.ts';
import { type DrawnNames, paintNames } from './paint-names.ts';
import { paintColumnLooks, paintRowLooks } from './paint-row-looks.ts';
import { paintSheets } from './paint-sheets.ts';
import { paintTables } from './paint-tables.ts';
import { paintValidation } from './paint-validation.ts';
import type { Spreadsheet } from './spreadsheet.ts';
import { formulaAreas } from './formula-areas.ts';

/**
 * Draws a book into Univer and keeps it drawn. The book is the model: whatever changes it, an add-in or the person in the
 * grid, is compared with what Univer holds, and what differs is drawn.
 */
export class Mirror {
  readonly #book: Book;
  readonly #spreadsheet: Spreadsheet;
  readonly #painter: CellPainter;
  readonly #names: DrawnNames = new Map();
  readonly #unsubscribe: () => void;
  #dirty = new DirtyBook();
  #isScheduled = false;
  #isDrawing = false;
  /** Set while what the person did in the grid is put into the book: cells that moved have moved in the grid already. */
  #isHearing = false;

  constructor(book: Book, spreadsheet: Spreadsheet) {
    this.#book = book;
    this.#spreadsheet = spreadsheet;
    this.#painter = new CellPainter(book, spreadsheet);
    this.#dirty.sheetList = true;
    this.#dirty.names = true;
    for (const { id } of book.sheets()) this.#dirty.addAll(id);
    this.flush();
    this.#unsubscribe = book.subscribe((event) => {
      this.#dirty.add(event, this.#isHearing && !this.#movesSpilled(event));
      if (event.kind === 'cells') this.#addHeaders(event.sheetId, event.area);
      // Cells that an add-in moves would be put back to the wrong place by an undo from before.
      if (event.kind === 'shifted' && !this.#isHearing)
        spreadsheet.undo.clearUndoRedo(spreadsheet.workbook.getUnitId());
      this.#schedule();
    });
  }

  /** Whether what Univer reports right now comes from drawing. */
  get isDrawing(): boolean {
    return this.#isDrawing;
  }

  /** Puts something that Univer has done already into the book. */
  hear<T>(work: () => T): T {
    const outer = this.#isHearing;
    this.#isHearing = true;
    try {
      return work();
    } finally {
      this.#isHearing = outer;
    }
  }

  /** Draws now what would be drawn as soon as the running work is done. */
  flush(): void {
    // Drawing tables may bring further events; each round draws less.
    this.#isDrawing = true;
    try {
      while (!this.#dirty.isEmpty) {
        const dirty = this.#dirty;
        this.#dirty = new DirtyBook();
        this.#paint(dirty);
      }
    } finally {
      this.#isDrawing = false;
    }
  }

  /** Compares again what the grid has. `lines`: heights, widths, what is hidden or frozen. */
  redraw(sheetId: string, what: Area | 'tables' | 'validation' | 'lines'): void {
    const sheet = this.#dirty.sheet(sheetId);
    if (what === 'tables' || what === 'validation') sheet[what] = true;
    else if (what !== 'lines') this.#dirty.addCells(sheetId, what);
    else {
      Object.assign(sheet, { rowLooks: true, columnLooks: true });
      this.#dirty.sheetList = true;
    }
    this.#schedule();
  }

  close(): void {
    this.#unsubscribe();
  }

  /** Univer moves what a formula has spilled as if it stood there; in the book it stays with its formula. */
  #movesSpilled(event: BookEvent): boolean {
    return event.kind === 'shifted' && this.#book.spilledAreas(event.sheetId).length > 0;
  }

  /** A written header renames its column, and others with it that would be named the same. */
  #addHeaders(sheetId: string, area: Area): void {
    for (const table of this.#book.tables()) {
      const header = table.sheetId === sheetId ? headerArea(table) : undefined;
      if (header === undefined || intersectAreas(header, area) === undefined) continue;
      this.#dirty.addCells(sheetId, header);
      this.#dirty.sheet(sheetId).tables = true;
      this.#dirty.formulas = true;
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.flush();
    });
  }

  #paint(dirty: DirtyBook): void {
    if (dirty.sheetList) paintSheets(this.#book, this.#spreadsheet);
    if (dirty.names) paintNames(this.#book, this.#spreadsheet, this.#names);
    const known = new Set(this.#book.sheets().map(({ id }) => id));
    for (const [sheetId, what] of dirty.sheets) {
      const sheet = known.has(sheetId) ? this.#spreadsheet.workbook.getSheetBySheetId(sheetId) : undefined;
      if (!sheet) continue;
      if (what.cells !== undefined) this.#painter.paint(sheetId, what.cells);
      if (what.conditionalLooks)
        this.#spreadsheet.draw(SetRangeValuesMutation.id, { subUnitId: sheetId, cellValue: {} });
      if (what.columnLooks) paintColumnLooks(this.#book, this.#spreadsheet, sheet);
      if (what.rowLooks) paintRowLooks(this.#book, this.#spreadsheet, sheet);
      if (what.tables) paintTables(this.#book, this.#spreadsheet, sheetId);
      // Makes Univer ask again, and give hidden rows no height.
      if (what.filter) this.#spreadsheet.draw(SetRowVisibleMutation.id, { subUnitId: sheetId, ranges: [] });
      if (what.validation) paintValidation(this.#book, this.#spreadsheet, sheetId);
    }
    if (dirty.listSources) for (const id of known) paintValidation(this.#book, this.#spreadsheet, id);
    if (!dirty.formulas) return;
    for (const { sheetId, area } of formulaAreas(this.#spreadsheet)) {
      if (known.has(sheetId)) this.#painter.paint(sheetId, area);
    }
  }
}
