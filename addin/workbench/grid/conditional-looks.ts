import { type IStyleData, InterceptorEffectEnum } from '@univerjs/core';
import { INTERCEPTOR_POINT } from '@univerjs/preset-sheets-core';
import { areaOf } from 'excel-host/book/area.ts';
import type { Book, ConditionalFormat } from 'excel-host/book/book.ts';
import { touchesArea } from 'excel-host/book/conditional-areas.ts';
import { GENERAL } from 'excel-host/book/cell.ts';
import { moveFormula } from 'excel-host/formula/shift-formula.ts';
import { toUniverLook } from './cell-look.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** Draws conditional formats over the looks of cells. Returns how to stop. */
export function drawConditionalLooks(book: Book, { interceptors }: Spreadsheet): () => void {
  const interception = interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    handler: (cell, { subUnitId, row, col }, next) => {
      const look = conditionalLook(book, subUnitId, row, col);
      if (look === undefined) return next(cell);
      return next({ ...cell, interceptorStyle: { ...cell?.interceptorStyle, ...look } });
    },
  });
  return () => interception.dispose();
}

function conditionalLook(book: Book, sheetId: string, row: number, column: number): IStyleData | undefined {
  if (!book.sheets().some(({ id }) => id === sheetId)) return undefined;
  const here = areaOf(row, column, 1, 1);
  const holding = book
    .conditionalFormats(sheetId)
    .filter((format) => format.formula !== '' && touchesArea(format, here))
    .filter((format) => holds(book, sheetId, format, row, column));
  // The first in the list lies on top.
  return holding.length === 0
    ? undefined
    : Object.assign({}, ...holding.toReversed().map(({ look }) => toUniverLook(look, GENERAL)));
}

/** The formula is written for the first cell of its area. */
function holds(
  book: Book,
  sheetId: string,
  { area, formula }: ConditionalFormat,
  row: number,
  column: number,
): boolean {
  const result = book.evaluate(sheetId, row, column, moveFormula(formula, row - area.row, column - area.column));
  return result === true || (typeof result === 'number' && result !== 0);
}
