import type { ICommandInfo, IMutation } from '@univerjs/core';
import type { Area } from 'excel-host/book/area.ts';
import type { Book, Gesture } from 'excel-host/book/book.ts';
import type { Mirror } from './mirror.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** What listening to the grid needs. */
export interface Hearing {
  readonly book: Book;
  readonly user: string;
  readonly spreadsheet: Spreadsheet;
  readonly mirror: Mirror;
  /** Tells the person what could not be done. */
  readonly say: (sentence: string) => void;
}

/** What one mutation of Univer means for the book. */
export interface Change {
  readonly sheetId: string;
  readonly gesture?: Gesture;
  /** What is compared afterwards, because the book may have made something else of it. */
  readonly compare: Area | 'tables' | 'validation' | 'lines';
  readonly apply: () => void;
}

/** Whether it is this mutation, with its parameters. */
export function isRun<P extends object>(
  info: ICommandInfo,
  mutation: IMutation<P>,
): info is ICommandInfo<P> & { params: P } {
  return info.id === mutation.id && info.params !== undefined;
}
