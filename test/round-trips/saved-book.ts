import { strFromU8, unzipSync } from 'fflate';
import { openWorkbookPackage } from '../../server/workbook/read/workbook-package.ts';
import { readSharedStrings, readSheet, type SheetRow } from '../../server/workbook/read/read-sheet.ts';

interface SavedSheet {
  readonly rows: readonly SheetRow[];
  readonly xml: string;
}

/** The sheets of a saved file by name: their cells, and their XML for what is no cell. */
export type SavedBook = ReadonlyMap<string, SavedSheet>;

export async function openSavedBook(bytes: Uint8Array): Promise<SavedBook> {
  const parts = unzipSync(bytes);
  const opened = await openWorkbookPackage(bytes);
  const strings = await readSharedStrings(opened);
  const sheets = new Map<string, SavedSheet>();
  for (const { name, path } of opened.sheets) {
    const rows = await readSheet(opened, path, strings);
    sheets.set(name, { rows, xml: strFromU8(parts[path] ?? new Uint8Array()) });
  }
  return sheets;
}

export function headersOf(book: SavedBook, sheet: string): string[] {
  return (book.get(sheet)?.rows[0]?.cells ?? []).map((cell) => textOf(cell));
}

/** The texts below a header, from top to bottom. */
export function textsOf(book: SavedBook, sheet: string, header: string): string[] {
  const column = headersOf(book, sheet).indexOf(header);
  return (book.get(sheet)?.rows ?? []).slice(1).map(({ cells }) => textOf(cells[column]));
}

export function hasHiddenRow(book: SavedBook, sheet: string): boolean {
  return /<row [^>]*hidden="(1|true)"/.test(book.get(sheet)?.xml ?? '');
}

function textOf(cell: SheetRow['cells'][number]): string {
  return String((typeof cell === 'object' ? cell.value : cell) ?? '');
}
