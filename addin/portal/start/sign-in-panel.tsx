import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import { StayTick } from '../../components/stay-tick.tsx';
import { SignInForm } from '../../components/sign-in-form.tsx';
import type { ProblemWords } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';

interface SignInPanelProps {
  readonly ways: NonNullable<ServerFacts['signIn']>;
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<ProblemWords | null>;
  /** Leaves for the provider; resolves to what is in the way, or null. */
  readonly goToProvider: (stay: boolean) => Promise<ProblemWords | null>;
}

/** The district's sign-in first, where there is one; a password for who has none of it. One of them at a time. */
export function SignInPanel({ ways: { provider, passwords }, signIn, goToProvider }: SignInPanelProps) {
  const [wantsPassword, setWantsPassword] = useState(false);
  const form = (
    <SignInForm
      signIn={async (email, password, stay) => {
        const words = await signIn(email, password, stay);
        return words && `${words.title}. ${words.line}`;
      }}
    />
  );
  if (provider === null) return form;
  return (
    <>
      {wantsPassword ? form : <ProviderSignIn provider={provider} goToProvider={goToProvider} />}
      {passwords && (
        <Button appearance="subtle" onClick={() => setWantsPassword(!wantsPassword)}>
          {wantsPassword ? `Sign in with ${provider} instead` : 'Use e-mail and password instead'}
        </Button>
      )}
    </>
  );
}

interface ProviderSignInProps extends Pick<SignInPanelProps, 'goToProvider'> {
  readonly provider: string;
}

function ProviderSignIn({ provider, goToProvider }: ProviderSignInProps) {
  const shared = usePortalStyles();
  const [stay, setStay] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const go = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const words = await goToProvider(stay);
    setProblem(words);
    // Otherwise the page is about to be left.
    if (words !== null) setBusy(false);
  };
  return (
    <div className={shared.column}>
      {problem !== null && <ProblemBar words={problem} />}
      <Text className={shared.quiet}>With the account that you have in your district.</Text>
      <StayTick stay={stay} onStay={setStay} />
      <Button appearance="primary" size="large" disabled={isBusy} onClick={() => void go()}>
        {isBusy ? `Going to ${provider}…` : `Sign in with ${provider}`}
      </Button>
    </div>
  );
}
