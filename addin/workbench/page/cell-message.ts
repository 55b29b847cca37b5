import { areaOf } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';

/** The input message of a cell, which Excel shows beside it while it is selected. */
export interface CellMessage {
  readonly title: string;
  readonly message: string;
}

/** The input message of the first selected cell; null: it has none. */
export function cellMessage(book: Book, { sheetId, selection }: ExcelHost['view']): CellMessage | null {
  const validation = book.validation(sheetId, areaOf(selection.row, selection.column, 1, 1));
  if (validation === undefined || validation === 'mixed') return null;
  const { title, message, showPrompt } = validation.prompt ?? {};
  if (showPrompt === false || typeof message !== 'string' || message === '') return null;
  return { title: typeof title === 'string' ? title : '', message };
}
