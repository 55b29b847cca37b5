import { Button, Text, mergeClasses } from '@fluentui/react-components';
import { placeWords } from '../../shared/tables/place-words.ts';
import type { CodeNames } from '../../shared/tables/code-names.ts';
import type { OwnCell } from '../excel/workbook-port.ts';
import { useCodeNames } from './use-code-names.ts';
import { useViewStyles } from './view-styles.ts';

interface GoneNotesProps {
  readonly cells: readonly OwnCell[];
  readonly onDismiss: (cells: readonly OwnCell[]) => void;
}

const SHOWN = 5;

/** [A1] What the person had typed beside the plan's columns in rows that are deleted, kept until they have read it. */
export function GoneNotes({ cells, onDismiss }: GoneNotesProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  if (cells.length === 0) return null;
  return (
    <section className={styles.tight} aria-labelledby="gone-notes">
      <Text as="h2" id="gone-notes" weight="semibold" className={styles.heading}>
        Went with deleted rows
      </Text>
      <ul className={mergeClasses(styles.list, styles.spaced)}>
        {cells.slice(0, SHOWN).map((cell) => (
          <li key={`${cell.table} ${cell.row} ${cell.header}`}>
            <Text>{goneNoteWords(cell, names)}</Text>
            <div className={styles.row}>
              <Button size="small" onClick={() => void navigator.clipboard.writeText(cell.text)}>
                Copy it
              </Button>
              <Button size="small" appearance="subtle" onClick={() => onDismiss([cell])}>
                Dismiss
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {cells.length > SHOWN && (
        <div className={styles.row}>
          <Text className={styles.quiet}>and {cells.length - SHOWN} more</Text>
          <Button size="small" appearance="subtle" onClick={() => onDismiss(cells)}>
            Dismiss all
          </Button>
        </div>
      )}
    </section>
  );
}

/** "Sites · 0417: the row was deleted from the plan. In your column Notes stood “call the architect”." */
export function goneNoteWords({ table, rowKey, header, text }: OwnCell, names: CodeNames): string {
  const place = placeWords(table, rowKey, null, names);
  return `${place}: the row was deleted from the plan. In your column ${header} stood “${text}”.`;
}
