import type { ICellData } from '@univerjs/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { AFTER_CELL_EDIT } = await import('@univerjs/preset-sheets-core');
const { readTypedText } = await import('./typed-text.ts');

let drawn: ReturnType<typeof openDrawnBook>;
let stop: () => void;

beforeEach(() => {
  drawn = openDrawnBook();
  stop = readTypedText(drawn.book, drawn.spreadsheet);
});

afterEach(() => {
  stop();
  drawn.close();
});

describe('what is typed into a cell is read as Excel reads it', () => {
  function typed(address: string, cell: ICellData) {
    const { writeCellInterceptor } = drawn.spreadsheet.interceptors;
    const context = { ...drawn.placeOf(address), origin: cell };
    return writeCellInterceptor.fetchThroughInterceptors(AFTER_CELL_EDIT)(cell, context);
  }

  test('a number is a number, a text a text, a flag a flag', () => {
    expect(typed('D1', { v: '007' })).toMatchObject({ v: 7 });
    expect(typed('D1', { v: 'Alder' })).toMatchObject({ v: 'Alder' });
    expect(typed('D1', { v: 'TRUE' })).toMatchObject({ v: 1 });
  });

  test('a date and money bring their formats', () => {
    expect(typed('D1', { v: '3/4/2026' })).toMatchObject({
      v: 46_085,
      s: { n: { pattern: expect.stringContaining('yy') } },
    });
    expect(typed('D1', { v: '$5' })).toMatchObject({ v: 5, s: { n: { pattern: expect.stringContaining('$') } } });
  });

  test('a formula is a formula without a value yet', () => {
    expect(typed('D1', { v: '=1+1' })).toMatchObject({ v: null, f: '=1+1' });
  });

  test('in a cell that is text it stays text, and so in a row that the table will grow into', () => {
    expect(typed('B2', { v: '007' })).toMatchObject({ v: '007' });
    expect(typed('B4', { v: '007' })).toMatchObject({ v: '007' });
    expect(typed('B5', { v: '007' })).toMatchObject({ v: 7 });
  });

  test('what is no typed text goes on as it is', () => {
    for (const cell of [{ v: 5 }, { v: '5', f: '=2+3' }]) expect(typed('D1', cell)).toMatchObject(cell);
  });
});
