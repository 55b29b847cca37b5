import { InterceptorEffectEnum, WrapStrategy } from '@univerjs/core';
import { expect, test } from 'vitest';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { INTERCEPTOR_POINT } = await import('@univerjs/preset-sheets-core');
const { drawListLooks } = await import('./list-looks.ts');

/** Where Univer says which cells have a list. */
const OF_LISTS = 9;

test('[FC8] what stands in a cell with a list is drawn on one line at the edge, unless the cell wraps', () => {
  const drawn = openDrawnBook();
  const { book, sheetId, spreadsheet, area } = drawn;
  book.writeStyle(sheetId, area('A3'), { wrapText: true });
  drawn.flush();
  const lists = spreadsheet.interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    priority: OF_LISTS,
    handler: (cell, { col }, next) =>
      next(col === 0 ? { ...cell, fontRenderExtension: { isSkip: true, rightOffset: 3 } } : cell),
  });
  const stop = drawListLooks(spreadsheet);
  const cell = (row: number, column: number) => drawn.sheetDrawn().getCell(row, column);
  expect(cell(1, 0)).toMatchObject({
    interceptorStyle: { tb: WrapStrategy.CLIP },
    fontRenderExtension: { isSkip: true, leftOffset: -3, rightOffset: 3 },
  });
  expect(cell(2, 0)?.interceptorStyle).toBeUndefined();
  expect(cell(1, 1)?.fontRenderExtension).toBeUndefined();
  stop();
  expect(cell(1, 0)?.fontRenderExtension).toEqual({ isSkip: true, rightOffset: 3 });
  lists.dispose();
  drawn.close();
});
