import {
  CounterBadge,
  FluentProvider,
  MessageBar,
  MessageBarBody,
  Spinner,
  Tab,
  TabList,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { paneTheme } from '../components/pane-theme.ts';
import type { CellPlace } from '../excel/workbook-port.ts';
import { wordsOfProblem } from '../excel/workbook-problem.ts';
import type { ServerClient } from '../sync/server-client.ts';
import type { ServerOutcome } from '../sync/server-problem.ts';
import type { SyncSession } from '../sync/sync-session.ts';
import type { SyncState } from '../sync/sync-state.ts';
import { ConnectView } from './connect-view.tsx';
import { HomeView, toReview } from './home-view.tsx';
import { MoreView } from './more-view.tsx';
import { ReviewView } from './review-view.tsx';
import { SignInView } from './sign-in-view.tsx';
import type { CardAction } from './status-card-words.ts';
import { useHeadRevision } from './use-head-revision.ts';
import { useLookAfterTouch } from './use-look-after-touch.ts';
import { useSyncState } from './use-sync-state.ts';

const useStyles = makeStyles({
  pane: { minHeight: '100vh', boxSizing: 'border-box', backgroundColor: tokens.colorNeutralBackground1 },
  // The personality menu of Excel covers the top right corner, so nothing to click stands there.
  nav: { padding: '4px 44px 0 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  // At 200 % zoom the tabs go on in a second line.
  tabs: { flexWrap: 'wrap' },
  main: { padding: '16px 20px 20px' },
  badge: { marginLeft: '6px' },
});

export interface PaneAppProps {
  readonly session: SyncSession;
  readonly server: ServerClient;
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<ServerOutcome<WirePerson>>;
  readonly isDark: boolean;
  readonly reload: () => void;
}

type View = 'home' | 'review' | 'more';

/** The whole pane: sign in, connect, then the status with review and settings beside it. */
export function PaneApp(props: PaneAppProps) {
  const styles = useStyles();
  const state = useSyncState(props.session);
  const [person, setPerson] = useState(props.server.person());
  return (
    <FluentProvider theme={paneTheme(props.isDark)} className={styles.pane}>
      {person === null ? (
        <main className={styles.main}>
          <SignInView
            waiting={state.toSend}
            signIn={async (email, password, stay) => {
              const outcome = await props.signIn(email, password, stay);
              if (outcome.ok) setPerson(outcome.value);
              return outcome;
            }}
          />
        </main>
      ) : (
        <SignedIn {...props} state={state} person={person} onSignedOut={() => setPerson(null)} />
      )}
    </FluentProvider>
  );
}

interface SignedInProps extends PaneAppProps {
  readonly state: SyncState;
  readonly person: WirePerson;
  readonly onSignedOut: () => void;
}

function SignedIn({ session, server, state, person, reload, onSignedOut }: SignedInProps) {
  const styles = useStyles();
  const [view, setView] = useState<View>('home');
  const [notice, setNotice] = useState<string | null>(null);
  const head = useHeadRevision(server, state.program);
  useLookAfterTouch(session);

  const jump = async (place: CellPlace): Promise<void> => {
    const { table, row, column } = place;
    const outcome = await session.jumpTo({ table, row, column });
    if (!outcome.ok) setNotice(wordsOfProblem(outcome.problem).title);
    else setNotice(outcome.value ? null : 'That row is no longer in this workbook.');
  };
  const signOut = async (): Promise<void> => {
    await server.signOut();
    onSignedOut();
  };
  const act = (action: CardAction): void => {
    const [refusal] = state.refusals;
    if (action === 'sync') void session.sync();
    else if (action === 'syncClearingFilters') void session.sync({ clearFilters: true });
    else if (action === 'review') setView('review');
    else if (action === 'reload') reload();
    else if (action === 'signIn') onSignedOut();
    else if (refusal !== undefined && refusal.column !== null) {
      void jump({ table: refusal.table, row: refusal.row, column: refusal.column });
    } else setView('review');
  };

  if (state.phase === 'starting') {
    return (
      <main className={styles.main}>
        <Spinner label="Opening this workbook…" />
      </main>
    );
  }
  const isConnected = state.phase !== 'notConnected' && state.program !== null;
  const waiting = toReview(state);
  return (
    <>
      <nav className={styles.nav} aria-label="Pane">
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={view}
          onTabSelect={(_, data) => setView(viewOf(data.value))}
        >
          <Tab value="home">Home</Tab>
          <Tab value="review">
            Review
            {waiting > 0 && <CounterBadge className={styles.badge} size="small" count={waiting} color="danger" />}
          </Tab>
          <Tab value="more">More</Tab>
        </TabList>
      </nav>
      <main className={styles.main}>
        {notice !== null && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{notice}</MessageBarBody>
          </MessageBar>
        )}
        {view === 'home' && !isConnected && <ConnectView session={session} server={server} />}
        {view === 'home' && isConnected && (
          <HomeView state={state} newRevisions={Math.max(0, (head ?? 0) - (state.revision ?? 0))} onAction={act} />
        )}
        {view === 'review' && <ReviewView session={session} state={state} onJump={(place) => void jump(place)} />}
        {view === 'more' && <MoreView person={person} state={state} onSignOut={() => void signOut()} />}
      </main>
    </>
  );
}

function viewOf(value: unknown): View {
  return value === 'review' || value === 'more' ? value : 'home';
}
