/** A part of the page that F6 leads to. */
export interface Region {
  readonly contains: (focused: Element | null) => boolean;
  readonly focus: () => void;
}

/** The part after the one that has the keyboard, or before it; from nowhere, the first. They go round. */
export function regionAfter(regions: readonly Region[], focused: Element | null, sign: 1 | -1): Region | undefined {
  const at = regions.findIndex(({ contains }) => contains(focused));
  return at < 0 ? regions[0] : regions[(at + sign + regions.length) % regions.length];
}

/** F6 and Shift+F6 lead from part to part, as in Office. Returns how to stop. */
export function listenToF6(regions: readonly Region[]): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    regionAfter(regions, document.activeElement, event.shiftKey ? -1 : 1)?.focus();
  };
  window.addEventListener('keydown', listen, { capture: true });
  return () => window.removeEventListener('keydown', listen, { capture: true });
}

/** Hands F6 in a frame on to the page around it, which knows the other parts. */
export function handOnF6(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
      const pressed = { key, shiftKey, ctrlKey, altKey, metaKey, bubbles: true, cancelable: true };
      window.parent.document.body.dispatchEvent(new KeyboardEvent('keydown', pressed));
    },
    { capture: true },
  );
}

/** Gives the keyboard to a frame: where it was in there, or to the first that takes it. */
export function focusFrame(frame: HTMLIFrameElement): void {
  frame.contentWindow?.focus();
  const inside = frame.contentDocument;
  if (inside === null || inside.activeElement !== inside.body) return;
  const takers = inside.querySelectorAll<HTMLElement>('button:enabled, a[href], input:enabled, select, [tabindex="0"]');
  [...takers].find((taker) => taker.offsetParent !== null)?.focus();
}
