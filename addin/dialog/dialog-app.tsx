import { FluentProvider, Link, Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { paneTheme } from '../components/pane-theme.ts';
import type { PaneAround } from '../excel/dialog-page.ts';
import type { Session } from '../sync/server/server-client.ts';
import { useViewStyles } from '../views/view-styles.ts';
import { DialogWays, type DialogWaysProps } from './dialog-ways.tsx';

const useStyles = makeStyles({
  page: { minHeight: '100vh', boxSizing: 'border-box', backgroundColor: tokens.colorNeutralBackground1 },
  main: { padding: '20px 24px', maxWidth: '440px', margin: '0 auto', overflowWrap: 'anywhere' },
});

interface DialogAppProps extends Omit<DialogWaysProps, 'onSession' | 'onProblem'> {
  /** A session that waits to be handed over, the provider's pages having been left. */
  readonly arrived: Session | null;
  /** Null: no pane has opened this page. */
  readonly pane: PaneAround | null;
  readonly isDark: boolean;
}

/** The page in the sign-in window of the pane: signs in by whatever way the server has, and hands the session over. */
export function DialogApp({ server, ways, arrived, pane, path, goTo, problem, isDark }: DialogAppProps) {
  const styles = useStyles();
  const shared = useViewStyles();
  const [session, setSession] = useState(arrived);
  useEffect(() => {
    if (session !== null) pane?.handOver(session);
  }, [session, pane]);
  return (
    <FluentProvider theme={paneTheme(isDark)} className={styles.page}>
      <main className={styles.main}>
        <div className={shared.column}>
          <Title3 as="h1" className={shared.heading}>
            Sign in to SEP Sync
          </Title3>
          {pane === null && (
            <Text>
              This page belongs to the pane in Excel, which opens it. <Link href="/">Go to the web app</Link>
            </Text>
          )}
          {pane !== null && session !== null && (
            <Text role="status">You are signed in as {session.person.name}. This window closes by itself.</Text>
          )}
          {pane !== null && session === null && (
            <DialogWays {...{ server, ways, path, goTo, problem }} onSession={setSession} onProblem={pane.tell} />
          )}
        </div>
      </main>
    </FluentProvider>
  );
}
