import { useEffect, useState } from 'react';

/** A page that is looked at asks again as often as this. */
const ASK_EVERY_MS = 15_000;

/** Moves on when it is worth asking whether something was said: now and then while the page is looked at, and when it is come back to. */
export function useHeard(): number {
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    const move = (): void => {
      if (document.visibilityState !== 'hidden') setHeard((count) => count + 1);
    };
    const timer = setInterval(move, ASK_EVERY_MS);
    window.addEventListener('focus', move);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', move);
    };
  }, []);
  return heard;
}
