import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { AdministeredProgram, AdministeredPrograms } from '../../shared/protocol/administration.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Store } from '../storage/database.ts';
import { planTable, type Database } from '../storage/schema.ts';
import { holdsText } from './holds-text.ts';

/** Programs of a page. */
const PAGE = 50;

/** Rows of a program at a revision; counting those of a large one takes a while, and they change with the revision alone. */
export type CountRows = (program: string, revision: number) => Promise<number>;

/** Counts once per revision of a program. */
export function createRowCounts({ longRead }: Pick<Store, 'longRead'>): CountRows {
  const known = new Map<string, { readonly revision: number; readonly rows: number }>();
  return async (program, revision) => {
    const last = known.get(program);
    if (last?.revision === revision) return last.rows;
    const rows = await countRows(longRead, program);
    known.set(program, { revision, rows });
    return rows;
  };
}

async function countRows(db: Kysely<Database>, program: string): Promise<number> {
  const counts: RawBuilder<unknown>[] = tables.map(
    (table) => sql`SELECT count(*) AS n FROM ${sql.table(planTable(table))} WHERE program = ${program}`,
  );
  const all = sql.join(counts, sql` UNION ALL `);
  const { rows } = await sql<{ n: number }>`SELECT sum(n) AS n FROM (${all}) AS counted`.execute(db);
  return rows[0]?.n ?? 0;
}

interface AskedPrograms {
  /** Account of who asks. */
  readonly account: string;
  /** Part of an id, a name or a district; '': all. */
  readonly find: string;
  /** Id of the last one of the page before; ''. */
  readonly after: string;
}

/** [ADM2] All programs of the server, by id, a page at a time: what they are called and how large they are, and no content. */
export async function listAdministeredPrograms(
  store: Pick<Store, 'read'>,
  countRowsOf: CountRows,
  { account, find, after }: AskedPrograms,
): Promise<AdministeredPrograms> {
  const found = await store.read
    .selectFrom('programs as p')
    .select(['p.id', 'p.name', 'p.district', 'p.fiscal_year', 'p.revision', 'p.archived_at'])
    .select((from) => [
      from
        .selectFrom('memberships as m')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('m.program', '=', 'p.id')
        .as('members'),
      from
        .selectFrom('memberships as m')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('m.program', '=', 'p.id')
        .where('m.account', '=', account)
        .as('own'),
      from
        .selectFrom('revisions as r')
        .select('r.at')
        .whereRef('r.program', '=', 'p.id')
        .whereRef('r.number', '=', 'p.revision')
        .as('last_at'),
    ])
    .where('p.id', '>', after)
    .where((where) => where.or(['p.id', 'p.name', 'p.district'].map((column) => holdsText(column, find))))
    .orderBy('p.id')
    .limit(PAGE + 1)
    .execute();
  const programs: AdministeredProgram[] = [];
  for (const row of found.slice(0, PAGE)) {
    const { id, name, district, fiscal_year: fiscalYear, revision, last_at: lastSyncAt } = row;
    const [members, isOpen, archivedAt] = [row.members ?? 0, (row.own ?? 0) > 0, row.archived_at ?? null];
    const rows = await countRowsOf(id, revision);
    programs.push({ id, name, district, fiscalYear, revision, rows, members, lastSyncAt, archivedAt, isOpen });
  }
  return { programs, next: found.length > PAGE ? (programs.at(-1)?.id ?? null) : null };
}
