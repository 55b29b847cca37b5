import { useEffect, useState } from 'react';
import type { SelectedCell } from '../excel/read/selected-cell.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';

/** Arrow keys held down select many cells a second; only where they come to rest is looked at. */
const REST_MS = 150;

/** The managed cell that is selected, followed as the selection moves; null elsewhere, undefined until known. */
export function useSelectedCell(sheet: SheetTools): SelectedCell | null | undefined {
  const [selected, setSelected] = useState<SelectedCell | null>();
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop: (() => void) | null = null;
    const look = async (): Promise<void> => {
      const found = await sheet.selectedCell();
      // While a person types in a cell Excel answers nothing; what was selected still is.
      if (isCurrent) setSelected((before) => (found.ok ? sameOr(before, found.value) : (before ?? null)));
    };
    void sheet
      .watchSelection(() => {
        clearTimeout(timer);
        timer = setTimeout(() => void look(), REST_MS);
      })
      .then((watching) => {
        if (!watching.ok) return;
        if (isCurrent) stop = watching.value;
        else watching.value();
      });
    void look();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      stop?.();
    };
  }, [sheet]);
  return selected;
}

/** The value before where it is the same cell, so that nothing is asked and drawn anew. */
function sameOr(before: SelectedCell | null | undefined, found: SelectedCell | null): SelectedCell | null {
  if (!before || !found) return found;
  const isSame = JSON.stringify(before) === JSON.stringify(found);
  return isSame ? before : found;
}
