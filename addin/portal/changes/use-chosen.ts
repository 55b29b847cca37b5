import { useState } from 'react';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';

export interface Chosen {
  readonly picked: readonly ChangeListed[];
  readonly has: (number: string) => boolean;
  readonly all: 'all' | 'some' | 'none';
  readonly tick: (number: string, isTicked: boolean) => void;
  readonly tickAll: (isTicked: boolean) => void;
}

/** Which of these changes are ticked. */
export function useChosen(changes: readonly ChangeListed[], first: readonly ChangeListed[] = []): Chosen {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(first.map(({ number }) => number)));
  const picked = changes.filter(({ number }) => chosen.has(number));
  return {
    picked,
    has: (number) => chosen.has(number),
    all: picked.length === changes.length ? 'all' : picked.length > 0 ? 'some' : 'none',
    tick: (number, isTicked) =>
      setChosen((before) => new Set([...before].filter((each) => each !== number).concat(isTicked ? [number] : []))),
    tickAll: (isTicked) => setChosen(new Set(isTicked ? changes.map(({ number }) => number) : [])),
  };
}
