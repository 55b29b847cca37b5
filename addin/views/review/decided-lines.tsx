import { Button, Text } from '@fluentui/react-components';
import { useViewStyles } from '../view-styles.ts';
import type { Decided } from './decided.ts';

interface DecidedLinesProps {
  /** The latest first. */
  readonly lines: readonly Decided[];
  readonly isBusy: boolean;
  readonly onUndo: (line: Decided) => void;
}

/** What was just decided, told once and with a way back. */
export function DecidedLines({ lines, isBusy, onUndo }: DecidedLinesProps) {
  const styles = useViewStyles();
  return (
    <div role="status" className={styles.column}>
      {lines.map((line) => (
        <div key={line.id} className={styles.tight}>
          <Text>{line.words}</Text>
          {line.undo.length > 0 && (
            <div className={styles.row}>
              <Button
                size="small"
                // Stays where it is once it is used, so that the focus does.
                disabledFocusable={isBusy || line.isUndone}
                aria-label={line.isUndone ? 'Undone' : `Undo: ${line.words}`}
                onClick={isBusy || line.isUndone ? undefined : () => onUndo(line)}
              >
                {line.isUndone ? 'Undone' : 'Undo'}
              </Button>
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
