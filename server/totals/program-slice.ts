import type { Kysely } from 'kysely';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import type { ReadTable } from '../../shared/totals/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { readNarrowRows, type NarrowFilter, type NarrowRow } from './read-narrow-rows.ts';

/** Rows per table that have been read, each once. */
export class ProgramSlice {
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

  stored(): { readonly [T in ReadTable]?: readonly NarrowRow[] } {
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
