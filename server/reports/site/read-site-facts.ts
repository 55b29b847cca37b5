import type { TableName } from '../../../shared/tables/all-tables.ts';
import type { Kysely } from 'kysely';
import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../../shared/plan/figures/columns-read.ts';
import type { Database } from '../../storage/schema.ts';
import { keyTexts, ProgramSlice, texts } from '../../totals/program-slice.ts';
import { byKeyText, readNarrowRows, type NarrowRow } from '../../totals/read-narrow-rows.ts';

/** Small tables that say what money may be used for; all of their rows belong to every site. */
const whole: readonly TableName[] = ['fundingSources', 'fundingRequests', 'siteBoundaries'];

/**
 * The facts at the head of all projects that touch a site, and of nothing else: enough for what the site's share of them
 * is. The cost follows these projects, not the program. Call it inside a snapshot.
 */
export async function readSiteFacts(
  db: Kysely<Database>,
  program: string,
  code: string,
  asOf: string,
): Promise<PlanFacts> {
  const slice = new ProgramSlice(db, program);
  const here = { column: 'location', values: [code] };
  const touching = [await slice.find('scope', here), await slice.find('budgetLines', here)];
  const projects = [...new Set(touching.flatMap((rows) => texts(rows, 'project')))];
  const ofProjects = { column: 'project', values: projects };
  await slice.read('projects', byKeyText(keyTexts(projects)));
  await slice.read('forecasts', ofProjects);
  const scope = await slice.read('scope', ofProjects);
  const lines = texts(await slice.read('budgetLines', ofProjects), 'id');
  const places = [code, ...texts(scope, 'location')];
  await slice.read('sites', byKeyText(keyTexts([...new Set(places)])));
  const ofLines = { column: 'budgetLine', values: lines };
  const commitments = texts(await slice.read('commitments', ofLines), 'number');
  await slice.read('expenditures', ofLines);
  await slice.read('expenditures', { column: 'commitment', values: commitments });
  await slice.read('commitmentChanges', { column: 'commitment', values: commitments });
  const changes = texts(await slice.read('changeLines', ofLines), 'change');
  await slice.read('changes', byKeyText(keyTexts(changes)));
  const stored: Partial<Record<TableName, readonly NarrowRow[]>> = { ...slice.stored() };
  for (const table of whole) stored[table] = await readNarrowRows(db, program, table);
  return planFacts(programRows(stored), asOf);
}
