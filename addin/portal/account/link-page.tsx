import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useLocation } from 'react-router';
import type { OpenedLink } from '../../../shared/protocol/password-links.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { momentWords } from '../../views/cell-words.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { useRequest } from './use-request.ts';

interface LinkPageProps {
  readonly server: PortalServer;
  readonly onSignedIn: (person: WirePerson) => void;
}

/** Sets a password by the link that somebody was given. The token stands behind the # of the address, which is sent nowhere. */
export function LinkPage({ server, onSignedIn }: LinkPageProps) {
  const token = useLocation().hash.slice(1);
  const ask = useCallback(() => server.account.openLink(token), [server, token]);
  return (
    <PageContext value={withoutProgram(false)}>
      <PageFrame heading="Set your password" hasDay={false}>
        <PortalAnswer ask={ask} waiting="Looking up the link…" failed="This link can’t be used">
          {(link) => <SetPassword key={token} {...{ server, token, link, onSignedIn }} />}
        </PortalAnswer>
      </PageFrame>
    </PageContext>
  );
}

interface SetPasswordProps extends LinkPageProps {
  readonly token: string;
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
