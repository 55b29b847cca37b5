import type { Kysely } from 'kysely';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import { programRows, type ProgramRows, type ReadTable } from '../../shared/totals/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { byKeyText, byRowId, readNarrowRows, type NarrowFilter, type NarrowRow } from './read-narrow-rows.ts';

/** Rows per table that have been read, each once. */
class Slice {
  readonly #db: Kysely<Database>;
  readonly #program: string;
  readonly #rows = new Map<ReadTable, Map<RowId, NarrowRow>>();

  constructor(db: Kysely<Database>, program: string) {
    this.#db = db;
    this.#program = program;
  }

  /** Reads the rows of a filter and keeps them; no query for no values. */
  async read(table: ReadTable, { column, values }: NarrowFilter): Promise<NarrowRow[]> {
    const wanted = [...new Set(values)];
    if (wanted.length === 0) return [];
    const found = await readNarrowRows(this.#db, this.#program, table, { column, values: wanted });
    const ofTable = this.#rows.get(table) ?? new Map<RowId, NarrowRow>();
    for (const row of found) ofTable.set(row.row, row);
    this.#rows.set(table, ofTable);
    return found;
  }

  rows(): ProgramRows {
    return programRows(Object.fromEntries([...this.#rows].map(([table, rows]) => [table, [...rows.values()]])));
  }
}

/**
 * Everything that the computed cells of these rows follow from, read by indexed queries, a fixed number of them. Other
 * rows come along, whose own computed cells would be wrong: only those asked for are whole.
 */
export async function readSliceFor(
  db: Kysely<Database>,
  program: string,
  rows: ReadonlyMap<string, ReadonlySet<RowId>>,
): Promise<ProgramRows> {
  const slice = new Slice(db, program);
  const asked = (table: ReadTable): Promise<NarrowRow[]> => slice.read(table, byRowId(rows.get(table) ?? []));

  for (const table of ['expenditures', 'milestones', 'periods', 'fundingRequests'] as const) await asked(table);
  const projects = texts(await asked('projects'), 'number');
  await slice.read('forecasts', { column: 'project', values: projects });
  await slice.read('milestones', { column: 'project', values: projects });

  const shared = await readSharing(slice, await asked('scope'));
  const lines = [
    ...(await asked('budgetLines')),
    ...(await slice.read('budgetLines', { column: 'project', values: projects })),
  ];
  const budgeted = await slice.read('budgetLines', { column: 'project', values: shared });
  await readBudgetChanges(slice, texts([...lines, ...budgeted], 'id'));
  await readLedger(slice, texts(lines, 'id'), await asked('commitments'));
  return slice.rows();
}

/** Cells of a text column, blanks left out. */
function texts(rows: readonly NarrowRow[], column: string): string[] {
  return rows.map(({ cells }) => cells[column]).filter((cell) => typeof cell === 'string');
}

/** All scope of the projects of these scope rows, with its sites. Returns the projects. */
async function readSharing(slice: Slice, scope: readonly NarrowRow[]): Promise<string[]> {
  const projects = texts(scope, 'project');
  const siblings = await slice.read('scope', { column: 'project', values: projects });
  await slice.read('sites', byKeyText(keyTexts(texts(siblings, 'location'))));
  return projects;
}

function keyTexts(keys: readonly Cell[]): string[] {
  return keys.map((key) => keyText([key]));
}

async function readBudgetChanges(slice: Slice, lines: readonly string[]): Promise<void> {
  const changeLines = await slice.read('changeLines', { column: 'budgetLine', values: lines });
  await slice.read('changes', byKeyText(keyTexts(texts(changeLines, 'change'))));
}

/** Postings on the lines, and on the commitments of the lines wherever they were posted. */
async function readLedger(slice: Slice, lines: readonly string[], asked: readonly NarrowRow[]): Promise<void> {
  const ofLines = await slice.read('commitments', { column: 'budgetLine', values: lines });
  const numbers = texts([...asked, ...ofLines], 'number');
  await slice.read('commitmentChanges', { column: 'commitment', values: numbers });
  await slice.read('expenditures', { column: 'commitment', values: numbers });
  await slice.read('expenditures', { column: 'budgetLine', values: lines });
}
