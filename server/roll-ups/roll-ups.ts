import type { Kysely } from 'kysely';
import type { AdministeredRollUps } from '../../shared/protocol/roll-ups.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import { notFound } from '../errors.ts';
import type { ActedBy } from '../identity/administrators.ts';
import type { Database, RollUpRow } from '../storage/schema.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { actOfRollUp } from './act-of-roll-up.ts';

/** Published figures of a day longer ago are stale, until a manager says another number of days. */
const STALE_DAYS = 60;

export async function readRollUp(db: Kysely<Database>, id: string): Promise<RollUpRow> {
  const row = await db.selectFrom('roll_ups').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('such roll-up');
  return row;
}

/** The roll-up, locked until the transaction ends: on SQLite the one writer is the lock. */
export async function lockRollUp(db: Kysely<Database>, id: string): Promise<RollUpRow> {
  const query = db.selectFrom('roll_ups').selectAll().where('id', '=', id);
  const row = await (isPostgres(db) ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw notFound('such roll-up');
  return row;
}

/** Makes an empty roll-up, in a transaction. @returns false where there is one of this id */
export async function addRollUp(
  transaction: Kysely<Database>,
  { id, name }: { readonly id: string; readonly name: string },
  by: ActedBy,
): Promise<boolean> {
  const row = { id, name, stale_days: STALE_DAYS, open_to_districts: 0, made_at: by.at };
  const { numInsertedOrUpdatedRows: made } = await transaction
    .insertInto('roll_ups')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (made !== 1n) return false;
  await actOfRollUp(transaction, id, by, `made, called ${name}`);
  return true;
}

interface RollUpChange {
  readonly name?: string | undefined;
  readonly staleDays?: number | undefined;
  readonly isOpenToDistricts?: boolean | undefined;
}

/** Changes what a roll-up is called and how it is read, in a transaction. */
export async function changeRollUp(
  transaction: Kysely<Database>,
  id: string,
  { name, staleDays, isOpenToDistricts }: RollUpChange,
  by: ActedBy,
): Promise<void> {
  const before = await lockRollUp(transaction, id);
  const after = {
    name: name ?? before.name,
    stale_days: staleDays ?? before.stale_days,
    open_to_districts: isOpenToDistricts === undefined ? before.open_to_districts : Number(isOpenToDistricts),
  };
  await transaction.updateTable('roll_ups').set(after).where('id', '=', id).execute();
  const shown = after.open_to_districts === 1 ? 'shown to its districts' : 'not shown to its districts';
  const what = `called ${after.name}, stale after ${after.stale_days} days, ${shown}`;
  await actOfRollUp(transaction, id, by, what);
}

/** Every roll-up of the server, for who administers it: no figure, and nothing of what districts are. */
export async function listAdministeredRollUps(db: Kysely<Database>): Promise<AdministeredRollUps['rollUps']> {
  const rollUps = await db.selectFrom('roll_ups').select(['id', 'name']).orderBy('id').execute();
  const managers = groupBy(
    await db
      .selectFrom('roll_up_members')
      .innerJoin('accounts', 'accounts.id', 'roll_up_members.account')
      .select(['roll_up', 'email'])
      .where('role', '=', 'manager')
      .orderBy('email')
      .execute(),
    ({ roll_up: rollUp }) => rollUp,
  );
  const counts = await db
    .selectFrom('roll_up_districts')
    .select(['roll_up', ({ fn }) => fn.countAll<number>().as('n')])
    .groupBy('roll_up')
    .execute();
  const countOf = new Map(counts.map(({ roll_up: rollUp, n }) => [rollUp, n]));
  return rollUps.map(({ id, name }) => ({
    id,
    name,
    districts: countOf.get(id) ?? 0,
    managers: (managers.get(id) ?? []).map(({ email }) => email),
  }));
}
