import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { Counter } from '../components/counter.tsx';
import { StatusCard } from '../components/status-card.tsx';
import type { SyncState } from '../sync/sync-state.ts';
import { sentAndReceived, statusCardWords, type CardAction } from './status-card-words.ts';
import { useViewStyles } from './view-styles.ts';

const useStyles = makeStyles({
  counters: {
    display: 'flex',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface HomeViewProps {
  readonly state: SyncState;
  /** Revisions on the server that this workbook has not seen. */
  readonly newRevisions: number;
  readonly onAction: (action: CardAction) => void;
}

/** Is my number with finance? The status, the one thing to do, and three numbers. */
export function HomeView({ state, newRevisions, onAction }: HomeViewProps) {
  const shared = useViewStyles();
  const styles = useStyles();
  const words = statusCardWords(state);
  const last = sentAndReceived(state);
  return (
    <div className={shared.column}>
      <StatusCard
        words={words}
        onAction={() => {
          if (words.action !== null) onAction(words.action.does);
        }}
        onSync={words.action !== null && beside.includes(words.action.does) ? () => onAction('sync') : undefined}
      />
      <div className={styles.counters}>
        <Counter label="To send" count={state.toSend} />
        <Counter label="To review" count={toReview(state)} />
        <Counter label={newRevisions === 1 ? 'New revision' : 'New revisions'} count={newRevisions} />
      </div>
      {last !== '' && words.tone !== 'good' && <Text className={shared.quiet}>Last sync: {last}</Text>}
      {state.warnings.length > 0 && (
        <section className={shared.tight} aria-label="Warnings">
          <Text weight="semibold">Accepted, but worth a look</Text>
          <ul className={shared.list}>
            {state.warnings.map((warning, index) => (
              <li key={`${warning.rule} ${index}`}>{warning.message}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Actions that are about one thing, while everything else can still be synced. */
const beside: readonly CardAction[] = ['review', 'jumpToRefusal'];

/** Things that wait for the person: conflicts, refused values, and a question. */
export function toReview(state: SyncState): number {
  return state.conflicts.length + state.refusals.length + (state.question === null ? 0 : 1);
}
