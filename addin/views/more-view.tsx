import { Button, Link, Text } from '@fluentui/react-components';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { SyncState } from '../sync/sync-state.ts';
import { clockTime } from './cell-words.ts';
import { useViewStyles } from './view-styles.ts';

interface MoreViewProps {
  readonly person: WirePerson;
  readonly state: SyncState;
  readonly onSignOut: () => void;
}

/** Who is signed in, what this workbook holds, and the way out. */
export function MoreView({ person, state, onSignOut }: MoreViewProps) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <section className={styles.tight} aria-label="You">
        <Text weight="semibold">{person.name}</Text>
        <Text className={styles.quiet}>{person.email}</Text>
      </section>
      <section className={styles.tight} aria-label="This workbook">
        <Text weight="semibold">This workbook</Text>
        <Text className={styles.quiet}>
          {state.program === null ? 'Not connected.' : `Program ${state.program}, revision ${state.revision ?? 0}.`}
        </Text>
        {state.checkedAt !== null && (
          <Text className={styles.quiet}>Last checked at {clockTime(state.checkedAt)}.</Text>
        )}
      </section>
      <section className={styles.tight} aria-label="Help">
        <Link href="/" target="_blank" rel="noreferrer">
          About SEP Sync
        </Link>
      </section>
      <Button onClick={onSignOut}>Sign out</Button>
      {state.toSend > 0 && <Text className={styles.quiet}>Changes that are not sent yet stay in this workbook.</Text>}
    </div>
  );
}
