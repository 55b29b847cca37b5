import { createXmlScanner, attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { WorkbookUnreadable } from '../../../../shared/workbook-file/workbook-unreadable.ts';
import { columnNumber } from 'excel-host/book/address.ts';

/** A `<row>` with where it stands. Rows and columns count from 0. */
export interface RowXml {
  readonly row: number;
  readonly start: number;
  readonly openEnd: number;
  readonly end: number;
  readonly cells: ReadonlyMap<number, CellXml>;
}

export interface CellXml {
  readonly column: number;
  readonly start: number;
  readonly openEnd: number;
  readonly end: number;
  /** Number of its look. */
  readonly style: number;
  readonly formula: FormulaXml | undefined;
  /** A value is stored, be it a text without characters. */
  readonly hasValue: boolean;
}

export interface FormulaXml {
  readonly start: number;
  readonly openEnd: number;
  readonly end: number;
  readonly attributes: string;
}

/** The rows of a sheet's part. Throws WorkbookUnreadable where they are out of order. */
export function readRows(path: string, xml: string): RowXml[] {
  const reader = new RowReader(path);
  const scanner = createXmlScanner(path, {
    open: (name, attributes, start, end) => reader.open(name, attributes, start, end),
    close: (name, start, end) => reader.close(name, start, end),
  });
  scanner.push(xml);
  scanner.end();
  return reader.rows;
}

interface CellDraft {
  readonly column: number;
  readonly start: number;
  readonly openEnd: number;
  readonly style: number;
  formula: FormulaXml | undefined;
  hasValue: boolean;
}

class RowReader {
  readonly rows: RowXml[] = [];
  readonly #path: string;
  #isInside = false;
  #row:
    | { readonly row: number; readonly start: number; readonly openEnd: number; readonly cells: Map<number, CellXml> }
    | undefined;
  #cell: CellDraft | undefined;
  #formula: Omit<FormulaXml, 'end'> | undefined;
  #lastColumn = -1;
  #valueStart = 0;

  constructor(path: string) {
    this.#path = path;
  }

  open(name: string, attributes: string, start: number, openEnd: number): void {
    if (name === 'sheetData') this.#isInside = true;
    if (!this.#isInside) return;
    if (name === 'row') {
      const last = this.rows.at(-1)?.row ?? -1;
      const row = Number(attributeOf(attributes, 'r') ?? last + 2) - 1;
      if (!(row > last))
        throw new WorkbookUnreadable(`The part ${this.#path} of the file is damaged at row ${row + 1}.`);
      this.#row = { row, start, openEnd, cells: new Map() };
      this.#lastColumn = -1;
    } else if (name === 'c') this.#openCell(attributes, start, openEnd);
    else if (name === 'f') this.#formula = { start, openEnd, attributes };
    else if (name === 'v') this.#valueStart = openEnd;
    else if (name === 'is' && this.#cell !== undefined) this.#cell.hasValue = true;
  }

  #openCell(attributes: string, start: number, openEnd: number): void {
    const reference = /^[A-Za-z]+/.exec(attributeOf(attributes, 'r') ?? '')?.[0];
    const last = this.#lastColumn;
    const column = reference === undefined ? last + 1 : columnNumber(reference);
    this.#lastColumn = column;
    const style = Number(attributeOf(attributes, 's') ?? '0');
    this.#cell = {
      column,
      start,
      openEnd,
      style,
      formula: undefined,
      hasValue: attributeOf(attributes, 't') === 'str',
    };
  }

  close(name: string, start: number, end: number): void {
    if (!this.#isInside) return;
    if (name === 'sheetData') this.#isInside = false;
    else if (name === 'f' && this.#formula !== undefined && this.#cell !== undefined) {
      this.#cell.formula = { ...this.#formula, end };
    } else if (name === 'v' && this.#cell !== undefined) this.#cell.hasValue ||= start > this.#valueStart;
    else if (name === 'c' && this.#cell !== undefined) {
      this.#row?.cells.set(this.#cell.column, { ...this.#cell, end });
      this.#cell = undefined;
    } else if (name === 'row' && this.#row !== undefined) {
      this.rows.push({ ...this.#row, end });
      this.#row = undefined;
    }
  }
}
