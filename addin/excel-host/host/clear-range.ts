import { containsArea } from '../book/area.ts';
import { areasOf, touchesArea } from '../book/conditional-areas.ts';
import { notImplemented } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import { checkUnlocked } from './protection.ts';
import type { Session } from './session.ts';

/** What `Range.clear` can be told to clear. */
export const CLEARED = ['All', 'Contents', 'Formats', 'Hyperlinks', 'RemoveHyperlinks', 'ResetContents'] as const;

/** Clears cells of what they hold, of how they look, or of both and the rule for what may be typed. */
export function clearRange(session: Session, { sheetId, area }: LiveRange, what: (typeof CLEARED)[number]): void {
  checkUnlocked(session, sheetId, area);
  const { book } = session;
  switch (what) {
    case 'All':
      clearLooks(session, sheetId, area);
      book.clear(sheetId, area, 'all');
      book.setValidation(sheetId, area, undefined);
      return;
    case 'Contents':
      book.clear(sheetId, area, 'contents');
      return;
    case 'Formats':
      clearLooks(session, sheetId, area);
      book.clear(sheetId, area, 'formats');
      return;
    default:
      throw notImplemented(`Range.clear(${what})`);
  }
}

/** Conditional formats go with the formats of their cells. */
export function clearLooks(session: Session, sheetId: string, area: LiveRange['area']): void {
  const touching = session.book.conditionalFormats(sheetId).filter((format) => touchesArea(format, area));
  if (touching.some((format) => !areasOf(format).every((own) => containsArea(area, own)))) {
    throw notImplemented('clearing a part of a conditional format');
  }
  for (const { id } of touching) session.book.deleteConditionalFormat(sheetId, id);
}
