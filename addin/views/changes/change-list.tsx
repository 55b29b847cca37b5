import { Checkbox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import type { EditPlace } from '../../sync/excluded-edits.ts';
import type { ChangedRow } from '../../sync/local-changes.ts';
import { counted } from '../cell-words.ts';
import { groupChanges, rowText } from './change-groups.ts';
import { ChangeRow } from './change-row.tsx';
import { useChangesStyles } from './changes-styles.ts';
import { leftOutOf, withCell, withRow } from './left-out.ts';

interface ChangeListProps {
  readonly rows: readonly ChangedRow[];
  /** Those of the rows that cannot be sent as they are or are worth a second look. */
  readonly problemRows: readonly ChangedRow[];
  readonly leftOut: readonly EditPlace[];
  /** What cannot be accepted as it is. */
  readonly refused: readonly EditPlace[];
  readonly onLeaveOut: (places: readonly EditPlace[]) => void;
  readonly onJump: (place: CellPlace) => void;
}

/** My changes by table and row; an unticked one stays in the workbook. */
export function ChangeList({ rows, problemRows, leftOut, refused, onLeaveOut, onJump }: ChangeListProps) {
  const styles = useChangesStyles();
  const [most, setMost] = useState(ENTRIES_PER_STEP);
  const [onlyProblems, setOnlyProblems] = useState(false);
  // The filter goes with the last problem, or the rest of the list could not be reached.
  const isFiltered = onlyProblems && problemRows.length > 0;
  const wanted = isFiltered ? problemRows : rows;
  const left = leftOutOf(leftOut);
  const refusedHere = leftOutOf(refused);
  return (
    <section className={styles.section} aria-labelledby="my-changes">
      <Text as="h2" id="my-changes" weight="semibold" className={styles.heading}>
        My changes
      </Text>
      {problemRows.length > 0 && (
        <Checkbox
          label={`Only problems (${problemRows.length})`}
          checked={isFiltered}
          onChange={(_, data) => setOnlyProblems(data.checked === true)}
        />
      )}
      <Text className={styles.quiet}>Only what is ticked is sent.</Text>
      {groupChanges(wanted, most).map(({ table, label, rows: shown, count }) => (
        <section key={table} className={styles.section} aria-label={label}>
          <Text as="h3" weight="semibold" className={styles.heading}>
            {label} ({counted(count, 'row')})
          </Text>
          <ul className={styles.list}>
            {shown.map((row) => (
              <ChangeRow
                key={rowText(row)}
                row={row}
                leftOut={left}
                refused={refusedHere}
                choose={{
                  row: (isSent) => onLeaveOut(withRow(leftOut, row, isSent)),
                  cell: (column, isSent) => onLeaveOut(withCell(leftOut, row, column, isSent)),
                }}
                onJump={onJump}
              />
            ))}
          </ul>
        </section>
      ))}
      <ShowMore shown={most} total={wanted.length} onMore={() => setMost(most + ENTRIES_PER_STEP)} />
    </section>
  );
}
