import {
  type Area,
  SHEET_COLUMNS,
  SHEET_ROWS,
  areaOf,
  boundingArea,
  isEntireColumns,
  isEntireRows,
} from 'excel-host/book/area.ts';
import type { BookEvent } from 'excel-host/book/book.ts';

/** What of one sheet has to be drawn again. */
export interface DirtySheet {
  cells: Area | undefined;
  rowLooks: boolean;
  columnLooks: boolean;
  validation: boolean;
  tables: boolean;
  /** Which rows pass a filter, which Univer asks for while drawing. */
  filter: boolean;
  /** Only looks that are worked out while drawing. */
  conditionalLooks: boolean;
}

/** What of a book has to be drawn again; many changes at once are drawn as one. */
export class DirtyBook {
  readonly sheets = new Map<string, DirtySheet>();
  /** Sheets themselves: which there are, their names, order and settings. */
  sheetList = false;
  /** Formulas anywhere, because cells moved or something they name was renamed. */
  formulas = false;
  names = false;
  /** What drop-downs anywhere refer to: names and columns of tables. */
  listSources = false;

  get isEmpty(): boolean {
    return this.sheets.size === 0 && !this.sheetList && !this.formulas && !this.names && !this.listSources;
  }

  sheet(sheetId: string): DirtySheet {
    const found = this.sheets.get(sheetId);
    if (found !== undefined) return found;
    const clean = {
      cells: undefined,
      rowLooks: false,
      columnLooks: false,
      validation: false,
      tables: false,
      filter: false,
      conditionalLooks: false,
    };
    this.sheets.set(sheetId, clean);
    return clean;
  }

  addCells(sheetId: string, area: Area): void {
    const sheet = this.sheet(sheetId);
    sheet.cells = sheet.cells === undefined ? area : boundingArea(sheet.cells, area);
  }

  addAll(sheetId: string): void {
    this.sheets.set(sheetId, {
      cells: WHOLE,
      rowLooks: true,
      columnLooks: true,
      validation: true,
      tables: true,
      filter: true,
      conditionalLooks: false,
    });
  }

  /** `isDrawnThere`: Univer moved the cells itself, so only those that came new have to be compared. */
  add(event: BookEvent, isDrawnThere: boolean): void {
    switch (event.kind) {
      case 'cells':
      case 'calculated':
        this.addCells(event.sheetId, event.area);
        return;
      case 'formats':
        this.addCells(event.sheetId, event.area);
        if (isEntireRows(event.area)) this.sheet(event.sheetId).rowLooks = true;
        if (isEntireColumns(event.area)) this.sheet(event.sheetId).columnLooks = true;
        return;
      case 'shifted':
        this.addCells(
          event.sheetId,
          isDrawnThere ? event.shift.area : fromThereOn(event.shift.area, event.shift.direction),
        );
        Object.assign(this.sheet(event.sheetId), {
          rowLooks: true,
          validation: true,
          tables: true,
          filter: true,
        });
        if (isEntireColumns(event.shift.area)) this.sheet(event.sheetId).columnLooks = true;
        this.formulas = true;
        this.names = true;
        this.listSources = true;
        return;
      case 'sheetAdded':
        this.sheetList = true;
        this.addAll(event.sheetId);
        return;
      case 'sheetDeleted':
      case 'sheetChanged':
        this.sheetList = true;
        this.formulas = true;
        return;
      case 'conditionalFormats':
        this.sheet(event.sheetId).conditionalLooks = true;
        return;
      case 'validation':
        this.sheet(event.sheetId).validation = true;
        return;
      case 'properties':
      case 'moved':
        return;
      case 'names':
        this.names = true;
        this.listSources = true;
        return;
      case 'tableFiltered':
        Object.assign(this.sheet(event.sheetId), { tables: true, filter: true });
        return;
      default:
        this.listSources = true;
        this.formulas = true;
        this.addCells(event.sheetId, event.area);
        Object.assign(this.sheet(event.sheetId), { rowLooks: true, tables: true });
    }
  }
}

const WHOLE = areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS);

/** All cells that a shift may have moved. */
function fromThereOn(area: Area, direction: 'down' | 'up' | 'left' | 'right'): Area {
  return direction === 'down' || direction === 'up'
    ? { ...area, rowCount: SHEET_ROWS - area.row }
    : { ...area, columnCount: SHEET_COLUMNS - area.column };
}
