import { routeAct } from '../../shared/access/route-act.ts';
import { membersNow } from '../identity/members-now.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readWaiting } from '../waiting/read-waiting.ts';

/** How many decisions of the program wait for an account, whoever else may take them. */
export async function decisionsWaiting(store: Store, program: string, now: Date): Promise<(account: string) => number> {
  const counts = new Map<string, number>();
  await inSnapshot(store.read, async (db) => {
    const found = await readProgram(db, program);
    if (found === undefined) return;
    const members = await membersNow(db, program, now);
    for (const { act } of await readWaiting(db, found, now)) {
      const { people, others } = routeAct(act, members);
      for (const { account } of [...people, ...others]) counts.set(account, (counts.get(account) ?? 0) + 1);
    }
  });
  return (account) => counts.get(account) ?? 0;
}
