import { useEffect, useRef, type RefObject } from 'react';
import type { CellMark } from '../excel/marks/cell-marks.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
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
export function useSheetMarks(sheet: SheetTools, state: SyncState, greyed: Greyed): void {
  const { phase, conflicts, refusals } = state;
  const hasSynced = useRef(false);
  const marked = useRef('');
  useEffect(() => {
    hasSynced.current ||= phase === 'applying';
    const marks = marksOf({ conflicts, refusals });
    const text = JSON.stringify(marks);
    if (!hasSynced.current || phase !== 'resting' || marked.current === text) return;
    marked.current = text;
    // What is marked last lies on top.
    void greyed.current.then(() => sheet.markCells(marks));
  }, [sheet, phase, conflicts, refusals, greyed]);
}

function marksOf({ conflicts, refusals }: Pick<SyncState, 'conflicts' | 'refusals'>): CellMark[] {
  return [
    ...conflicts.map(({ table, row, column }) => ({ table, row, column, kind: 'conflict' as const })),
    ...refusals.map(({ table, row, column }) => ({ table, row, column, kind: 'refusal' as const })),
  ];
}

/** Ends when what is locked is grey. */
type Greyed = RefObject<Promise<void>>;

/** [FD1] Greys, after each sync, the cells that nobody may change any more. */
export function useLockedCells(session: SyncSession, sheet: SheetTools, state: SyncState): Greyed {
  const { phase, program, revision } = state;
  const isDue = useRef(false);
  const greyed = useRef(Promise.resolve());
  useEffect(() => {
    isDue.current ||= phase === 'applying';
    if (!isDue.current || phase !== 'resting' || program === null || revision === null) return;
    isDue.current = false;
    greyed.current = greyLocked(session, sheet, { program, revision }).catch(() => {
      // Its code could not be fetched; after the next sync it is tried anew.
      isDue.current = true;
    });
  }, [session, sheet, phase, program, revision]);
  return greyed;
}

async function greyLocked(
  session: SyncSession,
  sheet: SheetTools,
  at: { readonly program: string; readonly revision: number },
): Promise<void> {
  // What is locked is worked out from most of the plan; none of it is needed for the first screen.
  const [{ lockedCells, lockTables }, { paced }] = await Promise.all([
    import('../../shared/plan/locks/locked-cells.ts'),
    import('../sync/pace.ts'),
  ]);
  const rows = await session.programRows(at, lockTables);
  if (rows !== null) await sheet.greyLockedCells(await paced(lockedCells(rows)));
}
