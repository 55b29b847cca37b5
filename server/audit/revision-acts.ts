import type { Kysely } from 'kysely';
import type { RevisionAct } from '../../shared/protocol/audit.ts';
import { cellsFromJson } from '../storage/journal.ts';
import type { Database } from '../storage/schema.ts';

interface Step {
  readonly act: Exclude<RevisionAct, 'sync'>;
  readonly table: 'changes' | 'periods';
  /** The status before; null: the row came in so. Absent: whatever it was. */
  readonly from?: string | null;
  /** The status after; absent: whatever it is. */
  readonly to?: string;
}

/**
 * [AUD1] What a new status of a row is as an act; one with more weight stands before one with less. A row that comes in with
 * it has taken the step as well: what is entered as approved is an approval, by whoever entered it.
 */
const steps: readonly Step[] = [
  { act: 'reopen', table: 'periods', from: 'Closed' },
  { act: 'reopen', table: 'periods', from: 'Soft close', to: 'Open' },
  { act: 'close', table: 'periods', to: 'Closed' },
  { act: 'softClose', table: 'periods', from: 'Open', to: 'Soft close' },
  { act: 'softClose', table: 'periods', from: null, to: 'Soft close' },
  { act: 'approval', table: 'changes', to: 'Approved' },
  { act: 'recommendation', table: 'changes', to: 'BOC Recommended' },
  { act: 'rejection', table: 'changes', to: 'Rejected' },
  { act: 'withdrawal', table: 'changes', to: 'Withdrawn' },
  { act: 'request', table: 'changes', to: 'Pending' },
];

/** The revisions of a program with a step that is this act; undefined for edits alone. */
export function revisionsWith(db: Kysely<Database>, program: string, act: RevisionAct) {
  const own = steps.filter((each) => each.act === act);
  if (own.length === 0) return undefined;
  return db
    .selectFrom('journal')
    .select('revision')
    .where('program', '=', program)
    .where('kind', '!=', 'delete')
    .where((where) =>
      where.or(
        own.map(({ table, from, to }) =>
          where.and([
            where('table_name', '=', table),
            ...(from === null ? [where('kind', '=', 'insert')] : []),
            ...(typeof from === 'string' ? [where('before', 'like', withStatus(from))] : []),
            ...(to === undefined ? [] : [where('after', 'like', withStatus(to))]),
          ]),
        ),
      ),
    );
}

/** A quote inside a JSON text is escaped, so this matches the column only. */
function withStatus(status: string): string {
  return `%"status":${JSON.stringify(status)}%`;
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
    .select(['revision', 'table_name', 'before', 'after'])
    .where('program', '=', program)
    .where('revision', 'in', revisions)
    .where('table_name', 'in', ['changes', 'periods'])
    .where('kind', '!=', 'delete')
    .execute();
  const taken = rows.map(({ revision, table_name: table, before, after }) => {
    const [from = null, to = null] = [before, after].map((cells) => cellsFromJson(cells)['status']);
    return { revision, table, from, to };
  });
  const found = new Map<number, RevisionAct>();
  for (const step of steps.toReversed())
    for (const { revision, table, from, to } of taken)
      if (
        step.table === table &&
        to !== null &&
        (step.from === undefined || step.from === from) &&
        (step.to === undefined || step.to === to)
      )
        found.set(revision, step.act);
  return found;
}
