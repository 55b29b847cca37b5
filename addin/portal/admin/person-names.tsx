import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { AdministeredPerson, PersonDetails } from '../../../shared/protocol/administration.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import { useDoing } from './use-doing.ts';

const useStyles = makeStyles({
  row: { alignItems: 'flex-end' },
  field: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
});

interface PersonNamesProps {
  readonly person: AdministeredPerson;
  readonly calls: AdminCalls;
  readonly onChanged: (details: PersonDetails) => void;
}

/** Name and address of an account, to be changed. */
export function PersonNames({ person, calls, onChanged }: PersonNamesProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const isOther = name.trim() !== person.name || email.trim() !== person.email;
  const isReady = isOther && name.trim() !== '' && email.trim() !== '' && !isBusy;
  const save = async (): Promise<void> => {
    // What is not changed here somebody else may have changed since.
    const asked = {
      ...(name.trim() === person.name ? {} : { name: name.trim() }),
      ...(email.trim() === person.email ? {} : { email: email.trim() }),
    };
    const changed = await run('Name and e-mail weren’t changed', () => calls.changePerson(person.id, asked));
    if (changed !== null) onChanged(changed);
  };
  return (
    <form
      aria-label="Name and e-mail"
      className={shared.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <div className={`${shared.row} ${styles.row}`}>
        <Field label="Name" className={styles.field}>
          <Input value={name} maxLength={120} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Field label="E-mail" className={styles.field}>
          <Input type="email" value={email} maxLength={320} onChange={(_, { value }) => setEmail(value)} />
        </Field>
        <Button type="submit" disabledFocusable={!isReady}>
          Save name and e-mail
        </Button>
      </div>
      {problem !== null && <ProblemBar words={problem} />}
    </form>
  );
}
