import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const query = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  const list = query();
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

/** Is the page dark? Where the person prefers that, and follows the choice while the page is open; on paper never. */
export function useIsDark(): boolean {
  const prefersDark = useSyncExternalStore(subscribe, () => query().matches);
  return !useIsPrinted() && prefersDark;
}

/** True from before a browser puts the page on paper until it has. */
function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useLayoutEffect(() => {
    // The paper is made right after the event: letters for a dark page, which is not printed, would stand pale on it.
    const begin = (): void => flushSync(() => setPrinted(true));
    const end = (): void => setPrinted(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinted;
}
