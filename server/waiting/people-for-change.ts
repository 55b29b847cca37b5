import { routeAct } from '../../shared/access/route-act.ts';
import type { ChangeView } from '../../shared/protocol/budget-changes.ts';
import { changes } from '../../shared/tables/changes.ts';
import { keyText } from '../../shared/tables/table.ts';
import { membersNow } from '../identity/members-now.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readWaiting } from './read-waiting.ts';

/** The view with the people whom the change waits for today, where somebody has to decide on it. */
export async function withPeople(store: Store, program: string, now: Date, view: ChangeView): Promise<ChangeView> {
  const { waitsFor, change } = view;
  if (waitsFor === null || change.number === null) return view;
  const key = keyText([change.number]);
  const people = await inSnapshot(store.read, async (db) => {
    const found = await readProgram(db, program);
    const [row] = found ? await readWaiting(db, found, now, { table: changes.name, key }) : [];
    return row && routeAct(row.act, await membersNow(db, program, now)).people;
  });
  if (people === undefined) return view;
  const named = people.map(({ account, name, planRole }) => ({ id: account, name, planRole }));
  return { ...view, waitsFor: { ...waitsFor, people: named } };
}
