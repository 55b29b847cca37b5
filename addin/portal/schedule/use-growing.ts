import { useCallback, useEffect, useState } from 'react';

interface Growing {
  readonly shown: number;
  readonly more: () => void;
  /** Put it on what stands behind the last entry, with `shown` as its key: as it comes near the window, more entries come. */
  readonly end: (element: HTMLElement | null) => void;
}

/** A long list that is drawn in parts, as far as somebody scrolls. `of`: begins anew when it changes. */
export function useGrowing(step: number, of: unknown): Growing {
  const [state, setState] = useState({ of, shown: step });
  const shown = state.of === of ? state.shown : step;
  const more = useCallback(
    () => setState((before) => ({ of, shown: (before.of === of ? before.shown : step) + step })),
    [of, step],
  );
  const [element, end] = useState<HTMLElement | null>(null);
  useEffect(() => {
    // Where there is no observer, a button stands there anyway.
    if (element === null || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more();
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, more]);
  return { shown, more, end };
}
