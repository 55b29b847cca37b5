import type { Kysely } from 'kysely';
import type { Selection, Values } from './read-together.ts';
import type { Database, ProgramRow } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

/** A program's name and head, or undefined. */
export async function readProgram(db: Kysely<Database>, id: string): Promise<ProgramRow | undefined> {
  return db.selectFrom('programs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The program, locked until the transaction ends: on SQLite the one writer is the lock. */
export async function lockProgram(db: Kysely<Database>, id: string): Promise<ProgramRow | undefined> {
  const query = db.selectFrom('programs').selectAll().where('id', '=', id);
  return (isPostgres(db) ? query.forUpdate() : query).executeTakeFirst();
}

/** A program, to be read with other rows; `programOf` reads what comes of it. */
export function programSelection(id: string): Selection {
  return { from: 'programs', columns: programColumns, where: [{ column: 'id', is: id }] };
}

/** In the order in which `programOf` takes them. */
const programColumns = [
  'id',
  'name',
  'district',
  'fiscal_year',
  'revision',
  'hash',
  'sums_revision',
  'acts',
  'acts_hash',
  'baselines_kept',
  'epoch',
  'archived_at',
];

export function programOf([
  id,
  name,
  district,
  year,
  revision,
  hash,
  sums,
  acts,
  actsHash,
  kept,
  epoch,
  archived,
]: Values) {
  const numberOrNull = (cell: Values[number] = null) => (cell === null ? null : Number(cell));
  return {
    id: String(id),
    name: String(name),
    district: String(district),
    fiscal_year: String(year),
    revision: Number(revision),
    hash: String(hash),
    sums_revision: numberOrNull(sums),
    acts: Number(acts),
    acts_hash: String(actsHash),
    baselines_kept: numberOrNull(kept),
    epoch: Number(epoch),
    archived_at: archived === null || archived === undefined ? null : String(archived),
  } satisfies ProgramRow;
}
