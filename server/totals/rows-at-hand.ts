import type { Kysely } from 'kysely';
import type { FoundRow, Lookup } from '../../shared/plan/reached-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange, StoredRow } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { keyOf, keyText } from '../../shared/tables/table.ts';
import { readTogether, type Selection } from '../storage/read-together.ts';
import { rowSelection, storedRowOf } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import { lookupCondition, type Answers } from './answer-lookups.ts';

/** What a sync has just written: the rows of a table that are new or others, and the changes, deletes among them. */
interface Written {
  readonly changes: readonly RowChange[];
  rowsOf(table: string): readonly StoredRow[];
}

/** What is known of the program that the sync met: rows that were there. */
interface Met {
  known(table: string): Iterable<StoredRow>;
}

/** Whole rows of a table, and what is known of them. */
interface TableAtHand {
  readonly rows: Map<RowId, StoredRow>;
  /** Row IDs of which there is no live row. */
  readonly gone: Set<RowId>;
  /** By columns and the values in them, all rows that hold these: `lookup text` → rows. */
  readonly found: Map<string, readonly StoredRow[]>;
  /** Made when a row is first asked for by its key. */
  byKey: Map<string, StoredRow> | null;
}

/**
 * Live rows of a program as one transaction sees them, so that each is read once: what a sync has written, and what has been
 * asked for since; what its merge met and nothing has changed since. Nobody writes while it is in use.
 */
export class RowsAtHand {
  readonly db: Kysely<Database>;
  readonly program: string;
  readonly #written: Written | undefined;
  readonly #met: Met | undefined;
  readonly #tables = new Map<string, TableAtHand>();

  constructor(db: Kysely<Database>, program: string, written?: Written, met?: Met) {
    this.db = db;
    this.program = program;
    this.#written = written;
    this.#met = met;
  }

  row(table: string, row: RowId): StoredRow | undefined {
    return this.#at(table).rows.get(row);
  }

  /** Reads the rows with these ids, those that are not at hand. One statement, whatever tables they are of. */
  async readById(ids: ReadonlyMap<string, Iterable<RowId>>): Promise<void> {
    const missing = [...ids].map(([table, rows]) => {
      const { rows: known, gone } = this.#at(table);
      return { table, rows: [...rows].filter((row) => !known.has(row) && !gone.has(row)) };
    });
    const { rows: found } = await this.#read(
      missing.map(({ table, rows }) => rowSelection(this.program, tableNamed(table), { column: 'row_id', in: rows })),
      missing.map(({ table }) => table),
    );
    missing.forEach(({ table, rows }, i) => {
      const live = new Set((found[i] ?? []).map(({ row }) => row));
      for (const row of rows) if (!live.has(row)) this.#at(table).gone.add(row);
    });
  }

  /** The whole rows that lookups ask for. One statement for those that are not at hand. */
  async answer(lookups: readonly Lookup[]): Promise<FoundRow[][]> {
    return (await this.answerBeside(lookups, [])).rows;
  }

  /** `answer`, and other selections in the same statement. */
  async answerBeside(lookups: readonly Lookup[], beside: readonly Selection[]): Promise<Answers> {
    const missing = new Map<string, Lookup & { readonly values: (readonly Cell[])[] }>();
    for (const { table, columns, values } of lookups) {
      const unknown = values.filter((list) => !this.#knows(table, columns, list));
      if (unknown.length === 0) continue;
      const asked = getOrMake(missing, `${table} ${columns.join()}`, () => ({ table, columns, values: [] }));
      asked.values.push(...unknown);
    }
    const asked = [...missing.values()];
    const { rows: found, beside: others } = await this.#read(
      asked.map((lookup) => rowSelection(this.program, tableNamed(lookup.table), lookupCondition(lookup))),
      asked.map(({ table }) => table),
      beside,
    );
    asked.forEach(({ table, columns, values }, i) => this.#note(table, columns, values, found[i] ?? []));
    const rows = lookups.map(({ table, columns, values }) =>
      values.flatMap((list) => this.find(table, columns, list) ?? []),
    );
    return { rows, beside: others };
  }

  /** The rows with these values, undefined when they are not all at hand. A key is of one row. */
  find(table: string, columns: readonly string[], values: readonly Cell[]): readonly StoredRow[] | undefined {
    const at = this.#at(table);
    const found = at.found.get(lookupText(columns, values));
    if (found) return found;
    if (columns.join() !== tableNamed(table).key.join()) return undefined;
    const row = this.#keyed(table).get(keyText(values));
    return row && [row];
  }

  #knows(table: string, columns: readonly string[], values: readonly Cell[]): boolean {
    return this.find(table, columns, values) !== undefined;
  }

  #note(
    table: string,
    columns: readonly string[],
    asked: readonly (readonly Cell[])[],
    rows: readonly StoredRow[],
  ): void {
    const byText = new Map<string, StoredRow[]>(asked.map((values) => [lookupText(columns, values), []]));
    for (const row of rows) byText.get(lookupText(columns, valuesIn(columns, row.cells)))?.push(row);
    for (const [text, found] of byText) this.#at(table).found.set(text, found);
  }

  /** @param selections whole rows of these tables, in the same order */
  async #read(selections: readonly Selection[], tables: readonly string[], beside: readonly Selection[] = []) {
    const found = await readTogether(this.db, [...selections, ...beside]);
    const read = found.slice(0, selections.length).map((values, i) => {
      const table = tables[i] ?? '';
      const rows = values.map(storedRowOf(tableNamed(table)));
      const at = this.#at(table);
      for (const row of rows) {
        at.rows.set(row.row, row);
        at.byKey?.set(keyOf(tableNamed(table), row.cells), row);
      }
      return rows;
    });
    return { rows: read, beside: found.slice(selections.length) };
  }

  #keyed(table: string): ReadonlyMap<string, StoredRow> {
    const at = this.#at(table);
    at.byKey ??= new Map([...at.rows.values()].map((row) => [keyOf(tableNamed(table), row.cells), row]));
    return at.byKey;
  }

  #at(table: string): TableAtHand {
    return getOrMake(this.#tables, table, () => {
      const rows = new Map<RowId, StoredRow>();
      for (const row of this.#met?.known(table) ?? []) rows.set(row.row, row);
      for (const row of this.#written?.rowsOf(table) ?? []) rows.set(row.row, row);
      const gone = new Set<RowId>();
      for (const { table: name, kind, row } of this.#written?.changes ?? [])
        if (name === table && kind === 'delete') gone.add(row);
      for (const row of gone) rows.delete(row);
      return { rows, gone, found: new Map<string, readonly StoredRow[]>(), byKey: null };
    });
  }
}

function lookupText(columns: readonly string[], values: readonly Cell[]): string {
  return `${columns.join()} ${JSON.stringify(values)}`;
}

function valuesIn(columns: readonly string[], cells: Cells): Cell[] {
  return columns.map((column) => cells[column] ?? null);
}
