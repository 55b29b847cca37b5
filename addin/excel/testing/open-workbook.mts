import type { Book } from 'excel-host/book/book.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openExcel, type OpenedExcel } from 'excel-host/client/open-excel.mts';
import { createExcelHost, type ExcelHost, type ExcelHostOptions } from 'excel-host/host/excel-host.ts';
import { createExcelWorkbook } from '../excel-workbook.ts';
import type { WorkbookPort } from '../workbook-port.ts';

/** One person's Excel with a book open in it, and the add-in's port to it through Microsoft's library. */
export interface OpenWorkbook {
  readonly book: Book;
  readonly host: ExcelHost;
  readonly excel: OpenedExcel;
  readonly port: WorkbookPort;
}

/** Opens a book; without one, a new book with one sheet. Two people may open the same book. */
export function openWorkbook(book: Book = newBook(), options: ExcelHostOptions = {}): OpenWorkbook {
  const host = createExcelHost(book, options);
  const excel = openExcel(host);
  return { book, host, excel, port: createExcelWorkbook((settings, batch) => excel.Excel.run(settings, batch)) };
}

export function newBook(): Book {
  const book = new MemoryBook();
  book.addSheet();
  return book;
}
