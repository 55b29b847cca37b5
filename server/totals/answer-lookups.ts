import type { Kysely } from 'kysely';
import type { FoundRow, Lookup } from '../../shared/plan/reached-rows.ts';
import { columnsRead } from '../../shared/plan/figures/columns-read.ts';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import { readTogether, type Condition, type Selection, type Values } from '../storage/read-together.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { flagOf, isFlag } from './read-narrow-rows.ts';

/** Rows that lookups ask for, and what was read beside them. */
export interface Answers {
  readonly rows: FoundRow[][];
  readonly beside: readonly (readonly Values[])[];
}

/**
 * The rows that lookups ask for, with the columns that declarations read, and other selections in the same statement, whatever
 * tables they are of.
 */
export async function answerLookups(
  db: Kysely<Database>,
  program: string,
  lookups: readonly Lookup[],
  beside: readonly Selection[] = [],
): Promise<Answers> {
  const found = await readTogether(db, [...lookups.map((lookup) => narrowSelection(program, lookup)), ...beside]);
  return {
    rows: lookups.map((lookup, i) => narrowRows(lookup, found[i] ?? [])),
    beside: found.slice(lookups.length),
  };
}

function narrowSelection(program: string, lookup: Lookup): Selection {
  const table = tableNamed(lookup.table);
  return {
    from: planTable(table),
    columns: ['row_id', ...columnsRead(lookup.table).map(sqlColumn)],
    where: [{ column: 'program', is: program }, lookupCondition(lookup)],
  };
}

/** By the key of the rows, which has an index of its own, or by the first of the columns; without columns whichever are there. */
export function lookupCondition({ table, columns, values }: Lookup): Condition {
  if (columns.length === 0) return { column: 'key_text', above: '' };
  if (columns.join() === tableNamed(table).key.join()) return { column: 'key_text', in: values.map(keyText) };
  const [column = ''] = columns;
  return { column: sqlColumn(column), in: [...new Set(values.map(([first]) => String(first)))] };
}

function narrowRows({ table, columns, values }: Lookup, found: readonly Values[]): FoundRow[] {
  const rows = found.map(([row, ...cells]) => ({ row: String(row), cells: cellsOf(table, cells) }));
  if (columns.length === 1) return rows;
  const wanted = new Set(values.map((list) => JSON.stringify(list)));
  return rows.filter(({ cells }) => wanted.has(JSON.stringify(columns.map((column) => cells[column] ?? null))));
}

function cellsOf(table: TableName, values: Values): Record<string, Cell> {
  return Object.fromEntries(
    columnsRead(table).map((column, i) => [column, isFlag(table, column) ? flagOf(values[i]) : (values[i] ?? null)]),
  );
}
