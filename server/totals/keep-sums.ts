import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import { estimateRead, lineGroupsRead } from '../../shared/plan/figures/figure-reads.ts';
import { requestsOfLines } from '../../shared/plan/figures/line-requests.ts';
import { GroupTally, type GroupSum } from '../../shared/plan/sums/group-sums.ts';
import {
  added,
  addToLine,
  lineSums,
  movedLineSums,
  noPostings,
  type LinePostings,
  type LineSum,
} from '../../shared/plan/sums/line-sums.ts';
import { keptOf } from '../../shared/plan/sums/project-places.ts';
import { postProgram } from '../../shared/plan/postings/post-program.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import type { Lookup } from '../../shared/plan/reached-rows.ts';
import { touches, type ChangedRow } from '../../shared/plan/postings/reposted-rows.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { WrittenRows } from '../reconcile/written-rows.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { inPortions } from './in-portions.ts';
import { movePlaces, placesIn, placesSelection, putPlaces, sharedAnew, type KeptPlaces } from './keep-places.ts';
import { ProgramSlice } from './program-slice.ts';
import {
  categorySumsSelections,
  lineSumsSelection,
  readLineSumsAround,
  readProjects,
  requestsOfSums,
  type ProjectCategory,
} from './project-sums.ts';
import { readProgram } from './read-program.ts';
import { repostRows } from './repost-rows.ts';
import { RowsAtHand } from './rows-at-hand.ts';
import {
  groupSumColumns,
  groupSumKey,
  groupSumsAdded,
  groupSumValues,
  lineSumColumns,
  lineSumKey,
  lineSumOf,
  lineSumValues,
  postingColumns,
  postingValues,
} from './sum-rows.ts';

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
    ...keysOf(changed, 'budgetLines', lineGroupsRead.budgetLines, 'project'),
  ]);
  const estimated = [
    ...keysOf(changed, 'projects', estimateRead.projects, 'number'),
    ...keysOf(changed, 'forecasts', estimateRead.forecasts, 'project'),
  ];
  const anew = await sharedAnew(hand, changed);
  const { before, places } = await readAround(hand, {
    projects: new Set([...regrouped, ...estimated, ...anew]),
    moved: new Set(moved.keys()),
    requested,
    anew,
  });
  const resummed = apart(regrouped, before, { estimated, moved, requested });
  const ofProject = groupBy(before, ({ project }) => project);
  const linesOf = (projects: Iterable<string>) => [...projects].flatMap((project) => ofProject.get(project) ?? []);
  for (const some of portionsOf([...new Set([...regrouped, ...resummed, ...anew])])) {
    const among = (projects: ReadonlySet<string>) => new Set(some.filter((project) => projects.has(project)));
    const [anewly, lately] = [among(regrouped), among(resummed)];
    const sums = [
      ...(await regroupedSums(hand, anewly, { before: linesOf(anewly), moved, requested })),
      ...(await resummedSums(hand, linesOf(lately), moved)),
    ];
    await putLines(db, program, tally, { before: linesOf([...anewly, ...lately]), after: sums });
    const after = [...sums, ...linesOf(some.filter((project) => !anewly.has(project) && !lately.has(project)))];
    const projects = new Set(some);
    await movePlaces(hand, tally, { projects, anew: among(anew), before: linesOf(some), after, kept: places });
  }
}

/** Of a first push all projects move: their sums are not all in memory at once. */
const PROJECTS_AT_A_TIME = 250;

function* portionsOf(projects: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < projects.length; at += PROJECTS_AT_A_TIME) yield projects.slice(at, at + PROJECTS_AT_A_TIME);
}

/** Projects whose sums may move, and lines that are of some. */
interface Around {
  readonly projects: ReadonlySet<string>;
  /** Lines whose own sums move. */
  readonly moved: ReadonlySet<string>;
  readonly requested: ReadonlySet<string>;
  /** Those of the projects that may be shared otherwise among sites. */
  readonly anew: ReadonlySet<string>;
}

/**
 * The kept sums and places of projects, and at hand what their estimates and shares follow from. One statement where the
 * budget lines are at hand, which say their projects: the line that a payment or order is on has been judged.
 * @returns in `before` all lines of each project, or those that what has moved may move
 */
async function readAround(
  hand: RowsAtHand,
  { projects, moved, requested, anew }: Around,
): Promise<{ readonly before: readonly LineSum[]; readonly places: ReadonlyMap<string, KeptPlaces> }> {
  const lines = new Set([...moved, ...requested]);
  if (projects.size === 0 && lines.size === 0) return { before: [], places: new Map() };
  const { db, program } = hand;
  const whole = new Set(projects);
  const categories: ProjectCategory[] = [];
  const unknown = [...lines].filter((line) => {
    const { project, category, location } = hand.find('budgetLines', ['id'], [line])?.[0]?.cells ?? {};
    if (typeof project !== 'string') return true;
    const isApart = typeof location === 'string' && typeof category === 'string' && !requested.has(line);
    if (isApart && lines.size <= FEW_LINES) categories.push({ project, category });
    else whole.add(project);
    return false;
  });
  const apart = categories.filter(({ project }) => !whole.has(project));
  const named = new Set([...whole, ...apart.map(({ project }) => project)]);
  const around = unknown.length === 0 ? undefined : await readLineSumsAround(db, program, { projects: named, lines });
  for (const { project } of around ?? []) named.add(project);
  const values = [...named].map((project) => [project]);
  const lookups: Lookup[] = [
    { table: 'projects', columns: ['number'], values },
    { table: 'forecasts', columns: ['project'], values },
    // Of few projects also what the computed cells of the answer look at, so that it needs no statement of its own.
    {
      table: 'scope',
      columns: ['project'],
      values: named.size <= FEW_PROJECTS ? values : [...anew].map((project) => [project]),
    },
  ];
  const ofLines = around ? [] : [lineSumsSelection(program, whole), ...categorySumsSelections(program, apart)];
  const [places = [], ...found] = (await hand.answerBeside(lookups, [placesSelection(program, named), ...ofLines]))
    .beside;
  return { before: around ?? eachOnce(found.flat().map(lineSumOf)), places: placesIn(places) };
}

/** Of more lines than this, most of their projects move. */
const FEW_LINES = 200;
const FEW_PROJECTS = 200;

function eachOnce(lines: readonly LineSum[]): LineSum[] {
  return [...new Map(lines.map((line) => [placeOf(line), line])).values()];
}

/**
 * Projects of which sums alone move; those whose lines may come, go or belong elsewhere are added to `regrouped`. What
 * carries the forecast of a project without lines comes and goes as well.
 */
function apart(
  regrouped: Set<string>,
  before: readonly LineSum[],
  { estimated, moved, requested }: Omit<Moves, 'before'> & { readonly estimated: Iterable<string> },
): Set<string> {
  const found = new Set(estimated);
  for (const { line, project } of before) {
    if (requested.has(line)) regrouped.add(project);
    else if (moved.has(line)) found.add(project);
  }
  const withLines = new Set(before.filter(({ line }) => line !== '').map(({ project }) => project));
  for (const project of found) if (!withLines.has(project)) regrouped.add(project);
  return new Set([...found].filter((project) => !regrouped.has(project)));
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

/** The sums of projects whose lines belong where they did. */
async function resummedSums(hand: RowsAtHand, before: readonly LineSum[], moved: Moves['moved']): Promise<LineSum[]> {
  if (before.length === 0) return [];
  const values = [...new Set(before.map(({ project }) => project))].map((project) => [project]);
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
  { before, requested }: Moves,
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

/** Writes the lines that are others than before, and tells the tally. */
async function putLines(
  db: Kysely<Database>,
  program: string,
  tally: GroupTally,
  { before, after }: { readonly before: readonly LineSum[]; readonly after: readonly LineSum[] },
): Promise<void> {
  const [known, left] = [new Set(before), new Set(after)];
  const stood = new Map(before.flatMap((line) => (left.has(line) ? [] : [[placeOf(line), line]])));
  const moved = after.filter((line) => !known.has(line));
  const put = moved.filter((line) => !isSameLine(program, line, stood.get(placeOf(line))));
  const stay = new Set(moved.map(placeOf));
  const gone = [...stood].flatMap(([place, line]) => (stay.has(place) ? [] : [line]));
  const replaced = put.flatMap((line) => stood.get(placeOf(line)) ?? []);
  await removeLines(db, program, gone);
  if (put.length > 0)
    await insertMany(db, {
      table: 'line_sums',
      columns: lineSumColumns,
      replacing: lineSumKey,
      rows: put.map((line) => lineSumValues(program, line)),
    });
  for (const line of put) tally.addLine(line);
  for (const line of [...gone, ...replaced]) tally.addLine(line, -1);
}

/** Moves the sums of groups; those that no line is left of go. */
async function moveGroups(db: Kysely<Database>, program: string, moves: readonly GroupSum[]): Promise<void> {
  if (moves.length === 0) return;
  await insertMany(db, {
    table: 'group_sums',
    columns: groupSumColumns,
    replacing: groupSumKey,
    adding: groupSumsAdded,
    rows: moves.map((sum) => groupSumValues(program, sum)),
  });
  if (!moves.some(({ lines }) => lines < 0)) return;
  await db.deleteFrom('group_sums').where('program', '=', program).where('lines', '=', 0).execute();
}

async function removeLines(db: Kysely<Database>, program: string, gone: readonly LineSum[]): Promise<void> {
  // A line is of one project, while every project without lines has one of no name.
  const [named, nameless] = [gone.filter(({ line }) => line !== ''), gone.filter(({ line }) => line === '')];
  for (const lines of [named, nameless]) {
    if (lines.length === 0) continue;
    await db
      .deleteFrom('line_sums')
      .where('program', '=', program)
      .where(isAmong(db, 'project', new Set(lines.map(({ project }) => project))))
      .where(isAmong(db, 'line', new Set(lines.map(({ line }) => line))))
      .execute();
  }
}

function placeOf({ project, line }: LineSum): string {
  return JSON.stringify([project, line]);
}

function isSameLine(program: string, line: LineSum, other: LineSum | undefined): boolean {
  return (
    other !== undefined &&
    JSON.stringify(lineSumValues(program, line)) === JSON.stringify(lineSumValues(program, other))
  );
}
