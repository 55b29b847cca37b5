import { useRef } from 'react';

/** Tries of something that the server does once for each id, however often it is asked. */
export interface Tries {
  /** The id for what is asked for: that of the last try, as long as nobody knows what became of the same. */
  readonly idOf: (asked: unknown) => string;
  /** It is known what became of the last try: the next one is another. */
  readonly end: () => void;
}

/** [I1] A lost answer is asked for again under its id: pressed twice, it is done once, and told as what it was. */
export function useTries(): Tries {
  const last = useRef<{ readonly asked: string; readonly id: string } | null>(null);
  return {
    idOf: (asked) => {
      const text = JSON.stringify(asked);
      if (last.current?.asked !== text) last.current = { asked: text, id: crypto.randomUUID() };
      return last.current.id;
    },
    end: () => {
      last.current = null;
    },
  };
}
