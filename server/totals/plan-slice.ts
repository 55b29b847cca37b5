import type { Kysely } from 'kysely';
import type { RowId } from '../../shared/tables/cell.ts';
import { programRows, type ProgramRows, type ReadTable } from '../../shared/totals/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { keyTexts, ProgramSlice, texts } from './program-slice.ts';
import { byKeyText, byRowId, type NarrowRow } from './read-narrow-rows.ts';

/**
 * Everything that the computed cells of these rows, projects and scope left out, follow from; read by indexed queries, a
 * fixed number of them. Other rows come along, whose own computed cells would be wrong: only those asked for are whole.
 */
export async function readSliceFor(
  db: Kysely<Database>,
  program: string,
  rows: ReadonlyMap<string, ReadonlySet<RowId>>,
): Promise<ProgramRows> {
  const slice = new ProgramSlice(db, program);
  const asked = (table: ReadTable): Promise<NarrowRow[]> => slice.read(table, byRowId(rows.get(table) ?? []));

  for (const table of ['expenditures', 'milestones', 'periods', 'fundingRequests'] as const) await asked(table);
  const lines = texts(await asked('budgetLines'), 'id');
  await readBudgetChanges(slice, lines);
  await readLedger(slice, lines, await asked('commitments'));
  return programRows(slice.stored());
}

async function readBudgetChanges(slice: ProgramSlice, lines: readonly string[]): Promise<void> {
  const changeLines = await slice.read('changeLines', { column: 'budgetLine', values: lines });
  await slice.read('changes', byKeyText(keyTexts(texts(changeLines, 'change'))));
}

/** Postings on the lines, and on the commitments of the lines wherever they were posted. */
async function readLedger(slice: ProgramSlice, lines: readonly string[], asked: readonly NarrowRow[]): Promise<void> {
  const ofLines = await slice.read('commitments', { column: 'budgetLine', values: lines });
  const numbers = texts([...asked, ...ofLines], 'number');
  await slice.read('commitmentChanges', { column: 'commitment', values: numbers });
  await slice.read('expenditures', { column: 'commitment', values: numbers });
  await slice.read('expenditures', { column: 'budgetLine', values: lines });
}
