import { Button, Link, Text } from '@fluentui/react-components';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { keyWords, placeWords, tableWords, valueWords } from '../../../shared/tables/place-words.ts';
import { DecisionCard } from '../../components/decision-card.tsx';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import type { Question } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { missingRowsWords } from './missing-rows-words.ts';
import { reviewWords } from './review-words.ts';

/** Long lists are cut: the first few show what it is about, the count how much. */
const SHOWN = 8;

interface QuestionViewProps {
  readonly question: Question;
  readonly session: SyncSession;
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
}

/** Something only the person can say before the sync goes on. */
export function QuestionView(props: QuestionViewProps) {
  const styles = useViewStyles();
  return (
    <section className={styles.column} aria-labelledby="question">
      <Text as="h2" id="question" weight="semibold" className={styles.heading}>
        1 question for you
      </Text>
      <QuestionCard {...props} />
    </section>
  );
}

function QuestionCard({ question, session, isBusy, onJump }: QuestionViewProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  switch (question.kind) {
    case 'missingRows':
      return <MissingRowsCard question={question} session={session} isBusy={isBusy} />;
    case 'rowsApart':
      return (
        <DecisionCard
          title={`${tableWords(question.table)}: rows and their IDs have come apart`}
          actions={
            <Button disabled={isBusy} appearance="primary" onClick={() => void session.realign()}>
              Put the IDs back to their rows
            </Button>
          }
        >
          <Text>
            Often a sort left out the hidden Row ID column. Nothing was sent. You can also undo the sort in Excel and
            sync again.
          </Text>
          <Text className={styles.quiet}>{shortList(question.table, question.rowKeys, names)}</Text>
        </DecisionCard>
      );
    case 'review': {
      const words = reviewWords(question);
      return (
        <DecisionCard
          title={words.title}
          actions={
            <>
              <Button disabled={isBusy} onClick={() => void session.answerReview('useTheirs')}>
                Use the plan’s values
              </Button>
              <Button disabled={isBusy} onClick={() => void session.answerReview('sendMine')}>
                {words.send}
              </Button>
            </>
          }
        >
          <Text>{words.line}</Text>
          <ul className={styles.list}>
            {question.differences.slice(0, SHOWN).map(({ table, row, rowKey, column, local, remote }, index) => (
              <li key={`${table} ${row ?? index} ${column ?? ''}`}>
                {row === null || column === null ? (
                  placeWords(table, rowKey, column, names)
                ) : (
                  <Link onClick={() => onJump({ table, row, column })}>{placeWords(table, rowKey, column, names)}</Link>
                )}
                : here {valueWords(table, column, local, names)}, in the plan {valueWords(table, column, remote, names)}
              </li>
            ))}
          </ul>
          {question.differences.length > SHOWN && <Text>and {question.differences.length - SHOWN} more</Text>}
        </DecisionCard>
      );
    }
  }
}

interface MissingRowsCardProps extends Pick<QuestionViewProps, 'session' | 'isBusy'> {
  readonly question: Extract<Question, { kind: 'missingRows' }>;
}

/** [W3, W10] */
function MissingRowsCard({ question, session, isBusy }: MissingRowsCardProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const { title, restore, remove, empty } = missingRowsWords(question);
  return (
    <DecisionCard
      title={title}
      actions={
        <>
          <Button disabled={isBusy} onClick={() => void session.answerMissingRows('restore')}>
            {restore}
          </Button>
          <Button disabled={isBusy} onClick={() => void session.answerMissingRows('delete')}>
            {remove}
          </Button>
          {empty !== null && (
            <Button disabled={isBusy} onClick={() => void session.answerMissingRows('empty')}>
              {empty.answer}
            </Button>
          )}
        </>
      }
    >
      {question.tables.map(({ table, rowKeys }) => (
        <div key={table} className={styles.tight}>
          <Text>
            {tableWords(table)}: {counted(rowKeys.length, 'row')}
          </Text>
          <Text className={styles.quiet}>{shortList(table, rowKeys, names)}</Text>
        </div>
      ))}
      {question.cleared.map(({ table, rowKeys }) => (
        <div key={`cleared ${table}`} className={styles.tight}>
          <Text>
            {tableWords(table)}: {counted(rowKeys.length, 'row')} emptied here. Nothing of that was sent.
          </Text>
          <Text className={styles.quiet}>{shortList(table, rowKeys, names)}</Text>
        </div>
      ))}
      {empty !== null && <Text className={styles.quiet}>{empty.meaning}</Text>}
    </DecisionCard>
  );
}

function shortList(table: string, keys: readonly string[], names: CodeNames): string {
  const rest = keys.length - SHOWN;
  return (
    keys
      .slice(0, SHOWN)
      .map((key) => keyWords(table, key, names))
      .join('; ') + (rest > 0 ? ` and ${rest} more` : '')
  );
}
