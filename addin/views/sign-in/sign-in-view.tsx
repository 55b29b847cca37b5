import { Text, Title3 } from '@fluentui/react-components';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useViewStyles } from '../view-styles.ts';
import { SignInWays, type SignInWaysProps } from './sign-in-ways.tsx';
import { useOfferedWays } from './use-offered-ways.ts';

interface SignInViewProps extends Pick<SignInWaysProps, 'services' | 'onSignedIn'> {
  /** Changes that wait in the workbook, so that nobody fears for them. */
  readonly waiting: number;
}

/** Who are you? The first screen, with what the pane is for. */
export function SignInView({ services, waiting, onSignedIn }: SignInViewProps) {
  const styles = useViewStyles();
  const offered = useOfferedWays(services);
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
      {offered === null ? (
        <SlowSpinner label="One moment…" />
      ) : (
        <SignInWays services={services} offered={offered} onSignedIn={onSignedIn} />
      )}
    </div>
  );
}
