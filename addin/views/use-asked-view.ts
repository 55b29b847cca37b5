import { useEffect } from 'react';
import { paneViews, type PaneView } from './pane-nav.tsx';

/** Goes to the view that the hash of the pane's address names, as in `/pane/#review`: links and ribbon buttons set it. */
export function useAskedView(onView: (view: PaneView) => void): void {
  useEffect(() => {
    const follow = (): void => {
      const asked = paneViews.find((view) => `#${view}` === window.location.hash);
      if (asked === undefined) return;
      // Taken away, so that the same button works again after the person has gone elsewhere.
      window.location.hash = '';
      onView(asked);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [onView]);
}
