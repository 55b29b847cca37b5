import type { Column } from '../../shared/tables/column.ts';
import type { Table } from '../../shared/tables/table.ts';
import { invalidRequest } from '../errors.ts';
import { scaleOf } from '../feeds/table-feed.ts';
import { edmTypeOf, ROW_ID } from './entity-model.ts';
import {
  parseFilter,
  type Comparison,
  type Filter,
  type FilterValue,
  type Fold,
  type TextTest,
} from './parse-filter.ts';

/** A filter whose columns there are, and whose values are cells as the plan holds them: cents, dates as text. */
export type TypedFilter =
  | { readonly kind: 'and' | 'or'; readonly left: TypedFilter; readonly right: TypedFilter }
  | { readonly kind: 'not'; readonly of: TypedFilter }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly by: Comparison;
      /** Of numbers perhaps with a part: no cell is as much, but some are more. */
      readonly value: string | number | boolean | null;
      readonly folded: Fold;
    }
  | {
      readonly kind: 'text';
      readonly column: string;
      readonly by: TextTest;
      readonly value: string;
      readonly folded: Fold;
    };

/** Throws HttpError invalid_request for what is no filter of the table. */
export function typedFilter(table: Table, text: string): TypedFilter {
  return typed(table, parseFilter(text));
}

function typed(table: Table, filter: Filter): TypedFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, left: typed(table, filter.left), right: typed(table, filter.right) };
    case 'not':
      return { kind: 'not', of: typed(table, filter.of) };
    case 'compare': {
      const { name, by, folded } = filter;
      const value = cellOf(name, columnOf(table, name, { asText: folded !== null }), filter.value);
      return { kind: 'compare', column: name, by, folded, value };
    }
    case 'text': {
      const { name, by, value, folded } = filter;
      columnOf(table, name, { asText: true });
      return { kind: 'text', column: name, by, value, folded };
    }
  }
}

/** The column of that name; null for the Row ID. */
export function columnOf(table: Table, name: string, { asText = false, path = '$filter' } = {}): Column | null {
  if (name === ROW_ID) return null;
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column) throw invalidRequest(path, `${table.label} has no property ${name}.`);
  if (asText && edmTypeOf(column) !== 'Edm.String') throw invalidRequest(path, `${name} holds no text.`);
  return column;
}

const LARGEST = 1e15;
/** Far finer than any cell, and coarse enough for what doubles add: 12.3 × 100 is 1230. */
const GRAIN = 1e6;

function cellOf(name: string, column: Column | null, value: FilterValue): string | number | boolean | null {
  if (value === null) return null;
  const type = column === null ? 'Edm.String' : edmTypeOf(column);
  const isDate = typeof value === 'object';
  if (type === 'Edm.Date' && isDate) return value.date;
  if (type === 'Edm.String' && typeof value === 'string') return value;
  if (type === 'Edm.Boolean' && typeof value === 'boolean') return value;
  if ((type === 'Edm.Decimal' || type === 'Edm.Int64') && typeof value === 'number' && column) {
    const scaled = Math.round(value * 10 ** (scaleOf(column) ?? 0) * GRAIN) / GRAIN;
    return Math.max(-LARGEST, Math.min(LARGEST, scaled));
  }
  throw invalidRequest('$filter', `${name} is of type ${type}, and what it is compared with is not.`);
}

/** Names of the columns that a filter looks at. */
export function columnsOfFilter(filter: TypedFilter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...columnsOfFilter(filter.left), ...columnsOfFilter(filter.right)];
    case 'not':
      return columnsOfFilter(filter.of);
    case 'compare':
    case 'text':
      return [filter.column];
  }
}

/** True where a filter folds letters: databases know the small letters of few alphabets. */
export function foldsLetters(filter: TypedFilter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return foldsLetters(filter.left) || foldsLetters(filter.right);
    case 'not':
      return foldsLetters(filter.of);
    case 'compare':
    case 'text':
      return filter.folded !== null;
  }
}
