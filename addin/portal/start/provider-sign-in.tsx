import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { StayTick } from '../../components/stay-tick.tsx';
import type { ProblemWords } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';

interface ProviderSignInProps {
  readonly provider: string;
  /** Leaves for the provider; resolves to what is in the way, or null. */
  readonly goToProvider: (stay: boolean) => Promise<ProblemWords | null>;
}

/** The way to the district's sign-in, and whether to stay signed in afterwards. */
export function ProviderSignIn({ provider, goToProvider }: ProviderSignInProps) {
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
