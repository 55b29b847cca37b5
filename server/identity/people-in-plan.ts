import type { Kysely } from 'kysely';
import type { Assignment } from '../../shared/access/plan-role.ts';
import { grouped } from '../../shared/plan/grouped.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { assignments } from '../../shared/tables/assignments.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { people } from '../../shared/tables/people.ts';
import { readTogether } from '../storage/read-together.ts';
import { readRows } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import { dayOfMoment } from '../totals/plan-time.ts';
import { zoneSelection, type PersonInPlan } from './held-now.ts';

/** Everybody whom the plan assigns to something, as it was known on a day. */
export interface PeopleInPlan {
  /** The day that is asked about; today where none is, or one to come. */
  readonly day: string;
  /** Today in the program's time zone. */
  readonly today: string;
  /** The last revision that was there at the end of the day; absent: the head. */
  readonly revision?: Revision;
  /** The day of a moment (ISO 8601) in the program's time zone. */
  dayOf(at: string): string;
  personOf(person: string | null): PersonInPlan;
}

const nobody: PersonInPlan = { assignments: [], hasLeft: false };

/**
 * Reads the whole of Assignments: for pages that list everybody. Of a day that is over it is told as it was known then: who is
 * entered later as of an earlier day could not act on it.
 */
export async function peopleInPlan(
  db: Kysely<Database>,
  program: string,
  now: Date,
  asked?: string,
): Promise<PeopleInPlan> {
  const [zones = []] = await readTogether(db, [zoneSelection(program)]);
  const dayOf = (at: string): string => dayOfMoment(zones[0]?.[0] ?? null, at);
  const today = dayOf(now.toISOString());
  const day = asked === undefined || asked > today ? today : asked;
  const revision = day < today ? await revisionOn(db, program, day, dayOf) : undefined;
  const assigned = await readRows(db, program, assignments, revision);
  const left = (await readRows(db, program, people, revision)).filter(({ cells }) => cells['active'] === false);
  const gone = new Set(left.map(({ cells }) => cells['id']));
  const byPerson = grouped(
    assigned.map(({ cells }) => assignmentOfCells(cells)),
    ({ person }) => person,
  );
  return {
    day,
    today,
    ...(revision === undefined ? {} : { revision }),
    dayOf,
    personOf: (person) =>
      person === null ? nobody : { assignments: byPerson.get(person) ?? [], hasLeft: gone.has(person) },
  };
}

function assignmentOfCells(cells: Readonly<Record<string, Cell>>): Assignment {
  const text = (name: string): string | null => {
    const cell = cells[name];
    return typeof cell === 'string' ? cell : null;
  };
  return {
    project: text('project'),
    program: text('program'),
    region: text('region'),
    role: text('role'),
    person: text('person'),
    from: text('from'),
    to: text('to'),
  };
}

/** The last revision that was made by the end of a day; 0: none. Midnight of any time zone lies within a day of that of UTC. */
async function revisionOn(
  db: Kysely<Database>,
  program: string,
  day: string,
  dayOf: (at: string) => string,
): Promise<Revision> {
  const revisions = db.selectFrom('revisions').select(['number', 'at']).where('program', '=', program);
  const around = await revisions
    .where('at', '>=', day)
    .where('at', '<', addDays(day, 2))
    .orderBy('number', 'desc')
    .execute();
  const found = around.find(({ at }) => dayOf(at) <= day);
  if (found !== undefined) return found.number;
  const before = await revisions.where('at', '<', day).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return before?.number ?? 0;
}
