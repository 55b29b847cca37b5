import { Button, Text, mergeClasses } from '@fluentui/react-components';
import type { GoneColumn } from '../../shared/sync/read/known-columns.ts';
import { goneWords } from './gone-words.ts';
import { useViewStyles } from './view-styles.ts';

interface GoneColumnsProps {
  readonly gone: readonly GoneColumn[];
  readonly onForget: (place: GoneColumn) => void;
}

const SHOWN = 5;

/** [W16] Columns and tables that the workbook has had: nothing typed there is sent, and nobody should believe it is. */
export function GoneColumns({ gone, onForget }: GoneColumnsProps) {
  const styles = useViewStyles();
  if (gone.length === 0) return null;
  return (
    <section className={styles.tight} aria-labelledby="gone-columns">
      <Text as="h2" id="gone-columns" weight="semibold" className={styles.heading}>
        Not found any more
      </Text>
      <ul className={mergeClasses(styles.list, styles.spaced)}>
        {gone.slice(0, SHOWN).map((place) => (
          <li key={`${place.table} ${place.column ?? ''}`}>
            <Text>{goneWords(place)}</Text>
            <div className={styles.row}>
              <Button size="small" appearance="subtle" onClick={() => onForget(place)}>
                It’s meant to be gone
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {gone.length > SHOWN && <Text className={styles.quiet}>and {gone.length - SHOWN} more</Text>}
    </section>
  );
}
