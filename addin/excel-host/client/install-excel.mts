import type { Book } from '../book/book.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { type ExcelHost, type ExcelHostOptions, createExcelHost } from '../host/excel-host.ts';
import { type Person, createPerson } from '../user/person.ts';
import { type OpenExcelOptions, type OpenedExcel, openExcel } from './open-excel.mts';

export interface InstallOptions extends ExcelHostOptions, OpenExcelOptions {
  /** The book that is open; without one, a new book with a blank sheet, Sheet1. */
  readonly book?: Book;
}

/** An Excel that has become the one of this process. */
export interface InstalledExcel extends Pick<OpenedExcel, 'Excel' | 'OfficeExtension' | 'Office' | 'dialogs'> {
  readonly book: Book;
  readonly host: ExcelHost;
  /** Somebody else at the keyboard of the same book; the add-in hears of what they do as `Remote`. */
  readonly person: (user: string) => Person;
  /** Somebody else with an Excel of their own, add-in and all, in the same book. */
  readonly coAuthor: (user: string) => OpenedExcel;
}

const shared: { opened?: OpenedExcel } = {};

/**
 * Makes `Excel`, `Office` and `OfficeExtension` globals, as they are in a task pane, so that an add-in's own modules run
 * unchanged. Called before each test it gives every test a book of its own: the library is loaded once and changes its host.
 */
export function installExcel(options: InstallOptions = {}): InstalledExcel {
  const { book = bookWithSheet(), requirementSets, library, ...rest } = options;
  const host = createExcelHost(book, rest);
  const opened = open(host, { ...(requirementSets && { requirementSets }), ...(library && { library }) });
  const { Excel, Office, OfficeExtension, dialogs } = opened;
  Object.assign(globalThis, { Excel, Office, OfficeExtension });
  return {
    Excel,
    Office,
    OfficeExtension,
    dialogs,
    book,
    host,
    person: (user) => createPerson(book, { user }),
    coAuthor: (user) => openExcel(createExcelHost(book, { ...rest, user })),
  };
}

function open(host: ExcelHost, options: OpenExcelOptions): OpenedExcel {
  if (Object.keys(options).length > 0) return openExcel(host, options);
  if (shared.opened === undefined) shared.opened = openExcel(host);
  else shared.opened.reconnect(host);
  return shared.opened;
}

function bookWithSheet(): Book {
  const book = new MemoryBook();
  book.addSheet('Sheet1');
  return book;
}
