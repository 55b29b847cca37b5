import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { signInReply, type WirePerson } from '../../../shared/protocol/people.ts';
import { SignInForm } from '../../components/sign-in-form.tsx';
import type { SignInDialog } from '../../sign-in/sign-in-host.ts';
import { entraClientOf, type SignInWay } from '../../sign-in/ways-offered.ts';
import type { Session } from '../../sync/server/server-client.ts';
import type { PaneServices } from '../pane-services.ts';
import { useViewStyles } from '../view-styles.ts';
import { CodeWay } from './code-way.tsx';
import { OneButtonWay } from './one-button-way.tsx';
import { otherWayLabel, problemText, wordsOfDialog, wordsOfEntra } from './sign-in-words.ts';
import type { OfferedWays } from './use-offered-ways.ts';

export interface SignInWaysProps {
  readonly services: Pick<PaneServices, 'server' | 'signInHost' | 'signIn' | 'enter' | 'openInBrowser'>;
  readonly onSignedIn: (person: WirePerson) => void;
  readonly offered: OfferedWays;
}

/** The best way to sign in here, and the others as links below it. */
export function SignInWays({ services, offered, onSignedIn }: SignInWaysProps) {
  const { ways, host, provider } = offered;
  const [chosen, setChosen] = useState<SignInWay | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const dialog = useRef<SignInDialog | null>(null);
  // A window that nobody waits for any more would sign in nobody.
  useEffect(() => () => dialog.current?.close(), []);
  const shown = chosen !== null && ways.includes(chosen) ? chosen : ways[0];
  const { server, signIn, enter, openInBrowser } = services;
  const providerName = provider?.name ?? null;

  const goOn = (session: Session, stay: boolean): void => {
    enter(session, stay);
    onSignedIn(session.person);
  };
  const byWindow = async (stay: boolean): Promise<void> => {
    setProblem(null);
    dialog.current = host.openDialog();
    const outcome = await dialog.current.outcome;
    if (outcome.kind === 'signedIn') goOn(outcome.session, stay);
    else setProblem(wordsOfDialog(outcome));
  };
  const byExcel = async (stay: boolean): Promise<void> => {
    const client = entraClientOf(provider);
    if (client === null) return;
    setProblem(null);
    const outcome = await host.entraToken(client);
    if (outcome.kind !== 'token') {
      setProblem(wordsOfEntra(outcome));
      // What Excel cannot do now it cannot do at the next press either.
      if (outcome.kind === 'failed') setChosen(ways[1] ?? null);
      return;
    }
    const body = { token: outcome.token };
    const reply = await server.ask({
      path: '/sign-in/token',
      schema: () => signInReply,
      sent: { method: 'POST', body },
    });
    if (reply.ok) goOn(reply.value, stay);
    else setProblem(problemText(reply.problem));
  };

  return (
    <>
      {problem !== null && (
        <div role="alert">
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        </div>
      )}
      {shown === 'password' && (
        <SignInForm
          signIn={async (email, password, stay) => {
            const outcome = await signIn(email, password, stay);
            if (!outcome.ok) return problemText(outcome.problem);
            onSignedIn(outcome.value);
            return null;
          }}
        />
      )}
      {shown === 'excel' && (
        <OneButtonWay label={buttonLabel(providerName)} busy="Excel is asked who you are…" onStart={byExcel} />
      )}
      {shown === 'window' && (
        <OneButtonWay
          label={buttonLabel(providerName)}
          busy="Sign in in the window that has opened. The pane goes on by itself."
          onStart={byWindow}
          onCancel={() => dialog.current?.close()}
        />
      )}
      {shown === 'code' && (
        <CodeWay server={server} place={host.place} openInBrowser={openInBrowser} onSession={goOn} />
      )}
      <OtherWays
        ways={ways.filter((way) => way !== shown)}
        shown={shown}
        provider={providerName}
        onChoose={(way) => {
          dialog.current?.close();
          setProblem(null);
          setChosen(way);
        }}
      />
    </>
  );
}

function buttonLabel(provider: string | null): string {
  return provider === null ? 'Sign in' : `Sign in with ${provider}`;
}

interface OtherWaysProps {
  /** The others. */
  readonly ways: readonly SignInWay[];
  readonly shown: SignInWay | undefined;
  readonly provider: string | null;
  readonly onChoose: (way: SignInWay) => void;
}

function OtherWays({ ways, shown, provider, onChoose }: OtherWaysProps) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      {ways.map((way) => (
        <Link key={way} as="button" style={{ alignSelf: 'flex-start' }} onClick={() => onChoose(way)}>
          {otherWayLabel(way, provider, shown)}
        </Link>
      ))}
    </div>
  );
}
