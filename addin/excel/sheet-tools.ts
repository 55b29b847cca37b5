import type { LockedCells } from '../../shared/plan/locks/locked-cells.ts';
import type { CellPlace } from '../../shared/tables/cell.ts';
import { markCells, type CellMark } from './marks/cell-marks.ts';
import { cellValue } from './read/cell-value.ts';
import { runInExcel, type ExcelRun } from './excel-run.ts';
import type { Figures } from './write/figures-block.ts';
import { insertFigures, type InsertOutcome } from './write/insert-figures.ts';
import { restoreDropDowns } from './set-up/restore-drop-downs.ts';
import { selectedCell, watchSelection, type SelectedCell } from './read/selected-cell.ts';
import type { SelectedCells } from './read/selected-cells.ts';
import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import { hindered, type Outcome } from './workbook-problem.ts';

/** What the views need of the sheet beside syncing. */
export interface SheetTools {
  /** The managed cell that is selected; null when the selection is elsewhere. */
  selectedCell(): Promise<Outcome<SelectedCell | null>>;
  /** Tells when the selection moves. Returns how to stop. */
  watchSelection(onChange: () => void): Promise<Outcome<() => void>>;
  /** The cells that are selected, outside the plan's tables, as a text file of rows. */
  selectedCells(): Promise<Outcome<SelectedCells>>;
  /** What a managed cell holds now; null when its row or column is not in the sheet. */
  cellValue(place: CellPlace): Promise<Outcome<SheetValue | null>>;
  /** Marks cells and takes earlier marks away; leaves the person's own formats and comments alone. */
  markCells(marks: readonly CellMark[]): Promise<Outcome<number>>;
  /** Greys what is locked and says why beside the selected cell; what is not any more is as it was. */
  greyLockedCells(locked: readonly LockedCells[]): Promise<Outcome<number>>;
  /** Puts back drop-downs that a paste has wiped out. Gives the number of columns mended. */
  restoreDropDowns(): Promise<Outcome<number>>;
  /** Writes plain values from the selected cell on, or nothing at all. */
  insertFigures(figures: Figures): Promise<Outcome<InsertOutcome>>;
  /** Replaces formulas that call SEP.… by the values they show. Gives the number of cells. */
  freezeFunctions(): Promise<Outcome<number>>;
  /** Enters formulas that call SEP.… again, against #NAME? and a lasting #BUSY!. Gives the number of cells. */
  reenterFunctions(): Promise<Outcome<number>>;
}

/** None of them waits while a person types in a cell: the pane says so and the person tries again. */
export function createSheetTools(run: ExcelRun): SheetTools {
  return {
    selectedCell: () => runInExcel(run, 'fail', selectedCell),
    watchSelection: (onChange) => runInExcel(run, 'wait', (context) => watchSelection(context, onChange)),
    // Only the import asks for it.
    selectedCells: () =>
      withCode(
        () => import('./read/selected-cells.ts'),
        ({ selectedCells }) => runInExcel(run, 'fail', selectedCells),
      ),
    cellValue: (place) => runInExcel(run, 'wait', (context) => cellValue(context, place)),
    markCells: (marks) => runInExcel(run, 'wait', (context) => markCells(context, marks)),
    greyLockedCells: (locked) =>
      withCode(
        () => import('./marks/locked-cells.ts'),
        ({ greyLockedCells }) => runInExcel(run, 'wait', (context) => greyLockedCells(context, locked)),
      ),
    restoreDropDowns: () => runInExcel(run, 'wait', restoreDropDowns),
    insertFigures: (figures) => runInExcel(run, 'fail', (context) => insertFigures(context, figures)),
    // Rarely used, so not part of the first screen.
    freezeFunctions: () =>
      withCode(
        () => import('./functions/freeze-functions.ts'),
        ({ freezeFunctions }) => runInExcel(run, 'fail', freezeFunctions),
      ),
    reenterFunctions: () =>
      withCode(
        () => import('./functions/freeze-functions.ts'),
        ({ reenterFunctions }) => runInExcel(run, 'fail', reenterFunctions),
      ),
  };
}

/** [FB8] Work by code that is fetched when it is wanted, which without a network it cannot be. */
export async function withCode<Code, T>(
  fetchCode: () => Promise<Code>,
  work: (code: Code) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let code: Code;
  try {
    code = await fetchCode();
  } catch {
    // An import says no more than that it failed; the next one tries anew.
    return hindered({ kind: 'notLoaded' });
  }
  return await work(code);
}
