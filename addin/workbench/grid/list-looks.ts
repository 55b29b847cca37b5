import { InterceptorEffectEnum, WrapStrategy } from '@univerjs/core';
import { INTERCEPTOR_POINT } from '@univerjs/preset-sheets-core';
import type { Spreadsheet } from './spreadsheet.ts';

/** After Univer has said which cells have a list (9), before the end of its chain (−1). */
const AFTER_LISTS = 1;
/** How much further right than other texts Univer draws those of cells with a list, in px. */
const INDENT_PX = 3;

/**
 * Draws what stands in cells with a list as in other cells: on one line and at the edge. Univer would wrap it, so that
 * only the first word of several is seen. Returns how to stop.
 */
export function drawListLooks({ interceptors }: Spreadsheet): () => void {
  const interception = interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    priority: AFTER_LISTS,
    handler: (cell, { workbook }, next) => {
      // So it marks cells whose text it draws itself.
      if (cell?.fontRenderExtension?.isSkip !== true) return next(cell);
      const isWrapped = workbook.getStyles().getStyleByCell(cell)?.tb === WrapStrategy.WRAP;
      const interceptorStyle = isWrapped ? cell.interceptorStyle : { ...cell.interceptorStyle, tb: WrapStrategy.CLIP };
      const fontRenderExtension = { ...cell.fontRenderExtension, leftOffset: -INDENT_PX };
      return next({ ...cell, interceptorStyle, fontRenderExtension });
    },
  });
  return () => interception.dispose();
}
