import { areaOf } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';

/** Name of the sheet that a new workbook opens with. */
export const START_SHEET = 'Start';

const lines = [
  'A workbook in your browser',
  'Sign in on the right, then connect: each table of the plan gets a sheet of its own.',
  'Edit cells as in Excel: type, F2, copy and paste, fill, undo. Formulas start with =.',
  'Sync sends your changes and brings in everybody else’s.',
  'This browser keeps what you type: close the page, and the workbook is here again when you come back.',
];

/** The first sheet says what this page is and what it is not. */
export function fillStartSheet(book: Book): void {
  const { id } = book.addSheet(START_SHEET);
  book.write(
    id,
    1,
    1,
    lines.map((line) => [line]),
  );
  book.writeStyle(id, areaOf(1, 1, 1, 1), { bold: true, fontSize: 16 });
  // In points: a narrow margin, then room for the sentences.
  book.updateColumns(id, 0, 1, { width: 20 });
  book.updateColumns(id, 1, 1, { width: 480 });
}
