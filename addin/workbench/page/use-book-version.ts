import { useEffect, useState } from 'react';
import type { ExcelHost } from '../excel-host/host/excel-host.ts';

const LOOK_EVERY_MS = 150;

/** Renders again when the book has changed, or the pane has selected another cell; many changes at once are one. */
export function useBookVersion(host: ExcelHost): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let isDirty = false;
    const stop = host.book.subscribe(() => {
      isDirty = true;
    });
    let { sheetId, selection } = host.view;
    const timer = setInterval(() => {
      if (!isDirty && host.view.sheetId === sheetId && host.view.selection === selection) return;
      isDirty = false;
      ({ sheetId, selection } = host.view);
      setVersion((known) => known + 1);
    }, LOOK_EVERY_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [host]);
  return version;
}
