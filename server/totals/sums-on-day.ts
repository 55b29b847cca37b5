import { sql, type Kysely, type RawBuilder } from 'kysely';
import {
  added,
  addToLine,
  lineSums,
  noPostings,
  type LinePostings,
  type LineSum,
} from '../../shared/plan/line-sums.ts';
import type { Posting } from '../../shared/plan/posting.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Database } from '../storage/schema.ts';
import { textList } from '../storage/sql-dialect.ts';
import { GroupTally, isShared, type GroupSum } from '../../shared/plan/group-sums.ts';
import { linesByProject } from '../../shared/plan/project-places.ts';
import { readPlaces } from './keep-places.ts';
import { keyTexts } from './program-slice.ts';
import { readLineSums, readProjects, requestsOfSums } from './project-sums.ts';

/** Projects on which something is still to happen after a day, with the sums of their lines. */
export interface SumsOnDay {
  readonly projects: ReadonlySet<string>;
  /** As they are kept: of everything that is known. */
  readonly before: readonly LineSum[];
  /** Of what counts on the day. */
  readonly after: readonly LineSum[];
}

/**
 * Takes away from the kept sums at the head what is dated after a day. One query where nothing is.
 * @param among only these projects; absent: all
 */
export async function sumsOnDay(
  db: Kysely<Database>,
  program: string,
  asOf: string,
  among?: ReadonlySet<string>,
): Promise<SumsOnDay> {
  const question = { db, program, asOf, among };
  const projects = new Set(await projectsMovedLater(question));
  if (projects.size === 0) return { projects, before: [], after: [] };
  const before = await readLineSums(db, program, projects);
  const later = await readLater({ ...question, among: among && projects });
  const posted = new Map(before.map((line) => [line.line, added(line, later.get(line.line))]));
  const known = { posted, requests: requestsOfSums(before) };
  return { projects, before, after: lineSums(await readProjects(db, program, projects), known, asOf) };
}

/** What the kept sums of groups are less on a day than they are at the head. */
export async function groupsOnDay(db: Kysely<Database>, program: string, asOf: string): Promise<GroupSum[]> {
  const { before, after } = await sumsOnDay(db, program, asOf);
  const tally = new GroupTally();
  for (const line of before) tally.addLine(line, -1);
  for (const line of after) tally.addLine(line);
  const sharing = new Set([...before, ...after].filter(isShared).map(({ project }) => project));
  const places = await readPlaces(db, program, sharing);
  const [were, are] = [linesByProject(before), linesByProject(after)];
  for (const project of sharing) {
    const shares = places.get(project)?.shares ?? [];
    tally.addShared(were.get(project) ?? [], shares, -1);
    tally.addShared(are.get(project) ?? [], shares);
  }
  return tally.moved();
}

interface DayQuestion {
  readonly db: Kysely<Database>;
  readonly program: string;
  readonly asOf: string;
  readonly among: ReadonlySet<string> | undefined;
}

const MONTH = 7;

/**
 * Projects with something posted or forecast later, or closed on a later day. On the days that are asked about as a rule
 * hardly anything is dated later, so what is comes first, and the lines of the projects are looked up among it.
 */
async function projectsMovedLater({ db, program, asOf, among }: DayQuestion): Promise<string[]> {
  const numbers = among && [...among];
  const isAmong = (column: string, texts: readonly string[] | undefined): RawBuilder<unknown> =>
    texts ? sql`${sql.ref(column)} IN ${textList(db, texts)}` : sql`TRUE`;
  const { rows } = await sql<{ project: string }>`
    SELECT project FROM line_sums WHERE program = ${program} AND ${isAmong('project', numbers)}
      AND line IN (SELECT line FROM postings WHERE program = ${program} AND date > ${asOf})
    UNION SELECT project FROM forecasts
      WHERE program = ${program} AND ${isAmong('project', numbers)} AND period > ${asOf.slice(0, MONTH)}
    UNION SELECT number FROM projects
      WHERE program = ${program} AND ${isAmong('key_text', numbers && keyTexts(numbers))}
      AND financially_closed_on > ${asOf}`.execute(db);
  return rows.map(({ project }) => project);
}

/** By line, what is dated after the day, below 0. */
async function readLater({ db, program, asOf, among }: DayQuestion): Promise<Map<string, LinePostings>> {
  const lines = among
    ? sql`line IN (SELECT line FROM line_sums WHERE program = ${program} AND project IN ${textList(db, among)})`
    : sql`TRUE`;
  const month = sql`substr(date, 1, ${sql.lit(MONTH)})`;
  const { rows } = await sql<LaterPostings>`
    SELECT line, account, ${month} AS date, SUM(cents) AS cents FROM postings
    WHERE program = ${program} AND date > ${asOf} AND ${lines} GROUP BY line, account, ${month}`.execute(db);
  const later = new Map<string, LinePostings>();
  for (const posting of rows) addToLine(getOrMake(later, posting.line, noPostings), posting, -1);
  return later;
}

/** The postings of an account of a line in a month, as one. */
interface LaterPostings extends Pick<Posting, 'line' | 'account' | 'cents'> {
  readonly date: string;
}
