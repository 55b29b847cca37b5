import { Button, Field, Input, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Starter } from '../../../shared/protocol/setup.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { isLongEnough, NewPassword } from '../account/new-password.tsx';
import { useRequest } from '../account/use-request.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { fiscalYearOf, programIdOf } from './first-program.ts';

interface FirstAdministratorProps {
  readonly server: PortalServer;
  readonly onSignedIn: (person: WirePerson) => void;
}

type Begins = Starter | 'none';

/** A server that nobody has an account on: its first administrator is made, by who has its console before them. */
export function FirstAdministrator({ server, onSignedIn }: FirstAdministratorProps) {
  const shared = usePortalStyles();
  const [code, setCode] = useState('');
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [district, setDistrict] = useState('');
  const [fiscalYear, setFiscalYear] = useState(() => fiscalYearOf(new Date()));
  const [begins, setBegins] = useState<Begins>('systems');
  const { isBusy, problem, run } = useRequest('The server wasn’t set up');
  const hasProgram = begins !== 'none';
  const program = hasProgram
    ? { id: programIdOf(district), name: 'Strategic Execution Plan', district, fiscalYear, starter: begins }
    : null;
  const isFilled = [code, email, name, ...(hasProgram ? [district, fiscalYear] : [])].every(
    (text) => text.trim() !== '',
  );
  const isReady = isFilled && isLongEnough(password) && !isBusy;
  const send = async (): Promise<void> => {
    const asked = { code, email: email.trim(), name, password, program };
    const person = await run(() => server.setUp(asked));
    if (person !== null) onSignedIn(person);
  };
  return (
    <PageContext value={withoutProgram(false)}>
      <PageFrame
        heading="Set up this server"
        lead="Nobody has an account here yet. Whoever has started the server makes the first one."
        hasDay={false}
      >
        <form
          className={shared.card}
          aria-label="Set up this server"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) void send();
          }}
        >
          <Field
            label="Code from the server"
            hint="The server has written it to its console, such as BCDF-GHJK-LMNP-QRST. It works once."
          >
            <Input autoComplete="off" spellCheck={false} value={code} onChange={(_, { value }) => setCode(value)} />
          </Field>
          <Text as="h2" size={400} weight="semibold" className={shared.heading}>
            The first administrator
          </Text>
          <Field label="E-mail">
            <Input type="email" autoComplete="username" value={email} onChange={(_, { value }) => setEmail(value)} />
          </Field>
          <Field label="Name" hint="As others see it beside what you change.">
            <Input autoComplete="name" maxLength={120} value={name} onChange={(_, { value }) => setName(value)} />
          </Field>
          <NewPassword label="Password" password={password} onPassword={setPassword} />
          <Text as="h2" size={400} weight="semibold" className={shared.heading}>
            The first program
          </Text>
          <Field label="What it begins with">
            <RadioGroup value={begins} onChange={(_, { value }) => setBegins(beginsOf(value))}>
              <Radio value="systems" label="The systems that most districts list, to be changed" />
              <Radio value="empty" label="Nothing: it is filled from a workbook or an import" />
              <Radio value="none" label="No program yet" />
            </RadioGroup>
          </Field>
          {hasProgram && (
            <>
              <Field label="District">
                <Input maxLength={120} value={district} onChange={(_, { value }) => setDistrict(value)} />
              </Field>
              <Field label="Fiscal year" hint="Such as 2026-27.">
                <Input maxLength={7} value={fiscalYear} onChange={(_, { value }) => setFiscalYear(value)} />
              </Field>
            </>
          )}
          {problem !== null && <ProblemBar words={problem} />}
          <div className={shared.row}>
            <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
              {isBusy ? 'Setting it up…' : 'Set up and sign in'}
            </Button>
          </div>
        </form>
      </PageFrame>
    </PageContext>
  );
}

function beginsOf(value: string): Begins {
  return value === 'empty' || value === 'none' ? value : 'systems';
}
