import type { Result } from '../../shared/result.ts';

/**
 * Everything that can keep the add-in from reading or writing a workbook. An expected outcome, so it travels as a value;
 * only a broken invariant of our own throws.
 */
export type WorkbookProblem =
  /** A cell is being edited; Excel takes no writes until the person presses Enter or Esc. */
  | { readonly kind: 'editingCell' }
  /** Writing into a filtered table misplaces values, so the filter has to go for a moment and come back. */
  | { readonly kind: 'filterOn'; readonly tables: readonly string[] }
  | { readonly kind: 'sheetProtected'; readonly sheet: string }
  /** Excel has refused a change: a sheet, or the structure of the workbook, is protected. */
  | { readonly kind: 'workbookProtected' }
  /** Rows of a table have to come or go, and would move a part of the person's own table below, which Excel refuses. */
  | { readonly kind: 'rowsBlocked'; readonly table: string; readonly sheet: string; readonly by: string }
  /** The cell stands on a sheet that is hidden. */
  | { readonly kind: 'sheetHidden'; readonly sheet: string }
  | { readonly kind: 'readOnly' }
  /** The shown dates and their serial numbers disagree: neither the 1900 nor the 1904 system fits. */
  | { readonly kind: 'dateSystemUnclear'; readonly sheet: string; readonly address: string }
  /** A table the plan needs is not in the workbook (any more). */
  | { readonly kind: 'tableMissing'; readonly table: string }
  /** A column of the plan is not in the table (any more). */
  | { readonly kind: 'columnMissing'; readonly table: string; readonly column: string }
  /** [W9] Several columns of a table bear one header, and nobody can tell which of them is the plan's. */
  | {
      readonly kind: 'headerDoubled';
      readonly table: string;
      readonly header: string;
      readonly columns: readonly string[];
    }
  /** Excel gave no values for a block, which must never be taken for an empty table. */
  | { readonly kind: 'unreadable'; readonly sheet: string; readonly address: string }
  /** Text that was written came back as something else (formula, number, date), also at the second try. */
  | { readonly kind: 'textNotKept'; readonly sheet: string; readonly address: string; readonly text: string }
  /** Rows moved while the add-in was writing; reading again settles it. */
  | { readonly kind: 'rowsMoved'; readonly table: string }
  /** A colleague's pane has synced the workbook, or has begun to, since it was looked at; reading again settles it. */
  | { readonly kind: 'overtaken' }
  /** The person has asked to stop; the next sync goes on from here. */
  | { readonly kind: 'cancelled' }
  /** The code that does it could not be fetched: there is no network, or the server was updated. */
  | { readonly kind: 'notLoaded' }
  | { readonly kind: 'metadataNewer'; readonly message: string }
  /** Anything else that Excel reports. The code is Excel's, for the support code; never shown as it is. */
  | { readonly kind: 'excelFailed'; readonly code: string; readonly detail: string };

/** The value, or why there is none. */
export type Outcome<T> = Result<T, WorkbookProblem>;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function hindered<T>(problem: WorkbookProblem): Outcome<T> {
  return { ok: false, problem };
}

/** What reading the workbook again settles. */
export function isToReadAgain({ kind }: WorkbookProblem): boolean {
  return kind === 'rowsMoved' || kind === 'overtaken';
}

/** What happened, whether the work is safe, what to do next: title and line of a status card. */
export interface ProblemWords {
  readonly title: string;
  readonly line: string;
}

/** The problem in the words of the pane. */
export function wordsOfProblem(problem: WorkbookProblem): ProblemWords {
  switch (problem.kind) {
    case 'editingCell':
      return { title: 'Finish editing the cell', line: 'Press Enter or Esc, then we’ll continue.' };
    case 'filterOn':
      return {
        title: 'Update is waiting',
        line: 'A filter is on. To place values safely we’ll clear it and put it back.',
      };
    case 'sheetProtected':
      return {
        title: 'This sheet is protected',
        line: `We can’t write into ${problem.sheet} until it’s unprotected. Your changes are safe in this workbook.`,
      };
    case 'workbookProtected':
      return {
        title: 'This workbook is protected',
        line: 'Excel doesn’t let us change it. Unprotect its sheets and its structure (Review, Protect), then try again. Your changes are safe in this workbook.',
      };
    case 'rowsBlocked':
      return {
        title: `Rows of ${problem.table} can’t move`,
        line: `The table ${problem.by} stands below them in ${problem.sheet} and reaches beyond their columns. Move it to another sheet or beside the table, then sync again. Nothing is lost.`,
      };
    case 'sheetHidden':
      return { title: `The sheet ${problem.sheet} is hidden`, line: 'Unhide it, then go to the cell again.' };
    case 'readOnly':
      return { title: 'Opened as read-only', line: 'You can look, but changes can’t be sent from here.' };
    case 'dateSystemUnclear':
      return {
        title: 'We can’t tell which dates these are',
        line: `The date shown in ${problem.sheet}!${problem.address} and its serial number disagree. Nothing was sent; check that cell’s format.`,
      };
    case 'tableMissing':
      return {
        title: `The table ${problem.table} is missing`,
        line: 'Nothing was sent for it. Undo its deletion, or connect this workbook again.',
      };
    case 'columnMissing':
      return {
        title: `${problem.table} has no column ${problem.column}`,
        line: 'Nothing was sent. Undo its deletion or renaming, or connect this workbook again.',
      };
    case 'headerDoubled':
      return {
        title: `${problem.table} has two columns headed ${problem.header}`,
        line: `Columns ${problem.columns.join(' and ')}: we can’t tell which is the plan’s. Nothing was sent or changed. Rename your own, then sync again.`,
      };
    case 'unreadable':
      return {
        title: 'Excel didn’t give us the values',
        line: `We couldn’t read ${problem.sheet}!${problem.address}. Nothing was sent or changed. Try again.`,
      };
    case 'textNotKept':
      return {
        title: 'Excel changed a text',
        line: `${problem.sheet}!${problem.address} didn’t keep its text. Format the cell as Text and sync again.`,
      };
    case 'rowsMoved':
      return { title: 'Rows moved while we were updating', line: 'Nothing is lost. Sync again to finish.' };
    case 'overtaken':
      return {
        title: 'Somebody else is syncing this workbook',
        line: 'Nothing is lost. Sync again in a moment to finish.',
      };
    case 'cancelled':
      return { title: 'Stopped', line: 'Nothing is lost. Sync again to finish.' };
    case 'notLoaded':
      return {
        title: 'This part of the pane couldn’t be loaded',
        line: 'Nothing was changed. Check your connection and try again.',
      };
    case 'metadataNewer':
      return { title: 'This add-in needs an update', line: `${problem.message} Your changes are kept.` };
    case 'excelFailed':
      return {
        title: 'Excel couldn’t finish',
        line: `Your changes are saved in this workbook. Try again or send us code XL-${problem.code}.`,
      };
  }
}
