import { useEffect, useState } from 'react';
import { paneViewNamed, type PaneView } from './pane-nav.tsx';

/** The view that is shown: Home, or what a ribbon button asks for by the page's fragment, also while the pane is open. */
export function useRequestedView(): [view: PaneView, show: (view: PaneView) => void] {
  const [view, setView] = useState<PaneView>(() => paneViewNamed(window.location.hash) ?? 'home');
  useEffect(() => {
    const follow = (): void => {
      const named = paneViewNamed(window.location.hash);
      if (named !== undefined) setView(named);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return [view, setView];
}
