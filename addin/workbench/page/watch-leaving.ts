import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import type { BookKeeper } from '../kept/book-keeper.ts';

/**
 * Hands over what is not kept yet whenever the page may be about to go, and has the browser ask where something would be lost:
 * a cell that is being edited, or changes that could not be kept. Work that is kept needs no nagging. Returns how to stop.
 */
export function watchLeaving(host: ExcelHost, keeper: BookKeeper): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    const isKept = keeper.keepAtOnce() && keeper.state.kind !== 'notKept';
    if (!isKept || host.isEditingCell) event.preventDefault();
  };
  const handOver = (): void => void keeper.keepAtOnce();
  const whenHidden = (): void => {
    if (document.visibilityState === 'hidden') handOver();
  };
  window.addEventListener('beforeunload', ask);
  window.addEventListener('pagehide', handOver);
  document.addEventListener('visibilitychange', whenHidden);
  return () => {
    window.removeEventListener('beforeunload', ask);
    window.removeEventListener('pagehide', handOver);
    document.removeEventListener('visibilitychange', whenHidden);
  };
}
