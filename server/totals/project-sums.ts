import { sql, type Kysely, type RawBuilder } from 'kysely';
import { requestsOfGroup } from '../../shared/plan/figures/line-requests.ts';
import type { LineSum } from '../../shared/plan/line-sums.ts';
import { programRows, type ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Selection } from '../storage/read-together.ts';
import type { Database } from '../storage/schema.ts';
import { byIndex, jsonRows, textList, textsOf } from '../storage/sql-dialect.ts';
import { keyTexts, ProgramSlice } from './program-slice.ts';
import { byKeyText } from './read-narrow-rows.ts';
import { lineSumCells, lineSumOf } from './sum-rows.ts';

/** The kept sums of all lines of these projects, or of all. */
export async function readLineSums(
  db: Kysely<Database>,
  program: string,
  projects?: Iterable<string>,
): Promise<LineSum[]> {
  return lineSumsWhere(db, program, projects ? sql`project IN ${textList(db, projects)}` : sql`TRUE`);
}

/** The kept sums of all lines of these projects; `lineSumOf` reads what comes of it. */
export function lineSumsSelection(program: string, projects: Iterable<string>): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'project', in: [...projects] },
  ];
  return { from: 'line_sums', columns: lineSumCells, where };
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
    WHERE program = ${program} AND line IN ${textList(db, lines)}`;
  const among = lines.size === 0 ? textList(db, projects) : sql`(${ofLines} UNION ALL ${textsOf(db, projects)})`;
  return lineSumsWhere(db, program, sql`project IN ${among}`);
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
