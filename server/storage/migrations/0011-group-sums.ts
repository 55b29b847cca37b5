import { CompiledQuery, type Kysely } from 'kysely';

const amounts = [
  'original',
  'board_approved',
  'current',
  'pending',
  'committed',
  'open_encumbrance',
  'expended',
  'direct_cost',
  'etc',
  'contingency_budget',
  'contingency_drawn',
  'program_reserve',
  'commitment_original',
  'change_orders',
].map((amount) => `${amount} bigint NOT NULL`);

/**
 * Frozen: the sums of groups in amounts, by places and funding requests as well, and where each project is, in the place of
 * the sums of 0007. They follow from the rows, so that nothing is taken over: the next sync fills everything. What is posted
 * after a day is found by the day, of a line among its own.
 */
const statements = [
  `DROP TABLE cut_sums`,
  `CREATE TABLE group_sums (
    program text NOT NULL,
    cut text NOT NULL,
    group_name text NOT NULL,
    lines bigint NOT NULL,
    ${amounts.join(',\n    ')},
    PRIMARY KEY (program, cut, group_name)
  )`,
  `CREATE TABLE project_places (
    program text NOT NULL,
    project text NOT NULL,
    shares text NOT NULL,
    sites text NOT NULL,
    PRIMARY KEY (program, project)
  )`,
  `DROP INDEX postings_by_date`,
  `DROP INDEX postings_by_line`,
  `CREATE INDEX postings_by_day ON postings (program, date, line) WHERE date IS NOT NULL`,
  `CREATE INDEX postings_by_line ON postings (program, line, date)`,
  `UPDATE programs SET sums_revision = NULL`,
];

export const m0011 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
