import { decodeOfficeText } from '../../../shared/workbook-file/office-text.ts';
import type { WorkbookPackage } from './workbook-package.ts';
import { UPLOAD_LESS, WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import { attributeOf, type XmlHandler } from '../../../shared/workbook-file/xml-scanner.ts';

/** A cell that is not a plain value: the value shown, and whether it is an error or comes from a formula. */
export interface SpecialCell {
  readonly value: string | number | boolean;
  readonly isFormula: boolean;
  readonly isError: boolean;
  /** [W14] The formula's result was not stored; `value` is "". */
  readonly withoutResult?: true;
}

export type SheetCell = string | number | boolean | SpecialCell | undefined;

export interface SheetRow {
  /** Row number as Excel shows it, from 1. */
  readonly number: number;
  /** Cells by 0-based column; empty ones are undefined. */
  readonly cells: readonly SheetCell[];
  /** Number of each cell's style, where the reader asked for them. */
  readonly styles?: readonly (number | undefined)[];
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Cells of one sheet that are kept, empty ones before the last of a row included; a program of 1,000,000 rows × 20 columns is beyond what one file can send back. */
const MOST_CELLS = 20_000_000;
/** A sheet with more merged blocks is no table; the rest of them say nothing. */
const MOST_MERGED = 10_000;

/** The non-empty rows of a sheet, in the order of the file. */
export interface SheetContents {
  readonly rows: readonly SheetRow[];
  /** A filter hides some of the rows. */
  readonly isFiltered: boolean;
  /** Addresses of the blocks of merged cells: "A1:F1". */
  readonly merged: readonly string[];
}

/** Reads every non-empty row of a sheet. Throws WorkbookUnreadable. */
export async function readSheet(
  workbook: WorkbookPackage,
  path: string,
  sharedStrings: readonly string[],
  { withStyles = false }: { readonly withStyles?: boolean } = {},
): Promise<SheetContents> {
  const rows: SheetRow[] = [];
  const merged: string[] = [];
  let isFiltered = false;
  const handler = sheetHandler({ path, sharedStrings, withStyles }, rows);
  await workbook.readPart(path, {
    ...handler,
    open: (name, attributes, start, end) => {
      isFiltered ||= name === 'filterColumn';
      if (name === 'mergeCell' && merged.length < MOST_MERGED) merged.push(attributeOf(attributes, 'ref') ?? '');
      handler.open?.(name, attributes, start, end);
    },
  });
  return { rows, isFiltered, merged };
}

interface CellDraft {
  column: number;
  type: string;
  style: number | undefined;
  value: string;
  inline: string;
  isFormula: boolean;
  /** A stored value is there, be it an empty one. */
  hasValue: boolean;
}

interface SheetReading {
  readonly path: string;
  readonly sharedStrings: readonly string[];
  readonly withStyles: boolean;
}

function sheetHandler({ path, sharedStrings, withStyles }: SheetReading, rows: SheetRow[]): XmlHandler {
  let number = 0;
  let cells: SheetCell[] = [];
  let styles: (number | undefined)[] = [];
  let draft: CellDraft | undefined;
  let element = '';
  let phonetic = false;
  let count = 0;

  function openCell(attributes: string): void {
    const reference = attributeOf(attributes, 'r');
    const column = reference === undefined ? cells.length : columnOf(reference);
    if (column < cells.length || column >= MOST_COLUMNS) throw damaged(path, reference ?? '');
    const type = attributeOf(attributes, 't') ?? 'n';
    const style = withStyles ? Number(attributeOf(attributes, 's') ?? 0) : undefined;
    draft = { column, type, style, value: '', inline: '', isFormula: false, hasValue: false };
  }

  function closeCell(cell: CellDraft): void {
    const value = cellValue(cell, sharedStrings, path);
    if (value === undefined) return;
    count += cell.column - cells.length + 1;
    if (count > MOST_CELLS)
      throw new WorkbookUnreadable(`The part ${path} of the file holds too many cells.`, UPLOAD_LESS);
    while (cells.length < cell.column) cells.push(undefined);
    cells.push(value);
    if (withStyles) styles[cells.length - 1] = cell.style;
  }

  return {
    open: (name, attributes) => {
      if (name === 'row') {
        const next = Number(attributeOf(attributes, 'r') ?? number + 1);
        if (!Number.isInteger(next) || next <= number || next > MOST_ROWS) throw damaged(path, String(next));
        number = next;
        cells = [];
        styles = [];
      } else if (name === 'c') openCell(attributes);
      else if (draft && name === 'f') draft.isFormula = true;
      else if (draft && name === 'v') draft.hasValue = true;
      else if (name === 'rPh') phonetic = true;
      element = name;
    },
    text: (text) => {
      if (!draft) return;
      if (element === 'v') draft.value += text;
      else if (element === 't' && !phonetic) draft.inline += text;
    },
    close: (name) => {
      element = '';
      if (name === 'c' && draft) {
        closeCell(draft);
        draft = undefined;
      } else if (name === 'row' && cells.length > 0) rows.push({ number, cells, ...(withStyles && { styles }) });
      else if (name === 'rPh') phonetic = false;
    },
  };
}

function damaged(path: string, reference: string): WorkbookUnreadable {
  return new WorkbookUnreadable(`The part ${path} of the file is damaged at ${reference || 'an unnamed cell'}.`);
}

/** 0-based column of a cell address: "AB12" → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function cellValue(cell: CellDraft, sharedStrings: readonly string[], path: string): SheetCell {
  if (cell.type === 'e') return { value: cell.value || '#N/A', isFormula: cell.isFormula, isError: true };
  if (lacksResult(cell)) return { value: '', isFormula: true, isError: false, withoutResult: true };
  const value = plainValue(cell, sharedStrings, path);
  if (value === undefined || value === '') return undefined;
  return cell.isFormula ? { value, isFormula: true, isError: false } : value;
}

/** [W14] Only text can be stored as an empty result; any other formula without a value has none. */
function lacksResult({ isFormula, value, inline, type, hasValue }: CellDraft): boolean {
  return isFormula && value === '' && inline === '' && !(type === 'str' && hasValue);
}

function plainValue(
  cell: CellDraft,
  sharedStrings: readonly string[],
  path: string,
): string | number | boolean | undefined {
  if (cell.type === 'inlineStr') return decodeOfficeText(cell.inline);
  const { value } = cell;
  if (value === '') return undefined;
  switch (cell.type) {
    case 's': {
      const text = sharedStrings[Number(value)];
      if (text === undefined) throw damaged(path, `text number ${value}`);
      return text;
    }
    case 'str':
      return decodeOfficeText(value);
    case 'b':
      return value === '1' || value === 'true';
    case 'd':
      // Dates as ISO 8601 text, as strict writers give them; midnight is a plain date.
      return value.replace(/T00:00:00(\.0+)?Z?$/, '');
    default: {
      const number = Number(value);
      return Number.isFinite(number) ? number : value;
    }
  }
}

/** The workbook's table of shared strings, phonetic guides left out. */
export async function readSharedStrings(workbook: WorkbookPackage): Promise<string[]> {
  const strings: string[] = [];
  if (workbook.sharedStringsPath === undefined) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  await workbook.readPart(workbook.sharedStringsPath, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(decodeOfficeText(text));
    },
  });
  return strings;
}
