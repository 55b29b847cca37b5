import { beforeEach, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { listSource } from './list-source.ts';

let book: MemoryBook;

/** A table Kinds (Name, It's [a] #1) in B2:C4 of My lists, and ten names for what a drop-down may refer to. */
beforeEach(() => {
  book = new MemoryBook();
  const { id } = book.addSheet('My lists');
  book.write(id, 1, 1, [
    ['Name', "It's [a] #1"],
    ['Elm', 1],
    ['Oak', 2],
  ]);
  const table = book.addTable(id, areaOf(1, 1, 3, 2), true);
  book.updateTable(table.id, { name: 'Kinds' });
  const name = (text: string, formula: string) =>
    book.addName({ name: text, formula, scopeSheetId: undefined, visible: true, comment: '' });
  name('Known', '=Kinds[Name]');
  name('Odd', "=kinds[It''s '[a'] '#1]");
  name('Area', "='My lists'!$B$3:$B$4");
  name('Whole', "='My lists'!$B:$B");
  name('Blank', "='My lists'!$H:$H");
  name('Sum', '=SUM(1,2)');
});

test.each([
  ['a,b', 'a,b'],
  ['Known', 'Known'],
  ['=Known', "='My lists'!B3:B4"],
  ['=KNOWN', "='My lists'!B3:B4"],
  ['=Kinds[Name]', "='My lists'!B3:B4"],
  ['=Odd', "='My lists'!C3:C4"],
  ['=Kinds[Nothing]', '=Kinds[Nothing]'],
  ['=Nothing[Name]', '=Nothing[Name]'],
  ['=Area', "='My lists'!B3:B4"],
  ['=Whole', "='My lists'!B2:B4"],
  ['=Blank', "='My lists'!H2:H4"],
  ["='My lists'!$B$3", "='My lists'!B3"],
  ["='My lists'!$B$90:$B$91", "='My lists'!B90:B91"],
  ['=Nowhere!$B$3', '=Nowhere!$B$3'],
  ['=$B$3', '=$B$3'],
  ['=Sum', '=SUM(1,2)'],
  ['=Unknown', '=Unknown'],
])('a drop-down of %s refers to %s', (source, shown) => {
  expect(listSource(book, source)).toBe(shown);
});

test('a whole column of an empty sheet stays whole', () => {
  book.addSheet('Empty');
  expect(listSource(book, '=Empty!A:A')).toBe('=Empty!A:A');
});
