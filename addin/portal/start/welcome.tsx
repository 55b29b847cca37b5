import { Button, Text, Title2, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import { wordsOfPortalProblem, type ProblemWords } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { wordsOfProviderProblem } from './provider-words.ts';
import { SignInPanel } from './sign-in-panel.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 360px)',
    gridTemplateRows: 'auto 1fr',
    gridTemplateAreas: '"claim form" "demo form"',
    gap: '32px 40px',
    alignItems: 'start',
    '@media (max-width: 720px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'none',
      gridTemplateAreas: '"claim" "form" "demo"',
      gap: '24px',
    },
  },
  claimPlace: { gridArea: 'claim' },
  formPlace: { gridArea: 'form' },
  demoPlace: { gridArea: 'demo' },
  claim: { margin: '0 0 12px', textWrap: 'balance' },
  people: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  person: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
});

interface WelcomeProps {
  readonly server: PortalServer;
  readonly demo: ServerFacts['demo'];
  readonly ways: NonNullable<ServerFacts['signIn']>;
  /** Why nobody is signed in who was, or who wanted to be; null: there is nothing to say. */
  readonly problem: ProblemWords | null;
  readonly onSignedIn: (person: WirePerson) => void;
  /** Leaves the web app for another address. */
  readonly leaveTo: (address: string) => void;
  /** It stands below a page that needs no sign-in and has a heading of its own. */
  readonly isBelow?: boolean;
}

/** What this is, and who are you? */
export function Welcome(props: WelcomeProps) {
  const { server, demo, ways, problem, onSignedIn, leaveTo, isBelow = false } = props;
  const styles = useStyles();
  const shared = usePortalStyles();
  const signIn = async (email: string, password: string, stay: boolean): Promise<ProblemWords | null> => {
    const outcome = await server.signIn(email, password, stay);
    if (!outcome.ok) return wordsOfPortalProblem(outcome.problem, 'That didn’t sign you in', 'Nothing was changed.');
    onSignedIn(outcome.value);
    return null;
  };
  const { pathname, search } = useLocation();
  const goToProvider = async (stay: boolean): Promise<ProblemWords | null> => {
    const outcome = await server.beginSignIn(`${pathname}${search}`, stay);
    if (!outcome.ok) return wordsOfProviderProblem(outcome.problem, ways.provider ?? '');
    leaveTo(outcome.value);
    return null;
  };
  return (
    <div className={styles.columns}>
      <section className={styles.claimPlace} aria-labelledby="claim">
        <Title2 as={isBelow ? 'h2' : 'h1'} id="claim" block className={styles.claim}>
          The district’s plan, kept in step between everybody’s workbooks
        </Title2>
        <ul className={shared.list}>
          <li>Budget officers edit the Strategic Execution Plan in their own Excel workbook.</li>
          <li>Edits merge cell by cell. Two people in one cell are asked; nothing is overwritten in silence.</li>
          <li>Finance downloads one workbook whose totals tie to the cent, with every revision kept.</li>
        </ul>
      </section>
      <section className={mergeClasses(shared.card, styles.formPlace)} aria-labelledby="sign-in">
        <Text as="h2" id="sign-in" size={400} weight="semibold" className={shared.heading}>
          Sign in
        </Text>
        {problem !== null && <ProblemBar words={problem} />}
        <SignInPanel ways={ways} signIn={signIn} goToProvider={goToProvider} />
        {ways.passwords && demo === null && (
          <Text className={shared.quiet}>
            Forgotten your password? An administrator can give you a link to set a new one.
          </Text>
        )}
      </section>
      {demo !== null && <DemoPeople demo={demo} signIn={signIn} />}
    </div>
  );
}

interface DemoPeopleProps {
  readonly demo: NonNullable<ServerFacts['demo']>;
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<ProblemWords | null>;
}

function DemoPeople({ demo, signIn }: DemoPeopleProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  return (
    <section className={mergeClasses(shared.tight, styles.demoPlace)} aria-labelledby="demo">
      <Text as="h2" id="demo" size={400} weight="semibold" className={shared.heading}>
        Try it with the demo district
      </Text>
      <Text className={shared.quiet}>
        Cedar Basin is invented. Everybody’s password is <code>{demo.password}</code>.
      </Text>
      {problem !== null && <ProblemBar words={problem} />}
      <ul className={styles.people}>
        {demo.people.map(({ email, may }) => (
          <li key={email} className={styles.person}>
            <span>
              <Text weight="semibold">{email}</Text> <Text className={shared.quiet}>{may}</Text>
            </span>
            <Button
              size="small"
              aria-label={`Sign in as ${email}`}
              onClick={() => void signIn(email, demo.password, false).then(setProblem)}
            >
              Sign in
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
