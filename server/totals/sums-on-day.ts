import { sql, type Kysely } from 'kysely';
import {
  added,
  addToLine,
  lineSums,
  noPostings,
  type LinePostings,
  type LineSum,
} from '../../shared/plan/sums/line-sums.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Database } from '../storage/schema.ts';
import { readTogether, type Condition, type Selection, type Values } from '../storage/read-together.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { GroupTally, isShared, sharedOf, type GroupSum } from '../../shared/plan/sums/group-sums.ts';
import { linesByProject } from '../../shared/plan/sums/project-places.ts';
import { placesIn, placesSelection } from './keep-places.ts';
import { keyTexts } from './program-slice.ts';
import { placesOfRow } from './sum-rows.ts';
import { readLineSums, readProjects, requestsOfSums } from './project-sums.ts';

/** Projects on which something is still to happen after a day, with the sums of their lines. */
export interface SumsOnDay {
  readonly projects: ReadonlySet<string>;
  /** As they are kept: of everything that is known. */
  readonly before: readonly LineSum[];
  /** Of what counts on the day. */
  readonly after: readonly LineSum[];
}

/** Takes away from the kept sums at the head what is dated after a day. One query where nothing is. */
async function sumsOnDay(db: Kysely<Database>, program: string, asOf: string): Promise<SumsOnDay> {
  const projects = namedProjects(await readTogether(db, movedLater(program, asOf)));
  return sumsOfProjectsOnDay(db, program, asOf, { projects, areAll: true });
}

/** Projects that `movedLater` has found, be it among all there are. */
interface MovedProjects {
  readonly projects: ReadonlySet<string>;
  readonly areAll: boolean;
}

/** Takes away from the kept sums of projects that have moved later what is dated after the day. */
export async function sumsOfProjectsOnDay(
  db: Kysely<Database>,
  program: string,
  asOf: string,
  { projects, areAll }: MovedProjects,
): Promise<SumsOnDay> {
  if (projects.size === 0) return { projects, before: [], after: [] };
  const before = await readLineSums(db, program, projects);
  const later = await readLater({ db, program, asOf, among: areAll ? undefined : projects });
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
  const [found = []] = await readTogether(db, [placesSelection(program, sharing)]);
  const places = placesIn(found);
  const [were, are] = [linesByProject(before), linesByProject(after)];
  for (const project of sharing) {
    const row = places.get(project);
    const shares = row ? placesOfRow(row).shares : [];
    tally.addShared(sharedOf(were.get(project) ?? []), shares, -1);
    tally.addShared(sharedOf(are.get(project) ?? []), shares);
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
 * Projects with something posted or forecast later, or closed on a later day: each row names one. On the days that are asked
 * about as a rule hardly anything is dated later, so what is comes first, and the lines of the projects are looked up among it.
 * @param among only these projects; absent: all
 */
export function movedLater(program: string, asOf: string, among?: readonly string[]): Selection[] {
  const ofProgram = { column: 'program', is: program } as const;
  const isAmong = (column: string, texts: readonly string[] | undefined): Condition[] =>
    texts ? [{ column, in: texts }] : [];
  const later: Selection = { from: 'postings', columns: ['line'], where: [ofProgram, { column: 'date', above: asOf }] };
  const isForecast = { column: 'period', above: asOf.slice(0, MONTH) };
  const isClosed = { column: 'financially_closed_on', above: asOf };
  return [
    {
      from: 'line_sums',
      columns: ['project'],
      where: [ofProgram, ...isAmong('project', among), { column: 'line', of: later }],
    },
    { from: 'forecasts', columns: ['project'], where: [ofProgram, ...isAmong('project', among), isForecast] },
    {
      from: 'projects',
      columns: ['number'],
      where: [ofProgram, ...isAmong('key_text', among && keyTexts(among)), isClosed],
    },
  ];
}

/** The projects that rows of `movedLater` name. */
export function namedProjects(found: readonly (readonly Values[])[]): Set<string> {
  return new Set(found.flat().map(([project]) => String(project)));
}

/** By line, what is dated after the day, below 0. */
async function readLater({ db, program, asOf, among }: DayQuestion): Promise<Map<string, LinePostings>> {
  const lines = among
    ? sql`line IN (SELECT line FROM line_sums WHERE program = ${program} AND ${isAmong(db, 'project', among)})`
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
