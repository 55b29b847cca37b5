import { useEffect, useState } from 'react';
import type { RowPosition } from '../excel/workbook-port.ts';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { LiveProgram, LiveState } from '../live/live-program.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import type { ShownChanges } from './changes-page.tsx';
import { fetchedView } from './fetched-view.tsx';
import { HomeView } from './home-view.tsx';
import type { PaneView } from './pane-nav.tsx';
import type { PaneServices } from './pane-services.ts';
import type { CardAction } from './status-card-words.ts';

// Only Home is needed to say how things are; the rest follows it.
const ChangesPage = fetchedView(async () => (await import('./changes-page.tsx')).ChangesPage);
const ReviewView = fetchedView(async () => (await import('./review/review-view.tsx')).ReviewView);
const HistoryView = fetchedView(async () => (await import('./history/history-view.tsx')).HistoryView);
const TotalsView = fetchedView(async () => (await import('./totals/totals-view.tsx')).TotalsView);
const MoreView = fetchedView(async () => (await import('./more-view.tsx')).MoreView);

interface PaneViewsProps {
  readonly services: PaneServices;
  readonly state: SyncState;
  readonly live: LiveProgram;
  readonly alive: LiveState;
  readonly person: WirePerson;
  readonly view: PaneView;
  readonly onView: (view: PaneView) => void;
  readonly onJump: (place: CellPlace) => void;
  readonly onJumpToRow: (place: RowPosition) => void;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
}

/** The view that is chosen. */
export function PaneViews(props: PaneViewsProps) {
  const { services, state, live, alive, person, view, onView, onJump, onJumpToRow } = props;
  const { session, server, sheet, reload, openInBrowser } = services;
  const [changes, setChanges] = useState<ShownChanges>('mine');
  // [FB8] Whoever loses the network later can still look at all of them.
  useEffect(() => {
    for (const { fetchAhead } of [ChangesPage, ReviewView, HistoryView, TotalsView, MoreView]) fetchAhead();
  }, []);
  const show = (shown: ShownChanges): void => {
    setChanges(shown);
    onView('changes');
  };
  const showNews = (): void => show('others');
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
          sheet={sheet}
          session={session}
          server={server}
          openInBrowser={openInBrowser}
          onAction={(action) => actions[action]()}
          onView={onView}
          onNews={showNews}
          onDecide={() => show('toDecide')}
          onJump={onJump}
          onJumpToRow={onJumpToRow}
          onDismiss={(putBacks) => session.dismissPutBacks(putBacks)}
          onDismissNotes={(cells) => session.dismissGoneNotes(cells)}
          onDismissTotals={(totals) => session.dismissTotals(totals)}
          onForget={(place) => void session.forgetGone(place)}
        />
      );
    case 'changes':
      return (
        <ChangesPage.View
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
      return <ReviewView.View {...{ session, state, server, openInBrowser, onJump }} />;
    case 'history':
      return <HistoryView.View session={session} server={server} sheet={sheet} state={state} onJump={onJump} />;
    case 'totals':
      return (
        <TotalsView.View
          server={server}
          program={state.program ?? ''}
          head={alive.head}
          sheet={sheet}
          onJump={onJump}
        />
      );
    case 'more':
      return (
        <MoreView.View
          person={person}
          state={state}
          live={live}
          alive={alive}
          sheet={sheet}
          server={server}
          openInBrowser={openInBrowser}
          onSync={() => void session.sync()}
          onSignOut={props.onSignOut}
        />
      );
  }
}
