import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { BookFile, CellsFile } from 'excel-host/file/book-file.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { followPackage } from '../opened-package.ts';
import { openXlsx } from '../open-xlsx.ts';
import { saveXlsx } from '../save-xlsx.ts';
import { attempt, steps } from '../testing/arbitrary-edits.ts';
import { tries } from '../../../../test/run-size.ts';

function newBook(): MemoryBook {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Data');
  book.addSheet('Lists');
  book.write(id, 0, 0, [
    ['Code', 'Amount', 'Day'],
    ['b', 2, 45_000],
    ['a', 1, 45_001.5],
  ]);
  return book;
}

/** What a file carries of a book: no ids, no conditional formats, no settings of add-ins. */
function carried(file: BookFile): unknown {
  return {
    names: file.names.toSorted((a, b) => `${a.name}${a.scopeSheetName}`.localeCompare(`${b.name}${b.scopeSheetName}`)),
    custom: file.properties['custom'],
    sheets: file.sheets.map(
      ({
        conditionalFormats: _formats,
        properties: _properties,
        protection,
        validations,
        tables,
        columns,
        cells,
        ...sheet
      }) => ({
        ...sheet,
        cells: cells && cellsOf(cells),
        columns: columns.map(([column, { hidden, width }, format]) => [column, hidden, standardWidth(width), format]),
        isProtected: protection !== undefined,
        validations: validations.map((known) => JSON.stringify(known)).toSorted(),
        tables: tables.toSorted((a, b) => a.looks.name.localeCompare(b.looks.name)),
      }),
    ),
  };
}

/** Cells with their looks in place, since equal looks may be in the list in other words. */
function cellsOf({ area, contents, formats, styles }: CellsFile): unknown {
  const looks = (styles?.list ?? []).map((style) =>
    JSON.stringify(Object.entries(style).toSorted(([a], [b]) => a.localeCompare(b))),
  );
  return {
    area,
    contents,
    formats: formats?.cells.map((line) => line.map((place) => formats.list[place])),
    styles: styles?.cells.map((line) => line.map((place) => looks[place])),
  };
}

/** A column that has something else of its own has the standard width in a file. */
function standardWidth(width: number | undefined): number | undefined {
  return width === undefined || Math.abs(width - 51.1875) < 0.01 ? undefined : Math.round(width * 1000);
}

test('[FA9] for any books and edits, what is saved opens as the book that was saved, time and again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { maxLength: 12 }),
      fc.array(steps, { maxLength: 12 }),
      fc.array(steps, { maxLength: 6 }),
      async (first, second, third) => {
        const book = newBook();
        for (const step of first) attempt(book, step);
        let { bytes } = await saveXlsx(saveBook(book), undefined);
        for (const edits of [second, third]) {
          const { book: file, opened } = await openXlsx('plan.xlsx', bytes);
          const copy = openBook(file);
          const current = followPackage(copy, opened);
          for (const step of edits) attempt(copy, step);
          const saved = saveBook(copy);
          ({ bytes } = await saveXlsx(saved, current()));
          const again = await openXlsx('plan.xlsx', bytes);
          expect(carried(saveBook(openBook(again.book)))).toEqual(carried(saved));
        }
      },
    ),
    { numRuns: tries(60) },
  );
});
