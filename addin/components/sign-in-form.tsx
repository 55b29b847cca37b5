import { Button, Field, Input, MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { StayTick } from './stay-tick.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
});

interface SignInFormProps {
  /** Signs in; resolves to what went wrong, in words, or null. */
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<string | null>;
  /** False: whoever has opened the page asks. */
  readonly asksToStay?: boolean;
}

/** E-mail, password, and whether to stay signed in. */
export function SignInForm({ signIn, asksToStay = true }: SignInFormProps) {
  const styles = useStyles();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [stay, setStay] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const wrong = await signIn(email.trim(), password, stay);
    setBusy(false);
    setProblem(wrong);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
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
      {asksToStay && <StayTick stay={stay} onStay={setStay} />}
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
