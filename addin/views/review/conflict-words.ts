import type { Choice } from '../../../shared/sync/apply/decide.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { columnWords, valueWords } from '../../../shared/tables/place-words.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import type { ConflictCard } from './conflict-cards.ts';

export interface ChoiceWords {
  readonly mine: string;
  readonly theirs: string;
  /** What happened, where two values beside each other do not say it. */
  readonly story: string | null;
}

/** [M12] The state is the one that was seen, and what it is about is not. */
function isUnseen({ kind, base, remote }: OpenConflict): boolean {
  return kind === 'cell' && base === remote;
}

/** The decision in words, by what the conflict is about. */
export function choiceWords({ first, all }: ConflictCard): ChoiceWords {
  const { kind, by, table, column, rowKey } = first;
  const values = { mine: 'Keep mine', theirs: `Use ${by}’s` };
  switch (kind) {
    case 'cell':
      return isUnseen(first)
        ? {
            mine: 'Keep mine',
            theirs: 'Leave it as it is',
            story: `${by} has changed ${rowKey} since you looked at it, though ${columnWords(table, column)} is the same. Look at it again, then decide.`,
          }
        : { ...values, story: null };
    case 'combined':
      return {
        ...values,
        story: `Your change and ${by}’s are right on their own, but together they break a rule of this row. Use ${by}’s value, or enter one that fits.`,
      };
    case 'sameKey':
      return { ...values, story: `You and ${by} both added this row. Here your values differ.` };
    case 'editDelete':
      return {
        mine: 'Keep row',
        theirs: 'Delete row',
        story: `${by} deleted this row while you changed ${counted(all.length, 'value')} in it.`,
      };
    case 'deleteEdit':
      return {
        mine: 'Delete row',
        theirs: 'Keep row',
        story: `You deleted this row while ${by} changed ${counted(all.length, 'value')} in it.`,
      };
  }
}

/** What a decision did, and what it did not take. */
export function decidedWords(conflict: OpenConflict, choice: Choice['kind'], set: string, names: CodeNames): string {
  const { table, column, kind, by, local, remote } = conflict;
  const [mine, theirs] = [valueWords(table, column, local, names), valueWords(table, column, remote, names)];
  const inHistory = `${by}’s ${theirs} is in History.`;
  const keepsRow = (kind === 'editDelete') === (choice === 'keepLocal');
  if (kind === 'editDelete') return keepsRow ? 'Kept the row with your values.' : 'Deleted the row.';
  if (kind === 'deleteEdit') {
    return keepsRow ? `Kept the row with ${by}’s values.` : `Deleted the row. ${by}’s values are in History.`;
  }
  if (isUnseen(conflict) && choice !== 'enterValue')
    return choice === 'takeRemote' ? `Left ${theirs}.` : `Kept ${mine}.`;
  switch (choice) {
    case 'keepLocal':
      return `Kept ${mine}. ${inHistory}`;
    case 'takeRemote':
      return `Used ${by}’s ${theirs} instead of your ${mine}.`;
    case 'keepBoth':
      return `Added both: ${set}. ${inHistory}`;
    case 'enterValue':
      return `Set ${set}. ${inHistory}`;
  }
}
