import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnName } from '../book/address.ts';
import { areaOf } from '../book/area.ts';
import { BookError } from '../book/book.ts';
import type { Content } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { openBook } from '../file/open-book.ts';
import { saveBook } from '../file/save-book.ts';

const ROWS = 8;
const COLUMNS = 6;
const row = fc.nat(ROWS - 1);

/** Formulas look only to the left of their column, so that none needs itself; blocks go down in their own column. */
const templates: readonly ((left: string, other: string, line: number, last: number) => string)[] = [
  (left, other, line) => `=${left}${line}+${other}1`,
  (left, other, line, last) => `=SUM(${left}${line}:${other}${last})`,
  (left) => `=SUM(${left}:${left})`,
  (left, _other, line) => `=COUNTIF(${left}1:${left}8,">"&${left}${line})`,
  (left, _other, line) => `=OFFSET(${left}1,${line}-1,0)`,
  (left, _other, line) => `=SUM(INDIRECT("${left}1:${left}"&${line}))`,
  (left, _other, line) => `=IF(${left}${line}>2,${left}1,${left}2)`,
  (left) => `=SEQUENCE(MIN(3,1+ABS(N(${left}1))))`,
  (left) => `=FILTER(${left}1:${left}4,${left}1:${left}4>1,"none")`,
  (left, other) => `=SUBTOTAL(109,${left}1:${left}8)+COUNTA(${other}1:${other}8)`,
  (left, _other, line) => `=LET(x,${left}${line},IFERROR(x/(x-1),x))`,
  (left) => `=SUM(Wanted)+ROWS(${left}1:${left}3)`,
];

const content = (column: number): fc.Arbitrary<Content> => {
  const plain = fc.oneof(fc.constantFrom<Content>('', '', 'a', true), fc.integer({ min: -2, max: 5 }));
  if (column === 0) return plain;
  const formula = fc
    .tuple(fc.constantFrom(...templates), fc.nat(column - 1), fc.nat(column - 1), row, row)
    .map(([template, left, other, line, last]): Content => ({
      formula: template(columnName(left), columnName(other), line + 1, last + 1),
    }));
  return fc.oneof(plain, formula, formula);
};

type Step = (book: MemoryBook, sheetId: string) => void;

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.nat(COLUMNS - 1).chain((column) =>
      fc.tuple(row, content(column)).map(
        ([at, value]): Step =>
          (book, id) =>
            book.write(id, at, column, [[value]]),
      ),
    ),
  },
  fc.tuple(row, fc.nat(COLUMNS - 1)).map(
    ([at, column]): Step =>
      (book, id) =>
        book.clear(id, areaOf(at, column, 2, 2), 'contents'),
  ),
  fc.tuple(row, fc.boolean()).map(
    ([at, hidden]): Step =>
      (book, id) =>
        book.updateRows(id, at, 1, { hidden }),
  ),
  row.map(
    (at): Step =>
      (book, id) =>
        book.insertCells(id, areaOf(at, 0, 1, 16_384), 'down'),
  ),
  row.map(
    (at): Step =>
      (book, id) =>
        book.deleteCells(id, areaOf(at, 0, 1, 16_384), 'up'),
  ),
  row.map(
    (at): Step =>
      (book, id) =>
        book.sortCells(id, areaOf(0, 0, at + 1, 1), [{ key: 0 }]),
  ),
  fc.constant<Step>((book, id) => book.updateSheet(id, { name: `Sheet ${book.version}` })),
);

test('after any edits every formula shows what a book opened anew would show', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 25 }), (list) => {
      const book = new MemoryBook();
      const { id } = book.addSheet('Sheet1');
      book.addName({
        name: 'Wanted',
        formula: '=Sheet1!$A$2:$A$5',
        scopeSheetId: undefined,
        visible: true,
        comment: '',
      });
      for (const step of list) {
        tryStep(() => step(book, id));
        const area = areaOf(0, 0, ROWS + 4, COLUMNS + 1);
        const opened = openBook(saveBook(book));
        expect(book.readValues(id, area)).toEqual(opened.readValues(opened.sheets()[0]?.id ?? '', area));
      }
      expect(book.circularCells()).toEqual([]);
    }),
    { numRuns: Number(process.env['SEP_CALCULATOR_RUNS'] ?? 150) },
  );
});

function tryStep(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
  }
}
