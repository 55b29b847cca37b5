import type { Kysely } from 'kysely';
import type { RevisionAct } from '../../shared/protocol/audit.ts';
import { cellsFromJson } from '../storage/journal.ts';
import type { Database } from '../storage/schema.ts';

interface Step {
  readonly act: Exclude<RevisionAct, 'sync'>;
  readonly table: 'changes' | 'periods';
  readonly status: string;
}

/** [AUD1] What a new status of a row is as an act; one with more weight stands before one with less. */
const steps: readonly Step[] = [
  { act: 'reopen', table: 'periods', status: 'Open' },
  { act: 'close', table: 'periods', status: 'Closed' },
  { act: 'softClose', table: 'periods', status: 'Soft close' },
  { act: 'approval', table: 'changes', status: 'Approved' },
  { act: 'recommendation', table: 'changes', status: 'BOC Recommended' },
  { act: 'rejection', table: 'changes', status: 'Rejected' },
  { act: 'withdrawal', table: 'changes', status: 'Withdrawn' },
  { act: 'request', table: 'changes', status: 'Pending' },
];

/** The step of a revision that is this act; undefined for edits alone. */
export function stepOf(act: RevisionAct): { readonly table: string; readonly like: string } | undefined {
  const step = steps.find((each) => each.act === act);
  // A quote inside a JSON text is escaped, so this matches the column only.
  return step && { table: step.table, like: `%"status":${JSON.stringify(step.status)}%` };
}

/** Which act each of these revisions of a program is. */
export async function actsOfRevisions(
  db: Kysely<Database>,
  program: string,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, RevisionAct>> {
  if (revisions.length === 0) return new Map();
  const rows = await db
    .selectFrom('journal')
    .select(['revision', 'table_name', 'after'])
    .where('program', '=', program)
    .where('revision', 'in', revisions)
    .where('table_name', 'in', ['changes', 'periods'])
    .where('kind', '=', 'update')
    .execute();
  const found = new Map<number, RevisionAct>();
  for (const { act, table, status } of steps.toReversed()) {
    for (const row of rows) {
      if (row.table_name === table && cellsFromJson(row.after)['status'] === status) found.set(row.revision, act);
    }
  }
  return found;
}
