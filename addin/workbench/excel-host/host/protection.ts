import { type Area, areaOf } from '../book/area.ts';
import { HostError } from './host-error.ts';
import type { Session } from './session.ts';

/** Fails where the sheet is protected and any of the cells is locked. */
export function checkUnlocked(session: Session, sheetId: string, area: Area): void {
  if (!session.quirks.protectionDenies || !isProtected(session, sheetId)) return;
  const used = session.book.usedArea(sheetId, false);
  const rowCount = Math.min(area.rowCount, Math.max(1, (used?.row ?? 0) + (used?.rowCount ?? 0) - area.row));
  const styles = session.book.readStyles(
    sheetId,
    areaOf(area.row, area.column, rowCount, Math.min(area.columnCount, 256)),
  );
  if (rowCount < area.rowCount || styles.some((line) => line.some((style) => style.locked !== false))) throw denied();
}

/** Inserting, deleting, sorting, resizing: fails on every protected sheet. */
export function checkUnprotected(session: Session, sheetId: string): void {
  if (session.quirks.protectionDenies && isProtected(session, sheetId)) throw denied();
}

/** Formats, widths, hidden rows: fails on a protected sheet whose options do not allow it. */
export function checkMayFormat(
  session: Session,
  sheetId: string,
  option: 'allowFormatCells' | 'allowFormatColumns' | 'allowFormatRows',
): void {
  const protection = session.book.sheets().find((sheet) => sheet.id === sheetId)?.protection;
  if (session.quirks.protectionDenies && protection !== undefined && protection.options[option] !== true)
    throw denied();
}

function isProtected(session: Session, sheetId: string): boolean {
  return session.book.sheets().some((sheet) => sheet.id === sheetId && sheet.protection !== undefined);
}

function denied(): HostError {
  return new HostError('AccessDenied', 'You cannot perform the requested operation: the sheet is protected.');
}
