import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useLocation } from 'react-router';
import type { OpenedLink } from '../../../shared/protocol/password-links.ts';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { momentWords } from '../../views/cell-words.ts';
import type { ProblemWords } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProviderSignIn } from '../start/provider-sign-in.tsx';
import { wordsOfProviderProblem } from '../start/provider-words.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { useRequest } from './use-request.ts';

interface LinkPageProps {
  readonly server: PortalServer;
  readonly ways: NonNullable<ServerFacts['signIn']>;
  readonly onSignedIn: (person: WirePerson) => void;
  /** Leaves the web app for another address. */
  readonly leaveTo: (address: string) => void;
}

/** Sets a password by the link that somebody was given, or lets who is invited sign in with the district's provider. The token stands behind the # of the address, which is sent nowhere. */
export function LinkPage(props: LinkPageProps) {
  const { server, ways } = props;
  const token = useLocation().hash.slice(1);
  const shared = usePortalStyles();
  const ask = useCallback(() => server.account.openLink(token), [server, token]);
  return (
    <PageContext value={withoutProgram(false)}>
      <PageFrame heading={ways.passwords ? 'Set your password' : 'Your invitation'} hasDay={false}>
        <PortalAnswer ask={ask} waiting="Looking up the link…" failed="This link can’t be used">
          {(link) => (
            <div key={token} className={shared.column}>
              {link.kind === 'invitation' && <ByProvider {...props} token={token} />}
              {ways.passwords && <SetPassword {...props} token={token} link={link} />}
            </div>
          )}
        </PortalAnswer>
      </PageFrame>
    </PageContext>
  );
}

interface ByProviderProps extends LinkPageProps {
  readonly token: string;
}

/** Whoever is invited needs no password where the district has a sign-in of its own. */
function ByProvider({ server, ways: { provider }, token, leaveTo }: ByProviderProps) {
  const shared = usePortalStyles();
  if (provider === null) return null;
  const go = async (stay: boolean): Promise<ProblemWords | null> => {
    const outcome = await server.beginSignIn('/', stay, token);
    if (!outcome.ok) return wordsOfProviderProblem(outcome.problem, provider);
    leaveTo(outcome.value);
    return null;
  };
  return (
    <section className={shared.card} aria-label={`Sign in with ${provider}`}>
      <Text>You are invited to SEP Sync. From then on you sign in with {provider}.</Text>
      <ProviderSignIn provider={provider} goToProvider={go} />
    </section>
  );
}

interface SetPasswordProps extends ByProviderProps {
  readonly link: OpenedLink;
}

function SetPassword({ server, token, link, onSignedIn }: SetPasswordProps) {
  const shared = usePortalStyles();
  const isFirst = link.kind === 'invitation';
  const [now] = useState(() => new Date());
  const [name, setName] = useState(link.name);
  const [password, setPassword] = useState('');
  const { isBusy, problem, run } = useRequest('Your password wasn’t set');
  const isReady = isLongEnough(password) && name.trim() !== '' && !isBusy;
  const send = async (): Promise<void> => {
    const person = await run(() => server.takeLink({ token, password, ...(isFirst ? { name } : {}) }));
    if (person !== null) onSignedIn(person);
  };
  return (
    <form
      className={shared.card}
      aria-label="Set your password"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void send();
      }}
    >
      <Text>
        {isFirst
          ? 'You are invited to SEP Sync.'
          : 'Everywhere you are signed in, and every reading token, ends with it.'}{' '}
        This link works once, until {momentWords(link.expiresAt, now)}.
      </Text>
      {problem !== null && <ProblemBar words={problem} />}
      <Field label="E-mail" hint="You sign in with it.">
        <Input type="email" autoComplete="username" readOnly value={link.email} />
      </Field>
      {isFirst && (
        <Field label="Your name" hint="As others see it beside what you change.">
          <Input autoComplete="name" maxLength={120} value={name} onChange={(_, { value }) => setName(value)} />
        </Field>
      )}
      <NewPassword label="New password" password={password} onPassword={setPassword} />
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
          {isBusy ? 'Setting it…' : 'Set password and sign in'}
        </Button>
      </div>
    </form>
  );
}
