import { sql, type Kysely, type RawBuilder } from 'kysely';
import { requestsOfGroup } from '../../shared/plan/figures/line-requests.ts';
import type { LineSum } from '../../shared/plan/sums/line-sums.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Condition, Selection } from '../storage/read-together.ts';
import type { Database } from '../storage/schema.ts';
import { byIndex, isAmong, isAmongThose, jsonRows, textsOf } from '../storage/sql-dialect.ts';
import { keyTexts, ProgramSlice } from './program-slice.ts';
import { byKeyText } from './read-narrow-rows.ts';
import { lineSumCells, lineSumOf } from './sum-rows.ts';

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

/** Of one project. */
export interface ProjectCategory {
  readonly project: string;
  readonly category: string;
}

/**
 * The kept sums of the lines of these categories of projects, and of all lines of a project that has a forecast, which is for
 * several categories, or lines that say no site, whose sums its sites share as one. Some may come twice; `lineSumOf` reads what
 * comes of it.
 */
export function categorySumsSelections(program: string, categories: readonly ProjectCategory[]): Selection[] {
  const ofProgram = { column: 'program', is: program } as const;
  const inProjects = { column: 'project', in: [...new Set(categories.map(({ project }) => project))] };
  const inCategories = {
    columns: ['project', 'category'],
    inLists: categories.map(({ project, category }) => [project, category]),
  };
  const lines: Selection = { from: 'budget_lines', columns: ['id'], where: [ofProgram, inCategories] };
  const forecast: Selection = { from: 'forecasts', columns: ['project'], where: [ofProgram, inProjects] };
  const sharing: Selection = {
    from: 'budget_lines',
    columns: ['project'],
    where: [ofProgram, inProjects, { column: 'location', isEmpty: true }],
  };
  const sums = (where: Condition): Selection => ({
    from: 'line_sums',
    columns: lineSumCells,
    where: [ofProgram, where],
  });
  return [
    sums({ column: 'line', of: lines }),
    sums({ column: 'project', of: forecast }),
    sums({ column: 'project', of: sharing }),
  ];
}

/** The kept sums of all lines of these projects, and of those that these lines are of. One statement. */
export async function readLineSumsAround(
  db: Kysely<Database>,
  program: string,
  { projects, lines }: { readonly projects: ReadonlySet<string>; readonly lines: ReadonlySet<string> },
): Promise<LineSum[]> {
  if (projects.size === 0 && lines.size === 0) return [];
  const ofLines = sql`
    SELECT project FROM line_sums ${byIndex(db, 'line_sums_by_line')}
    WHERE program = ${program} AND ${isAmong(db, 'line', lines)}`;
  if (lines.size === 0) return lineSumsWhere(db, program, isAmong(db, 'project', projects));
  const among = sql<string>`${ofLines} UNION ALL ${textsOf(db, projects)}`;
  return lineSumsWhere(db, program, isAmongThose(db, 'project', among, lines.size + projects.size));
}

async function lineSumsWhere(db: Kysely<Database>, program: string, among: RawBuilder<unknown>): Promise<LineSum[]> {
  const rows = await jsonRows(db, lineSumCells, sql`line_sums WHERE program = ${program} AND ${among}`);
  return rows.map(lineSumOf);
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
