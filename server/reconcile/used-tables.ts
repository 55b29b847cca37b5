import type { Kysely } from 'kysely';
import { hasJournal } from '../storage/journal.ts';
import type { Database } from '../storage/schema.ts';

/** From this many rows on, asking whether there is anything to find pays. */
const MANY_ROWS = 200;

/** Tells for one sync which tables of the program never held a row, so that nobody looks for thousands of rows there. */
export class UsedTables {
  readonly #db: Kysely<Database>;
  readonly #program: string;
  readonly #known = new Map<string, boolean>();

  constructor(db: Kysely<Database>, program: string) {
    this.#db = db;
    this.#program = program;
  }

  /** True when a look for `count` rows of the table is worth it. */
  async isWorthReading(table: string, count: number): Promise<boolean> {
    if (count < MANY_ROWS) return true;
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const isUsed = await hasJournal(this.#db, this.#program, table);
    this.#known.set(table, isUsed);
    return isUsed;
  }
}
