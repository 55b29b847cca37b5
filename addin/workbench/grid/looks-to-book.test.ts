import { afterEach, describe, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { pointsOfPx } from './paint-row-looks.ts';
import { toRange } from './ranges.ts';
import { openMirroredBook } from './testing/open-mirrored-book.ts';

let opened: ReturnType<typeof openMirroredBook> | undefined;

function open() {
  opened = openMirroredBook();
  return opened;
}

afterEach(() => {
  opened?.close();
  opened = undefined;
});

const rows = (row: number, count: number) => toRange(areaOf(row, 0, count, 20));
const columns = (column: number, count: number) => toRange(areaOf(0, column, 100, count));

describe('how lines look in the grid is how they look in the book', () => {
  test('rows that are hidden and shown, each range of them, and no others', async () => {
    const { book, sheetId, run, differences } = open();
    const hidden = () => Array.from({ length: 9 }, (_, row) => Number(book.rowLooks(sheetId, row).hidden)).join('');
    await run('sheet.mutation.set-row-hidden', { ranges: [rows(1, 2), rows(5, 1)] });
    expect(hidden()).toBe('011001000');
    await run('sheet.mutation.set-row-visible', { ranges: [rows(2, 1)] });
    expect(hidden()).toBe('010001000');
    expect(differences()).toEqual([]);
  });

  test('columns that are hidden and shown', async () => {
    const { book, sheetId, run, differences } = open();
    const hidden = () => Array.from({ length: 6 }, (_, at) => Number(book.columnLooks(sheetId, at).hidden)).join('');
    await run('sheet.mutation.set-col-hidden', { ranges: [columns(1, 2), columns(4, 1)] });
    expect(hidden()).toBe('011010');
    await run('sheet.mutation.set-col-visible', { ranges: [columns(1, 1)] });
    expect(hidden()).toBe('001010');
    expect(differences()).toEqual([]);
  });

  test('heights and widths, of all lines that were dragged together', async () => {
    const { book, sheetId, run, differences } = open();
    await run('sheet.mutation.set-worksheet-row-height', { ranges: [rows(2, 2)], rowHeight: 40 });
    expect([1, 2, 3, 4].map((row) => book.rowLooks(sheetId, row).height === pointsOfPx(40))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    await run('sheet.mutation.set-worksheet-col-width', { ranges: [columns(1, 2)], colWidth: 150 });
    expect([0, 1, 2, 3].map((column) => book.columnLooks(sheetId, column).width === pointsOfPx(150))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(differences()).toEqual([]);
  });

  test('panes that stand still, by rows, by columns, and no longer', async () => {
    const { book, run, differences } = open();
    const freeze = (xSplit: number, ySplit: number) =>
      run('sheet.mutation.set-frozen', { xSplit, ySplit, startRow: ySplit || -1, startColumn: xSplit || -1 });
    await freeze(1, 0);
    expect(book.sheets()[0]?.freeze).toEqual({ rows: 0, columns: 1 });
    await freeze(0, 2);
    expect(book.sheets()[0]?.freeze).toEqual({ rows: 2, columns: 0 });
    await freeze(0, 0);
    expect(book.sheets()[0]?.freeze).toBeUndefined();
    expect(differences()).toEqual([]);
  });
});
