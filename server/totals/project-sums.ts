import { sql, type Kysely, type RawBuilder } from 'kysely';
import { requestsOfGroup } from '../../shared/plan/figures/line-requests.ts';
import type { SumCut } from '../../shared/plan/sums/group-sums.ts';
import type { LineSum } from '../../shared/plan/sums/line-sums.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Selection } from '../storage/read-together.ts';
import type { Database } from '../storage/schema.ts';
import { isAmong, jsonRows } from '../storage/sql-dialect.ts';
import { keyTexts, ProgramSlice } from './program-slice.ts';
import { byKeyText } from './read-narrow-rows.ts';
import { lineSumCells, lineSumOf, postedOnLine, postedOnLineCells, type PostedOnLine } from './sum-rows.ts';

/** The kept sums of all lines of these projects, or of all. */
export async function readLineSums(
  db: Kysely<Database>,
  program: string,
  projects?: Iterable<string>,
): Promise<LineSum[]> {
  return lineSumsWhere(db, program, projects ? isAmong(db, 'project', projects) : sql`TRUE`);
}

/** The kept sums of all lines of these projects; `lineSumOf` reads what comes of it. */
export function lineSumsSelection(program: string, projects: Iterable<string>): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'project', in: [...projects] },
  ];
  return { from: 'line_sums', columns: lineSumCells, where };
}

/** The kept sums of these lines; `lineSumOf` reads what comes of it. */
export function sumsOfLinesSelection(program: string, lines: Iterable<string>): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'line', in: [...lines] },
  ];
  return { from: 'line_sums', columns: lineSumCells, where };
}

/**
 * The kept sums of all lines of those of these projects in which the estimate of a line follows from others: they have a forecast,
 * or lines that are not covered.
 */
export function relatedSumsSelections(program: string, projects: Iterable<string>): Selection[] {
  const ofProgram = { column: 'program', is: program } as const;
  const numbers = [...projects];
  const forecast: Selection = {
    from: 'forecasts',
    columns: ['project'],
    where: [ofProgram, { column: 'project', in: numbers }],
  };
  const uncovered: Selection = {
    from: 'group_sums',
    columns: ['group_name'],
    where: [ofProgram, { column: 'cut', is: 'uncovered' satisfies SumCut }, { column: 'group_name', in: numbers }],
  };
  return [forecast, uncovered].map((of) => ({
    from: 'line_sums',
    columns: lineSumCells,
    where: [ofProgram, { column: 'project', of }],
  }));
}

/** The kept sums of these lines. */
export function readSumsOfLines(db: Kysely<Database>, program: string, lines: Iterable<string>): Promise<LineSum[]> {
  return lineSumsWhere(db, program, isAmong(db, 'line', lines));
}

async function lineSumsWhere(db: Kysely<Database>, program: string, among: RawBuilder<unknown>): Promise<LineSum[]> {
  const rows = await jsonRows(db, lineSumCells, sql`line_sums WHERE program = ${program} AND ${among}`);
  return rows.map(lineSumOf);
}

/** What is posted on every line, and nothing else of it. */
export async function readPostedOnLines(db: Kysely<Database>, program: string): Promise<PostedOnLine[]> {
  return (await jsonRows(db, postedOnLineCells, sql`line_sums WHERE program = ${program}`)).map(postedOnLine);
}

/** Projects with all of their lines and forecasts. */
export async function readProjects(
  db: Kysely<Database>,
  program: string,
  projects: Iterable<string>,
): Promise<ProgramRows> {
  const slice = new ProgramSlice(db, program);
  const numbers = [...projects];
  await slice.read('projects', byKeyText(keyTexts(numbers)));
  await slice.read('budgetLines', { column: 'project', values: numbers });
  await slice.read('forecasts', { column: 'project', values: numbers });
  return programRows(slice.stored());
}

/** The funding requests of lines, by line. */
export function requestsOfSums(lines: readonly LineSum[]): Map<string, readonly string[]> {
  return new Map(lines.map(({ line, groups }) => [line, requestsOfGroup(groups.requests)]));
}
