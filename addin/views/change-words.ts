import type { Instead } from '../../shared/sync/outcome.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';
import type { OpenSide, StartedChange } from '../sync/start-change.ts';
import { differenceWords } from './money-words.ts';

/** [FD1] What the button says that starts a budget change for what was refused; null: none would do it. */
export function changeLabel({ instead }: Pick<OpenRefusal, 'instead'>): string | null {
  return instead === undefined ? null : `Start a budget change with ${differenceWords(instead.amount)}`;
}

/** What the button says that starts one for everything that one would do; null: fewer than two amounts. */
export function commonChangeLabel(refusals: readonly Pick<OpenRefusal, 'instead'>[]): string | null {
  const lines = new Set(refusals.flatMap(({ instead }) => instead?.line ?? []));
  if (lines.size < 2) return null;
  return `Start one budget change for ${lines.size === 2 ? 'both' : `all ${lines.size}`} amounts`;
}

/** [FD1] Why nothing was drafted, that nothing that was typed is lost, and what to do next. */
export const notStartedWords = {
  noTables:
    'This workbook has no tables Changes and Change Lines, so nothing was written. Connect it to them, or enter the change in a workbook that has them.',
  changedSince:
    'The sheet has changed since this was shown, so no budget change was started and nothing was written. What you typed stays in its cell. Look at what is shown now, or sync to see what would be refused.',
} as const;

/** What has come of it, and that nothing typed is lost: "BC-0031 moves +2,500.00 on BL-001. …" */
export function startedWords({ number, moved }: StartedChange): string {
  const back =
    moved.length === 1 ? 'The plan’s amount is back in its cell' : 'The plan’s amounts are back in their cells';
  return `${number} moves ${moved.map(movedWords).join(', ')}. ${back}; yours stand in the change. Nothing is sent yet.`;
}

function movedWords({ line, amount }: Instead): string {
  return `${differenceWords(amount)} on ${line}`;
}

/** What is to be chosen for a side that is open. */
export function openSideWords({ source, amount }: Pick<OpenSide, 'source' | 'amount'>): string {
  const does = amount < 0 ? 'gives' : 'takes';
  return `Choose the budget line that ${does} ${differenceWords(amount)} of ${source}.`;
}
