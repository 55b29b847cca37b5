import { beforeEach, describe, expect, test } from 'vitest';
import { SHEET_COLUMNS, SHEET_ROWS, areaOf } from './area.ts';
import { MemoryBook } from './memory-book.ts';

let book: MemoryBook;
let id: string;
beforeEach(() => {
  book = new MemoryBook();
  id = book.addSheet('Data').id;
});

const whole = {
  columns: (column: number, count: number) => areaOf(0, column, SHEET_ROWS, count),
  rows: (row: number, count: number) => areaOf(row, 0, count, SHEET_COLUMNS),
};
const widths = (count: number) => Array.from({ length: count }, (_, column) => book.columnLooks(id, column).width);

test('a new sheet is in view, with grid lines and nothing else', () => {
  expect(book.sheets()[0]).toMatchObject({ visibility: 'Visible', tabColor: '', showGridlines: true });
  expect([book.sheets()[0]?.protection, book.sheets()[0]?.freeze]).toEqual([undefined, undefined]);
  expect(book.columnLooks(id, 7)).toEqual({ hidden: false, width: undefined });
});

describe('widths and hidden columns', () => {
  beforeEach(() => {
    book.updateColumns(id, 1, 1, { width: 50 });
    book.updateColumns(id, 3, 1, { width: 90, hidden: true });
  });

  test('go with whole columns, and are lost with them', () => {
    book.insertCells(id, whole.columns(2, 2), 'right');
    expect(widths(6)).toEqual([undefined, 50, undefined, undefined, undefined, 90]);
    expect(book.columnLooks(id, 5).hidden).toBe(true);
    book.deleteCells(id, whole.columns(1, 1), 'left');
    expect(widths(6)).toEqual([undefined, undefined, undefined, undefined, 90, undefined]);
  });

  test('stay where only some cells or rows move', () => {
    book.insertCells(id, areaOf(0, 1, 5, 1), 'right');
    book.insertCells(id, whole.rows(0, 1), 'down');
    expect(widths(4)).toEqual([undefined, 50, undefined, 90]);
  });
});

describe('rules and conditional formats', () => {
  const list = (source: string) => ({ rule: { list: { source, inCellDropDown: true } } });
  const places = () => book.validations(id).map(({ area }) => [area.row, area.column, area.rowCount, area.columnCount]);

  test('move, grow and go with their cells', () => {
    book.setValidation(id, areaOf(2, 0, 2, 1), list('=$F$1:$F$3'));
    const format = book.addConditionalFormat(id, areaOf(2, 0, 2, 1));
    book.updateConditionalFormat(id, format.id, { formula: '=F1>0' });
    book.insertCells(id, whole.rows(0, 1), 'down');
    book.insertCells(id, whole.rows(4, 1), 'down');
    expect(places()).toEqual([[3, 0, 3, 1]]);
    expect(book.conditionalFormats(id).map(({ area, formula }) => [area, formula])).toEqual([
      [areaOf(3, 0, 3, 1), '=F2>0'],
    ]);
    expect(book.validations(id)[0]?.validation).toEqual(list('=$F$2:$F$4'));
    book.deleteCells(id, whole.rows(3, 3), 'up');
    expect([places(), book.conditionalFormats(id)]).toEqual([[], []]);
  });

  test('that are texts are left as they are', () => {
    book.setValidation(id, areaOf(0, 0, 1, 1), list('A1,B1'));
    book.addConditionalFormat(id, areaOf(0, 0, 1, 1));
    book.insertCells(id, whole.rows(0, 1), 'down');
    expect(book.validations(id)[0]?.validation).toEqual(list('A1,B1'));
    expect(book.conditionalFormats(id)[0]?.formula).toBe('');
  });

  test('taken away from the middle of an area stay around it', () => {
    book.setValidation(id, areaOf(0, 0, 3, 1), list('a'));
    book.setValidation(id, areaOf(1, 0, 1, 1), undefined);
    expect(places()).toEqual([
      [0, 0, 1, 1],
      [2, 0, 1, 1],
    ]);
  });
});

describe('moves that are told', () => {
  const kinds = () => book.moves(id).map((move) => ('direction' in move ? move.direction : 'order'));
  const undo = (work: () => void) => book.act({ user: 'ann', gesture: 'rows', isUndo: true }, work);

  test('are one after the other; an undo takes back what it undoes, and only that', () => {
    book.insertCells(id, whole.rows(2, 1), 'down');
    book.insertCells(id, whole.columns(2, 1), 'right');
    expect(kinds()).toEqual(['down', 'right']);
    undo(() => book.deleteCells(id, whole.columns(3, 1), 'left'));
    expect(kinds()).toEqual(['down', 'right', 'left']);
    undo(() => book.insertCells(id, whole.columns(3, 1), 'right'));
    undo(() => book.deleteCells(id, whole.columns(2, 1), 'left'));
    expect(kinds()).toEqual(['down']);
    book.deleteCells(id, whole.rows(2, 1), 'up');
    expect(kinds()).toEqual(['down', 'up']);
  });

  test('undone before anything was done are told, too', () => {
    undo(() => book.insertCells(id, whole.rows(0, 1), 'down'));
    expect(kinds()).toEqual(['down']);
  });
});
