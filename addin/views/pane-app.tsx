import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { paneTheme } from '../components/pane-theme.ts';
import { fetchedView } from './fetched-view.tsx';
import { FirstRunView } from './first-run-view.tsx';
import { PaneShell } from './pane-shell.tsx';
import type { PaneServices } from './pane-services.ts';
import { useSyncState } from './use-sync-state.ts';

// Who is signed in does not need it.
const SignIn = fetchedView(async () => (await import('./sign-in/sign-in-view.tsx')).SignInView);

const useStyles = makeStyles({
  pane: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
    // Of themselves, fields are wider than a narrow pane at 200 % zoom.
    '& .fui-Field, & .fui-Input, & .fui-Select, & .fui-Textarea': { minWidth: 0 },
    '& input, & select, & textarea': { minWidth: 0 },
  },
  main: { padding: '16px 20px 20px' },
});

const FIRST_RUN_SEEN = 'first-run-seen';

interface PaneAppProps {
  readonly services: PaneServices;
  readonly isDark: boolean;
}

/** The whole pane, with the gates that come before everything else: what it is for, and who you are. */
export function PaneApp({ services, isDark }: PaneAppProps) {
  const styles = useStyles();
  const { session, server, settings } = services;
  const state = useSyncState(session);
  const [person, setPerson] = useState<WirePerson | null>(server.person());
  const [isNew, setNew] = useState(settings.read(FIRST_RUN_SEEN) === null);
  // While the first card is read.
  useEffect(() => {
    if (person === null) SignIn.fetchAhead();
  }, [person]);
  const goOn = (): void => {
    settings.write(FIRST_RUN_SEEN, 'yes');
    setNew(false);
  };
  return (
    <FluentProvider theme={paneTheme(isDark)} className={styles.pane}>
      {person !== null && (
        <PaneShell services={services} state={state} person={person} onSignedOut={() => setPerson(null)} />
      )}
      {person === null && (
        <main className={styles.main}>
          {isNew ? (
            <FirstRunView onGoOn={goOn} />
          ) : (
            <SignIn.View services={services} waiting={state.toSend} onSignedIn={setPerson} />
          )}
        </main>
      )}
    </FluentProvider>
  );
}
