import { Text } from '@fluentui/react-components';
import { DecisionCard } from '../components/decision-card.tsx';
import type { CellPlace } from '../excel/workbook-port.ts';
import type { SyncSession } from '../sync/sync-session.ts';
import type { SyncState } from '../sync/sync-state.ts';
import { ConflictView } from './conflict-view.tsx';
import { placeWords, valueWords } from './cell-words.ts';
import { toReview } from './home-view.tsx';
import { QuestionView } from './question-view.tsx';
import { useViewStyles } from './view-styles.ts';

interface ReviewViewProps {
  readonly session: SyncSession;
  readonly state: SyncState;
  readonly onJump: (place: CellPlace) => void;
}

/** Everything that waits for the person's word. */
export function ReviewView({ session, state, onJump }: ReviewViewProps) {
  const styles = useViewStyles();
  const isBusy = state.phase !== 'resting';
  if (toReview(state) === 0) {
    return (
      <Text className={styles.quiet}>
        Nothing to decide. We’ll list values here if two people change the same cell.
      </Text>
    );
  }
  return (
    <div className={styles.column}>
      {state.question !== null && <QuestionView question={state.question} session={session} isBusy={isBusy} />}
      {state.conflicts.map((conflict) => (
        <ConflictView
          key={conflict.id}
          conflict={conflict}
          isBusy={isBusy}
          onDecide={(decision) => void session.decide(conflict.id, decision)}
          onJump={() => onJump(conflict)}
        />
      ))}
      {state.refusals.map(({ table, row, column, rowKey, value, message, rule }) => (
        <DecisionCard
          key={`${table} ${row} ${column ?? ''} ${rule}`}
          title={placeWords(table, rowKey, column)}
          onJump={column === null ? undefined : () => onJump({ table, row, column })}
        >
          <Text>{message}</Text>
          <Text className={styles.quiet}>
            Not sent: {valueWords(table, column, value)} (rule {rule})
          </Text>
        </DecisionCard>
      ))}
    </div>
  );
}
