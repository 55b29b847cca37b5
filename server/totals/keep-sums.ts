import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import { estimateRead, lineGroupsRead, ownGroupsRead } from '../../shared/plan/figures/figure-reads.ts';
import { requestsOfLines } from '../../shared/plan/figures/line-requests.ts';
import { GroupTally } from '../../shared/plan/sums/group-sums.ts';
import {
  added,
  addToLine,
  groupsOfLines,
  lineSums,
  movedAlone,
  movedLineSums,
  noPostings,
  type LinePostings,
  type LineSum,
} from '../../shared/plan/sums/line-sums.ts';
import { keptOf } from '../../shared/plan/sums/project-places.ts';
import { postProgram } from '../../shared/plan/postings/post-program.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import { touches, type ChangedRow } from '../../shared/plan/postings/reposted-rows.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { WrittenRows } from '../reconcile/written-rows.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { inPortions } from './in-portions.ts';
import { movePlaces, putPlaces, sharedAnew } from './keep-places.ts';
import { readAround } from './lines-around.ts';
import { ProgramSlice } from './program-slice.ts';
import { readLineSums, readProjects, requestsOfSums } from './project-sums.ts';
import { moveGroups, putLines } from './put-sums.ts';
import { readProgram } from './read-program.ts';
import { repostRows } from './repost-rows.ts';
import { RowsAtHand } from './rows-at-hand.ts';
import { lineSumColumns, lineSumValues, postingColumns, postingValues } from './sum-rows.ts';

/**
 * Brings postings and sums to where a sync has led the rows, in its transaction: by what the rows reached post more or less
 * than before, and the estimates of their projects. The cost follows the rows touched. A program whose sums were never kept
 * gets them all.
 * @param met the program as the sync met it
 * @param atATime see `inPortions`
 */
export async function keepSums(
  db: Kysely<Database>,
  met: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>,
  written: WrittenRows,
  hand = new RowsAtHand(db, met.id, written),
  atATime?: number,
): Promise<void> {
  if (met.revision > 0 && met.sums_revision !== met.revision) await fillSums(db, met.id);
  else {
    const tally = new GroupTally();
    for (const some of inPortions(changedRows(written), atATime)) await moveSums(hand, some, tally);
    await moveGroups(db, met.id, tally.moved());
  }
}

/** True when the kept sums are those of the head. */
export function sumsAreKept({ revision, sums_revision }: Pick<ProgramRow, 'revision' | 'sums_revision'>): boolean {
  const kept: Revision | null = sums_revision ?? null;
  return kept === revision;
}

/** Works out all postings and sums of a program anew. */
export async function fillSums(db: Kysely<Database>, program: string): Promise<void> {
  for (const table of ['postings', 'line_sums', 'group_sums', 'project_places'] as const)
    await db.deleteFrom(table).where('program', '=', program).execute();
  const rows = await readProgram(db, program);
  const postings: Posting[] = [];
  postProgram(rows, null, (posting) => postings.push(posting));
  await insertMany(db, { table: 'postings', columns: postingColumns, rows: postingValues(program, postings) });
  const lines = lineSums(rows);
  const { groups, places } = keptOf(rows, lines);
  await insertMany(db, {
    table: 'line_sums',
    columns: lineSumColumns,
    rows: lines.map((line) => lineSumValues(program, line)),
  });
  await moveGroups(db, program, groups);
  await putPlaces(db, program, places);
}

/** Moves postings, lines and places, and tells the tally what moves in their groups. */
async function moveSums(hand: RowsAtHand, changed: readonly ChangedRow[], tally: GroupTally): Promise<void> {
  const { db, program } = hand;
  const moved = await repostRows(hand, changed);
  const requested = keysOf(changed, 'commitments', lineGroupsRead.commitments, 'budgetLine');
  const regrouped = new Set([
    ...keysOf(changed, 'projects', lineGroupsRead.projects, 'number'),
    ...keysOf(changed, 'budgetLines', projectGroupsRead, 'project'),
  ]);
  const estimated = new Set([
    ...keysOf(changed, 'projects', estimateRead.projects, 'number'),
    ...keysOf(changed, 'forecasts', estimateRead.forecasts, 'project'),
  ]);
  const anew = await sharedAnew(hand, changed);
  const elsewhere = new Set([...requested, ...keysOf(changed, 'budgetLines', ownGroupsRead, 'id')]);
  const { lines, whole, places, sharedIn } = await readAround(hand, tally, {
    projects: new Set([...regrouped, ...estimated, ...anew]),
    lines: new Set([...moved.keys(), ...elsewhere]),
    anew,
  });
  regroupNameless(regrouped, estimated, lines);
  const belonging = await belongingOf(hand, {
    lines: lines.filter(({ line, project }) => elsewhere.has(line) && !regrouped.has(project)),
    requested,
  });
  const { alone, before, isWhole } = await moveAlone(hand, { lines, whole, moved, belonging });
  const ofProject = groupBy(before, ({ project }) => project);
  for (const some of portionsOf([...new Set([...regrouped, ...ofProject.keys(), ...anew])])) {
    const linesOf = (isMeant: (project: string) => boolean): LineSum[] =>
      some.flatMap((project) => (isMeant(project) ? (ofProject.get(project) ?? []) : []));
    const anewly = new Set(some.filter((project) => regrouped.has(project)));
    const stood = linesOf(() => true);
    const after = [
      ...(await regroupedSums(hand, anewly, { before: linesOf((project) => anewly.has(project)), moved, requested })),
      ...(await resummedSums(
        hand,
        linesOf((project) => !anewly.has(project) && isWhole(project)).map((line) => located(line, belonging)),
        moved,
      )),
      ...linesOf((project) => !isWhole(project)).map((line) => alone.get(line.line) ?? line),
    ];
    const touched = { projects: new Set(some), regrouped: anewly, before: stood, after };
    await movePlaces(hand, tally, { ...touched, anew, kept: places, sharedIn });
    await putLines(db, program, tally, { before: stood, after });
  }
}

/** A budget line by these is another part of its project; by the others of its groups that line alone is elsewhere. */
const projectGroupsRead = lineGroupsRead.budgetLines.filter((column) => !ownGroupsRead.some((own) => own === column));

/** Of a first push all projects move: their sums are not all in memory at once. */
const PROJECTS_AT_A_TIME = 250;

function* portionsOf(projects: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < projects.length; at += PROJECTS_AT_A_TIME) yield projects.slice(at, at + PROJECTS_AT_A_TIME);
}

/** What carries the forecast of a project without lines comes and goes: such projects are added to the regrouped. */
function regroupNameless(regrouped: Set<string>, estimated: ReadonlySet<string>, lines: readonly LineSum[]): void {
  const withLines = new Set(lines.flatMap(({ line, project }) => (line === '' ? [] : [project])));
  for (const project of estimated) if (!withLines.has(project)) regrouped.add(project);
}

/** Groups in which lines are now, by line. */
type Belonging = ReadonlyMap<string, LineSum['groups']>;

/** Lines that may be in other groups, though of the project, category and site that they were. */
async function belongingOf(hand: RowsAtHand, { lines, requested }: Elsewhere): Promise<Belonging> {
  if (lines.length === 0) return new Map();
  const [budgetLines = [], projects = []] = await hand.answer([
    { table: 'budgetLines', columns: ['id'], values: lines.map(({ line }) => [line]) },
    { table: 'projects', columns: ['number'], values: numbersOf(lines) },
  ]);
  const rows = programRows({ budgetLines, projects });
  return groupsOfLines(rows, await requestsOn(hand.db, hand.program, rows, { before: lines, requested }));
}

function numbersOf(lines: readonly LineSum[]): [string][] {
  return [...new Set(lines.map(({ project }) => project))].map((project) => [project]);
}

function located(line: LineSum, belonging: Belonging): LineSum {
  const groups = belonging.get(line.line);
  return groups ? { ...line, groups } : line;
}

interface Elsewhere extends Pick<Moves, 'requested'> {
  readonly lines: readonly LineSum[];
}

/** What is known of lines that move, and in what groups some of them are now. */
interface MovingLines extends Pick<Moves, 'moved'> {
  readonly lines: readonly LineSum[];
  readonly whole: ReadonlySet<string>;
  readonly belonging: Belonging;
}

interface MovedLines {
  /** Lines that move by themselves, as they are after, by their ids. */
  readonly alone: ReadonlyMap<string, LineSum>;
  readonly before: readonly LineSum[];
  /** True for a project whose lines move together; all of them are in `before`. */
  readonly isWhole: (project: string) => boolean;
}

/** Moves the lines of projects that are not there as a whole, and reads the whole project of those that move others after all. */
async function moveAlone(hand: RowsAtHand, { lines, whole, moved, belonging }: MovingLines): Promise<MovedLines> {
  const apart = lines.filter(({ project }) => !whole.has(project));
  const [projects = []] = await hand.answer([{ table: 'projects', columns: ['number'], values: numbersOf(apart) }]);
  const stood = apart.map((line) => located(line, belonging));
  const { alone, uncovered } = movedAlone(stood, moved, programRows({ projects }));
  const isWhole = (project: string): boolean => whole.has(project) || uncovered.has(project);
  if (uncovered.size === 0) return { alone, before: lines, isWhole };
  const stay = lines.filter(({ project }) => !uncovered.has(project));
  return { alone, before: [...stay, ...(await readLineSums(hand.db, hand.program, uncovered))], isWhole };
}

/** What is known of lines before a sync, and what has moved. */
interface Moves {
  readonly before: readonly LineSum[];
  readonly moved: ReadonlyMap<string, LinePostings>;
  /** Budget lines whose commitments may name other funding requests than before. */
  readonly requested: ReadonlySet<string>;
}

/** The sums of projects whose lines, or the groups of these, may be others. */
async function regroupedSums(
  { db, program }: RowsAtHand,
  projects: ReadonlySet<string>,
  moves: Moves,
): Promise<LineSum[]> {
  if (projects.size === 0) return [];
  const rows = await readProjects(db, program, projects);
  const posted = await postedOn(db, program, rows, moves);
  const requests = await requestsOn(db, program, rows, moves);
  return lineSums(rows, { posted, requests });
}

/** The sums of projects whose lines stay of the project, category and site that they were. */
async function resummedSums(hand: RowsAtHand, before: readonly LineSum[], moved: Moves['moved']): Promise<LineSum[]> {
  if (before.length === 0) return [];
  const values = numbersOf(before);
  const [projects = [], forecasts = []] = await hand.answer([
    { table: 'projects', columns: ['number'], values },
    { table: 'forecasts', columns: ['project'], values },
  ]);
  return movedLineSums(before, moved, programRows({ projects, forecasts }));
}

function changedRows(written: WrittenRows): ChangedRow[] {
  return written.changes.map((change) => {
    const after = written.rowAfter(change)?.cells;
    return { change, after, before: change.kind === 'insert' ? undefined : { ...after, ...change.before } };
  });
}

/** What a column held and holds in the changed rows of a table, of changes of some columns. */
function keysOf(changed: readonly ChangedRow[], table: string, columns: readonly string[], key: string): Set<string> {
  const keys = new Set<string>();
  for (const { change, before, after } of changed) {
    if (change.table !== table || !touches(change, columns)) continue;
    for (const cells of [before, after]) {
      const cell = cells?.[key];
      if (typeof cell === 'string') keys.add(cell);
    }
  }
  return keys;
}

/** What is posted on the lines now: what was, with what has moved; on lines that are new, what the postings say. */
async function postedOn(
  db: Kysely<Database>,
  program: string,
  { budgetLines }: ProgramRows,
  { before, moved }: Moves,
): Promise<Map<string, LinePostings>> {
  const known = new Map(before.map((line) => [line.line, line]));
  const ids = budgetLines.map(({ cells }) => cells.id);
  const posted = await readPosted(
    db,
    program,
    ids.filter((id) => !known.has(id)),
  );
  for (const id of ids) {
    const line = known.get(id);
    if (line) posted.set(id, added(line, moved.get(id)));
  }
  return posted;
}

/** The funding requests of lines: those that were, and of new lines and of those whose commitments changed, what these say. */
async function requestsOn(
  db: Kysely<Database>,
  program: string,
  { budgetLines }: ProgramRows,
  { before, requested }: Pick<Moves, 'before' | 'requested'>,
): Promise<Map<string, readonly string[]>> {
  const requests = requestsOfSums(before.filter(({ line }) => !requested.has(line)));
  const asked = budgetLines.map(({ cells }) => cells.id).filter((id) => !requests.has(id));
  const slice = new ProgramSlice(db, program);
  await slice.read('commitments', { column: 'budgetLine', values: asked });
  const { commitments } = programRows(slice.stored());
  for (const [line, frns] of requestsOfLines(commitments)) requests.set(line, frns);
  return requests;
}

async function readPosted(
  db: Kysely<Database>,
  program: string,
  lines: readonly string[],
): Promise<Map<string, LinePostings>> {
  const posted = new Map<string, LinePostings>();
  if (lines.length === 0) return posted;
  const rows = await db
    .selectFrom('postings')
    .select(['line', 'account', 'date', 'cents'])
    .where('program', '=', program)
    .where(isAmong(db, 'line', lines))
    .execute();
  for (const posting of rows) addToLine(getOrMake(posted, posting.line, noPostings), posting);
  return posted;
}
