import type { Kysely } from 'kysely';
import type { BridgeMoment } from '../../shared/plan/bridge/bridge-figure.ts';
import type { FigurePart } from '../../shared/plan/figures/explain-figure.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { budgetLines } from '../../shared/tables/budget-lines.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { readProgram } from '../storage/programs.ts';
import { readRowsById, readRowsByIdAt } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import type { PlanTime } from './plan-time.ts';
import { projectOfLine, readProjectPart } from './read-project-part.ts';

/**
 * The part of the plan that a figure of a project or of a budget line is made of, at each of these moments; undefined for any
 * other figure, which may be made of anything. What lies elsewhere at another moment comes along, so that it is known to have
 * moved. Call it inside a snapshot.
 */
export async function readMoments(
  db: Kysely<Database>,
  program: string,
  times: readonly PlanTime[],
  part: FigurePart,
): Promise<BridgeMoment[] | undefined> {
  if (part.project === undefined && part.line === undefined) return undefined;
  const head = (await readProgram(db, program))?.revision;
  const ats = times.map(({ revision }) => (revision === head ? undefined : revision));
  const projects = new Set<string>(part.project === undefined ? [] : [part.project]);
  if (part.line !== undefined) {
    for (const at of ats) {
      const project = await projectOfLine(db, { program, at }, part.line);
      if (project !== undefined) projects.add(project);
    }
  }
  const read = (): Promise<ProgramRows[]> => inTurn(ats, (at) => readProjectPart(db, { program, at }, [...projects]));
  const found = await read();
  const elsewhere = await projectsElsewhere(db, program, ats, found);
  for (const project of elsewhere) projects.add(project);
  const parts = elsewhere.length > 0 ? await read() : found;
  return times.flatMap(({ asOf }, i) => {
    const rows = parts[i];
    return rows ? [{ program: rows, facts: planFacts(rows, asOf) }] : [];
  });
}

/** Projects that lines of one moment belong to at another. */
async function projectsElsewhere(
  db: Kysely<Database>,
  program: string,
  ats: readonly (Revision | undefined)[],
  parts: readonly ProgramRows[],
): Promise<string[]> {
  const lines = parts.map((rows) => new Set<RowId>(rows.budgetLines.map(({ row }) => row)));
  const all = new Set(lines.flatMap((rows) => [...rows]));
  const projects = new Set<string>();
  for (const [i, at] of ats.entries()) {
    const missing = new Set([...all].filter((row) => lines[i]?.has(row) !== true));
    if (missing.size === 0) continue;
    const rows =
      at === undefined
        ? await readRowsById(db, program, budgetLines, missing)
        : await readRowsByIdAt(db, program, budgetLines, missing, at);
    for (const { cells } of rows) if (typeof cells['project'] === 'string') projects.add(cells['project']);
  }
  return [...projects];
}

async function inTurn<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}
