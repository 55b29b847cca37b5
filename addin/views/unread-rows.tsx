import { Button, Text, mergeClasses } from '@fluentui/react-components';
import type { RowPosition } from '../excel/workbook-port.ts';
import type { UnreadRow } from '../sync/session/sync-state.ts';
import { unreadWords } from './unread-words.ts';
import { useViewStyles } from './view-styles.ts';

interface UnreadRowsProps {
  readonly rows: readonly UnreadRow[];
  readonly onJump: (place: RowPosition) => void;
  readonly onDismiss: (totals: readonly UnreadRow[]) => void;
}

const SHOWN = 5;

/** [FA6] Rows that stand below a table or add up its rows: nothing of them is sent, and nobody should believe it is. */
export function UnreadRows({ rows, onJump, onDismiss }: UnreadRowsProps) {
  const styles = useViewStyles();
  if (rows.length === 0) return null;
  return (
    <section className={styles.tight} aria-labelledby="unread-rows">
      <Text as="h2" id="unread-rows" weight="semibold" className={styles.heading}>
        Not part of a table
      </Text>
      <ul className={mergeClasses(styles.list, styles.spaced)}>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={`${row.table} ${row.position}`}>
            <Text>{unreadWords(row)}</Text>
            <div className={styles.row}>
              <Button size="small" onClick={() => onJump(row)}>
                Go to cell
              </Button>
              {/* A total may stand there for good; what was typed below a table by mistake is said until it is mended. */}
              {row.kind === 'totals' && (
                <Button size="small" appearance="subtle" onClick={() => onDismiss([row])}>
                  Dismiss
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <Text className={styles.quiet}>and {rows.length - SHOWN} more</Text>}
    </section>
  );
}
