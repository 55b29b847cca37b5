import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import {
  addToLine,
  cutSums,
  lineSums,
  noPostings,
  type LinePostings,
  type LineSum,
} from '../../shared/plan/line-sums.ts';
import { postProgram } from '../../shared/plan/post-program.ts';
import type { Posting } from '../../shared/plan/posting.ts';
import { touches, type ChangedRow } from '../../shared/plan/reposted-rows.ts';
import { columnsRead, type ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { WrittenRows } from '../reconcile/written-rows.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { textList } from '../storage/sql-dialect.ts';
import { added, projectsOfLines, readLineSums, readProjects } from './project-sums.ts';
import { readProgram } from './read-program.ts';
import { repostRows } from './repost-rows.ts';
import {
  cutSumColumns,
  cutSumKey,
  cutSumValues,
  lineSumColumns,
  lineSumKey,
  lineSumValues,
  postingColumns,
  postingValues,
  sumColumns,
} from './sum-rows.ts';

/**
 * Brings postings and sums to where a sync has led the rows, in its transaction: by what the rows reached post more or less
 * than before, and the estimates of their projects. The cost follows the rows touched. A program whose sums were never kept
 * gets them all.
 * @param met the program as the sync met it
 */
export async function keepSums(
  db: Kysely<Database>,
  met: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>,
  written: WrittenRows,
): Promise<void> {
  if (met.revision > 0 && met.sums_revision !== met.revision) await fillSums(db, met.id);
  else await moveSums(db, met.id, written);
}

/** True when the kept sums are those of the head. */
export function sumsAreKept({ revision, sums_revision }: Pick<ProgramRow, 'revision' | 'sums_revision'>): boolean {
  const kept: Revision | null = sums_revision ?? null;
  return kept === revision;
}

/** Works out all postings and sums of a program anew. */
export async function fillSums(db: Kysely<Database>, program: string): Promise<void> {
  for (const table of ['postings', 'line_sums', 'cut_sums'] as const)
    await db.deleteFrom(table).where('program', '=', program).execute();
  const rows = await readProgram(db, program);
  const postings: Posting[] = [];
  postProgram(rows, null, (posting) => postings.push(posting));
  await insertMany(db, { table: 'postings', columns: postingColumns, rows: postingValues(program, postings) });
  await putLines(db, program, lineSums(rows), []);
}

async function moveSums(db: Kysely<Database>, program: string, written: WrittenRows): Promise<void> {
  const changed = changedRows(written);
  const moved = await repostRows(db, program, changed);
  const projects = projectsOf(changed);
  for (const project of await projectsOfLines(db, program, moved.keys())) projects.add(project);
  if (projects.size === 0) return;
  const before = await readLineSums(db, program, projects);
  const rows = await readProjects(db, program, projects);
  const after = lineSums(rows, await postedOn(db, program, rows, { before, moved }));
  await putLines(db, program, after, before);
}

function changedRows(written: WrittenRows): ChangedRow[] {
  return written.changes.map((change) => {
    const after = written.rowAfter(change)?.cells;
    return { change, after, before: change.kind === 'insert' ? undefined : { ...after, ...change.before } };
  });
}

/** Projects whose lines, groups or estimates may be others for what changed in them, not for what is posted. */
function projectsOf(changed: readonly ChangedRow[]): Set<string> {
  const projects = new Set<string>();
  for (const { change, before, after } of changed) {
    const column = projectColumn(change.table);
    if (column === null || !touches(change, columnsRead[column.table])) continue;
    for (const cells of [before, after]) {
      const project = cells?.[column.name];
      if (typeof project === 'string') projects.add(project);
    }
  }
  return projects;
}

function projectColumn(table: string) {
  if (table === 'projects') return { table, name: 'number' } as const;
  if (table === 'budgetLines' || table === 'forecasts') return { table, name: 'project' } as const;
  return null;
}

/** What is posted on the lines now: what was, with what has moved; on lines that are new, what the postings say. */
async function postedOn(
  db: Kysely<Database>,
  program: string,
  { budgetLines }: ProgramRows,
  { before, moved }: { readonly before: readonly LineSum[]; readonly moved: ReadonlyMap<string, LinePostings> },
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
    .where('line', 'in', textList(db, lines))
    .execute();
  for (const posting of rows) addToLine(getOrMake(posted, posting.line, noPostings), posting);
  return posted;
}

/** Writes the lines that are others than before, and moves the sums of their groups. */
async function putLines(
  db: Kysely<Database>,
  program: string,
  after: readonly LineSum[],
  before: readonly LineSum[],
): Promise<void> {
  const stood = new Map(before.map((line) => [placeOf(line), line]));
  const put = after.filter((line) => !isSameLine(program, line, stood.get(placeOf(line))));
  const stay = new Set(after.map(placeOf));
  const gone = before.filter((line) => !stay.has(placeOf(line)));
  const replaced = put.flatMap((line) => stood.get(placeOf(line)) ?? []);
  await removeLines(db, program, gone);
  await insertMany(db, {
    table: 'line_sums',
    columns: lineSumColumns,
    replacing: lineSumKey,
    rows: put.map((line) => lineSumValues(program, line)),
  });
  const moves = cutSums(put, [...gone, ...replaced]);
  await insertMany(db, {
    table: 'cut_sums',
    columns: cutSumColumns,
    replacing: cutSumKey,
    adding: ['lines', ...sumColumns],
    rows: moves.map((sum) => cutSumValues(program, sum)),
  });
  if (!moves.some(({ lines }) => lines < 0)) return;
  await db.deleteFrom('cut_sums').where('program', '=', program).where('lines', '=', 0).execute();
}

async function removeLines(db: Kysely<Database>, program: string, gone: readonly LineSum[]): Promise<void> {
  // A line is of one project, while every project without lines has one of no name.
  const [named, nameless] = [gone.filter(({ line }) => line !== ''), gone.filter(({ line }) => line === '')];
  for (const lines of [named, nameless]) {
    if (lines.length === 0) continue;
    await db
      .deleteFrom('line_sums')
      .where('program', '=', program)
      .where('project', 'in', textList(db, new Set(lines.map(({ project }) => project))))
      .where('line', 'in', textList(db, new Set(lines.map(({ line }) => line))))
      .execute();
  }
}

function placeOf({ project, line }: LineSum): string {
  return JSON.stringify([project, line]);
}

function isSameLine(program: string, line: LineSum, other: LineSum | undefined): boolean {
  if (!other) return false;
  return JSON.stringify(lineSumValues(program, line)) === JSON.stringify(lineSumValues(program, other));
}
