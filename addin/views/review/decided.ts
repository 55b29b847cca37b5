import { bothChanges, type Choice } from '../../../shared/sync/apply/decide.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { isAboutRow } from '../../sync/decide-conflict.ts';
import type { CellValue } from '../../sync/set-cells.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { bulkWords, type BulkPreview } from './bulk-decision.ts';
import { decidedWords } from './conflict-words.ts';

/** A decision that was made, as it is told. */
export interface Decided {
  readonly id: string;
  readonly words: string;
  /** Values that undo it, written into the sheet as changes of one's own; empty: it cannot be undone from here. */
  readonly undo: readonly CellValue[];
  /** What is said once it is undone. */
  readonly undone: string;
  readonly isUndone: boolean;
}

/** What the decision makes of the cell. */
export function decidedValue(conflict: OpenConflict, choice: Choice): Cell {
  switch (choice.kind) {
    case 'keepLocal':
      return conflict.local;
    case 'takeRemote':
      return conflict.remote;
    case 'keepBoth':
      return bothChanges(conflict);
    case 'enterValue':
      return choice.value;
  }
}

/**
 * The value that undoes a decision: theirs where mine was kept, for mine is in the sheet already; mine otherwise. Null
 * where a whole row was decided about, or nothing would change.
 */
export function undoValue(conflict: OpenConflict, choice: Choice): CellValue | null {
  if (isAboutRow(conflict)) return null;
  const { table, row, column, local, remote } = conflict;
  const value = choice.kind === 'keepLocal' ? remote : local;
  return value === decidedValue(conflict, choice) ? null : { table, row, column, value };
}

/** One decision, to be told. */
export function decidedOne(conflict: OpenConflict, choice: Choice, names: CodeNames): Decided {
  const { id, table, column, rowKey } = conflict;
  const undo = undoValue(conflict, choice);
  const set = valueWords(table, column, decidedValue(conflict, choice), names);
  const place = placeWords(table, rowKey, isAboutRow(conflict) ? null : column, names);
  return {
    id,
    words: `${place}: ${decidedWords(conflict, choice.kind, set, names)}`,
    undo: undo === null ? [] : [undo],
    undone: undo === null ? '' : `${place}: ${valueWords(table, column, undo.value, names)} is back. ${NEXT_SYNC}`,
    isUndone: false,
  };
}

/** Many decisions at once, to be told as one. */
export function decidedMany(preview: BulkPreview): Decided {
  const { kind, conflicts } = preview;
  const undo = conflicts.map((conflict) => undoValue(conflict, { kind })).filter((value) => value !== null);
  return {
    id: `${kind} ${conflicts.map(({ id }) => id).join(' ')}`,
    words: `${bulkWords(preview).done}.`,
    undo,
    undone: `${counted(undo.length, 'value')} put back. ${NEXT_SYNC}`,
    isUndone: false,
  };
}

const NEXT_SYNC = 'It goes with your next sync.';
