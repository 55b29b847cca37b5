import { useEffect, useRef } from 'react';
import type { CellMark } from '../excel/marks/cell-marks.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';
import type { SyncState } from '../sync/session/sync-state.ts';

/** Puts back, after each sync, the drop-downs that a paste has wiped out. */
export function useDropDowns(sheet: SheetTools, { phase }: SyncState): void {
  const isDue = useRef(false);
  useEffect(() => {
    isDue.current ||= phase === 'applying';
    if (!isDue.current || phase !== 'resting') return;
    isDue.current = false;
    void sheet.restoreDropDowns();
  }, [sheet, phase]);
}

/**
 * Marks in the sheet what waits in the review, once a sync has said what does. Writes only when the set of cells has
 * changed: each write can cost the person an undo.
 */
export function useSheetMarks(sheet: SheetTools, state: SyncState): void {
  const { phase, conflicts, refusals } = state;
  const hasSynced = useRef(false);
  const marked = useRef('');
  useEffect(() => {
    hasSynced.current ||= phase === 'applying';
    const marks = marksOf({ conflicts, refusals });
    const text = JSON.stringify(marks);
    if (!hasSynced.current || phase !== 'resting' || marked.current === text) return;
    marked.current = text;
    void sheet.markCells(marks);
  }, [sheet, phase, conflicts, refusals]);
}

function marksOf({ conflicts, refusals }: Pick<SyncState, 'conflicts' | 'refusals'>): CellMark[] {
  return [
    ...conflicts.map(({ table, row, column }) => ({ table, row, column, kind: 'conflict' as const })),
    ...refusals.flatMap(({ table, row, column }) =>
      column === null ? [] : [{ table, row, column, kind: 'refusal' as const }],
    ),
  ];
}
