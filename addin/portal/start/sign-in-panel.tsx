import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import { SignInForm } from '../../components/sign-in-form.tsx';
import type { ProblemWords } from '../portal-problem.ts';
import { ProviderSignIn } from './provider-sign-in.tsx';

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
