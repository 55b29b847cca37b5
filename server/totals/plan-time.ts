import type { Kysely } from 'kysely';
import type { PlanSpan } from '../../shared/plan/day-remark.ts';
import { dayIn } from '../../shared/plan/program-day.ts';
import { settingSpecs, settingsOf } from '../../shared/plan/program-settings.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { periods } from '../../shared/tables/periods.ts';
import { programSettings } from '../../shared/tables/program-settings.ts';
import { keyText } from '../../shared/tables/table.ts';
import { HttpError, notFound } from '../errors.ts';
import { readJournalSince } from '../storage/journal.ts';
import { readProgram } from '../storage/programs.ts';
import { readRows } from '../storage/rows.ts';
import { planTable, type Database } from '../storage/schema.ts';

/** A moment of the plan as somebody asks for it: what was known at a revision, what counts on a day. */
export interface AskedTime {
  readonly at?: Revision | undefined;
  /** `YYYY-MM-DD` */
  readonly asOf?: string | undefined;
}

/** A moment of the plan: the program as it was known at `revision`, with what counts on the day `asOf`. */
export interface PlanTime {
  readonly revision: Revision;
  readonly asOf: string;
}

/**
 * What a question about the plan is about. A day alone is told from the head, but a day of a closed month from the revision
 * of its close, so that its figures stay what they were. A revision alone is told on the day it was made, and nothing at
 * all on today in the program's time zone. Throws not_found, or revision_unknown above the head.
 */
export async function planTime(
  db: Kysely<Database>,
  program: string,
  { at, asOf }: AskedTime,
  now: Date,
): Promise<PlanTime> {
  const head = (await readProgram(db, program))?.revision;
  if (head === undefined) throw notFound('such program');
  if (at !== undefined && at > head) {
    throw new HttpError('revision_unknown', `Revision ${at} is above the program’s head, ${head}.`, { head });
  }
  if (asOf !== undefined) return { revision: at ?? (await closeOf(db, program, asOf.slice(0, 7))) ?? head, asOf };
  const moment = at === undefined ? now : ((await momentOf(db, program, at)) ?? now);
  return { revision: at ?? head, asOf: dayIn(await timeZoneOf(db, program, at), moment) };
}

/**
 * The days that the computed columns of a synced sheet are of at these revisions: those on which they were made, so that the
 * columns are the same for everybody and for ever. None at 0, where there is nothing. One query.
 */
export async function daysOfRevisions(
  db: Kysely<Database>,
  program: string,
  revisions: readonly Revision[],
): Promise<ReadonlyMap<Revision, string>> {
  const rows = await db
    .selectFrom('revisions')
    .select(['number', 'at'])
    .select((from) =>
      from
        .selectFrom(planTable(programSettings))
        .select('value')
        .where('program', '=', program)
        .where('key_text', '=', keyText([settingSpecs.timeZone.label]))
        .as('zone'),
    )
    .where('program', '=', program)
    .where('number', 'in', [...new Set(revisions)])
    .execute();
  return new Map(rows.map(({ number, at, zone }) => [number, dayIn(zoneOf(zone), new Date(at))]));
}

/** The revision that closed an accounting month; undefined while it is not closed. */
async function closeOf(db: Kysely<Database>, program: string, period: string): Promise<Revision | undefined> {
  const row = await db
    .selectFrom(planTable(periods))
    .select(['row_id', 'status'])
    .where('program', '=', program)
    .where('key_text', '=', keyText([period]))
    .executeTakeFirst();
  if (row?.['status'] !== 'Closed') return undefined;
  const entries = await readJournalSince(db, { program, after: 0, table: periods.name, rows: [row.row_id] });
  // The newest first. What came before it was deleted and made anew is another row's.
  return entries.find(({ after }) => after['status'] === 'Closed')?.revision;
}

/** Where the program's days begin, as its settings say at the revision, or at the head. */
async function timeZoneOf(db: Kysely<Database>, program: string, at: Revision | undefined): Promise<string> {
  const rows = await readRows(db, program, programSettings, at);
  return zoneOf(rows.find(({ cells }) => cells['key'] === settingSpecs.timeZone.label)?.cells['value']);
}

function zoneOf(value: Cell | undefined): string {
  return settingsOf([{ key: settingSpecs.timeZone.label, value: String(value ?? '') }]).timeZone;
}

/** Since when the plan has been kept, and today, where the program is; undefined where nothing has been synced yet. */
export async function planSpan(db: Kysely<Database>, program: string, now: Date): Promise<PlanSpan | undefined> {
  const begun = await momentOf(db, program, 1);
  if (begun === undefined) return undefined;
  const zone = await timeZoneOf(db, program, undefined);
  return { begun: dayIn(zone, begun), today: dayIn(zone, now) };
}

/** [FA12] When a revision was made; undefined for 0, which nobody made. */
export async function momentOf(db: Kysely<Database>, program: string, revision: Revision): Promise<Date | undefined> {
  const found = await db
    .selectFrom('revisions')
    .select('at')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirst();
  return found && new Date(found.at);
}
