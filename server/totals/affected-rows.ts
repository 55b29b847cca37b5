import { sql, type Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import {
  addRow,
  affectedKeys,
  reachesComputedCells,
  type AffectedKeys,
} from '../../shared/plan/figures/affected-keys.ts';
import type { ReadTable } from '../../shared/plan/figures/program-rows.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { textList } from '../storage/sql-dialect.ts';
import { byKeyText, byRowId, readNarrowRows, type NarrowFilter, type NarrowRow } from './read-narrow-rows.ts';
import { isReadTable } from './read-program.ts';

/** The editable cells of a changed row as it is now, undefined when it is gone. */
export type CellsNow = (change: RowChange) => Cells | undefined;

/**
 * Live rows whose computed cells may differ because of these changes, which come the newest first and which the database
 * already holds. A fixed number of indexed queries; the cost follows the rows affected.
 * @param known the changed rows, when the caller holds them
 */
export async function affectedRows(
  db: Kysely<Database>,
  program: string,
  changes: readonly RowChange[],
  known?: CellsNow,
): Promise<Map<string, Set<RowId>>> {
  const reaching = changes.filter(reachesComputedCells);
  if (reaching.length === 0) return new Map();
  const keys = affectedKeys(reaching, known ?? (await readCellsNow(db, program, reaching)));
  await followKeys(new Reader(db, program), keys);
  return keys.rows;
}

async function readCellsNow(db: Kysely<Database>, program: string, changes: readonly RowChange[]): Promise<CellsNow> {
  const ids = new Map<ReadTable, Set<RowId>>();
  for (const { table, row } of changes) {
    if (isReadTable(table)) getOrMake(ids, table, () => new Set<RowId>()).add(row);
  }
  const cells = new Map<string, Map<RowId, Cells>>();
  for (const [table, rows] of ids) {
    const found = await readNarrowRows(db, program, table, byRowId(rows));
    cells.set(table, new Map(found.map((row) => [row.row, row.cells])));
  }
  return ({ table, row }) => cells.get(table)?.get(row);
}

class Reader {
  readonly #db: Kysely<Database>;
  readonly #program: string;

  constructor(db: Kysely<Database>, program: string) {
    this.#db = db;
    this.#program = program;
  }

  rows(table: ReadTable, filter: NarrowFilter): Promise<NarrowRow[]> {
    return readNarrowRows(this.#db, this.#program, table, filter);
  }

  /** Different values of `wanted` in the rows where `column` holds one of these values. */
  async values(table: ReadTable, wanted: string, column: string, values: ReadonlySet<string>): Promise<string[]> {
    if (values.size === 0) return [];
    const { rows } = await sql<{ value: string }>`
      SELECT DISTINCT ${sql.ref(sqlColumn(wanted))} AS value FROM ${sql.table(planTable(tableNamed(table)))}
      WHERE program = ${this.#program} AND ${sql.ref(sqlColumn(column))} IN ${textList(this.#db, values)}`.execute(
      this.#db,
    );
    return rows.map(({ value }) => value);
  }
}

/** From keys to rows: the same steps as `affectedRows` of shared/plan/figures/testing, asked of the database. */
async function followKeys(reader: Reader, keys: AffectedKeys): Promise<void> {
  const { rows, budgets, lines, projects, shares } = keys;
  addAll(budgets, await reader.values('changeLines', 'budgetLine', 'change', keys.changes));
  addAll(shares, await reader.values('scope', 'project', 'location', keys.sites));
  await followCommitments(reader, keys);
  for (const { row, cells } of await withKeys(reader, 'budgetLines', [...budgets, ...lines])) {
    addRow(rows, 'budgetLines', row);
    addAll(projects, [String(cells['project'])]);
    if (budgets.has(String(cells['id']))) addAll(shares, [String(cells['project'])]);
  }
  for (const { row } of await withKeys(reader, 'projects', projects)) addRow(rows, 'projects', row);
  for (const { row } of await withKeys(reader, 'periods', keys.periods)) addRow(rows, 'periods', row);
  if (shares.size === 0) return;
  for (const { row } of await reader.rows('scope', { column: 'project', values: shares })) addRow(rows, 'scope', row);
}

async function followCommitments(reader: Reader, { commitments, rows, lines }: AffectedKeys): Promise<void> {
  if (commitments.size === 0) return;
  const found = await reader.rows('commitments', byKeyText([...commitments].map(keyTextOfCommitment)));
  for (const { row, cells } of found) {
    addRow(rows, 'commitments', row);
    addAll(lines, [String(cells['budgetLine'])]);
  }
}

/** The key text of a commitment line, from its `commitmentKey`. */
function keyTextOfCommitment(key: string): string {
  const space = key.lastIndexOf(' ');
  return keyText([key.slice(0, space), key.slice(space + 1)]);
}

async function withKeys(reader: Reader, table: ReadTable, keys: Iterable<string>): Promise<NarrowRow[]> {
  const texts = [...new Set(keys)].map((key) => keyText([key]));
  return texts.length === 0 ? [] : reader.rows(table, byKeyText(texts));
}

function addAll(set: Set<string>, values: readonly string[]): void {
  for (const value of values) set.add(value);
}
