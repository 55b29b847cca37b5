import { sql, type Kysely } from 'kysely';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { computedColumns, type Table } from '../../shared/tables/table.ts';
import type { Store } from '../storage/database.ts';
import { readRows, rowReader } from '../storage/rows.ts';
import { planTable, type Database } from '../storage/schema.ts';
import { inSnapshot, isPostgres } from '../storage/sql-dialect.ts';
import { computedCells, computedCellsOf } from '../totals/computed-cells.ts';
import type { PlanTime } from '../totals/plan-time.ts';
import { readProgram } from '../storage/programs.ts';
import { edmTypeOf, ROW_ID } from './entity-model.ts';
import { columnRef, filterSql, ordered } from './filter-sql.ts';
import { matchesFilter, orderOf } from './matches-filter.ts';
import { columnsOfFilter, foldsLetters, type TypedFilter } from './typed-filter.ts';

/** Which entities of a table are asked for. */
export interface EntitiesQuery {
  readonly table: Table;
  readonly time: PlanTime;
  readonly filter: TypedFilter | null;
  readonly order: readonly { readonly column: string; readonly isDown: boolean }[];
  /** Columns of the answer. */
  readonly columns: readonly string[];
  readonly offset: number;
  readonly limit: number;
  readonly withCount: boolean;
}

export interface Entities {
  readonly rows: readonly { readonly row: string; readonly cells: Cells }[];
  /** More come after these. */
  readonly hasMore: boolean;
  /** How many there are in all; null where nobody asked. */
  readonly count: number | null;
}

/**
 * Reads a page of entities. The database filters, orders and counts where all of that is of stored columns at the head;
 * figures and older revisions are looked through here, by rules that say the same.
 */
export function readEntities(store: Store, program: string, query: EntitiesQuery): Promise<Entities> {
  return inSnapshot(store.read, async (db) => {
    const head = (await readProgram(db, program))?.revision;
    return isStored(query) && head === query.time.revision
      ? pageFromDatabase(db, program, query)
      : pageFromRows(db, program, query);
  });
}

function isStored({ table, filter, order }: EntitiesQuery): boolean {
  const computed = new Set(computedColumns(table));
  const named = [...(filter === null ? [] : columnsOfFilter(filter)), ...order.map(({ column }) => column)];
  return !named.some((name) => computed.has(name)) && (filter === null || !foldsLetters(filter));
}

async function pageFromDatabase(db: Kysely<Database>, program: string, query: EntitiesQuery): Promise<Entities> {
  const { table, time, filter, order, columns, offset, limit, withCount } = query;
  const postgres = isPostgres(db);
  const from = sql`${sql.table(planTable(table))} WHERE program = ${program}${filter === null ? sql`` : sql` AND ${filterSql(filter, postgres)}`}`;
  const by = order.flatMap(({ column, isDown }) => {
    const isText =
      column === ROW_ID || (table.columns[column] !== undefined && edmTypeOf(table.columns[column]) === 'Edm.String');
    // Nothing comes first, and last from the other end: the databases differ in that.
    return isDown
      ? [sql`(${columnRef(column)} IS NULL)`, sql`${ordered(column, isText, postgres)} DESC`]
      : [sql`(${columnRef(column)} IS NOT NULL)`, ordered(column, isText, postgres)];
  });
  const { rows } = await sql<Record<string, Cell>>`
    SELECT * FROM ${from} ORDER BY ${sql.join([...by, ordered(ROW_ID, true, postgres)])}
    LIMIT ${limit + 1} OFFSET ${offset}`.execute(db);
  const page = rows.slice(0, limit).map(rowReader(table));
  const counted = withCount
    ? await sql<{ count: number | string }>`SELECT count(*) AS count FROM ${from}`.execute(db)
    : null;
  const asked = new Map([[table.name, new Set(page.map(({ row }) => row))]]);
  const computed = needsComputed(query)
    ? (await computedCellsOf(db, program, asked, time.asOf)).get(table.name)
    : undefined;
  return {
    rows: page.map(({ row, cells }) => ({ row, cells: pick({ ...cells, ...computed?.get(row) }, columns) })),
    hasMore: rows.length > limit,
    count: counted === null ? null : Number(counted.rows[0]?.count ?? 0),
  };
}

async function pageFromRows(db: Kysely<Database>, program: string, query: EntitiesQuery): Promise<Entities> {
  const { table, time, filter, order, columns, offset, limit, withCount } = query;
  const stored = await readRows(db, program, table, time.revision);
  const computed = needsComputed(query)
    ? (await computedCells(db, program, [table], { at: time.revision, asOf: time.asOf })).get(table.name)
    : undefined;
  const rows = stored.map(({ row, cells }) => ({ row, cells: { ...cells, ...computed?.get(row) } }));
  const cellOf = ({ row, cells }: Pick<StoredRow, 'row' | 'cells'>, column: string): Cell =>
    column === ROW_ID ? row : (cells[column] ?? null);
  const found = rows.filter((row) => filter === null || matchesFilter(filter, (column) => cellOf(row, column)));
  found.sort((left, right) => {
    for (const { column, isDown } of order) {
      const by = orderOf(cellOf(left, column), cellOf(right, column));
      if (by !== 0) return isDown ? -by : by;
    }
    return orderOf(left.row, right.row);
  });
  const page = found.slice(offset, offset + limit);
  return {
    rows: page.map(({ row, cells }) => ({ row, cells: pick(cells, columns) })),
    hasMore: found.length > offset + limit,
    count: withCount ? found.length : null,
  };
}

function needsComputed({ table, columns, filter, order }: EntitiesQuery): boolean {
  const computed = new Set(computedColumns(table));
  const named = [...columns, ...(filter === null ? [] : columnsOfFilter(filter)), ...order.map(({ column }) => column)];
  return named.some((name) => computed.has(name));
}

function pick(cells: Cells, columns: readonly string[]): Cells {
  return Object.fromEntries(columns.map((name) => [name, cells[name] ?? null]));
}
