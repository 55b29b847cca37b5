import { Button, FluentProvider, Link, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { BrowserRouter, Route, Routes, useHref, useLinkClickHandler, useLocation, useNavigate } from 'react-router';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import { SIGN_IN_RETURN } from '../../../shared/protocol/sign-in.ts';
import { forgetWindow, leftWindow, tellWindow } from '../../sign-in/window-left.ts';
import { paneTheme } from '../../components/pane-theme.ts';
import type { PortalOutcome, ProblemWords } from '../portal-problem.ts';
import type { FinishedSignIn, PortalServer } from '../portal-server.ts';
import { InstallSteps } from '../start/install-steps.tsx';
import { wordsOfProviderProblem } from '../start/provider-words.ts';
import { ReturnFromProvider } from '../start/return-from-provider.tsx';
import { StartPage } from '../start/start-page.tsx';
import { Welcome } from '../start/welcome.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import {
  VerifyPlace,
  DevicePlace,
  AdminPlace,
  LinkPlace,
  AccountPlace,
  RollUpPlace,
  SetupPlace,
} from './fetched-places.ts';
import { NoPage } from './no-page.tsx';
import { PageContext, withoutProgram } from './page-context.ts';
import { AppLink } from './page-links.tsx';
import { ProgramPlace } from './program-place.tsx';
import { useIsDark } from './use-is-dark.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useAdministers } from './use-administers.ts';
import { usePrograms } from './use-programs.ts';

const useStyles = makeStyles({
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  width: {
    maxWidth: '1440px',
    margin: '0 auto',
    padding: '20px 32px 40px',
    display: 'flex',
    flexDirection: 'column',
    gap: '24px',
    '@media (max-width: 640px)': { padding: '16px 16px 32px' },
  },
  narrow: { maxWidth: '880px' },
  skip: {
    position: 'absolute',
    left: '-9999px',
    ':focus': {
      left: '8px',
      top: '8px',
      zIndex: 1,
      padding: '8px 12px',
      backgroundColor: tokens.colorNeutralBackground1,
    },
  },
  header: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', justifyContent: 'space-between' },
  brand: {
    display: 'flex',
    gap: '10px',
    alignItems: 'center',
    color: 'inherit',
    textDecorationLine: 'none',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase500,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  main: { display: 'flex', flexDirection: 'column', gap: '40px', ':focus': { outlineStyle: 'none' } },
  footer: {
    marginTop: '16px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    overflowWrap: 'anywhere',
  },
});

interface PortalAppProps {
  readonly server: PortalServer;
  readonly facts: ServerFacts;
  /** Leaves the web app for another address; default: as a link does. */
  readonly leaveTo?: LeaveTo;
}

/** `replace`: nobody goes back to where they were. */
type LeaveTo = (address: string, how?: 'replace') => void;

const asLink: LeaveTo = (address, how) =>
  how === 'replace' ? window.location.replace(address) : window.location.assign(address);
const byPassword: NonNullable<ServerFacts['signIn']> = { passwords: true, provider: null };

const ENDED: ProblemWords = {
  title: 'Your sign-in has ended',
  line: 'Nothing was changed. Sign in again to go on.',
};

/** The web app: sign in, the person's programs, and the pages of each, all at addresses that can be sent on. */
export function PortalApp({ server, facts, leaveTo = asLink }: PortalAppProps) {
  const styles = useStyles();
  return (
    <FluentProvider theme={paneTheme(useIsDark())} className={styles.page}>
      {/* A field whose text stands in the address loses letters that are typed fast where a move is a transition. */}
      <BrowserRouter useTransitions={false}>
        <Shell server={server} facts={facts} leaveTo={leaveTo} />
      </BrowserRouter>
    </FluentProvider>
  );
}

/** Who is signed in, around whatever page the address names: signing in keeps the address. */
function Shell({ server, facts, leaveTo }: Required<PortalAppProps>) {
  const styles = useStyles();
  useKeptFocus();
  const [person, setPerson] = useState(server.person());
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [hasJustSignedIn, setJustSignedIn] = useState(false);
  const { key, pathname } = useLocation();
  const programs = usePrograms(server, person);
  const administers = useAdministers(server, person);
  useEffect(
    () =>
      server.onSignInEnded(() => {
        setPerson(null);
        setProblem(ENDED);
      }),
    [server],
  );
  const ways = facts.signIn ?? byPassword;
  const navigate = useNavigate();
  const enter = (signedIn: WirePerson): void => {
    setProblem(null);
    setJustSignedIn(true);
    setPerson(signedIn);
  };
  const comeBack = (outcome: PortalOutcome<FinishedSignIn>): void => {
    // Loaded anew: this page lets windows of elsewhere keep hold of it, and not all that is returned to is of the web app.
    const signInWindow = leftWindow();
    forgetWindow();
    if (outcome.ok) return leaveTo(outcome.value.returnTo, 'replace');
    const words = wordsOfProviderProblem(outcome.problem, ways.provider ?? '');
    if (signInWindow !== null) {
      tellWindow(signInWindow, `${words.title}. ${words.line}`);
      return leaveTo(signInWindow, 'replace');
    }
    setProblem(words);
    void navigate('/', { replace: true });
  };
  // The history gives the first place of a visit this key.
  const takesFocus = hasJustSignedIn || key !== 'default';
  const isStart = pathname === '/';
  // Whoever has the paper may ask, with a sign-in or without.
  const isVerifying = pathname === '/verify';
  // Says what it is for before it asks who one is.
  const isDevice = pathname === '/device';
  const isReturning = pathname === SIGN_IN_RETURN;
  const isLink = pathname === '/link';
  // Over with the first account, which is made here.
  const [isNew, setNew] = useState(facts.isNew === true);
  return (
    <div className={mergeClasses(styles.width, (isStart || person === null) && styles.narrow)}>
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <header className={styles.header}>
        <Brand />
        {person !== null && (
          <SignedIn
            person={person}
            administers={administers}
            onSignOut={() => {
              setProblem(null);
              setPerson(null);
              void server.signOut();
            }}
          />
        )}
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {isVerifying && <VerifyPlace.View server={server} isSignedIn={person !== null} takesFocus={takesFocus} />}
        {isDevice && <DevicePlace.View server={server} person={person} takesFocus={takesFocus} />}
        {isReturning ? (
          <ReturnFromProvider server={server} onDone={comeBack} />
        ) : isLink ? (
          <LinkPlace.View
            server={server}
            ways={ways}
            leaveTo={leaveTo}
            onSignedIn={(signedIn) => {
              enter(signedIn);
              void navigate('/', { replace: true });
            }}
          />
        ) : person === null && isNew ? (
          <SetupPlace.View
            server={server}
            onSignedIn={(signedIn) => {
              setNew(false);
              enter(signedIn);
            }}
          />
        ) : person === null ? (
          <Welcome
            server={server}
            demo={facts.demo}
            ways={ways}
            problem={problem}
            isBelow={isVerifying || isDevice}
            onSignedIn={enter}
            leaveTo={leaveTo}
          />
        ) : (
          <Routes>
            <Route path="/" element={<StartPage {...{ server, programs, takesFocus }} />} />
            <Route path="/verify" element={null} />
            <Route path="/device" element={null} />
            <Route
              path="/account"
              element={<AccountPlace.View {...{ server, programs, takesFocus }} onRenamed={setPerson} />}
            />
            <Route path="/p/:program/*" element={<ProgramPlace {...{ server, programs, takesFocus }} />} />
            <Route path="/roll-ups/*" element={<RollUpPlace.View {...{ server, takesFocus }} />} />
            <Route
              path="/admin/*"
              element={<AdminPlace.View {...{ server, takesFocus }} onProgramsChanged={programs.look} />}
            />
            <Route path="*" element={<Nowhere takesFocus={takesFocus} />} />
          </Routes>
        )}
        {isStart && <InstallSteps publicUrl={facts.publicUrl} />}
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
  );
}

function Brand() {
  const styles = useStyles();
  const href = useHref('/');
  const open = useLinkClickHandler('/');
  return (
    <a href={href} onClick={open} className={styles.brand}>
      <img src="/icons/icon-64.png" alt="" width="32" height="32" />
      SEP Sync
    </a>
  );
}

interface SignedInProps {
  readonly person: WirePerson;
  readonly administers: boolean;
  readonly onSignOut: () => void;
}

function SignedIn({ person, administers, onSignOut }: SignedInProps) {
  const shared = usePortalStyles();
  return (
    <div className={shared.row}>
      {administers && <AppLink to="/admin/programs">Administration</AppLink>}
      <AppLink to="/account">{person.name}</AppLink>
      <Button onClick={onSignOut}>Sign out</Button>
    </div>
  );
}

function Nowhere({ takesFocus }: { readonly takesFocus: boolean }) {
  return (
    <PageContext value={withoutProgram(takesFocus)}>
      <NoPage heading="There is no page here">Choose one of your programs to go on.</NoPage>
    </PageContext>
  );
}
