import type { OpenRefusal } from '../sync/session/sync-state.ts';
import { differenceWords } from './money-words.ts';

/** [FD1] What the button says that starts a budget change for what was refused; null: none would do it. */
export function changeLabel({ instead }: Pick<OpenRefusal, 'instead'>): string | null {
  return instead === undefined ? null : `Start a budget change with ${differenceWords(instead.amount)}`;
}

/** What has come of it. `number`: of the change that was drafted; null: the workbook has no tables for one. */
export function startedWords({ instead }: Pick<OpenRefusal, 'instead'>, number: string | null): string {
  return number === null || instead === undefined
    ? 'This workbook has no tables Changes and Change Lines, so nothing was written. Connect it to them, or enter the change in a workbook that has them.'
    : `${number} is drafted in Changes, with ${differenceWords(instead.amount)} on ${instead.line}. Give its reason and the line that the money comes from, then send it.`;
}
