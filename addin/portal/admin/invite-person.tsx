import { Button, Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { NewPersonReply } from '../../../shared/protocol/administration.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { AppLink } from '../shell/page-links.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import { GivenLink } from './given-link.tsx';
import { useDoing } from './use-doing.ts';

const useStyles = makeStyles({ field: { flexGrow: 1, flexBasis: '240px', minWidth: 0 } });

interface InvitePersonProps {
  readonly calls: AdminCalls;
  readonly onInvited: () => void;
}

/** Makes an account for somebody, with a link to set its first password. */
export function InvitePerson({ calls, onInvited }: InvitePersonProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [invited, setInvited] = useState<NewPersonReply | null>(null);
  const [isCopied, setCopied] = useState(false);
  const isReady = name.trim() !== '' && email.trim() !== '' && !isBusy;
  const invite = async (): Promise<void> => {
    const reply = await run('Nobody was invited', () => calls.invite({ name: name.trim(), email: email.trim() }));
    if (reply === null) return;
    setInvited(reply);
    setCopied(false);
    setName(unlessTyped(name, ''));
    setEmail(unlessTyped(email, ''));
    onInvited();
  };
  return (
    <div className={shared.column}>
      {invited !== null && !isCopied && (
        <GivenLink given={invited.given} name={invited.person.name} onDone={() => setCopied(true)} />
      )}
      {invited !== null && (
        <Text>
          {invited.person.name} is invited and a member of nothing yet.{' '}
          <AppLink to={`/admin/people/${invited.person.id}`}>Open a program to {invited.person.name}</AppLink>
        </Text>
      )}
      <form
        aria-label="Invite somebody"
        className={shared.column}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void invite();
        }}
      >
        <div className={shared.row}>
          <Field label="Name of the person" className={styles.field} required>
            <Input value={name} maxLength={120} onChange={(_, { value }) => setName(value)} />
          </Field>
          <Field label="E-mail" className={styles.field} required>
            <Input type="email" value={email} maxLength={320} onChange={(_, { value }) => setEmail(value)} />
          </Field>
        </div>
        {problem !== null && <ProblemBar words={problem} />}
        <div className={shared.row}>
          <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
            Invite
          </Button>
        </div>
      </form>
    </div>
  );
}
