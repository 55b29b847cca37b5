import { areaOf } from 'excel-host/book/area.ts';
import type { Content } from 'excel-host/book/cell.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { expectSame, serveContender, timed } from '../harness/contender.ts';

const FORMULAS = 20_000;
const RATE = 7;

/** A sheet as people build them: two numbers in each row, a formula over them and one cell that all of them use. */
function openBook(run = 0): { readonly book: MemoryBook; readonly id: string } {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  book.write(id, 0, RATE, [[1.1]]);
  book.write(
    id,
    0,
    0,
    Array.from({ length: FORMULAS }, (_, row): Content[] => [row, row * 2, { formula: formulaOf(row + 1, run) }]),
  );
  return { book, id };
}

/** Other texts in every run, so that each run reads its formulas for the first time. */
function formulaOf(line: number, run: number): string {
  return `=IF(SUM(A${line}:B${line})>10,ROUND(B${line}*$H$1,2),A${line}&"x${run}")`;
}

function shown(book: MemoryBook, id: string): unknown {
  return book.readValues(id, areaOf(0, 2, FORMULAS, 1)).at(-1)?.[0];
}

await serveContender(({ mode }) => {
  const kept = openBook();
  expectSame('the last formula', shown(kept.book, kept.id), 43_997.8);
  let edits = 0;
  const edit = (column: number) => {
    edits += 1;
    kept.book.write(kept.id, column === RATE ? 0 : 100, column, [[edits]]);
    kept.book.readValues(kept.id, areaOf(0, 0, 60, 8));
  };
  return {
    run: async () => {
      if (mode === 'first') {
        edits += 1;
        const { book, id } = openBook(edits);
        return { ms: await timed(() => shown(book, id)) };
      }
      return { ms: await timed(() => edit(mode === 'spread' ? RATE : 0)) };
    },
  };
});
