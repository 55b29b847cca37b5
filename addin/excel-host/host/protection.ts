import { type Area, areaOf, isEntireColumns, isEntireRows } from '../book/area.ts';
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

/** What a protected sheet may allow besides typing into cells that are not locked. */
type Allowance =
  | 'allowAutoFilter'
  | 'allowFormatCells'
  | 'allowFormatColumns'
  | 'allowFormatRows'
  | 'allowInsertColumns'
  | 'allowInsertRows'
  | 'allowDeleteColumns'
  | 'allowDeleteRows'
  | 'allowSort';

/** Every option of protection as Excel has it until somebody sets it. */
export const UNSET_OPTIONS = Object.freeze({
  allowAutoFilter: false,
  allowDeleteColumns: false,
  allowDeleteRows: false,
  allowEditObjects: false,
  allowEditScenarios: false,
  allowFormatCells: false,
  allowFormatColumns: false,
  allowFormatRows: false,
  allowInsertColumns: false,
  allowInsertHyperlinks: false,
  allowInsertRows: false,
  allowPivotTables: false,
  allowSort: false,
  selectionMode: 'Normal',
});

/** Tables, validation, names: fails on every protected sheet. */
export function checkUnprotected(session: Session, sheetId: string): void {
  if (session.quirks.protectionDenies && isProtected(session, sheetId)) throw denied();
}

/** Inserting whole rows or columns fails unless the protection allows it; parts of them cannot be moved at all. */
export function checkMayInsert(session: Session, sheetId: string, area: Area): void {
  if (isEntireRows(area)) checkMayFormat(session, sheetId, 'allowInsertRows');
  else if (isEntireColumns(area)) checkMayFormat(session, sheetId, 'allowInsertColumns');
  else checkUnprotected(session, sheetId);
}

/** As inserting; and none of the cells that go may be locked. */
export function checkMayDelete(session: Session, sheetId: string, area: Area): void {
  if (!isEntireRows(area) && !isEntireColumns(area)) checkUnprotected(session, sheetId);
  else {
    checkMayFormat(session, sheetId, isEntireRows(area) ? 'allowDeleteRows' : 'allowDeleteColumns');
    checkUnlocked(session, sheetId, area);
  }
}

/** Sorting fails unless it is allowed and none of the cells is locked. */
export function checkMaySort(session: Session, sheetId: string, area: Area): void {
  checkMayFormat(session, sheetId, 'allowSort');
  checkUnlocked(session, sheetId, area);
}

/** Formats, widths, hidden rows: fails on a protected sheet whose options do not allow it. */
export function checkMayFormat(session: Session, sheetId: string, option: Allowance): void {
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
