import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { OwnAccount } from '../../../shared/protocol/own-account.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { Programs } from '../shell/use-programs.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { OwnSessionsPart } from './own-sessions.tsx';
import { OwnTokensPart } from './own-tokens.tsx';
import { useRequest } from './use-request.ts';

interface AccountPageProps {
  readonly server: PortalServer;
  readonly programs: Programs;
  readonly takesFocus: boolean;
  readonly onRenamed: (person: WirePerson) => void;
}

/** One's own account: name, password, where one is signed in, reading tokens. */
export function AccountPage({ server, programs, takesFocus, onRenamed }: AccountPageProps) {
  const ask = useCallback(() => server.account.own(), [server]);
  // What ends with a new password is read anew after it.
  const [passwords, setPasswords] = useState(0);
  return (
    <PageContext value={withoutProgram(takesFocus)}>
      <PageFrame
        heading="My account"
        lead="Your name, how you sign in and where you are signed in. Administrators of the server can end sign-ins and tokens, too."
        hasDay={false}
      >
        <PortalAnswer ask={ask} waiting="Looking up your account…" failed="Your account couldn’t be read">
          {(account) => (
            <>
              <NamePart server={server} account={account} onRenamed={onRenamed} />
              {account.hasPassword && (
                <PasswordPart
                  key={`password ${passwords}`}
                  server={server}
                  isChanged={passwords > 0}
                  email={account.person.email}
                  onChanged={() => setPasswords(passwords + 1)}
                />
              )}
              <OwnSessionsPart key={`sessions ${passwords}`} server={server} />
              <OwnTokensPart key={`tokens ${passwords}`} server={server} programs={programs} />
            </>
          )}
        </PortalAnswer>
      </PageFrame>
    </PageContext>
  );
}

interface NamePartProps extends Pick<AccountPageProps, 'server' | 'onRenamed'> {
  readonly account: OwnAccount;
}

function NamePart({ server, account, onRenamed }: NamePartProps) {
  const shared = usePortalStyles();
  const [kept, setKept] = useState(account.person.name);
  const [name, setName] = useState(kept);
  const { isBusy, problem, run } = useRequest('Your name wasn’t changed');
  const isReady = name.trim() !== '' && name.trim() !== kept && !isBusy;
  const [isDone, setDone] = useState(false);
  const send = async (): Promise<void> => {
    const person = await run(() => server.rename(name.trim()));
    if (person === null) return;
    setKept(person.name);
    setName(unlessTyped(name, person.name));
    setDone(true);
    onRenamed(person);
  };
  return (
    <PagePart heading="Name">
      <form
        className={shared.column}
        aria-label="Name"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void send();
        }}
      >
        <Field label="E-mail" hint="You sign in with it.">
          <Input type="email" readOnly value={account.person.email} />
        </Field>
        <Field
          label="Name"
          hint="As others see it beside what you change from now on. What you did before keeps the name of then."
        >
          <Input autoComplete="name" maxLength={120} value={name} onChange={(_, { value }) => setName(value)} />
        </Field>
        {problem !== null && <ProblemBar words={problem} />}
        <div className={shared.row}>
          <Button type="submit" disabledFocusable={!isReady}>
            Change name
          </Button>
          <span role="status">{isDone && <Text className={shared.quiet}>Your name is {kept} now.</Text>}</span>
        </div>
      </form>
    </PagePart>
  );
}

interface PasswordPartProps {
  readonly server: PortalServer;
  readonly email: string;
  readonly isChanged: boolean;
  readonly onChanged: () => void;
}

function PasswordPart({ server, email, isChanged, onChanged }: PasswordPartProps) {
  const shared = usePortalStyles();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const { isBusy, problem, run } = useRequest('Your password wasn’t changed');
  const isReady = present !== '' && isLongEnough(next) && !isBusy;
  const send = async (): Promise<void> => {
    if ((await run(() => server.account.changePassword(present, next))) !== null) onChanged();
  };
  return (
    <PagePart heading="Password">
      <form
        className={shared.column}
        aria-label="Password"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void send();
        }}
      >
        <Text className={shared.quiet}>
          With a new password you are signed out everywhere else, and your reading tokens end. Make new ones afterwards.
        </Text>
        {/* For programs that keep passwords. */}
        <input type="email" autoComplete="username" hidden readOnly value={email} />
        <Field label="Present password">
          <Input
            type="password"
            autoComplete="current-password"
            value={present}
            onChange={(_, { value }) => setPresent(value)}
          />
        </Field>
        <NewPassword label="New password" password={next} onPassword={setNext} />
        {problem !== null && <ProblemBar words={problem} />}
        <div className={shared.row}>
          <Button type="submit" disabledFocusable={!isReady}>
            {isBusy ? 'Changing it…' : 'Change password'}
          </Button>
          <span role="status">
            {isChanged && <Text className={shared.quiet}>Your password is changed. You are signed in here alone.</Text>}
          </span>
        </div>
      </form>
    </PagePart>
  );
}
