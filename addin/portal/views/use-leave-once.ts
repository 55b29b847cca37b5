import { useCallback, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * Leaves the page as it stands in the browser's history, once: a second press before it has moved, as of a double click, would
 * lead one page further.
 */
export function useLeaveOnce(): (leave: () => void) => void {
  const location = useLocation();
  const left = useRef<typeof location | null>(null);
  return useCallback(
    (leave) => {
      if (left.current === location) return;
      left.current = location;
      leave();
    },
    [location],
  );
}
