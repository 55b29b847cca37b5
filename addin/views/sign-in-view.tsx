import { Button, Checkbox, Field, Input, MessageBar, MessageBarBody, Text, Title3 } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { wordsOfServerProblem, type ServerOutcome } from '../sync/server-problem.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { useViewStyles } from './view-styles.ts';

interface SignInViewProps {
  /** Changes that wait in the workbook, so that nobody fears for them. */
  readonly waiting: number;
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<ServerOutcome<WirePerson>>;
}

/** Who are you? The first screen, with what the pane is for. */
export function SignInView({ waiting, signIn }: SignInViewProps) {
  const styles = useViewStyles();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [stay, setStay] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const outcome = await signIn(email.trim(), password, stay);
    setBusy(false);
    if (!outcome.ok) {
      const words = wordsOfServerProblem(outcome.problem);
      setProblem(`${words.title}. ${words.line}`);
    }
  };

  return (
    <form className={styles.column} onSubmit={(event) => void submit(event)}>
      <Title3 as="h1" className={styles.heading}>
        Keep your budget in step with finance
      </Title3>
      <Text className={styles.quiet}>
        {waiting > 0
          ? `${waiting} ${waiting === 1 ? 'change waits' : 'changes wait'} in this workbook. Sign in to send.`
          : 'Fill in your tables as usual. We send your changes, show you others’, and ask before anything clashes.'}
      </Text>
      {problem !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <Field label="E-mail">
        <Input type="email" autoComplete="username" value={email} onChange={(_, data) => setEmail(data.value)} />
      </Field>
      <Field label="Password">
        <Input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(_, data) => setPassword(data.value)}
        />
      </Field>
      <Checkbox
        className={styles.outdent}
        label="Stay signed in on this computer"
        checked={stay}
        onChange={(_, data) => setStay(data.checked === true)}
      />
      <Button
        appearance="primary"
        size="large"
        type="submit"
        disabled={isBusy || email.trim() === '' || password === ''}
      >
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
