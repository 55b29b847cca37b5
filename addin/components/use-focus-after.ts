import { useEffect, useRef, type RefObject } from 'react';

export interface FocusAfter {
  /** To be put on the element around the cards. It takes the focus when no card is left, so it needs a tabIndex of -1. */
  readonly around: RefObject<HTMLDivElement | null>;
  /** The card that has the focus is about to go: the one that takes its place gets the focus then. */
  readonly expect: () => void;
  /** Nothing went: whatever changes later must not move the focus. */
  readonly forget: () => void;
}

/**
 * Keeps the focus when a card goes because the person has dealt with it: on the next card, else on the last. Cards bear
 * the attribute `data-card`. Never takes the focus from the sheet, nor from
 * where the person has put it meanwhile. @param count cards there are now
 */
export function useFocusAfter(count: number): FocusAfter {
  const around = useRef<HTMLDivElement>(null);
  const expected = useRef<{ readonly index: number; readonly count: number } | null>(null);
  useEffect(() => {
    const element = around.current;
    if (expected.current === null || element === null || count >= expected.current.count) return;
    const { index } = expected.current;
    expected.current = null;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && document.hasFocus()) cardAt(element, index).focus();
  }, [count]);
  return {
    around,
    expect: () => {
      expected.current = { index: focusedCard(around.current), count };
    },
    forget: () => {
      expected.current = null;
    },
  };
}

function cardsIn(around: HTMLElement): HTMLElement[] {
  return [...around.querySelectorAll<HTMLElement>('[data-card]')];
}

/** Place of the card in which the focus is; 0 where it is in none. */
function focusedCard(around: HTMLElement | null): number {
  const cards = around === null ? [] : cardsIn(around);
  return Math.max(
    0,
    cards.findIndex((card) => card.contains(document.activeElement)),
  );
}

function cardAt(around: HTMLElement, index: number): HTMLElement {
  const cards = cardsIn(around);
  return cards[index] ?? cards.at(-1) ?? around;
}
