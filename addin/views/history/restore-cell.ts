import { findTable } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import type { Column } from '../../../shared/tables/column.ts';
import { cellToExcel } from '../../../shared/tables/kinds/kind-of.ts';
import type { SheetTools } from '../../excel/sheet-tools.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { valueWords } from '../../../shared/tables/place-words.ts';
import { wordsOfProblem, type WorkbookProblem } from '../../excel/workbook-problem.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import type { CellValue } from '../../sync/set-cells.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import type { Problem } from '../../sync/session/sync-state.ts';
import type { ChangeItem } from './change-items.ts';

/** How a restore ended. */
export type Restored =
  | { readonly kind: 'restored' }
  /** The row is not in this workbook, or the cell holds a formula, which stays. */
  | { readonly kind: 'notPlaced' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The value that an item replaced, where it can be put back: an editable cell of a row that is there. */
export function restorable({ table, row, kind, column, before }: ChangeItem): CellValue | null {
  if (kind !== 'update' || column === null) return null;
  const definition = findTable(table)?.columns[column];
  return definition === undefined || definition.computed === true ? null : { table, row, column, value: before };
}

interface RestoreDeps {
  readonly session: Pick<SyncSession, 'setCells'>;
  readonly sheet: Pick<SheetTools, 'cellValue'>;
}

/** Writes an earlier value into the sheet as a local change, and looks whether it stands there. */
export async function restoreCell(
  { session, sheet }: RestoreDeps,
  value: CellValue,
  clearFilters: boolean,
): Promise<Restored> {
  const { problem } = await session.setCells([value], { clearFilters });
  if (problem !== null) return { kind: 'failed', problem };
  const found = await sheet.cellValue(value);
  if (!found.ok) return { kind: 'failed', problem: { at: 'workbook', problem: found.problem } };
  const column = findTable(value.table)?.columns[value.column];
  const isThere = column !== undefined && found.value !== null && shows(column, found.value, value.value);
  return { kind: isThere ? 'restored' : 'notPlaced' };
}

/** Dates are other numbers in a workbook that counts from 1904. */
function shows(column: Column, found: SheetValue, value: Cell): boolean {
  return [false, true].some((date1904) => cellToExcel(column, value, date1904) === found);
}

/** What a restore has come to, in words. */
export function restoreWords({ table, column, value }: CellValue, restored: Restored, names: CodeNames): string {
  switch (restored.kind) {
    case 'restored':
      return value === null
        ? 'The cell is empty again. Send it with the next sync.'
        : `${valueWords(table, column, value, names)} is back in the sheet. Send it with the next sync.`;
    case 'notPlaced':
      return 'Nothing was written: the cell is not in this workbook any more, or holds a formula.';
    case 'failed':
      return problemSentence(restored.problem);
  }
}

/** Title and line of a problem in one text. */
export function problemSentence(problem: Problem): string {
  const { title, line } =
    problem.at === 'workbook' ? wordsOfProblem(problem.problem) : wordsOfServerProblem(problem.problem);
  return `${title}. ${line}`;
}

/** True when clearing the filters for a moment would do. */
export function isFilterInTheWay(restored: Restored): boolean {
  if (restored.kind !== 'failed' || restored.problem.at !== 'workbook') return false;
  const { problem }: { readonly problem: WorkbookProblem } = restored.problem;
  return problem.kind === 'filterOn';
}
