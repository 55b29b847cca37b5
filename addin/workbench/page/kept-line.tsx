import { useSyncExternalStore } from 'react';
import type { BookKeeper } from '../kept/book-keeper.ts';
import { notKeptWords } from './kept-words.ts';

interface KeptLineProps {
  readonly keeper: BookKeeper;
}

/** Says quietly that the workbook is here again after a reload. */
export function KeptLine({ keeper }: KeptLineProps) {
  const state = useKeeperState(keeper);
  return (
    <span
      className="kept"
      data-kept={state.kind}
      title="This workbook is here again when you come back, on this computer and in this browser. What is synced is with everybody."
    >
      {state.kind === 'notKept' ? 'Not kept' : 'Kept in this browser'}
    </span>
  );
}

/** Says that the workbook could not be kept, for as long as that is so. */
export function NotKeptNotice({ keeper }: KeptLineProps) {
  const state = useKeeperState(keeper);
  if (state.kind !== 'notKept') return null;
  return (
    <p className="notice" role="alert">
      {notKeptWords(state.reason)}{' '}
      <button type="button" onClick={() => keeper.retry()}>
        Try again
      </button>
    </p>
  );
}

function useKeeperState(keeper: BookKeeper) {
  return useSyncExternalStore(
    (listener) => keeper.onState(listener),
    () => keeper.state,
  );
}
