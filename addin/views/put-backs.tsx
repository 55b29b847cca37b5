import { Button, Text, mergeClasses } from '@fluentui/react-components';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { PutBack } from '../sync/session/sync-state.ts';
import { putBackNews, putBackWords, typedText } from './put-back-words.ts';
import { useCodeNames } from './use-code-names.ts';
import { useViewStyles } from './view-styles.ts';

interface PutBacksProps {
  readonly putBacks: readonly PutBack[];
  readonly onJump: (place: CellPlace) => void;
  readonly onDismiss: (putBacks: readonly PutBack[]) => void;
}

const SHOWN = 5;

/** [FB1] What was typed into computed cells and is not there any more, kept until the person has read it. */
export function PutBacks(props: PutBacksProps) {
  const { putBacks } = props;
  const styles = useViewStyles();
  const names = useCodeNames();
  return (
    <>
      {/* Always there, since a live region that comes with its words is not heard; the list itself would be read with its buttons. */}
      <div role="status" className={styles.unseen}>
        {putBacks.length > 0 && putBackNews(putBacks, names)}
      </div>
      {putBacks.length > 0 && <PutBackList {...props} />}
    </>
  );
}

function PutBackList({ putBacks, onJump, onDismiss }: PutBacksProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  return (
    <section className={styles.tight} aria-labelledby="put-backs">
      <Text as="h2" id="put-backs" weight="semibold" className={styles.heading}>
        Put back
      </Text>
      <ul className={mergeClasses(styles.list, styles.spaced)}>
        {putBacks.slice(0, SHOWN).map((putBack) => (
          <li key={`${putBack.table} ${putBack.row} ${putBack.column}`}>
            <Text>{putBackWords(putBack, names)}</Text>
            <div className={styles.row}>
              <Button size="small" onClick={() => onJump(putBack)}>
                Go to cell
              </Button>
              <Button size="small" onClick={() => void navigator.clipboard.writeText(typedText(putBack))}>
                Copy {typedText(putBack)}
              </Button>
              <Button size="small" appearance="subtle" onClick={() => onDismiss([putBack])}>
                Dismiss
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {putBacks.length > SHOWN && (
        <div className={styles.row}>
          <Text className={styles.quiet}>and {putBacks.length - SHOWN} more</Text>
          <Button size="small" appearance="subtle" onClick={() => onDismiss(putBacks)}>
            Dismiss all
          </Button>
        </div>
      )}
    </section>
  );
}
