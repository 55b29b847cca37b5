import type { Page } from 'playwright-core';
import { SHEET_COLUMNS } from '../workload/book-of-lines.ts';

/** Shows a new sheet with a table of so many rows, as an add-in would fill it. */
export async function showSheet(page: Page, name: string, rowCount: number): Promise<void> {
  await page.evaluate(
    ({ sheet, rows, columns }) => {
      const book = window.workbenchHost?.book;
      if (book === undefined) throw new Error('The workbench has no host.');
      const { id } = book.addSheet(sheet);
      const header = Array.from({ length: columns }, (_, column) => `Column ${column}`);
      const body = Array.from({ length: rows }, (_, row) => [`K-${row}`, ...header.slice(1).map((__, at) => row * at)]);
      book.write(id, 0, 0, [header, ...body]);
      book.addTable(id, { row: 0, column: 0, rowCount: rows + 1, columnCount: columns }, true);
      book.updateSheet(id, { freeze: { rows: 1, columns: 0 } });
    },
    { sheet: name, rows: rowCount, columns: SHEET_COLUMNS },
  );
  const box = page.getByLabel('Go to cell');
  await box.fill(`${name}!B2`);
  await box.press('Enter');
}
