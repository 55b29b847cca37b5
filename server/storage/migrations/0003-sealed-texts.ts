import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: what a revision was sealed with where the database could not keep it, as JSON, beside the bytes it has kept. */
const statement = `CREATE TABLE sealed_texts (
    program text NOT NULL,
    revision bigint NOT NULL,
    field text NOT NULL,
    sealed text NOT NULL,
    stored_hex text NOT NULL,
    recorded_at text NOT NULL,
    PRIMARY KEY (program, revision, field)
)`;

export const m0003 = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.executeQuery(CompiledQuery.raw(statement));
  },
};
