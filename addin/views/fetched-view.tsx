import { Spinner } from '@fluentui/react-components';
import { useEffect, useState, type ComponentType } from 'react';
import { ProblemNotice } from '../components/problem-notice.tsx';

/** A part of the pane whose code is fetched apart from the pane's. */
export interface FetchedView<P> {
  /** Shows the part, a spinner until it is there, or that it could not be fetched and what to do about that. */
  readonly View: ComponentType<P>;
  /** Fetches its code before anybody looks at it, so that it is there without a network, too. */
  readonly fetchAhead: () => void;
}

const NOT_FETCHED = {
  title: 'This part of the pane couldn’t be loaded',
  line: 'What you typed stays in this workbook. Check your connection and try again; if it stays like this, save the workbook and open the pane anew.',
};

/**
 * A view fetched when it is wanted. Code that cannot be fetched, without a network or after the server was updated,
 * is an outcome like any other: the rest of the pane stays, where React's own `lazy` would take all of it down.
 */
export function fetchedView<P extends object>(
  fetchView: () => Promise<ComponentType<P>>,
  notFetched = NOT_FETCHED,
): FetchedView<P> {
  let fetched: ComponentType<P> | null = null;
  const fetchOnce = async (): Promise<ComponentType<P> | null> => {
    try {
      fetched ??= await fetchView();
    } catch {
      // An import says no more than that it failed; the next one tries anew.
    }
    return fetched;
  };

  function View(props: P) {
    const [Shown, setShown] = useState(() => fetched);
    const [tries, setTries] = useState(1);
    const [failedTries, setFailedTries] = useState(0);
    const isMissing = Shown === null;
    const hasFailed = failedTries === tries;
    useEffect(() => {
      if (!isMissing) return;
      void fetchOnce().then((view) => {
        if (view === null) setFailedTries(tries);
        else setShown(() => view);
      });
    }, [isMissing, tries]);
    // [FB8] Being offline ends by itself.
    useEffect(() => {
      if (!hasFailed) return;
      const retry = (): void => setTries(tries + 1);
      window.addEventListener('online', retry);
      return () => window.removeEventListener('online', retry);
    }, [hasFailed, tries]);
    if (Shown !== null) return <Shown {...props} />;
    if (hasFailed) return <ProblemNotice words={notFetched} onRetry={() => setTries(tries + 1)} />;
    return <Spinner label="One moment…" />;
  }

  return { View, fetchAhead: () => void fetchOnce() };
}
