import { describe, expect, test } from 'vitest';
import { areaOf, type Area } from 'excel-host/book/area.ts';
import type { Content, Scalar } from 'excel-host/book/cell.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { runInExcel } from '../excel-run.ts';
import { freezeFunctions, reenterFunctions } from './freeze-functions.ts';
import { callsFunction } from './function-cells.ts';
import { openWorkbook, type OpenWorkbook } from '../testing/open-workbook.mts';
import { valueOf } from '../testing/outcomes.ts';

/** A book in which formulas show what the add-in's functions would have given, as in an Excel that knows them. */
class BookWithFunctions extends MemoryBook {
  readonly #shown = new Map<string, Scalar>();

  show(formula: string, value: Scalar): void {
    this.#shown.set(formula, value);
  }

  override readValues(sheetId: string, area: Area): Scalar[][] {
    const formulas = this.readFormulas(sheetId, area);
    return super
      .readValues(sheetId, area)
      .map((line, row) => line.map((value, column) => this.#shown.get(formulas[row]?.[column] ?? '') ?? value));
  }
}

interface Opened extends OpenWorkbook {
  readonly book: BookWithFunctions;
  readonly sheet: string;
}

const TOTAL = '=SEP.TOTAL("current")';
const BUDGET = '=SEP.BUDGET(A1)*2';
const ASOF = '=SEP.ASOF()';
const BUSY = '=SEP.TOTAL("expended")';
const LOST = '=SEP.OLD()';

function open(): Opened {
  const book = new BookWithFunctions();
  const { id } = book.addSheet('Figures');
  book.show(TOTAL, 1234.56);
  book.show(BUDGET, 20.5);
  book.show(ASOF, 'Revision 148');
  book.show(BUSY, '#BUSY!');
  return { ...openWorkbook(book), book, sheet: id };
}

const formula = (text: string): Content => ({ formula: text });
const freeze = ({ excel }: OpenWorkbook) =>
  runInExcel((options, batch) => excel.Excel.run(options, batch), 'fail', freezeFunctions);
const reenter = ({ excel }: OpenWorkbook) =>
  runInExcel((options, batch) => excel.Excel.run(options, batch), 'fail', reenterFunctions);

/** The formula where there is one, else the value. */
function contents({ book }: Opened, sheetId: string, area: Area): (Scalar | undefined)[][] {
  const formulas = book.readFormulas(sheetId, area);
  return book
    .readValues(sheetId, area)
    .map((line, row) => line.map((value, column) => formulas[row]?.[column] ?? value));
}

describe('freezing to values', () => {
  test('puts the shown value in the place of every formula that calls a function, and touches nothing else', async () => {
    const workbook = open();
    const line = ['26.00001', formula(TOTAL), formula(BUDGET), formula(ASOF), formula('=1+1'), '=SEP.ASOF()'];
    workbook.book.write(workbook.sheet, 2, 1, [line]);
    expect(valueOf(await freeze(workbook))).toBe(3);
    const after = [['26.00001', 1234.56, 20.5, 'Revision 148', '=1+1', '=SEP.ASOF()']];
    expect(contents(workbook, workbook.sheet, areaOf(2, 1, 1, 6))).toEqual(after);
  });

  test('leaves formulas that show an error or still wait', async () => {
    const workbook = open();
    const line = [formula(BUSY), formula(LOST), formula(TOTAL)];
    workbook.book.write(workbook.sheet, 0, 0, [line]);
    expect(valueOf(await freeze(workbook))).toBe(1);
    expect(contents(workbook, workbook.sheet, areaOf(0, 0, 1, 3))).toEqual([[BUSY, LOST, 1234.56]]);
  });

  test('reaches hidden sheets', async () => {
    const workbook = open();
    const { book } = workbook;
    const hidden = ['Hidden', 'VeryHidden'] as const;
    const ids = hidden.map((visibility) => {
      const { id } = book.addSheet(visibility);
      book.write(id, 0, 0, [[formula(TOTAL)]]);
      book.updateSheet(id, { visibility });
      return id;
    });
    expect(valueOf(await freeze(workbook))).toBe(2);
    for (const id of ids) expect(contents(workbook, id, areaOf(0, 0, 1, 1))).toEqual([[1234.56]]);
  });

  test('does many cells in few requests', async () => {
    const workbook = open();
    const block = Array.from({ length: 400 }, () => Array.from({ length: 3 }, () => formula(TOTAL)));
    workbook.book.write(workbook.sheet, 0, 0, block);
    const before = workbook.host.statistics.requests;
    expect(valueOf(await freeze(workbook))).toBe(1_200);
    expect(workbook.host.statistics.requests - before).toBe(9);
    expect(workbook.host.statistics.largestRequestBytes).toBeLessThan(1_000_000);
  });

  test('writes nothing when a sheet with such formulas is protected', async () => {
    const workbook = open();
    const { book } = workbook;
    book.write(workbook.sheet, 0, 0, [[formula(TOTAL)]]);
    const { id } = book.addSheet('Board');
    book.write(id, 0, 0, [[formula(TOTAL)]]);
    await workbook.excel.Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Board').protection.protect();
      await context.sync();
    });
    expect(await freeze(workbook)).toEqual({ ok: false, problem: { kind: 'sheetProtected', sheet: 'Board' } });
    expect(contents(workbook, workbook.sheet, areaOf(0, 0, 1, 1))).toEqual([[TOTAL]]);
  });

  test('writes nothing when a table around such a formula is filtered', async () => {
    const workbook = open();
    const { book, sheet } = workbook;
    book.write(sheet, 0, 0, [
      ['Source', 'Budget'],
      ['BND-A', formula(TOTAL)],
      ['F40', formula(TOTAL)],
    ]);
    const table = book.addTable(sheet, areaOf(0, 0, 3, 2), true);
    book.filterTable(table.id, table.columns[0]?.id ?? 0, { filterOn: 'Values', values: ['F40'] });
    expect(await freeze(workbook)).toEqual({ ok: false, problem: { kind: 'filterOn', tables: [table.name] } });
    expect(contents(workbook, sheet, areaOf(1, 1, 2, 1))).toEqual([[TOTAL], [TOTAL]]);
  });

  test('minds no filter of a table that such formulas only stand around, or of another sheet', async () => {
    const workbook = open();
    const { book, sheet } = workbook;
    book.write(sheet, 2, 2, [
      ['Source', 'Budget'],
      ['BND-A', 1],
      ['F40', 2],
    ]);
    const table = book.addTable(sheet, areaOf(2, 2, 3, 2), true);
    book.filterTable(table.id, table.columns[0]?.id ?? 0, { filterOn: 'Values', values: ['F40'] });
    const { id: other } = book.addSheet('Other');
    const places = [
      [1, 2],
      [5, 3],
      [3, 1],
      [4, 4],
    ] as const;
    for (const [row, column] of places) book.write(sheet, row, column, [[formula(TOTAL)]]);
    book.write(other, 3, 3, [[formula(TOTAL)]]);
    expect(await freeze(workbook)).toEqual({ ok: true, value: 5 });
    for (const [row, column] of [
      [3, 2],
      [4, 3],
    ] as const) {
      book.write(sheet, row, column, [[formula(BUDGET)]]);
      expect(await freeze(workbook)).toMatchObject({ ok: false, problem: { kind: 'filterOn' } });
      book.write(sheet, row, column, [['']]);
    }
  });

  test('keeps what somebody types into a cell while it is being frozen', async () => {
    const workbook = open();
    workbook.book.write(workbook.sheet, 0, 0, [[formula(TOTAL), formula(TOTAL)]]);
    const start = workbook.host.statistics.requests;
    workbook.host.faults.betweenRequests(() => {
      const isWriting = workbook.host.statistics.requests - start >= 4;
      if (isWriting && workbook.book.readFormulas(workbook.sheet, areaOf(0, 0, 1, 1))[0]?.[0] === TOTAL) {
        workbook.book.write(workbook.sheet, 0, 0, [[formula('=5+5')]]);
      }
    });
    expect(valueOf(await freeze(workbook))).toBe(1);
    expect(contents(workbook, workbook.sheet, areaOf(0, 0, 1, 2))).toEqual([['=5+5', 1234.56]]);
  });
});

describe('entering functions again', () => {
  test('sets every such formula, also those that show an error, and leaves the rest', async () => {
    const workbook = open();
    const { book, sheet } = workbook;
    book.write(sheet, 0, 0, [[formula(TOTAL), formula(LOST), formula('=1+1'), 5]]);
    const touched: string[] = [];
    book.subscribe((event) => {
      if (event.kind === 'cells') touched.push(`${event.area.row},${event.area.column}`);
    });
    expect(valueOf(await reenter(workbook))).toBe(2);
    expect(touched).toEqual(['0,0', '0,1']);
    expect(contents(workbook, sheet, areaOf(0, 0, 1, 4))).toEqual([[TOTAL, LOST, '=1+1', 5]]);
  });

  test('makes no calculated column of a formula that stands alone in a table column', async () => {
    const workbook = open();
    const { book, sheet } = workbook;
    book.write(sheet, 0, 0, [
      ['Source', 'Budget'],
      ['BND-A', formula(TOTAL)],
      ['F40', ''],
    ]);
    book.addTable(sheet, areaOf(0, 0, 3, 2), true);
    expect(valueOf(await reenter(workbook))).toBe(1);
    expect(contents(workbook, sheet, areaOf(0, 1, 3, 1))).toEqual([['Budget'], [TOTAL], ['']]);
  });
});

describe('a formula', () => {
  test.each([
    TOTAL,
    '=sep.total("x")',
    '=1+SEP.BUDGET(A1)',
    '=@SEP.ASOF()',
    '=IF(A1>0,SEP.TOTAL("a"),0)',
    '=_xldudf_SEP_TOTAL("a")',
  ])('calls a function: %s', (text) => expect(callsFunction(text)).toBe(true));

  test.each([
    '="SEP.TOTAL("&A1',
    "='SEP.TOTAL('!A1",
    '=Table1[SEP.TOTAL(x)]',
    '=MYSEP.TOTAL(1)',
    '=SEP.TOTAL',
    '=A.SEP.TOTAL(1)',
    '=SUM(A1)',
  ])('calls none: %s', (text) => expect(callsFunction(text)).toBe(false));
});
