import type { TableName } from '../../shared/tables/all-tables.ts';
import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import type { Database } from '../storage/schema.ts';
import { readNarrowRows, type NarrowFilter, type NarrowRow } from './read-narrow-rows.ts';

/** Rows per table that have been read, each once. */
export class ProgramSlice {
  readonly #db: Kysely<Database>;
  readonly #program: string;
  readonly #rows = new Map<TableName, Map<RowId, NarrowRow>>();

  constructor(db: Kysely<Database>, program: string) {
    this.#db = db;
    this.#program = program;
  }

  /** Reads the rows of a filter and keeps them; no query for no values. */
  async read(table: TableName, filter: NarrowFilter): Promise<NarrowRow[]> {
    const found = await this.find(table, filter);
    this.add(table, found);
    return found;
  }

  /** Reads the rows of a filter without keeping them. */
  async find(table: TableName, filter: NarrowFilter): Promise<NarrowRow[]> {
    const values = [...new Set(filter.values)];
    return values.length === 0 ? [] : readNarrowRows(this.#db, this.#program, table, { ...filter, values });
  }

  /** Keeps rows that are known. */
  add(table: TableName, rows: readonly NarrowRow[]): void {
    if (rows.length === 0) return;
    const ofTable = getOrMake(this.#rows, table, () => new Map<RowId, NarrowRow>());
    for (const row of rows) ofTable.set(row.row, row);
  }

  stored(): { readonly [T in TableName]?: readonly NarrowRow[] } {
    return Object.fromEntries([...this.#rows].map(([table, rows]) => [table, [...rows.values()]]));
  }
}

/** Cells of a text column, blanks left out. */
export function texts(rows: readonly NarrowRow[], column: string): string[] {
  return rows.map(({ cells }) => cells[column]).filter((cell) => typeof cell === 'string');
}

/** Key texts of rows whose keys are of one cell. */
export function keyTexts(keys: readonly Cell[]): string[] {
  return keys.map((key) => keyText([key]));
}
