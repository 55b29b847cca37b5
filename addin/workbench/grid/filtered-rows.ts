import { INTERCEPTOR_POINT } from '@univerjs/preset-sheets-core';
import type { Book } from 'excel-host/book/book.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** Above Univer's own filters: which rows pass is decided once, in the book. */
const BEFORE_UNIVER = 1000;

export function hideFilteredRows(book: Book, { interceptors }: Spreadsheet): () => void {
  const interception = interceptors.intercept(INTERCEPTOR_POINT.ROW_FILTERED, {
    priority: BEFORE_UNIVER,
    handler: (_filtered, { subUnitId, row }) =>
      book.sheets().some(({ id }) => id === subUnitId) && book.rowLooks(subUnitId, row).filtered,
  });
  return () => interception.dispose();
}
