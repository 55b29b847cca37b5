import { monthWords } from '../../shared/ledger/tie-out.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';
import { periods } from '../../shared/tables/periods.ts';
import { counted } from './cell-words.ts';
import { longDay } from './schedule/schedule-words.ts';

/** A month that holds back what was typed. */
export interface ClosedMonthWords {
  readonly title: string;
  readonly line: string;
}

/** What is said when one month holds back all that was refused; null: it is not so. */
export function closedMonthWords(refusals: readonly OpenRefusal[]): ClosedMonthWords | null {
  const [first] = refusals;
  const locked = first?.locked;
  if (locked === undefined || !refusals.every((each) => isSame(each, locked.key))) return null;
  const { key, act, by, at } = locked;
  const month = monthWords(key);
  const who = by ?? 'Finance';
  const when = at === null ? '' : ` on ${longDay(at.slice(0, 'YYYY-MM-DD'.length))}`;
  const late = counted(refusals.length, 'late change');
  const kept = `Your ${late} ${refusals.length === 1 ? 'is' : 'are'} kept here and not sent.`;
  return act === 'closed'
    ? { title: `${month} is closed`, line: `${who} closed it${when}. ${kept}` }
    : { title: `${month} is in soft close`, line: `${who} began it${when}; only finance changes it now. ${kept}` };
}

function isSame({ locked }: OpenRefusal, key: string): boolean {
  return locked?.table === periods.name && locked.key === key && locked.column === 'status';
}
