import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { openMirroredBook } from './testing/open-mirrored-book.ts';

test('what an add-in does is drawn: a table of 100,000 rows', () => {
  const { book, differences, close } = openMirroredBook();
  const big = book.addSheet('Big');
  book.write(
    big.id,
    0,
    0,
    Array.from({ length: 100_001 }, (_, row) => [`row ${row}`, row, row % 7 === 0]),
  );
  const { id } = book.addTable(big.id, areaOf(0, 0, 100_001, 3), true);
  expect(differences()).toEqual([]);
  book.insertTableRows(id, 50_000, 1);
  book.deleteTableRows(id, 10, 5);
  expect(differences()).toEqual([]);
  close();
});
