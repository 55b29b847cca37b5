import type { ICellData, IStyleData, Nullable, Worksheet } from '@univerjs/core';
import { SetRangeValuesMutation } from '@univerjs/preset-sheets-core';
import { type Area, areaOf, boundingArea, intersectAreas } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import type { CellStyle, Scalar } from 'excel-host/book/cell.ts';
import { toCellValue } from './cell-data.ts';
import { toUniverLook } from './cell-look.ts';
import { makeRoom } from './paint-sheets.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** So few that comparing them is quicker than asking what is in use. */
const FEW_CELLS = 4096;

/** Draws the cells of a book into Univer: only those that differ. */
export class CellPainter {
  readonly #book: Book;
  readonly #spreadsheet: Spreadsheet;
  /** Univer's id of a look, by style (one object for equal ones, as books keep them) and format. */
  readonly #lookIds = new WeakMap<CellStyle, Map<string, string | undefined>>();

  constructor(book: Book, spreadsheet: Spreadsheet) {
    this.#book = book;
    this.#spreadsheet = spreadsheet;
  }

  /** Makes the cells of the area equal; returns the smallest area around those that changed. */
  paint(sheetId: string, wanted: Area): Area | undefined {
    const sheet = this.#spreadsheet.workbook.getSheetBySheetId(sheetId);
    if (!sheet) return undefined;
    const area = this.#bounded(sheetId, sheet, wanted);
    if (area === undefined) return undefined;
    makeRoom(this.#spreadsheet, sheet, area.row + area.rowCount, area.column + area.columnCount);
    const changes = new Changes(sheet);
    const values = this.#book.readValues(sheetId, area);
    const formulas = this.#book.readFormulas(sheetId, area);
    const formats = this.#book.readFormats(sheetId, area);
    const styles = this.#book.readStyles(sheetId, area);
    values.forEach((line, rowOffset) => {
      const formulaLine = formulas[rowOffset] ?? [];
      const formatLine = formats[rowOffset] ?? [];
      const styleLine = styles[rowOffset] ?? [];
      line.forEach((value, offset) => {
        const lookId = this.#lookId(styleLine[offset] ?? {}, formatLine[offset] ?? 'General');
        changes.compare(area.row + rowOffset, area.column + offset, value, formulaLine[offset], lookId);
      });
    });
    changes.apply(this.#spreadsheet);
    return changes.area;
  }

  /** The part of the area that either side uses; beyond it there is nothing to compare. */
  #bounded(sheetId: string, sheet: Worksheet, area: Area): Area | undefined {
    if (area.rowCount * area.columnCount <= FEW_CELLS) return area;
    const used = this.#book.usedArea(sheetId, false);
    const matrix = sheet.getCellMatrix();
    const drawn = areaOf(0, 0, Math.max(1, matrix.getLength()), Math.max(1, matrix.getRange().endColumn + 1));
    return intersectAreas(area, used === undefined ? drawn : boundingArea(drawn, used));
  }

  #lookId(style: CellStyle, format: string): string | undefined {
    let byFormat = this.#lookIds.get(style);
    if (byFormat === undefined) this.#lookIds.set(style, (byFormat = new Map()));
    if (byFormat.has(format)) return byFormat.get(format);
    const look: IStyleData = toUniverLook(style, format);
    const isPlain = Object.keys(look).length === 0;
    const id = isPlain ? undefined : (this.#spreadsheet.workbook.getStyles().setValue(look) ?? undefined);
    byFormat.set(format, id);
    return id;
  }
}

/** Cells of one sheet that differ from what they should be. */
class Changes {
  readonly #sheet: Worksheet;
  readonly #cells: { row: number; column: number; data: ICellData | null }[] = [];
  /** Cells whose formula comes, changes or goes: Univer's formula engine has to hear of these. */
  readonly #formulas: Record<number, Record<number, ICellData>> = {};
  area: Area | undefined;

  constructor(sheet: Worksheet) {
    this.#sheet = sheet;
  }

  compare(row: number, column: number, value: Scalar, formula: string | undefined, lookId: string | undefined): void {
    const cell = this.#sheet.getCellRaw(row, column);
    const { v, t } = toCellValue(value);
    const showsSame = !cell?.p && (cell?.v ?? undefined) === v && (v === undefined || cell?.t === t);
    const isSameFormula = formula === undefined ? !hasFormula(cell) : cell?.f === formula;
    if (isSameFormula && showsSame && (cell?.s ?? undefined) === lookId) return;
    if (!isSameFormula) {
      const line = (this.#formulas[row] ??= {});
      line[column] = { f: formula ?? null, si: null, p: null, v: v ?? null, t: t ?? null };
    }
    const data: ICellData = {};
    if (lookId !== undefined) data.s = lookId;
    if (v !== undefined) Object.assign(data, { v, t });
    if (formula !== undefined) data.f = formula;
    this.#cells.push({ row, column, data: Object.keys(data).length === 0 ? null : data });
    const here = areaOf(row, column, 1, 1);
    this.area = this.area === undefined ? here : boundingArea(this.area, here);
  }

  /** Mutations tell listeners; the cells themselves are put in place directly, which is many times quicker. */
  apply({ draw }: Spreadsheet): void {
    if (this.area === undefined) return;
    const subUnitId = this.#sheet.getSheetId();
    draw(SetRangeValuesMutation.id, { subUnitId, cellValue: this.#formulas });
    const matrix = this.#sheet.getCellMatrix();
    for (const { row, column, data } of this.#cells) {
      if (data === null) matrix.realDeleteValue(row, column);
      else matrix.setValue(row, column, data);
    }
  }
}

function hasFormula(cell: Nullable<ICellData>): boolean {
  return Boolean(cell?.f) || Boolean(cell?.si);
}
