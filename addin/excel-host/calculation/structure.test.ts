import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { MemoryBook } from '../book/memory-book.ts';

function open() {
  const book = new MemoryBook();
  const [plan, data] = [book.addSheet('Plan'), book.addSheet('Data')];
  book.write(data.id, 0, 0, [[1], [2], [4]]);
  return {
    book,
    plan: plan.id,
    data: data.id,
    put: (...formulas: readonly string[]): void =>
      book.write(plan.id, 0, 0, [formulas.map((formula) => ({ formula }))]),
    values: (count: number): unknown => book.readValues(plan.id, areaOf(0, 0, 1, count))[0],
    formulas: (count: number): unknown => book.readFormulas(plan.id, areaOf(0, 0, 1, count))[0],
  };
}

const REF = { error: '#REF!' };

describe('a formula about another sheet', () => {
  test('follows a change there, and none of the same cells elsewhere', () => {
    const { book, plan, data, put, values } = open();
    put('=SUM(Data!A1:A3)', '=Data!A2', '=SUM(INDIRECT("Data!A:A"))');
    expect(values(3)).toEqual([7, 2, 7]);
    book.write(data, 1, 0, [[20]]);
    expect(values(3)).toEqual([25, 20, 25]);
    book.write(plan, 1, 0, [[99]]);
    expect(values(3)).toEqual([25, 20, 25]);
  });

  test('goes on when that sheet is renamed, and is lost when it is deleted', () => {
    const { book, data, put, values, formulas } = open();
    put('=SUM(Data!A1:A3)', '=INDIRECT("Data!A2")');
    book.updateSheet(data, { name: 'Old data' });
    expect(formulas(1)).toEqual(["=SUM('Old data'!A1:A3)"]);
    expect(values(2)).toEqual([7, REF]);
    book.deleteSheet(data);
    expect(values(2)).toEqual([REF, REF]);
  });

  test('reads what has spilled there, and is not in the way of it', () => {
    const { book, data, put, values } = open();
    put('=SUM(Data!C1#)', '=Data!C2', '=COUNT(Data!C:C)');
    expect(values(3)).toEqual([REF, 0, 0]);
    book.write(data, 0, 2, [[{ formula: '=A1:A3*10' }]]);
    expect(values(3)).toEqual([70, 20, 3]);
    book.write(data, 2, 0, [[5]]);
    expect(values(3)).toEqual([80, 20, 3]);
    expect(book.spilledAreas(data)).toEqual([areaOf(0, 2, 3, 1)]);
    book.write(data, 1, 2, [['here']]);
    expect(values(3)).toEqual([{ error: '#SPILL!' }, 'here', 0]);
  });
});
