import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { valueWords } from '../../../shared/tables/place-words.ts';
import { ChangeLine } from '../../components/change-line.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { itemCell, itemWords, type ChangeItem } from './change-items.ts';
import type { ChangeActions } from './history-props.ts';
import { restorable } from './restore-cell.ts';

interface HistoryLineProps extends ChangeActions {
  readonly item: ChangeItem;
  /** Null where the heading says it. */
  readonly place: string | null;
}

/** A change of the past: its cell can be shown, and its earlier value put back. */
export function HistoryLine({ item, place, isBusy, onRestore, onJump }: HistoryLineProps) {
  const names = useCodeNames();
  return (
    <ChangeLine
      place={place}
      values={itemWords(item, names)}
      onJump={jumpOf(item, onJump)}
      action={restoreOf(item, isBusy, onRestore, names)}
    />
  );
}

function jumpOf(item: ChangeItem, onJump: ChangeActions['onJump']): (() => void) | undefined {
  const cell = itemCell(item);
  return cell === null ? undefined : () => onJump(cell);
}

const LONGEST_LABEL = 40;

function restoreOf(item: ChangeItem, isDisabled: boolean, onRestore: ChangeActions['onRestore'], names: CodeNames) {
  const value = restorable(item);
  if (value === null) return undefined;
  const words = value.value === null ? 'the empty cell' : valueWords(value.table, value.column, value.value, names);
  const label = words.length > LONGEST_LABEL ? `${words.slice(0, LONGEST_LABEL)}…` : words;
  return { label: `Restore ${label}`, isDisabled, does: () => onRestore(value) };
}
