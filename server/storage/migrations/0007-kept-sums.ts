import { CompiledQuery, type Kysely } from 'kysely';

const sums = [
  'requested',
  'original',
  'board',
  'staff',
  'pending',
  'contract',
  'change_order',
  'release',
  'liquidated',
  'paid',
  'direct',
  'estimate',
].map((account) => `${account} bigint NOT NULL`);

/**
 * Frozen: the postings of the head, their sums by budget line and by the groups of cuts, and the revision that they are of.
 * What SQL cannot work out, the estimates to complete, makes null of that revision: the next sync fills everything.
 */
const statements = [
  `CREATE TABLE postings (
    program text NOT NULL,
    table_name text NOT NULL,
    row_id text NOT NULL,
    ordinal integer NOT NULL,
    line text NOT NULL,
    account text NOT NULL,
    date text,
    cents bigint NOT NULL,
    change text,
    PRIMARY KEY (program, table_name, row_id, ordinal)
  )`,
  `CREATE INDEX postings_by_line ON postings (program, line)`,
  `CREATE INDEX postings_by_date ON postings (program, date)`,
  `CREATE TABLE line_sums (
    program text NOT NULL,
    project text NOT NULL,
    line text NOT NULL,
    is_contingency integer NOT NULL,
    is_reserve integer NOT NULL,
    ${sums.join(',\n    ')},
    groups text NOT NULL,
    spent text NOT NULL,
    PRIMARY KEY (program, project, line)
  )`,
  `CREATE INDEX line_sums_by_line ON line_sums (program, line)`,
  `CREATE TABLE cut_sums (
    program text NOT NULL,
    cut text NOT NULL,
    group_name text NOT NULL,
    is_contingency integer NOT NULL,
    is_reserve integer NOT NULL,
    lines bigint NOT NULL,
    ${sums.join(',\n    ')},
    PRIMARY KEY (program, cut, group_name, is_contingency, is_reserve)
  )`,
  `ALTER TABLE programs ADD COLUMN sums_revision bigint`,
];

export const m0007 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
