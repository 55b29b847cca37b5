import type { JudgePlan } from '../../shared/plan/entry/entry-view.ts';
import { planJudge, type Entry } from '../../shared/plan/entry/judge-entry.ts';
import type { ProgramEvents } from '../program-events.ts';
import { createSyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import type { DemoSizeName } from './demo-size.ts';
import { demoTimes } from './demo-time.ts';
import { seedDemo } from './seed-demo.ts';

/** A whole state is taken up at once, if in portions: it is taken as it is, like what comes first in a program. */
function asFirst(entry: Entry): JudgePlan {
  return planJudge({ ...entry, isFirst: true });
}

/** Makes the demo program with a history as an office would have written it in the months before `until`. */
export async function seedPast(store: Store, events: ProgramEvents, size: DemoSizeName, until: Date): Promise<void> {
  let at = until;
  const sync = createSyncService({ store, events, now: () => at, ...(size === 'state' ? { judge: asFirst } : {}) });
  let times: readonly Date[] = [];
  await seedDemo(store, sync, size, (index, steps) => {
    if (index === 0) times = demoTimes(steps, until);
    at = times[index] ?? until;
  });
}
