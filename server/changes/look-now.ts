import type { ChangeView } from '../../shared/protocol/budget-changes.ts';
import { notFound } from '../errors.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { planTime } from '../totals/plan-time.ts';
import type { ChangeServices } from './act-on-changes.ts';
import { readChangeView } from './change-view.ts';
import type { Moment, Who } from './judge-edits.ts';
import { readChanges, type StoredChange } from './read-change.ts';

/** Looks at the plan as it is now, with today in its time zone. */
export async function atNow<T>(
  { store, now }: Pick<ChangeServices, 'store' | 'now'>,
  id: string,
  look: (moment: Moment, today: string) => Promise<T>,
): Promise<T> {
  const at = now();
  return inSnapshot(store.read, async (db) => {
    const program = await readProgram(db, id);
    if (program === undefined) throw notFound('such program');
    const { asOf } = await planTime(db, id, {}, at);
    return look({ db, program, now: at }, asOf);
  });
}

/** A change that has to be there. */
export async function knownChange({ db, program }: Moment, number: string): Promise<StoredChange> {
  const change = (await readChanges(db, program.id, [number])).get(number);
  if (change === undefined) throw notFound(`change ${number}`);
  return change;
}

export async function viewAtNow(
  services: Pick<ChangeServices, 'store' | 'now'>,
  program: string,
  who: Who,
  number: string,
): Promise<ChangeView> {
  return atNow(services, program, async (moment, today) =>
    readChangeView(moment, who, await knownChange(moment, number), today),
  );
}
