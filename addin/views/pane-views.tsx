import { Spinner } from '@fluentui/react-components';
import { Suspense, lazy, useState } from 'react';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { LiveProgram, LiveState } from '../live/live-program.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import { HomeView } from './home-view.tsx';
import type { PaneView } from './pane-nav.tsx';
import type { PaneServices } from './pane-services.ts';
import type { CardAction } from './status-card-words.ts';

// Only Home is needed to say how things are; the rest is fetched when it is looked at.
const ChangesPage = lazy(async () => ({ default: (await import('./changes-page.tsx')).ChangesPage }));
const ReviewView = lazy(async () => ({ default: (await import('./review/review-view.tsx')).ReviewView }));
const HistoryView = lazy(async () => ({ default: (await import('./history/history-view.tsx')).HistoryView }));
const TotalsView = lazy(async () => ({ default: (await import('./totals/totals-view.tsx')).TotalsView }));
const MoreView = lazy(async () => ({ default: (await import('./more-view.tsx')).MoreView }));

interface PaneViewsProps {
  readonly services: PaneServices;
  readonly state: SyncState;
  readonly live: LiveProgram;
  readonly alive: LiveState;
  readonly person: WirePerson;
  readonly view: PaneView;
  readonly onView: (view: PaneView) => void;
  readonly onJump: (place: CellPlace) => void;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
}

/** The view that is chosen. */
export function PaneViews(props: PaneViewsProps) {
  return (
    <Suspense fallback={<Spinner label="One moment…" />}>
      <ChosenView {...props} />
    </Suspense>
  );
}

function ChosenView(props: PaneViewsProps) {
  const { services, state, live, alive, person, view, onView, onJump } = props;
  const { session, server, sheet, reload } = services;
  const [changes, setChanges] = useState<'mine' | 'others'>('mine');
  const showNews = (): void => {
    setChanges('others');
    onView('changes');
  };
  const actions: { readonly [A in CardAction]: () => void } = {
    sync: () => void session.sync(),
    syncClearingFilters: () => void session.sync({ clearFilters: true }),
    cancel: () => session.cancel(),
    review: () => onView('review'),
    showNews,
    jumpToRefusal: () => {
      const [refusal] = state.refusals;
      if (refusal === undefined || refusal.column === null) return onView('review');
      onJump({ table: refusal.table, row: refusal.row, column: refusal.column });
    },
    signIn: props.onSignIn,
    reload,
  };
  switch (view) {
    case 'home':
      return (
        <HomeView
          state={state}
          alive={alive}
          onAction={(action) => actions[action]()}
          onView={onView}
          onNews={showNews}
          onJump={onJump}
          onDismiss={(putBacks) => session.dismissPutBacks(putBacks)}
        />
      );
    case 'changes':
      return (
        <ChangesPage
          services={services}
          state={state}
          alive={alive}
          me={person.name}
          shown={changes}
          onShow={setChanges}
          onJump={onJump}
        />
      );
    case 'review':
      return <ReviewView session={session} state={state} onJump={onJump} />;
    case 'history':
      return <HistoryView session={session} server={server} sheet={sheet} state={state} onJump={onJump} />;
    case 'totals':
      return <TotalsView server={server} program={state.program ?? ''} head={alive.head} sheet={sheet} />;
    case 'more':
      return (
        <MoreView person={person} state={state} live={live} alive={alive} sheet={sheet} onSignOut={props.onSignOut} />
      );
  }
}
