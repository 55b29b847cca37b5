import type { Kysely } from 'kysely';
import { addToLine, lineSums, noPostings, type LinePostings, type LineSum } from '../../shared/plan/line-sums.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Database } from '../storage/schema.ts';
import { added, projectsOfLines, readLineSums, readProjects } from './project-sums.ts';

/** Projects on which something is still to happen after a day, with the sums of their lines. */
export interface SumsOnDay {
  readonly projects: ReadonlySet<string>;
  /** As they are kept: of everything that is known. */
  readonly before: readonly LineSum[];
  /** Of what counts on the day. */
  readonly after: readonly LineSum[];
}

/**
 * Takes away from the kept sums at the head what is dated after a day.
 * @param among only these projects; absent: all
 */
export async function sumsOnDay(
  db: Kysely<Database>,
  program: string,
  asOf: string,
  among?: ReadonlySet<string>,
): Promise<SumsOnDay> {
  const later = await readLater(db, program, asOf);
  const found = new Set([
    ...(await projectsOfLines(db, program, later.keys())),
    ...(await projectsEstimatedLater(db, program, asOf)),
  ]);
  const projects = among ? new Set([...found].filter((project) => among.has(project))) : found;
  if (projects.size === 0) return { projects, before: [], after: [] };
  const before = await readLineSums(db, program, projects);
  const posted = new Map(before.map((line) => [line.line, added(line, later.get(line.line))]));
  return { projects, before, after: lineSums(await readProjects(db, program, projects), posted, asOf) };
}

/** By line, what is dated after the day, below 0. */
async function readLater(db: Kysely<Database>, program: string, asOf: string): Promise<Map<string, LinePostings>> {
  const rows = await db
    .selectFrom('postings')
    .select(['line', 'account', 'date', 'cents'])
    .where('program', '=', program)
    .where('date', '>', asOf)
    .execute();
  const later = new Map<string, LinePostings>();
  for (const posting of rows) addToLine(getOrMake(later, posting.line, noPostings), posting, -1);
  return later;
}

const MONTH = 7;

/** Projects with a forecast of a later month, or closed on a later day. */
async function projectsEstimatedLater(db: Kysely<Database>, program: string, asOf: string): Promise<string[]> {
  const forecasts = db
    .selectFrom('forecasts')
    .select('project as number')
    .where('program', '=', program)
    .where('period', '>', asOf.slice(0, MONTH));
  const closed = db
    .selectFrom('projects')
    .select('number')
    .where('program', '=', program)
    .where('financially_closed_on', '>', asOf);
  const rows = await forecasts.union(closed).execute();
  return rows.map(({ number }) => String(number));
}
