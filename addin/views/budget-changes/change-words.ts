import type { DraftReply } from '../../../shared/protocol/budget-changes.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { differenceWords } from '../money-words.ts';

/** [FD1] What the button says that begins a budget change from what was refused; null: none would do it. */
export function changeLabel({ instead }: Pick<OpenRefusal, 'instead'>): string | null {
  return instead === undefined ? null : `Make this a budget change of ${differenceWords(instead.amount)}`;
}

/** What the button says that begins one for everything that one would do; null: fewer than two amounts. */
export function commonChangeLabel(refusals: readonly Pick<OpenRefusal, 'instead'>[]): string | null {
  const lines = new Set(refusals.flatMap(({ instead }) => instead?.line ?? []));
  if (lines.size < 2) return null;
  return `Make ${lines.size === 2 ? 'both' : `all ${lines.size}`} amounts one budget change`;
}

/** [FD1] Why nothing was begun, that nothing that was typed is lost, and what to do next. */
export const CHANGED_SINCE =
  'The sheet has changed since this was shown, so no budget change was begun and nothing was written. What you typed stays in its cell. Look at what is shown now, or sync to see what would be refused.';

/** What has come of a change that was sent, and of what was typed in the sheet. */
export function sentWords({ change }: DraftReply, isSettled: boolean): string {
  const objections = change.objections.map(({ message }) => message);
  const sheet = isSettled
    ? 'The plan’s amounts are back in their cells; yours stand in the change.'
    : 'Your amounts stand in the change, and in their cells until the plan’s are put back.';
  return [...new Set([change.message, ...objections, sheet])].join(' ');
}
