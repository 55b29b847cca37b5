import type { Choice } from '../sync/apply/decide.ts';
import type { ConflictOutcome } from './sync.ts';

/** The wire's older word for each choice; panes of every age and stored rows use it. */
export const outcomeOfChoice: Readonly<Record<Choice['kind'], ConflictOutcome>> = {
  keepLocal: 'mine',
  takeRemote: 'theirs',
  keepBoth: 'both',
  enterValue: 'other',
};
