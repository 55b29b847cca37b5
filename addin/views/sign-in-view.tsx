import { Text, Title3 } from '@fluentui/react-components';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { SignInForm } from '../components/sign-in-form.tsx';
import { wordsOfServerProblem, type ServerOutcome } from '../sync/server/server-problem.ts';
import { useViewStyles } from './view-styles.ts';

interface SignInViewProps {
  /** Changes that wait in the workbook, so that nobody fears for them. */
  readonly waiting: number;
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<ServerOutcome<WirePerson>>;
}

/** Who are you? The first screen, with what the pane is for. */
export function SignInView({ waiting, signIn }: SignInViewProps) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <Title3 as="h1" className={styles.heading}>
        Keep your budget in step with finance
      </Title3>
      <Text className={styles.quiet}>
        {waiting > 0
          ? `${waiting} ${waiting === 1 ? 'change waits' : 'changes wait'} in this workbook. Sign in to send.`
          : 'Fill in your tables as usual. We send your changes, show you others’, and ask before anything clashes.'}
      </Text>
      <SignInForm
        signIn={async (email, password, stay) => {
          const outcome = await signIn(email, password, stay);
          if (outcome.ok) return null;
          const { title, line } = wordsOfServerProblem(outcome.problem);
          return `${title}. ${line}`;
        }}
      />
    </div>
  );
}
