import type { Kysely } from 'kysely';
import { grouped } from '../../shared/plan/grouped.ts';
import { assignments } from '../../shared/tables/assignments.ts';
import { people } from '../../shared/tables/people.ts';
import { readTogether } from '../storage/read-together.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { dayOfMoment } from '../totals/plan-time.ts';
import { assignmentColumns, assignmentOf, zoneSelection, type PersonInPlan } from './held-now.ts';

/** Everybody whom the plan assigns to something, at the head. */
export interface PeopleInPlan {
  /** Today in the program's time zone. */
  readonly today: string;
  /** The day of a moment (ISO 8601) in the program's time zone. */
  dayOf(at: string): string;
  personOf(person: string | null): PersonInPlan;
}

const nobody: PersonInPlan = { assignments: [], hasLeft: false };

/** Reads the whole of Assignments: for pages that list everybody. */
export async function peopleInPlan(db: Kysely<Database>, program: string, now: Date): Promise<PeopleInPlan> {
  const ofProgram = { column: 'program', is: program } as const;
  const [assigned = [], left = [], zones = []] = await readTogether(db, [
    { from: planTable(assignments), columns: assignmentColumns.map(sqlColumn), where: [ofProgram] },
    { from: planTable(people), columns: ['id'], where: [ofProgram, { column: 'active', is: 0 }] },
    zoneSelection(program),
  ]);
  const gone = new Set(left.map(([id]) => id));
  const byPerson = grouped(assigned.map(assignmentOf), ({ person }) => person);
  const dayOf = (at: string): string => dayOfMoment(zones[0]?.[0] ?? null, at);
  return {
    today: dayOf(now.toISOString()),
    dayOf,
    personOf: (person) =>
      person === null ? nobody : { assignments: byPerson.get(person) ?? [], hasLeft: gone.has(person) },
  };
}
