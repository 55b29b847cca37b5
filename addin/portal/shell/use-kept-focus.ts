import { useEffect } from 'react';

/** Long enough for whatever takes the focus by itself to have taken it. */
const PATIENCE_MS = 100;

/**
 * When what has the focus goes away, as a form does that has been saved, the nearest that was around it takes the focus.
 * Otherwise a screen reader begins again at the top of the page. What finds a better place for it goes first.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: readonly HTMLElement[] = [];
    let waits: ReturnType<typeof setTimeout> | undefined;
    const remember = ({ target }: FocusEvent): void => {
      path = pathOf(target);
    };
    const look = (): void => {
      waits = undefined;
      if (document.activeElement !== document.body || !document.hasFocus()) return;
      const around = path.find((element) => element.isConnected);
      if (around !== undefined) focusOn(around);
    };
    const observer = new MutationObserver(() => {
      if (path[0]?.isConnected === false) waits ??= setTimeout(look, PATIENCE_MS);
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
      clearTimeout(waits);
    };
  }, []);
}

/** The element and all around it, up to the body. */
function pathOf(target: EventTarget | null): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (
    let element = target;
    element instanceof HTMLElement && element !== document.body;
    element = element.parentElement
  )
    path.push(element);
  return path;
}

/** Elements that nobody reaches by the Tab key can have the focus for as long as it stays there. */
function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.setAttribute('tabindex', '-1');
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}
