import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { signInReply } from '../../shared/protocol/people.ts';
import { beginSignInReply, type SignInWays } from '../../shared/protocol/sign-in.ts';
import { SignInForm } from '../components/sign-in-form.tsx';
import { leaveWindow } from '../sign-in/window-left.ts';
import type { ServerClient, Session } from '../sync/server/server-client.ts';
import { problemText } from '../views/sign-in/sign-in-words.ts';
import { useViewStyles } from '../views/view-styles.ts';

export interface DialogWaysProps {
  readonly server: Pick<ServerClient, 'ask'>;
  readonly ways: SignInWays;
  /** Of this page, for the way back to it. */
  readonly path: string;
  readonly goTo: (address: string) => void;
  readonly onSession: (session: Session) => void;
  /** Hears why nobody is signed in, and with null that it is tried again. */
  readonly onProblem: (problem: string | null) => void;
  /** Why the provider has signed nobody in, where this window has just come back from it; null: it has not. */
  readonly problem: string | null;
}

/** The provider and the password, as far as the server has them. Where there is nothing to choose, it goes on to the provider. */
export function DialogWays({ server, ways, path, goTo, onSession, onProblem, problem: told }: DialogWaysProps) {
  const styles = useViewStyles();
  const { provider, passwords } = ways;
  // What has just failed would fail again, and nobody could read why.
  const goesAtOnce = provider !== null && !passwords && told === null;
  const [problem, showProblem] = useState(told);
  const setProblem = useCallback(
    (next: string | null): void => {
      showProblem(next);
      onProblem(next);
    },
    [onProblem],
  );
  useEffect(() => {
    if (told !== null) onProblem(told);
  }, [told, onProblem]);
  const [isLeaving, setLeaving] = useState(goesAtOnce);
  const begin = useCallback(
    () =>
      server.ask({
        path: '/sign-in/begin',
        schema: () => beginSignInReply,
        sent: { method: 'POST', body: { returnTo: path } },
      }),
    [server, path],
  );
  const leave = useCallback(
    (begun: Awaited<ReturnType<typeof begin>>): void => {
      if (begun.ok) {
        leaveWindow(path);
        return goTo(begun.value.address);
      }
      setLeaving(false);
      setProblem(problemText(begun.problem));
    },
    [goTo, path, setProblem],
  );
  useEffect(() => {
    if (goesAtOnce) void begin().then(leave);
  }, [goesAtOnce, begin, leave]);
  const signIn = async (email: string, password: string): Promise<string | null> => {
    const reply = await server.ask({
      path: '/sign-in',
      schema: () => signInReply,
      sent: { method: 'POST', body: { email, password } },
    });
    if (!reply.ok) {
      const words = problemText(reply.problem);
      onProblem(words);
      return words;
    }
    onSession(reply.value);
    return null;
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
      {provider !== null && (
        <Button
          appearance="primary"
          size="large"
          disabled={isLeaving}
          onClick={() => {
            setProblem(null);
            setLeaving(true);
            void begin().then(leave);
          }}
        >
          {isLeaving ? `Going to ${provider.name}…` : `Sign in with ${provider.name}`}
        </Button>
      )}
      {provider !== null && passwords && <Text className={styles.quiet}>Or with e-mail and password:</Text>}
      {passwords && <SignInForm asksToStay={false} signIn={signIn} />}
    </>
  );
}
