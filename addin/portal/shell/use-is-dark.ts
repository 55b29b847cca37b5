import { useSyncExternalStore } from 'react';

const query = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  const list = query();
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

/** Does the person prefer a dark page? Follows the choice while the page is open. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
