import { CompiledQuery, type Kysely } from 'kysely';
import type { Cell } from '../../shared/tables/cell.ts';
import type { SqlValue } from './each-row.ts';
import type { Database } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

/**
 * Which rows: by one value or none, by any number of texts or whole numbers, or of lists of texts in several columns, or by the first
 * column of other rows.
 */
export type Condition =
  | { readonly column: string; readonly is: SqlValue }
  | { readonly column: string; readonly above: SqlValue }
  | { readonly column: string; readonly isEmpty: true }
  | { readonly column: string; readonly in: readonly string[] }
  | { readonly column: string; readonly inNumbers: readonly number[] }
  | { readonly columns: readonly string[]; readonly inLists: readonly (readonly string[])[] }
  | { readonly column: string; readonly of: Selection };

/** Columns of some rows of a table or join. Names are those of SQL and come from the schema, never from outside. */
export interface Selection {
  readonly from: string;
  readonly columns: readonly string[];
  /** All of them hold. */
  readonly where: readonly Condition[];
  /** One of the columns, added up over the rows that are the same in the others. Absent: every row comes by itself. */
  readonly adds?: string;
}

/** A row in the order of the columns asked for. */
export type Values = readonly Cell[];

/** With more texts than this to look for, the rows are many, and passing them as JSON costs more than another statement. */
const FEW_TEXTS = 500;

/**
 * Reads rows of several tables, few of each in one statement however many tables there are: what a sync costs are its
 * statements. @returns the rows of each selection, in their order
 */
export async function readTogether(
  db: Kysely<Database>,
  selections: readonly Selection[],
): Promise<(readonly Values[])[]> {
  const wanted = selections.filter((selection) => !isEmpty(selection));
  const few = wanted.filter((selection) => textsOf(selection) <= FEW_TEXTS);
  const found = new Map<Selection, readonly Values[]>();
  if (few.length > 0) await readAsJson(db, few, found);
  for (const selection of wanted) if (!found.has(selection)) found.set(selection, await readAlone(db, selection));
  return selections.map((selection) => found.get(selection) ?? []);
}

/** True when no row can be meant. */
function isEmpty({ where }: Selection): boolean {
  return where.some((condition) => ('of' in condition ? isEmpty(condition.of) : listIn(condition)?.length === 0));
}

function textsOf({ where }: Selection): number {
  const counts = where.map((condition) =>
    'of' in condition ? textsOf(condition.of) : (listIn(condition)?.length ?? 0),
  );
  return Math.max(0, ...counts);
}

function listIn(condition: Condition): readonly unknown[] | undefined {
  if ('in' in condition) return condition.in;
  if ('inLists' in condition) return condition.inLists;
  return 'inNumbers' in condition ? condition.inNumbers : undefined;
}

async function readAlone(db: Kysely<Database>, selection: Selection): Promise<Values[]> {
  const writer = new SelectWriter(isPostgres(db) ? 'many on PostgreSQL' : 'SQLite');
  const text =
    selection.adds === undefined
      ? writer.select(namesOf(selection), selection)
      : writer.sums(selection, selection.adds);
  const { rows } = await db.executeQuery<Record<string, Cell>>(CompiledQuery.raw(text, writer.values));
  return rows.map((row) => selection.columns.map((column) => row[column] ?? null));
}

/** The database makes one text of all rows of a selection: that costs less than one object each. */
async function readAsJson(
  db: Kysely<Database>,
  selections: readonly Selection[],
  found: Map<Selection, readonly Values[]>,
): Promise<void> {
  const writer = new SelectWriter(isPostgres(db) ? 'few on PostgreSQL' : 'SQLite');
  const [all, one] = isPostgres(db) ? ['json_agg', 'json_build_array'] : ['json_group_array', 'json_array'];
  const parts = selections.map((selection, part) => {
    const list = `${part} AS part, ${all}(${one}(${namesOf(selection)})) AS list`;
    return selection.adds === undefined
      ? writer.select(list, selection)
      : `SELECT ${list} FROM (${writer.sums(selection, selection.adds)}) AS added`;
  });
  const text = parts.join(' UNION ALL ');
  const { rows } = await db.executeQuery<{ part: number; list: unknown }>(CompiledQuery.raw(text, writer.values));
  for (const { part, list } of rows) {
    const selection = selections[part];
    if (selection) found.set(selection, valuesIn(list));
  }
}

function namesOf({ columns }: Selection): string {
  return columns.map((column) => `"${column}"`).join();
}

/** PostgreSQL's driver reads JSON by itself, and makes nothing of no rows. */
function valuesIn(list: unknown): readonly Values[] {
  const values: unknown = typeof list === 'string' ? JSON.parse(list) : (list ?? []);
  if (!isListOfValues(values)) throw new Error('The database gave another thing than lists of cells.');
  return values;
}

function isListOfValues(list: unknown): list is readonly Values[] {
  return Array.isArray(list) && list.every(isValues);
}

function isValues(values: unknown): values is Values {
  return Array.isArray(values) && values.every((value) => value === null || typeof value !== 'object');
}

/** By whom a statement is read, and whether it names few values. */
type Reader = 'SQLite' | 'few on PostgreSQL' | 'many on PostgreSQL';

/** Writes SELECT statements and collects their parameters. */
class SelectWriter {
  readonly values: SqlValue[] = [];
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  select(what: string, { from, where }: Selection): string {
    return `SELECT ${what} FROM ${from} WHERE ${where.map((condition) => this.#condition(condition)).join(' AND ')}`;
  }

  sums(selection: Selection, added: string): string {
    const others = selection.columns.filter((column) => column !== added).map((column) => `"${column}"`);
    const what = [...others, `CAST(SUM("${added}") AS bigint) AS "${added}"`].join();
    return `${this.select(what, selection)} GROUP BY ${others.join()}`;
  }

  #condition(condition: Condition): string {
    if ('inLists' in condition) return this.#lists(condition);
    const column = `"${condition.column}"`;
    if ('is' in condition) return `${column} = ${this.#mark(condition.is)}`;
    if ('isEmpty' in condition) return `${column} IS NULL`;
    if ('above' in condition) return `${column} > ${this.#mark(condition.above)}`;
    if ('in' in condition) return this.#among(column, condition.in, '');
    if ('inNumbers' in condition) return this.#among(column, condition.inNumbers, '::bigint');
    return `${column} IN (${this.select(`"${condition.of.columns[0] ?? ''}"`, condition.of)})`;
  }

  #lists({ columns, inLists }: Extract<Condition, { readonly columns: unknown }>): string {
    const mark = this.#mark(JSON.stringify(inLists));
    const names = columns.map((column) => `"${column}"`);
    const parts = columns.map((_, i) => `value->>${i}`);
    const each = this.#reader === 'SQLite' ? `json_each(${mark})` : `jsonb_array_elements(${mark}::jsonb)`;
    const isListed = `(${names.join()}) IN (SELECT ${parts.join()} FROM ${each})`;
    return this.#reader === 'few on PostgreSQL'
      ? `${names[0]} = ANY(ARRAY(SELECT ${parts[0]} FROM ${each})) AND ${isListed}`
      : isListed;
  }

  #mark(value: SqlValue): string {
    this.values.push(value);
    return this.#reader === 'SQLite' ? '?' : `$${this.values.length}`;
  }

  /**
   * One parameter for any number of values. PostgreSQL takes a sub-query for half of what there is and would read the whole table; of
   * an array it expects a few values, and looks each up.
   */
  #among(column: string, values: readonly SqlValue[], cast: '' | '::bigint'): string {
    const mark = this.#mark(JSON.stringify(values));
    if (this.#reader === 'SQLite') return `${column} IN (SELECT value FROM json_each(${mark}))`;
    const list = `SELECT jsonb_array_elements_text(${mark}::jsonb)${cast}`;
    return this.#reader === 'few on PostgreSQL' ? `${column} = ANY(ARRAY(${list}))` : `${column} IN (${list})`;
  }
}
