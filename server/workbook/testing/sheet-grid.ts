import { cellAddress } from '../cell-address.ts';

/** A cell as the file has it, without its address: ` s="3" t="b"` and `<v>1</v>`. */
export interface XmlCell {
  readonly attributes: string;
  readonly content: string;
}

export interface XmlRow {
  /** ` ht="32" customHeight="1"`, without the row's number. */
  readonly attributes: string;
  /** By 0-based column; undefined where the file has no cell. */
  readonly cells: readonly (XmlCell | undefined)[];
}

/** A sheet's XML as rows and cells that can be moved about; the numbers are written when it becomes XML again. */
export interface SheetGrid {
  readonly before: string;
  /** From row 1 on; a blank row has no cells. */
  readonly rows: readonly XmlRow[];
  readonly after: string;
}

const ROW = /<row r="(\d+)"([^>]*?)(?:\/>|>(.*?)<\/row>)/gs;
const CELL = /<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs;

export const blankRow: XmlRow = { attributes: '', cells: [] };

export function gridOf(xml: string): SheetGrid {
  const data = /<sheetData>(.*)<\/sheetData>/s.exec(xml);
  if (!data) throw new Error('The sheet has no rows.');
  const rows: XmlRow[] = [];
  for (const [, number = '', attributes = '', content = ''] of (data[1] ?? '').matchAll(ROW)) {
    while (rows.length < Number(number) - 1) rows.push(blankRow);
    rows.push({ attributes, cells: cellsOf(content) });
  }
  const after = data.index + data[0].length;
  return { before: xml.slice(0, data.index), rows, after: xml.slice(after) };
}

export function xmlOf({ before, rows, after }: SheetGrid): string {
  return `${before}<sheetData>${rows.map(rowXml).join('')}</sheetData>${after}`;
}

function cellsOf(content: string): XmlRow['cells'] {
  const cells: (XmlCell | undefined)[] = [];
  for (const [, letters = '', attributes = '', inner = ''] of content.matchAll(CELL)) {
    cells[columnIndex(letters)] = { attributes, content: inner };
  }
  return Array.from(cells);
}

/** 0-based column of its letters: "AB" → 27. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

function rowXml({ attributes, cells }: XmlRow, row: number): string {
  if (cells.every((cell) => cell === undefined)) return '';
  const xml = cells.map((cell, column) =>
    cell ? `<c r="${cellAddress(row, column)}"${cell.attributes}>${cell.content}</c>` : '',
  );
  return `<row r="${row + 1}"${attributes}>${xml.join('')}</row>`;
}

/** The text of a cell that holds one inline, "" for any other. */
export function inlineText(cell: XmlCell | undefined): string {
  return /<t[^>]*>(.*?)<\/t>/s.exec(cell?.content ?? '')?.[1] ?? '';
}

/** A cell of the same look with text in it, as Excel writes one. */
export function textCell(before: XmlCell | undefined, xmlText: string): XmlCell {
  return {
    attributes: `${lookOf(before)} t="inlineStr"`,
    content: `<is><t xml:space="preserve">${xmlText}</t></is>`,
  };
}

/** A cell of the same look with a number in it. */
export function numberCell(before: XmlCell | undefined, value: number): XmlCell {
  return { attributes: lookOf(before), content: `<v>${value}</v>` };
}

export function emptyCell(before: XmlCell | undefined): XmlCell {
  return { attributes: lookOf(before), content: '' };
}

function lookOf(cell: XmlCell | undefined): string {
  return (cell?.attributes ?? '').replace(/ t="[^"]*"/, '');
}
