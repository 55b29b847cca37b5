import { Button, Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { SignInAdministration, WaitingPerson } from '../../../shared/protocol/sign-in-administration.ts';
import { momentWords } from '../../views/cell-words.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminCalls } from './admin-calls.ts';
import { ConfirmAct } from './confirm-act.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' },
  field: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
});

interface WaitingPeopleProps {
  readonly waiting: readonly WaitingPerson[];
  readonly calls: AdminCalls;
  readonly onChanged: (now: SignInAdministration) => void;
}

/** Those whom the provider knows and nobody has connected with an account. */
export function WaitingPeople({ waiting, calls, onChanged }: WaitingPeopleProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-labelledby="waiting">
      <Text as="h2" id="waiting" size={400} weight="semibold" className={shared.heading}>
        Waiting to be connected
      </Text>
      {waiting.length === 0 && <Text className={shared.quiet}>Nobody waits.</Text>}
      <ul className={styles.list}>
        {waiting.map((person) => (
          <li key={`${person.issuer} ${person.subject}`}>
            <Waiting person={person} calls={calls} onChanged={onChanged} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WaitingProps extends Omit<WaitingPeopleProps, 'waiting'> {
  readonly person: WaitingPerson;
}

function Waiting({ person, calls, onChanged }: WaitingProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { issuer, subject, name, email: told, lastAt } = person;
  const [now] = useState(() => new Date());
  const [email, setEmail] = useState(told ?? '');
  const [isAsked, setAsked] = useState(false);
  const account = email.trim();
  return (
    <div className={shared.card}>
      <Text>
        <Text weight="semibold">{name}</Text> {told ?? 'told no confirmed address'} · last came{' '}
        {momentWords(lastAt, now)} · {subject}
      </Text>
      <div className={shared.row}>
        <Field label="E-mail of the account" className={styles.field}>
          <Input
            type="email"
            value={email}
            maxLength={320}
            onChange={(_, { value }) => {
              setEmail(value);
              setAsked(false);
            }}
          />
        </Field>
        <Button
          aria-label={`Connect ${name} with an account…`}
          disabledFocusable={account === ''}
          onClick={() => account !== '' && setAsked(true)}
        >
          Connect…
        </Button>
      </div>
      {isAsked && (
        <ConfirmAct
          asked={{
            label: `Connect ${name}`,
            words: `From now on whoever signs in as ${name} there is ${account} here, with all that this account may do. An address may have been somebody else’s before: make sure that it is the same person.`,
            button: 'Connect now',
            failed: `${name} wasn’t connected`,
            act: () => calls.connect({ issuer, subject, email: account }),
            done: onChanged,
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </div>
  );
}
