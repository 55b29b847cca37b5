import { read, utils } from '@e965/xlsx';

interface SavedSheet {
  /** Text of every cell, row by row. */
  readonly texts: readonly (readonly string[])[];
  readonly hasHiddenRow: boolean;
}

/** The sheets of a saved file by name, as another reader than ours sees them. */
export type SavedBook = ReadonlyMap<string, SavedSheet>;

export function openSavedBook(bytes: Uint8Array): SavedBook {
  const book = read(bytes, { cellStyles: true });
  return new Map(
    Object.entries(book.Sheets).map(([name, sheet]) => {
      const texts = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: '' });
      const hasHiddenRow = (sheet['!rows'] ?? []).some((row) => row?.hidden === true);
      return [name, { texts: texts.map((row) => row.map(String)), hasHiddenRow }];
    }),
  );
}

export function headersOf(book: SavedBook, sheet: string): readonly string[] {
  return book.get(sheet)?.texts[0] ?? [];
}

/** The texts below a header, from top to bottom. */
export function textsOf(book: SavedBook, sheet: string, header: string): string[] {
  const column = headersOf(book, sheet).indexOf(header);
  return (book.get(sheet)?.texts ?? []).slice(1).map((row) => row[column] ?? '');
}

export function hasHiddenRow(book: SavedBook, sheet: string): boolean {
  return book.get(sheet)?.hasHiddenRow === true;
}
