import { sql, type RawBuilder } from 'kysely';
import { sqlValue } from '../storage/rows.ts';
import { sqlColumn } from '../storage/schema.ts';
import { ROW_ID } from './entity-model.ts';
import type { Comparison } from './parse-filter.ts';
import type { TypedFilter } from './typed-filter.ts';

const operators: Readonly<Record<Exclude<Comparison, 'eq' | 'ne'>, RawBuilder<unknown>>> = {
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

/** The SQL column of a property, quoted. Names come from the table's definition alone. */
export function columnRef(property: string): RawBuilder<unknown> {
  return sql.ref(property === ROW_ID ? 'row_id' : sqlColumn(property));
}

/** A column by the numbers of its letters, whichever language the database speaks. */
export function ordered(property: string, isText: boolean, postgres: boolean): RawBuilder<unknown> {
  return isText && postgres ? sql`${columnRef(property)} COLLATE "C"` : columnRef(property);
}

/**
 * A filter as a condition that is true or false, never unknown, and true for the same rows as `matchesFilter`. Every value is a
 * parameter.
 */
export function filterSql(filter: TypedFilter, postgres: boolean): RawBuilder<unknown> {
  switch (filter.kind) {
    case 'and':
      return sql`(${filterSql(filter.left, postgres)} AND ${filterSql(filter.right, postgres)})`;
    case 'or':
      return sql`(${filterSql(filter.left, postgres)} OR ${filterSql(filter.right, postgres)})`;
    case 'not':
      return sql`(NOT ${filterSql(filter.of, postgres)})`;
    case 'compare':
      return compareSql(filter, postgres);
    case 'text':
      return textSql(filter, postgres);
  }
}

function compareSql({ column, by, value }: Extract<TypedFilter, { kind: 'compare' }>, postgres: boolean) {
  const ref = columnRef(column);
  if (value === null) {
    if (by === 'eq') return sql`(${ref} IS NULL)`;
    return by === 'ne' ? sql`(${ref} IS NOT NULL)` : sql`(1 = 0)`;
  }
  const bound = boundValue(value, postgres);
  if (by === 'eq') return sql`(${ref} IS NOT NULL AND ${ref} = ${bound})`;
  if (by === 'ne') return sql`(${ref} IS NULL OR ${ref} <> ${bound})`;
  return sql`(${ref} IS NOT NULL AND ${ordered(column, typeof value === 'string', postgres)} ${operators[by]} ${bound})`;
}

/** PostgreSQL takes the type of a parameter from what it stands beside: a part of a cent would be no integer. */
function boundValue(value: string | number | boolean, postgres: boolean): RawBuilder<unknown> {
  const cell = sqlValue(value);
  return postgres && typeof cell === 'number' ? sql`${String(cell)}::numeric` : sql`${cell}`;
}

function textSql({ column, by, value }: Extract<TypedFilter, { kind: 'text' }>, postgres: boolean) {
  const ref = columnRef(column);
  // Both databases count code points.
  const length = Array.from(value).length;
  if (length === 0) return sql`(${ref} IS NOT NULL)`;
  const at = postgres ? sql`strpos(${ref}, ${value}::text)` : sql`instr(${ref}, ${value})`;
  if (by === 'contains') return sql`(${ref} IS NOT NULL AND ${at} > 0)`;
  if (by === 'startswith') {
    return postgres
      ? sql`(${ref} IS NOT NULL AND starts_with(${ref}, ${value}::text))`
      : sql`(${ref} IS NOT NULL AND substr(${ref}, 1, ${length}) = ${value})`;
  }
  return postgres
    ? sql`(${ref} IS NOT NULL AND right(${ref}, ${length}::int) = ${value}::text)`
    : sql`(${ref} IS NOT NULL AND length(${ref}) >= ${length} AND substr(${ref}, ${-length}) = ${value})`;
}
