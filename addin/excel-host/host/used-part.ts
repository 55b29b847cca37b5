import { type Area, areaOf, cellCount, intersectAreas } from '../book/area.ts';
import type { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';

const MANY_CELLS = 1_000_000;

/** The cells by which a range is judged: all of them, or of whole rows and columns those in use. */
export function usedPart({ sheetId, area }: Pick<LiveRange, 'sheetId' | 'area'>, session: Session): Area {
  if (cellCount(area) < MANY_CELLS) return area;
  const used = session.book.usedArea(sheetId, false) ?? areaOf(0, 0, 1, 1);
  return intersectAreas(used, area) ?? { ...area, rowCount: 1, columnCount: 1 };
}
