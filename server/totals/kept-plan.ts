import type { Kysely } from 'kysely';
import { addToAmounts, amountsOfSums } from '../../shared/plan/account-sums.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { noAmounts, type Amounts } from '../../shared/plan/figures/amounts.ts';
import { planFacts, type PlanFacts, type ProjectFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows, type ProgramRows, type ReadTable } from '../../shared/plan/figures/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { textList } from '../storage/sql-dialect.ts';
import { keyTexts, ProgramSlice, texts } from './program-slice.ts';
import { byKeyText, byRowId } from './read-narrow-rows.ts';
import { sumsOnDay, type SumsOnDay } from './sums-on-day.ts';
import { amountsOfRow, kindOfRow, sumsOfRow } from './sum-rows.ts';

/** Rows of the plan, with facts whose sums come from those that are kept. */
export interface KeptPlan {
  readonly program: ProgramRows;
  readonly facts: PlanFacts;
}

/**
 * What the computed cells of these rows follow from at the head: the rows, what shares the budget of their projects among
 * sites, what hangs on their commitments, and the kept sums. A fixed number of indexed queries.
 * @param asOf the day after which nothing counts; null: everything that is known
 */
export async function readKeptPlan(
  db: Kysely<Database>,
  program: string,
  asked: ReadonlyMap<string, ReadonlySet<RowId>>,
  asOf: string | null,
): Promise<KeptPlan> {
  const slice = new ProgramSlice(db, program);
  const read = (table: ReadTable) => slice.read(table, byRowId(asked.get(table) ?? []));
  for (const table of ['expenditures', 'milestones', 'periods', 'fundingRequests'] as const) await read(table);
  const lines = texts(await read('budgetLines'), 'id');
  await readCommitments(slice, asked.get('commitments') ?? []);
  const projects = texts(await read('projects'), 'number');
  await slice.read('milestones', { column: 'project', values: projects });
  const siblings = await slice.read('scope', { column: 'project', values: asked.get('scope') ?? [], asInRows: true });
  const shared = texts(siblings, 'project');
  await slice.read('sites', byKeyText(keyTexts(texts(siblings, 'location'))));
  await slice.read('projects', byKeyText(keyTexts(shared)));
  const rows = programRows(slice.stored());
  const facts = planFacts(rows, asOf);
  const amounts: KeptAmounts = {
    ofProjects: await readProjectAmounts(db, program, [...projects, ...shared]),
    ofLines: await readLineAmounts(db, program, lines),
  };
  const among = new Set(facts.projects.keys());
  if (asOf !== null && among.size > 0) putSumsOf(await sumsOnDay(db, program, asOf, among), amounts);
  return { program: rows, facts: { ...facts, projects: withSums(facts.projects, amounts) } };
}

/** By project number and by budget line. */
interface KeptAmounts {
  readonly ofProjects: Map<string, Amounts>;
  readonly ofLines: Map<string, Amounts>;
}

/** Puts the sums of a day in the place of those that are kept. */
function putSumsOf({ projects, after }: SumsOnDay, { ofProjects, ofLines }: KeptAmounts): void {
  for (const project of projects) ofProjects.set(project, noAmounts());
  for (const { line, project, sums, kind } of after) {
    ofLines.set(line, amountsOfSums(sums, kind));
    addToAmounts(getOrMake(ofProjects, project, noAmounts), sums, kind);
  }
}

async function readCommitments(slice: ProgramSlice, asked: Iterable<RowId>): Promise<void> {
  const numbers = texts(await slice.read('commitments', byRowId(asked)), 'number');
  await slice.read('commitmentChanges', { column: 'commitment', values: numbers });
  await slice.read('expenditures', { column: 'commitment', values: numbers });
}

async function readProjectAmounts(
  db: Kysely<Database>,
  program: string,
  projects: readonly string[],
): Promise<Map<string, Amounts>> {
  if (projects.length === 0) return new Map();
  const rows = await db
    .selectFrom('group_sums')
    .selectAll()
    .where('program', '=', program)
    .where('cut', '=', 'project')
    .where('group_name', 'in', textList(db, new Set(projects)))
    .execute();
  return new Map(rows.map((row) => [row.group_name, amountsOfRow(row)]));
}

async function readLineAmounts(
  db: Kysely<Database>,
  program: string,
  lines: readonly string[],
): Promise<Map<string, Amounts>> {
  if (lines.length === 0) return new Map();
  const rows = await db
    .selectFrom('line_sums')
    .selectAll()
    .where('program', '=', program)
    .where('line', 'in', textList(db, new Set(lines)))
    .execute();
  return new Map(rows.map((row) => [row.line, amountsOfSums(sumsOfRow(row), kindOfRow(row))]));
}

function withSums(projects: PlanFacts['projects'], { ofProjects, ofLines }: KeptAmounts): Map<string, ProjectFacts> {
  return new Map(
    [...projects].map(([number, project]) => {
      const lines = project.lines.map((line) => ({ ...line, amounts: ofLines.get(line.id) ?? noAmounts() }));
      return [number, { ...project, lines, amounts: ofProjects.get(number) ?? noAmounts() }];
    }),
  );
}
