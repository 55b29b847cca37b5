import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { tableWords } from '../../../shared/tables/place-words.ts';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import type { ChangedRow } from '../../sync/local-changes.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import { counted } from '../cell-words.ts';
import { readerWords } from '../reader-words.ts';
import { groupChanges, rowText } from './change-groups.ts';
import { ChangeRow } from './change-row.tsx';
import { useChangesStyles } from './changes-styles.ts';
import { leftOutOf } from './left-out.ts';

interface KeptHereProps {
  readonly rows: readonly ChangedRow[];
  readonly session: SyncSession;
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
}

const nothingLeftOut = leftOutOf([]);

/** [FB3] What somebody who may only look has typed: it stays here, can be found again, and can be given up. */
export function KeptHere({ rows, session, isBusy, onJump }: KeptHereProps) {
  const styles = useChangesStyles();
  const [most, setMost] = useState(ENTRIES_PER_STEP);
  const cells = rows.reduce((sum, { kind, cells: changed }) => sum + (kind === 'delete' ? 1 : changed.length), 0);
  // A new row has nothing to go back to: it stays until it is deleted.
  const known = rows.filter(({ kind }) => kind !== 'insert').map(({ table, row }) => ({ table, row, column: null }));
  return (
    <section className={styles.section} aria-labelledby="kept-here">
      <Text as="h2" id="kept-here" weight="semibold" className={styles.heading}>
        Only in this workbook
      </Text>
      <Text>{readerWords(cells)}</Text>
      {known.length > 0 && (
        <div>
          <Button
            size="small"
            disabledFocusable={isBusy}
            onClick={isBusy ? undefined : () => void session.putBack(known)}
          >
            Put back the plan’s values
          </Button>
        </div>
      )}
      {groupChanges(rows, most).map(({ table, rows: shown, count }) => (
        <section key={table} className={styles.section} aria-label={tableWords(table)}>
          <Text as="h3" weight="semibold" className={styles.heading}>
            {tableWords(table)} ({counted(count, 'row')})
          </Text>
          <ul className={styles.list}>
            {shown.map((row) => (
              <ChangeRow
                key={rowText(row)}
                row={row}
                leftOut={nothingLeftOut}
                refused={nothingLeftOut}
                onJump={onJump}
              />
            ))}
          </ul>
        </section>
      ))}
      <ShowMore shown={most} total={rows.length} onMore={() => setMost(most + ENTRIES_PER_STEP)} />
    </section>
  );
}
