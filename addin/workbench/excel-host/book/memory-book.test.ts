import { expect, test } from 'vitest';
import { areaOf } from './area.ts';
import { bookContract } from './book-contract.ts';
import { MemoryBook } from './memory-book.ts';

bookContract('the memory book', () => new MemoryBook());

test('a table of 100,000 rows and 12 columns is written, read and taken apart', () => {
  const book = new MemoryBook();
  const sheet = book.addSheet();
  const header = Array.from({ length: 12 }, (_, column) => `C${column}`);
  const rows = Array.from({ length: 100_000 }, (_, row) => header.map((_name, column) => row * 12 + column));
  book.write(sheet.id, 0, 0, [header, ...rows]);
  const table = book.addTable(sheet.id, areaOf(0, 0, 100_001, 12), true);
  book.insertTableRows(table.id, 50_000, 10);
  book.deleteTableRows(table.id, 0, 5);
  const values = book.readValues(sheet.id, areaOf(1, 0, 100_005, 12));
  expect(values[0]?.[0]).toBe(60);
  expect(values[100_004]?.[11]).toBe(100_000 * 12 - 1);
});
