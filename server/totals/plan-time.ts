import { sql, type Kysely } from 'kysely';
import type { PlanSpan } from '../../shared/plan/schedule/day-remark.ts';
import { locks } from '../../shared/plan/locks/locks.ts';
import { hasFollowed } from '../../shared/plan/locks/has-followed.ts';
import { dayIn } from '../../shared/plan/time/program-day.ts';
import { readSetting, settingSpecs } from '../../shared/plan/program-settings.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { expenditures } from '../../shared/tables/expenditures.ts';
import { forecasts } from '../../shared/tables/forecasts.ts';
import { periods } from '../../shared/tables/periods.ts';
import { programSettings } from '../../shared/tables/program-settings.ts';
import { keyText, referencesOf, type Table } from '../../shared/tables/table.ts';
import { HttpError, notFound } from '../errors.ts';
import { readJournalSince, readUpdatesIn, type JournalRecord } from '../storage/journal.ts';
import { readProgram } from '../storage/programs.ts';
import { readRows } from '../storage/rows.ts';
import { planTable, type Database } from '../storage/schema.ts';
import { readColumns } from './read-narrow-rows.ts';

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
 * The days that the computed columns of a synced sheet are of at these revisions: those on which they were made, in the time
 * zone that the program had then, so that the columns are the same for everybody and for ever. None at 0, where there is
 * nothing. One query, unless settings have changed since.
 */
export async function daysOfRevisions(
  db: Kysely<Database>,
  program: string,
  revisions: readonly Revision[],
): Promise<ReadonlyMap<Revision, string>> {
  // PostgreSQL takes no empty list.
  if (revisions.length === 0) return new Map();
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
    .select((from) =>
      from
        .selectFrom('journal')
        // By itself the revision leads a database through the journal from its end, as far as the last setting: of a state half a second.
        .select(({ fn }) => fn.max(sql<Revision>`+revision`).as('last'))
        .where('program', '=', program)
        .where('table_name', '=', programSettings.name)
        .as('lastSetting'),
    )
    .where('program', '=', program)
    .where('number', 'in', [...new Set(revisions)])
    .execute();
  const days = new Map<Revision, string>();
  for (const { number, at, zone, lastSetting } of rows) {
    const isAsNow = (lastSetting ?? 0) <= number;
    days.set(
      number,
      isAsNow ? dayOfMoment(zone ?? null, at) : dayIn(await timeZoneOf(db, program, number), new Date(at)),
    );
  }
  return days;
}

/**
 * The revision that a closed accounting month is told from, as it was known at `upTo`; undefined while it is not closed. It is
 * the one that closed the month, unless what belongs to the month came in later: an import, or an older program that locked
 * nothing, may have said that it is closed before its ledger was there.
 */
export async function closeOf(
  db: Kysely<Database>,
  program: string,
  period: string,
  upTo?: Revision,
): Promise<Revision | undefined> {
  const row = await db
    .selectFrom(planTable(periods))
    .select('row_id')
    .where('program', '=', program)
    .where('key_text', '=', keyText([period]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const asked = { program, after: 0, ...(upTo === undefined ? {} : { upTo }), table: periods.name, rows: [row.row_id] };
  // The newest first. What came before it was deleted and made anew is another row's.
  const said = (await readJournalSince(db, asked)).find(({ after }) => after['status'] !== undefined);
  if (said?.after['status'] !== 'Closed') return undefined;
  return Math.max(said.revision, ...(await broughtInLater(db, program, period, said.revision, upTo)));
}

/** The last accounting month before this one that is closed, such as "2026-10"; undefined: none is. */
export async function lastClosedMonth(
  db: Kysely<Database>,
  program: string,
  before: string,
): Promise<string | undefined> {
  const rows = await readColumns(db, program, { table: 'periods', columns: ['period', 'status'] });
  const closed = rows.filter(({ cells }) => cells['status'] === 'Closed').map(({ cells }) => String(cells['period']));
  return closed
    .filter((month) => month < before)
    .sort()
    .at(-1);
}

/** Tables whose rows belong to an accounting month, with the columns that are fixed when it closes. */
const ofMonths = [expenditures, forecasts].map((table) => ({
  table,
  fixed: new Set(
    locks.filter((lock) => lock.table === table).flatMap((lock) => (lock.kind === 'columns' ? lock.columns : [])),
  ),
}));

/** Revisions after that which closed a month in which what now belongs to it came in, or became what it is. */
async function broughtInLater(
  db: Kysely<Database>,
  program: string,
  period: string,
  closed: Revision,
  upTo: Revision | undefined,
): Promise<Revision[]> {
  const later: Revision[] = [];
  for (const { table, fixed } of ofMonths) {
    const rows = await db
      .selectFrom(planTable(table))
      .select('row_id')
      .where('program', '=', program)
      .where('period', '=', period)
      .where('revision', '>', closed)
      .execute();
    if (rows.length === 0) continue;
    const ids = rows.map(({ row_id }) => row_id);
    const until = upTo === undefined ? {} : { upTo };
    const entries = await readJournalSince(db, { program, after: closed, ...until, table: table.name, rows: ids });
    const touching = entries.filter(({ after }) => Object.keys(after).some((column) => fixed.has(column)));
    const telling = await notOnlyFollowing(db, program, table, fixed, touching);
    later.push(...telling.slice(0, 1).map(({ revision }) => revision));
  }
  return later;
}

/**
 * Entries that have set one of these columns, without those in which they only followed a line, a commitment or a project
 * that was given another key: what the month holds is the same under another name.
 */
async function notOnlyFollowing(
  db: Kysely<Database>,
  program: string,
  table: Table,
  fixed: ReadonlySet<string>,
  entries: readonly JournalRecord[],
): Promise<readonly JournalRecord[]> {
  const follows = new Map<JournalRecord, Set<string>>();
  for (const reference of referencesOf(table)) {
    const { columns } = reference;
    const naming = entries.filter(({ kind, after }) => kind === 'update' && columns.some((name) => name in after));
    if (naming.length === 0) continue;
    const revisions = new Set(naming.map(({ revision }) => revision));
    const named = await readUpdatesIn(db, program, reference.table, [...revisions]);
    for (const entry of naming.filter((each) => hasFollowed(reference, each, named)))
      for (const column of columns) getOrMake(follows, entry, () => new Set<string>()).add(column);
  }
  return entries.filter((entry) =>
    Object.keys(entry.after).some((column) => fixed.has(column) && follows.get(entry)?.has(column) !== true),
  );
}

/** Where the program's days begin, as its settings say at the revision, or at the head. */
export async function timeZoneOf(db: Kysely<Database>, program: string, at: Revision | undefined): Promise<string> {
  const rows = await readRows(db, program, programSettings, at);
  return zoneOf(rows.find(({ cells }) => cells['key'] === settingSpecs.timeZone.label)?.cells['value']);
}

function zoneOf(value: Cell | undefined): string {
  const read = readSetting('timeZone', String(value ?? ''));
  return read.ok ? String(read.value) : settingSpecs.timeZone.default;
}

/** The day of a moment (ISO 8601) in the time zone that this value of the setting names; null: the default one. */
export function dayOfMoment(zone: Cell, at: string): string {
  return dayIn(zoneOf(zone), new Date(at));
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
