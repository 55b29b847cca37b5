import { Button, Link, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { columnWords, keyWords, placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { BeforeAfter } from '../../components/before-after.tsx';
import { Tick } from '../../components/tick.tsx';
import type { ChangedCell, ChangedRow } from '../../sync/local-changes.ts';
import { counted } from '../cell-words.ts';
import { differenceWords, moneyDifference } from '../money-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useChangesStyles } from './changes-styles.ts';
import type { LeftOut } from './left-out.ts';

/** Cells shown of a row at first; a new row has many. */
const SHOWN = 3;

interface ChangeRowProps {
  readonly row: ChangedRow;
  readonly leftOut: LeftOut;
  /** What of it cannot be accepted as it is: not ticked, whatever was chosen. */
  readonly refused: LeftOut;
  /** Absent: nobody may choose, so there are no ticks. */
  readonly choose?: ChooseToSend;
  readonly onJump: (place: CellPlace) => void;
}

export interface ChooseToSend {
  readonly row: (isSent: boolean) => void;
  readonly cell: (column: string, isSent: boolean) => void;
}

const kindWords = { insert: 'New row', update: '', delete: 'Row deleted' } as const;

/** My changes to one row, each with its tick. */
export function ChangeRow({ row, leftOut, refused, choose, onJump }: ChangeRowProps) {
  const styles = useChangesStyles();
  const names = useCodeNames();
  const [isOpen, setOpen] = useState(false);
  const { table, rowKey, kind, cells } = row;
  const place = placeWords(table, rowKey, null, names);
  const isRefused = refused.row(row) === 'none';
  const shown = isOpen ? cells : cells.slice(0, SHOWN);
  return (
    <li className={styles.item}>
      <div className={choose === undefined ? undefined : styles.ticked}>
        {choose && (
          <Tick
            label={`Send ${place}`}
            value={isRefused ? 'none' : leftOut.row(row)}
            isDisabled={isRefused}
            onChange={choose.row}
          />
        )}
        <Text>
          <b>{keyWords(table, rowKey, names) || '(no key yet)'}</b>
          {kind !== 'update' && ` · ${kindWords[kind]}`}
        </Text>
      </div>
      <div className={styles.cells}>
        {shown.map((cell) =>
          kind === 'delete' ? (
            <HeldCell key={cell.column} row={row} cell={cell} />
          ) : (
            <ChangeCell
              key={cell.column}
              row={row}
              cell={cell}
              isSent={!leftOut.cell(table, row.row, cell.column)}
              isRefused={refused.cell(table, row.row, cell.column)}
              onSend={choose && cells.length > 1 ? (isSent) => choose.cell(cell.column, isSent) : undefined}
              onJump={onJump}
            />
          ),
        )}
        {cells.length > SHOWN && (
          <Button size="small" appearance="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Show fewer cells' : `and ${counted(cells.length - SHOWN, 'cell')} more`}
          </Button>
        )}
      </div>
    </li>
  );
}

interface CellProps {
  readonly row: ChangedRow;
  readonly cell: ChangedCell;
}

interface ChangeCellProps extends CellProps {
  readonly isSent: boolean;
  readonly isRefused: boolean;
  /** Absent for the only cell of a row: it goes or stays with the row's tick. */
  readonly onSend: ((isSent: boolean) => void) | undefined;
  readonly onJump: (place: CellPlace) => void;
}

function ChangeCell({ row, cell, isSent, isRefused, onSend, onJump }: ChangeCellProps) {
  const styles = useChangesStyles();
  const names = useCodeNames();
  const { table, rowKey, kind } = row;
  const { column, before, after } = cell;
  const place = placeWords(table, rowKey, column, names);
  const difference = moneyDifference(table, column, before, after);
  const words = (
    <div className={styles.words}>
      <Link aria-label={`${place}, go to cell`} onClick={() => onJump({ table, row: row.row, column })}>
        {columnWords(table, column)}
      </Link>
      <BeforeAfter
        before={kind === 'insert' ? undefined : valueWords(table, column, before, names)}
        after={valueWords(table, column, after, names)}
        difference={difference === null ? undefined : differenceWords(difference)}
      />
      {isRefused && <Text className={styles.quiet}>Can’t be sent as it is.</Text>}
      {!isSent && !isRefused && <Text className={styles.quiet}>Stays here, not sent.</Text>}
    </div>
  );
  if (onSend === undefined) return words;
  return (
    <div className={styles.ticked}>
      <Tick
        label={`Send ${place}`}
        value={isSent && !isRefused ? 'all' : 'none'}
        isDisabled={isRefused}
        onChange={onSend}
      />
      {words}
    </div>
  );
}

function HeldCell({ row: { table }, cell: { column, before } }: CellProps) {
  const styles = useChangesStyles();
  const names = useCodeNames();
  return (
    <Text className={styles.quiet}>
      {columnWords(table, column)}: {valueWords(table, column, before, names)}
    </Text>
  );
}
