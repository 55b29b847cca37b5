import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: what a revision changed in baskets, by cell; for a row as a whole the column's name is ''. */
const statement = `CREATE TABLE baskets (
    program text NOT NULL,
    revision bigint NOT NULL,
    table_name text NOT NULL,
    row_id text NOT NULL,
    column_name text NOT NULL,
    basket text NOT NULL,
    PRIMARY KEY (program, revision, table_name, row_id, column_name)
)`;

export const m0004 = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.executeQuery(CompiledQuery.raw(statement));
  },
};
