import { type Area, areaOf, containsArea, intersectAreas } from './area.ts';
import { BookError, type FilterCriteria, type SortField, type TableColumn, type TableInfo } from './book.ts';
import { type Shift, shiftArea } from './shift.ts';
import { bodyArea } from './table-areas.ts';

/** A table of a memory book. Its cells live in the sheet's grid. */
export class MemoryTable implements TableInfo {
  readonly id: string;
  name: string;
  readonly sheetId: string;
  area: Area;
  showHeaders = true;
  showTotals = false;
  showFilterButton = true;
  showBandedRows = true;
  showBandedColumns = false;
  highlightFirstColumn = false;
  highlightLastColumn = false;
  style = 'TableStyleMedium2';
  columns: TableColumn[] = [];
  readonly filters = new Map<number, FilterCriteria>();
  sort: { fields: readonly SortField[]; matchCase: boolean } = { fields: [], matchCase: false };
  #lastColumnId = 0;

  constructor(id: string, name: string, sheetId: string, area: Area) {
    this.id = id;
    this.name = name;
    this.sheetId = sheetId;
    this.area = area;
  }

  newColumn(name: string): TableColumn {
    this.#lastColumnId += 1;
    return { id: this.#lastColumnId, name };
  }

  /** Whether any of the names is this one; Excel compares without case. */
  hasColumn(name: string, except = -1): boolean {
    return this.columns.some((column, index) => index !== except && column.name.toLowerCase() === name.toLowerCase());
  }

  /** `wanted`, or with the first free number behind it; a blank name becomes `Column1`, `Column2`, … */
  freeColumnName(wanted: string, except = -1): string {
    if (wanted !== '' && !this.hasColumn(wanted, except)) return wanted;
    const stem = wanted === '' ? 'Column' : wanted;
    let number = wanted === '' ? 1 : 2;
    while (this.hasColumn(`${stem}${number}`, except)) number += 1;
    return `${stem}${number}`;
  }

  columnIndex(columnId: number): number {
    return this.columns.findIndex((column) => column.id === columnId);
  }

  /** Refuses what Excel refuses: moving a part of a table, or deleting its header without the rest. */
  checkShift(shift: Shift): void {
    if (tearsTable(this, shift)) throw partOfTable(this.name);
  }

  /** Follows a shift of cells; false where all of the table was deleted. */
  follow(shift: Shift): boolean {
    const after = shiftArea(this.area, shift);
    if (after === undefined) return false;
    if (shift.direction === 'right' && after.columnCount > this.area.columnCount) {
      this.#addColumns(shift.area.column - this.area.column, after.columnCount - this.area.columnCount);
    }
    if (shift.direction === 'left' && after.columnCount < this.area.columnCount) {
      const lost = intersectAreas(this.area, shift.area);
      if (lost !== undefined) this.removeColumns(lost.column - this.area.column, lost.columnCount);
    }
    this.area = after;
    return true;
  }

  removeColumns(index: number, count: number): void {
    for (const column of this.columns.splice(index, count)) this.filters.delete(column.id);
  }

  get body(): Area {
    return bodyArea(this);
  }

  headerCell(index: number): Area {
    return areaOf(this.area.row, this.area.column + index, 1, 1);
  }

  #addColumns(index: number, count: number): void {
    for (let added = 0; added < count; added += 1) {
      this.columns.splice(index + added, 0, this.newColumn(this.freeColumnName('')));
    }
  }
}

/** Whether a shift would move a part of the table only, or delete its header without the rest. */
export function tearsTable(table: Pick<TableInfo, 'area' | 'showHeaders'>, { area: moved, direction }: Shift): boolean {
  const isVertical = direction === 'down' || direction === 'up';
  const strip = isVertical
    ? { ...moved, rowCount: Number.MAX_SAFE_INTEGER - moved.row }
    : { ...moved, columnCount: Number.MAX_SAFE_INTEGER - moved.column };
  if (intersectAreas(strip, table.area) === undefined) return false;
  const across = isVertical
    ? { ...moved, row: table.area.row, rowCount: table.area.rowCount }
    : { ...moved, column: table.area.column, columnCount: table.area.columnCount };
  if (!containsArea(across, table.area)) return true;
  if (direction !== 'up' || !table.showHeaders || containsArea(moved, table.area)) return false;
  return intersectAreas(moved, { ...table.area, rowCount: 1 }) !== undefined;
}

function partOfTable(name: string): BookError {
  return new BookError(
    'InsertDeleteConflict',
    `This would move a part of the table ${name}. Insert or delete whole rows or columns of the table.`,
  );
}
