declare global {
  interface Window {
    /** Milliseconds from the navigation until the pane's first screen can be used. */
    firstScreenMs?: Promise<number>;
  }
}

/** Runs in the page: waits for the button of the first screen and for a frame after it in which the page answers. */
export function watchFirstScreen(): void {
  if (!window.location.pathname.startsWith('/workbench/pane')) return;
  const isUsable = (): boolean =>
    [...document.querySelectorAll('button')].some(
      ({ textContent, disabled }) => textContent === 'Sign in' && !disabled,
    );
  window.firstScreenMs = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (!isUsable()) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
}

export interface LoadedFile {
  readonly path: string;
  /** False: out of the browser's cache. */
  readonly isSent: boolean;
}

/** Runs in the page, once nothing is loading any more: the files that had been asked for by then. */
export function filesAskedFor(untilMs: number): LoadedFile[] {
  return performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ startTime }) => startTime <= untilMs)
    .map(({ name, transferSize }) => ({ path: new URL(name).pathname, isSent: transferSize > 0 }));
}
