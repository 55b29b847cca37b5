import { InterceptorEffectEnum } from '@univerjs/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CellStyle } from 'excel-host/book/cell.ts';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { INTERCEPTOR_POINT } = await import('@univerjs/preset-sheets-core');
const { drawConditionalLooks } = await import('./conditional-looks.ts');

let drawn: ReturnType<typeof openDrawnBook>;
let stop: () => void;

beforeEach(() => {
  drawn = openDrawnBook();
  stop = drawConditionalLooks(drawn.book, drawn.spreadsheet);
});

afterEach(() => {
  stop();
  drawn.close();
});

describe('conditional formats are drawn over the looks of cells', () => {
  function lookOf(address: string) {
    const { interceptors } = drawn.spreadsheet;
    const place = drawn.placeOf(address);
    const cell = place.worksheet.getCellRaw(place.row, place.col);
    const fetch = interceptors.fetchThroughInterceptors(INTERCEPTOR_POINT.CELL_CONTENT, InterceptorEffectEnum.Style);
    return fetch(cell, { ...place, rawData: cell })?.interceptorStyle;
  }

  function addFormat(address: string, formula: string, look: CellStyle): void {
    const { book, sheetId, area } = drawn;
    const { id } = book.addConditionalFormat(sheetId, area(address));
    book.updateConditionalFormat(sheetId, id, { formula, look });
  }

  test('where their formula holds, moved from the first cell of its area', () => {
    addFormat('A2:A3', '=A2>15', { fillColor: '#FF0000' });
    expect(lookOf('A2')).toBeUndefined();
    expect(lookOf('A3')).toMatchObject({ bg: { rgb: '#FF0000' } });
    expect([lookOf('A4'), lookOf('B3'), lookOf('A1')]).toEqual([undefined, undefined, undefined]);
  });

  test('the first in the list lies on top', () => {
    addFormat('A2', '=TRUE', { fillColor: '#00FF00', bold: true });
    addFormat('A2', '=1', { fillColor: '#0000FF' });
    const [first] = drawn.book.conditionalFormats(drawn.sheetId);
    expect(lookOf('A2')).toMatchObject({ bg: { rgb: first?.look.fillColor }, bl: 1 });
  });
});
