import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Cell } from '../../shared/tables/cell.ts';
import type { Database } from '../storage/schema.ts';
import { isPostgres, textList } from '../storage/sql-dialect.ts';

/** Amounts in cents that the database has summed up per project, category and whatever else it was asked to tell apart. */
export interface Fold {
  readonly project: string;
  readonly category: string;
  readonly amount: number;
  /** Cells of the groups, in their order. */
  readonly groups: readonly Cell[];
}

/** A table joined to those before it. */
export interface Join {
  readonly table: RawBuilder<unknown>;
  readonly on: RawBuilder<unknown>;
}

export interface FoldRequest {
  /** Column to be summed up; `l` is the budget line. */
  readonly amount: string;
  /** In the order in which they are to be followed from the line. */
  readonly joins?: readonly Join[];
  readonly groups?: readonly string[];
}

interface FoldRecord {
  readonly project: string;
  readonly category: string;
  readonly amount: number;
  readonly [column: string]: Cell;
}

/** Sums over the budget lines of some projects and over what hangs on them. */
export class Folds {
  readonly #db: Kysely<Database>;
  readonly #program: string;
  readonly #projects: ReadonlySet<string>;

  constructor(db: Kysely<Database>, program: string, projects: ReadonlySet<string>) {
    this.#db = db;
    this.#program = program;
    this.#projects = projects;
  }

  /** One query that follows indexes. */
  async sum({ amount, joins = [], groups = [] }: FoldRequest): Promise<Fold[]> {
    if (this.#projects.size === 0) return [];
    // SQLite's SUM fails beyond 2^63; TOTAL goes on as a double, like the formulas.
    const sum = isPostgres(this.#db) ? sql`SUM` : sql`TOTAL`;
    const more = groups.map((group, i) => sql`, ${sql.ref(group)} AS ${sql.ref(`group_${i}`)}`);
    // A cross join is followed as it stands: SQLite without statistics would begin anywhere.
    const tables = [sql`budget_lines AS l`, ...joins.map(({ table }) => table)];
    const conditions = [
      sql`l.program = ${this.#program}`,
      sql`l.project IN ${textList(this.#db, this.#projects)}`,
      ...joins.map(({ on }) => on),
    ];
    const { rows } = await sql<FoldRecord>`
      SELECT l.project AS project, l.category AS category, ${sum}(${sql.ref(amount)}) AS amount${sql.join(more, sql``)}
      FROM ${sql.join(tables, sql` CROSS JOIN `)}
      WHERE ${sql.join(conditions, sql` AND `)}
      GROUP BY ${sql.join(['l.project', 'l.category', ...groups].map((name) => sql.ref(name)))}`.execute(this.#db);
    return rows.map((row) => ({
      project: row.project,
      category: row.category,
      amount: row.amount,
      groups: groups.map((_, i) => row[`group_${i}`] ?? null),
    }));
  }
}
