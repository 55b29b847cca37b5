import type { Kysely } from 'kysely';
import type { PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import type { Database, ProgramRow } from '../../storage/schema.ts';
import { momentOf, type PlanTime } from '../../totals/plan-time.ts';
import { readColumnPortions } from '../../totals/read-narrow-rows.ts';
import { receiptOf } from '../receipt.ts';
import { issueBefore } from './issue-before.ts';
import type { ReportStamp } from './report-document.ts';
import type { AskedRows } from './report-moment.ts';

/** A moment that a report is about, as the database has it. */
export interface StoredMoment extends PlanTime {
  readonly stamp: ReportStamp;
  /** [FA14] Rows of a table as they were then, with these columns at least, in portions of at most `size`. */
  portions(asked: AskedRows, size: number): AsyncIterable<readonly PlainRow[]>;
  /** The end of the month before, as `issueBefore` has it; null: nothing was known. */
  before(): Promise<StoredMoment | null>;
}

/** A moment of a program in the database, with the receipt of the document that is made of it. Use it inside the snapshot that `db` is. */
export async function storedMoment(
  db: Kysely<Database>,
  head: ProgramRow,
  { revision, asOf }: PlanTime,
  { now, document }: { readonly now: Date; readonly document?: Uint8Array | undefined },
): Promise<StoredMoment> {
  const { id: program } = head;
  const at: Revision | undefined = revision === head.revision ? undefined : revision;
  const stamp: ReportStamp = {
    district: head.district,
    plan: head.name,
    asOf,
    cutOff: ((await momentOf(db, program, revision)) ?? now).toISOString(),
    revision,
    receipt: await receiptOf(db, program, revision, document),
  };
  return {
    revision,
    asOf,
    stamp,
    portions: ({ table, columns, only }, size) =>
      readColumnPortions(db, program, { table, columns, at, size, ...(only === null ? {} : { filter: only }) }),
    before: async () => {
      const earlier = await issueBefore(db, program, { revision, asOf });
      return earlier === null ? null : storedMoment(db, head, earlier, { now });
    },
  };
}
