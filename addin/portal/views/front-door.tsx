import { Button, FluentProvider, Link, Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import { paneTheme } from '../../components/pane-theme.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalStyles } from './portal-styles.ts';
import { InstallSteps } from '../start/install-steps.tsx';
import { PracticeWorkbook } from '../workbooks/practice-workbook.tsx';
import { ProgramList } from '../start/program-list.tsx';
import { useIsDark } from './use-is-dark.ts';
import { Welcome } from '../start/welcome.tsx';

const useStyles = makeStyles({
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  width: {
    maxWidth: '880px',
    margin: '0 auto',
    padding: '24px 20px 40px',
    display: 'flex',
    flexDirection: 'column',
    gap: '32px',
    '@media (max-width: 480px)': { padding: '16px 16px 32px', gap: '24px' },
  },
  header: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', justifyContent: 'space-between' },
  brand: { display: 'flex', gap: '12px', alignItems: 'center' },
  main: { display: 'flex', flexDirection: 'column', gap: '40px' },
  footer: {
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    overflowWrap: 'anywhere',
  },
});

interface FrontDoorProps {
  readonly server: PortalServer;
  readonly facts: ServerFacts;
}

/** The first page of the product: sign in, the person's programs, and how to get the pane into Excel. */
export function FrontDoor({ server, facts }: FrontDoorProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [person, setPerson] = useState(server.person());
  const [hasEnded, setEnded] = useState(false);
  const [hasJustSignedIn, setJustSignedIn] = useState(false);
  useEffect(
    () =>
      server.onSignInEnded(() => {
        setPerson(null);
        setEnded(true);
      }),
    [server],
  );
  return (
    <FluentProvider theme={paneTheme(useIsDark())} className={styles.page}>
      <div className={styles.width}>
        <header className={styles.header}>
          <div className={styles.brand}>
            <img src="/icons/icon-64.png" alt="" width="40" height="40" />
            <Title3 as="h1" className={shared.heading}>
              SEP Sync
            </Title3>
          </div>
          {person !== null && (
            <div className={shared.row}>
              <Text>{person.name}</Text>
              <Button
                onClick={() => {
                  setEnded(false);
                  setPerson(null);
                  void server.signOut();
                }}
              >
                Sign out
              </Button>
            </div>
          )}
        </header>
        <main className={styles.main}>
          {person === null ? (
            <Welcome
              server={server}
              demo={facts.demo}
              hasEnded={hasEnded}
              onSignedIn={(signedIn) => {
                setEnded(false);
                setJustSignedIn(true);
                setPerson(signedIn);
              }}
            />
          ) : (
            <>
              <ProgramList server={server} takesFocus={hasJustSignedIn} />
              <PracticeWorkbook server={server} />
            </>
          )}
          <InstallSteps publicUrl={facts.publicUrl} />
        </main>
        <footer className={styles.footer}>
          <Text size={200}>
            SEP Sync {facts.version} at {facts.publicUrl}
          </Text>
          <Text size={200}>
            <Link inline href="/api/docs">
              API and schema, for the curious
            </Link>
          </Text>
        </footer>
      </div>
    </FluentProvider>
  );
}
