import type { Kysely } from 'kysely';
import {
  dueBaselines,
  mayAdopt,
  mayMakeBaselines,
  type ChangedCells,
} from '../../shared/plan/baselines/due-baselines.ts';
import { projects } from '../../shared/tables/projects.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { WrittenRows } from '../reconcile/written-rows.ts';
import { planTable, type Database, type ProgramRow } from '../storage/schema.ts';
import { addBaselines, type Act } from './baselines.ts';
import { fillBaselines, setBaselinesKept } from './fill-baselines.ts';

/** The revision that a sync has just written. */
export interface MadeRevision extends Act {
  readonly revision: Revision;
  readonly hash: string;
  /** The day of the revision where the program is. */
  readonly day: string;
  /** More of what it brings follows in the next one, so that it names nothing yet. */
  readonly isContinued: boolean;
}

/**
 * Makes the baselines of a revision in the transaction that writes it: nothing is approved or closed without its name. A program
 * whose history was never named gets the names of it all.
 * @param met the program as the sync met it
 */
export async function keepBaselines(
  db: Kysely<Database>,
  met: Pick<ProgramRow, 'id' | 'baselines_kept'>,
  written: WrittenRows,
  { day, isContinued, ...made }: MadeRevision,
): Promise<void> {
  if (isContinued || !mayMakeBaselines(written.changes)) return;
  const kept = met.baselines_kept ?? null;
  if (kept === null) {
    await fillBaselines(db, met.id);
    return;
  }
  const adopts = kept === 0 && written.changes.some(mayAdopt) && (await isAdoptedPlan(db, met.id));
  const changed = written.changes.map((change): ChangedCells => ({
    change,
    cells: written.rowAfter(change)?.cells ?? {},
  }));
  const due = dueBaselines(changed, day, adopts);
  if (due.length === 0) return;
  await addBaselines(
    db,
    met.id,
    due.map((baseline) => ({ ...baseline, ...made, reason: '' })),
  );
  if (adopts) await setBaselinesKept(db, met.id, true);
}

/** True where a project has been approved and there is a budget line. */
async function isAdoptedPlan(db: Kysely<Database>, program: string): Promise<boolean> {
  const project = await db
    .selectFrom(planTable(projects))
    .select('row_id')
    .where('program', '=', program)
    .where('status', 'not in', ['Proposed', 'Cancelled'])
    .limit(1)
    .executeTakeFirst();
  if (!project) return false;
  const line = await db.selectFrom('budget_lines').select('row_id').where('program', '=', program).limit(1).execute();
  return line.length > 0;
}
