import { type Area, areaOf } from '../book/area.ts';
import { parseArea, splitSheetName } from '../book/address.ts';
import type { Book, Validation } from '../book/book.ts';
import { displayText } from '../book/format-number.ts';
import type { Json } from '../book/json.ts';

/** Whether the cell's validation lets a typed text in. Only lists with the `Stop` alert stop anybody; other rules let everything pass. */
export function allowsText(book: Book, sheetId: string, cell: Area, text: string): boolean {
  const validation = book.validation(sheetId, cell);
  if (validation === undefined || validation === 'mixed' || !stops(validation)) return true;
  const source = field(validation.rule['list'], 'source');
  if (typeof source !== 'string') return true;
  if (text === '') return validation.ignoreBlanks !== false;
  return listTexts(book, sheetId, source).includes(text.trim());
}

function stops({ errorAlert }: Validation): boolean {
  return errorAlert?.['showAlert'] !== false && (errorAlert?.['style'] ?? 'Stop') === 'Stop';
}

function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** `a,b,c`, or `=Sheet!$A$1:$A$9`, or `=Name`: blank cells do not count. */
function listTexts(book: Book, sheetId: string, source: string): string[] {
  if (!source.startsWith('=')) return source.split(',').map((item) => item.trim());
  const formula = book.names().find(({ name }) => `=${name}`.toLowerCase() === source.toLowerCase())?.formula ?? source;
  const { sheetName, rest } = splitSheetName(formula.slice(1));
  const area = parseArea(rest);
  const home = sheetName === undefined ? sheetId : book.sheets().find(({ name }) => name === sheetName)?.id;
  if (area === undefined || home === undefined) return [];
  const used = book.usedArea(home, true);
  const rowCount = Math.min(area.rowCount, Math.max(1, (used?.row ?? 0) + (used?.rowCount ?? 0) - area.row));
  const cells = areaOf(area.row, area.column, rowCount, area.columnCount);
  const formats = book.readFormats(home, cells);
  return book
    .readValues(home, cells)
    .flatMap((line, row) => line.map((value, column) => displayText(value, formats[row]?.[column] ?? 'General')))
    .filter((text) => text !== '');
}
