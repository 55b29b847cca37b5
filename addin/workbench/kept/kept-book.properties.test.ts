import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { type Book, BookError } from 'excel-host/book/book.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { followPackage } from '../xlsx/opened-package.ts';
import { ChangedParts, type PartsOptions } from './changed-parts.ts';
import { BLOCK_ROWS, restoreBook } from './kept-parts.ts';
import { isLong } from '../../../test/run-size.ts';

const firstSheet = (book: Book): string => book.sheets()[0]?.id ?? '';
const sheetAt = (book: Book, at: number): string => book.sheets()[at % book.sheets().length]?.id ?? '';
/** Near the rows where a block ends, as often as at the top. */
const rowAt = (at: number): number => (at % 2 === 0 ? at % 9 : BLOCK_ROWS - 5 + (at % 10));
const tableAt = (book: Book, at: number) => book.tables()[at % Math.max(1, book.tables().length)];

const steps = {
  write: (book: Book, at: number, size: number) =>
    book.write(sheetAt(book, at), rowAt(at), at % 5, [
      [size, 'text', at % 3 === 0],
      ['', -size / 3, `t${at}`],
    ]),
  formula: (book: Book, at: number, size: number) =>
    book.write(sheetAt(book, at), rowAt(at + 1), at % 7, [
      [{ formula: `=SUM(Data!A1:B${size + 1})` }, { formula: '=SEQUENCE(2)' }, { formula: '=SUM(Plan[Name])' }],
    ]),
  clear: (book: Book, at: number, size: number) =>
    book.clear(sheetAt(book, at), areaOf(rowAt(at), at % 4, size, size), size % 2 === 0 ? 'all' : 'contents'),
  format: (book: Book, at: number, size: number) =>
    book.writeFormats(
      sheetAt(book, at),
      at % 3 === 0 ? areaOf(0, at % 6, 1_048_576, 1) : areaOf(rowAt(at), 1, size, 2),
      '0.00',
    ),
  style: (book: Book, at: number, size: number) =>
    book.writeStyle(
      sheetAt(book, at),
      at % 4 === 0 ? areaOf(0, at % 6, 1_048_576, 1) : areaOf(rowAt(at), at % 3, size, 2),
      size % 2 === 0 ? { bold: true } : { fillColor: '#EEEEEE', bold: undefined },
    ),
  insertRows: (book: Book, at: number, size: number) =>
    book.insertCells(sheetAt(book, at), areaOf(rowAt(at), 0, size, 16_384), 'down'),
  deleteRows: (book: Book, at: number, size: number) =>
    book.deleteCells(sheetAt(book, at), areaOf(rowAt(at), 0, size, 16_384), 'up'),
  insertColumn: (book: Book, at: number) =>
    book.insertCells(sheetAt(book, at), areaOf(0, at % 5, 1_048_576, 1), 'right'),
  deleteColumn: (book: Book, at: number) =>
    book.deleteCells(sheetAt(book, at), areaOf(0, at % 5, 1_048_576, 1), 'left'),
  insertCells: (book: Book, at: number, size: number) =>
    book.insertCells(sheetAt(book, at), areaOf(rowAt(at), 6, size, 2), 'down'),
  rows: (book: Book, at: number, size: number) =>
    book.updateRows(sheetAt(book, at), rowAt(at), size, size % 2 === 0 ? { hidden: true } : { height: size * 10 }),
  columns: (book: Book, at: number, size: number) =>
    book.updateColumns(sheetAt(book, at), at % 9, 1, size % 2 === 0 ? { hidden: at % 3 === 0 } : { width: size * 20 }),
  addSheet: (book: Book) => void book.addSheet(),
  deleteSheet: (book: Book, at: number) => book.deleteSheet(sheetAt(book, at)),
  renameSheet: (book: Book, _at: number, size: number) => book.updateSheet(firstSheet(book), { name: `Data ${size}` }),
  moveSheet: (book: Book, at: number) => book.updateSheet(sheetAt(book, at), { position: 0 }),
  looks: (book: Book, at: number, size: number) =>
    book.updateSheet(sheetAt(book, at), {
      freeze: { rows: size, columns: 1 },
      tabColor: '#112233',
      showGridlines: size % 2 === 0,
    }),
  visibility: (book: Book, at: number, size: number) =>
    book.updateSheet(sheetAt(book, at), { visibility: size % 2 === 0 ? 'VeryHidden' : 'Visible' }),
  protect: (book: Book, at: number) =>
    book.updateSheet(sheetAt(book, at), { protection: { password: undefined, options: { allowSort: true } } }),
  addTable: (book: Book, at: number, size: number) =>
    void book.addTable(sheetAt(book, at), areaOf(rowAt(at), at % 4, size + 2, 2), size % 2 === 0),
  renameTable: (book: Book, at: number, size: number) =>
    book.updateTable(tableAt(book, at)?.id ?? '', { name: size % 2 === 0 ? 'Plan' : `Plan_${size}` }),
  renameColumn: (book: Book, at: number, size: number) => {
    const table = tableAt(book, at);
    if (table !== undefined) book.write(table.sheetId, table.area.row, table.area.column, [[`Name ${size}`]]);
  },
  totals: (book: Book, at: number, size: number) =>
    book.updateTable(tableAt(book, at)?.id ?? '', { showTotals: size % 2 === 0 }),
  headers: (book: Book, at: number, size: number) =>
    book.updateTable(tableAt(book, at)?.id ?? '', { showHeaders: size % 2 === 0 }),
  tableRows: (book: Book, at: number, size: number) => book.insertTableRows(tableAt(book, at)?.id ?? '', 0, size),
  fewerTableRows: (book: Book, at: number) => book.deleteTableRows(tableAt(book, at)?.id ?? '', 0, 1),
  tableColumn: (book: Book, at: number) => void book.insertTableColumn(tableAt(book, at)?.id ?? '', 1, 'More'),
  sort: (book: Book, at: number, size: number) =>
    book.sortTable(tableAt(book, at)?.id ?? '', [{ key: 0, ascending: size % 2 === 0 }]),
  filter: (book: Book, at: number, size: number) => {
    const table = tableAt(book, at);
    const criteria = size % 3 === 0 ? undefined : { filterOn: 'Custom', criterion1: '>2' };
    if (table !== undefined) book.filterTable(table.id, table.columns[0]?.id ?? 0, criteria);
  },
  deleteTable: (book: Book, at: number, size: number) => book.deleteTable(tableAt(book, at)?.id ?? '', size % 2 === 0),
  name: (book: Book, at: number, size: number) =>
    book.addName({
      name: `Rate${size}`,
      formula: '=Data!$A$1',
      scopeSheetId: at % 2 === 0 ? undefined : sheetAt(book, at),
      visible: true,
      comment: 'x',
    }),
  deleteName: (book: Book, _at: number, size: number) => book.deleteName(`Rate${size}`, undefined),
  dropDown: (book: Book, at: number, size: number) =>
    book.setValidation(
      sheetAt(book, at),
      areaOf(rowAt(at), 1, size, 1),
      size % 4 === 0 ? undefined : { rule: { list: { source: '=Data!$A$1:$A$3' } } },
    ),
  mark: (book: Book, at: number, size: number) => {
    const sheetId = sheetAt(book, at);
    const { id } = book.addConditionalFormat(sheetId, areaOf(rowAt(at), 1, size, 1));
    book.updateConditionalFormat(sheetId, id, { formula: '=Data!$A$1>1', look: { bold: true } });
  },
  property: (book: Book, at: number, size: number) =>
    book.setProperty(at % 2 === 0 ? 'custom' : `sheet:${sheetAt(book, at)}`, `key${at}`, [size, { a: null }]),
} as const;

/** A change of a book, chosen by numbers so that it fits whatever is there; what the book refuses is no change. */
const manySteps = fc.array(
  fc.tuple(fc.constantFrom(...Object.entries(steps)), fc.nat(99), fc.integer({ min: 1, max: 6 }), fc.boolean()),
  { minLength: 1, maxLength: 30 },
);

/** A book whose changed parts go into a map, as they would into the browser's storage. */
class Keeping {
  readonly parts: Map<string, string>;
  readonly book: MemoryBook;
  readonly #changed: ChangedParts;

  constructor(
    book: MemoryBook,
    kept?: { readonly sheetKeys: readonly number[]; readonly parts: Map<string, string> },
    opened?: PartsOptions['opened'],
  ) {
    this.book = book;
    this.parts = new Map(kept?.parts);
    this.#changed = new ChangedParts(book, {
      kept: kept && { sheetKeys: kept.sheetKeys, parts: kept.parts.keys() },
      opened,
    });
    book.subscribe((event) => this.#changed.hear(event));
  }

  keep(): void {
    while (this.#changed.saveNext());
    for (const [name, part] of this.#changed.take()) {
      if (part === undefined) this.parts.delete(name);
      else this.parts.set(name, part.text);
    }
  }

  play(list: typeof manySteps extends fc.Arbitrary<infer T> ? T : never): void {
    for (const [[, step], at, size, isKept] of list) {
      try {
        step(this.book, at, size);
      } catch (error) {
        if (!(error instanceof BookError)) throw error;
      }
      if (isKept) this.keep();
    }
    this.keep();
  }
}

function startingBook(): MemoryBook {
  const book = new MemoryBook('plan.xlsx');
  const data = book.addSheet('Data').id;
  const plan = book.addSheet('Plan').id;
  book.write(data, 0, 0, [
    [1, 2],
    [3, { formula: '=SUM(Plan[Amount])' }],
  ]);
  book.write(plan, 0, 0, [['Name', 'Amount'], ...Array.from({ length: BLOCK_ROWS }, (_, row) => [`n${row}`, row])]);
  book.updateTable(book.addTable(plan, areaOf(0, 0, BLOCK_ROWS + 1, 2), true).id, { name: 'Plan' });
  return book;
}

test('[FC10] whatever is done to a book, its kept parts give it back, and go on being kept after that', () => {
  fc.assert(
    fc.property(manySteps, manySteps, (before, after) => {
      const first = new Keeping(startingBook());
      first.play(before);
      const restored = restoreBook(first.parts);
      expect(saveBook(restored.book)).toEqual(saveBook(first.book));

      const second = new Keeping(restored.book, { sheetKeys: restored.sheetKeys, parts: first.parts });
      second.play(after);
      expect(saveBook(restoreBook(second.parts).book)).toEqual(saveBook(second.book));
      const anew = new Keeping(second.book);
      anew.keep();
      expect(second.parts.size).toBe(anew.parts.size);
    }),
    { numRuns: isLong ? 5_000 : 150 },
  );
});

test('[FC10] typing into a cell of a large book saves the rows around it and nothing else', () => {
  const keeping = new Keeping(startingBook());
  keeping.keep();
  const before = new Map(keeping.parts);
  const sheetId = keeping.book.sheets()[1]?.id ?? '';
  keeping.book.write(sheetId, BLOCK_ROWS, 1, [[77]]);
  keeping.keep();
  const saved = [...keeping.parts].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
  expect(saved).toEqual(['2.1']);
});

test('[FC10] a book from a file is kept with where its sheets and cells have gone since it was opened', () => {
  const book = startingBook();
  const [first, second] = book.sheets().map(({ id }) => id);
  const opened = { format: 1, bytes: new Uint8Array(), sheets: [{ part: 'one', moves: [] }, null] } as const;
  const follow = followPackage(book, opened);
  const keeping = new Keeping(book, undefined, () => follow().sheets);
  keeping.keep();
  book.insertCells(first ?? '', areaOf(3, 0, 1, 16_384), 'down');
  book.sortCells(first ?? '', areaOf(0, 0, 2, 1), [{ key: 0, ascending: false }]);
  keeping.keep();
  book.noteMove(first ?? '', { area: areaOf(0, 0, 1, 1), to: { row: 0, column: 4 } });
  book.updateSheet(second ?? '', { position: 0 });
  keeping.keep();
  expect(restoreBook(keeping.parts).opened).toEqual([
    null,
    {
      part: 'one',
      moves: [
        { area: areaOf(3, 0, 1, 16_384), direction: 'down' },
        { area: areaOf(0, 0, 2, 1), order: [1, 0] },
        { area: areaOf(0, 0, 1, 1), to: { row: 0, column: 4 } },
      ],
    },
  ]);
});
