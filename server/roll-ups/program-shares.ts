import type { Kysely } from 'kysely';
import type { ProgramShare } from '../../shared/protocol/roll-ups.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import { HttpError, notFound } from '../errors.ts';
import { lockProgram } from '../storage/programs.ts';
import type { Database, RollUpDistrictRow, RollUpShareRow } from '../storage/schema.ts';
import { momentIn } from './published-moment.ts';
import { deletePublished } from './published-totals.ts';
import { invitedBy } from './roll-up-districts.ts';
import { lockRollUp, readRollUp } from './roll-ups.ts';

/** Who acts in a program, when and by which way. */
export type ActedInProgram = Pick<NewAct, 'at' | 'person' | 'door'> & { readonly program: string };

/** The roll-ups that a program has joined, by name, with those that have ended its place. */
export async function listShares(db: Kysely<Database>, program: string): Promise<ProgramShare[]> {
  const shares = await db.selectFrom('roll_up_shares').selectAll().where('program', '=', program).execute();
  const told = await Promise.all(shares.map((share) => shareTold(db, share)));
  return told.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.rollUp.localeCompare(b.rollUp, 'en'));
}

async function shareTold(db: Kysely<Database>, share: RollUpShareRow): Promise<ProgramShare> {
  const { roll_up: rollUp, joined_at: joinedAt, monthly, published } = share;
  const { name, open_to_districts: open } = await readRollUp(db, rollUp);
  const district = await seatOf(db, share);
  return {
    rollUp,
    name,
    district: district === undefined ? null : { code: district.code, name: district.name },
    joinedAt,
    monthly: monthly > 0,
    isOpenToDistricts: open === 1 && district !== undefined,
    published: momentIn(published),
  };
}

/** The place of a program in the roll-up; undefined: the roll-up has ended it. */
function seatOf(
  db: Kysely<Database>,
  { roll_up: rollUp, seat }: Pick<RollUpShareRow, 'roll_up' | 'seat'>,
): Promise<RollUpDistrictRow | undefined> {
  return db
    .selectFrom('roll_up_districts')
    .selectAll()
    .where('roll_up', '=', rollUp)
    .where('seat', '=', seat)
    .executeTakeFirst();
}

/** What a program has with a roll-up. Throws not_found where it never joined, or left. */
export async function readShare(db: Kysely<Database>, program: string, rollUp: string): Promise<RollUpShareRow> {
  const share = await db
    .selectFrom('roll_up_shares')
    .selectAll()
    .where('program', '=', program)
    .where('roll_up', '=', rollUp)
    .executeTakeFirst();
  if (!share) throw notFound('such roll-up');
  return share;
}

/** What a program has with the roll-ups that have not ended its place. */
export async function sharesWithPlace(db: Kysely<Database>, program: string): Promise<RollUpShareRow[]> {
  return db
    .selectFrom('roll_up_shares')
    .innerJoin('roll_up_districts', (join) =>
      join
        .onRef('roll_up_districts.roll_up', '=', 'roll_up_shares.roll_up')
        .onRef('roll_up_districts.seat', '=', 'roll_up_shares.seat'),
    )
    .selectAll('roll_up_shares')
    .where('roll_up_shares.program', '=', program)
    .execute();
}

/** The same, with the place that both sides agree on. Throws forbidden where the roll-up has ended it. */
export async function readPlace(
  db: Kysely<Database>,
  program: string,
  rollUp: string,
): Promise<{ readonly share: RollUpShareRow; readonly district: RollUpDistrictRow }> {
  const share = await readShare(db, program, rollUp);
  const district = await seatOf(db, share);
  if (district) return { share, district };
  throw new HttpError('forbidden', 'The roll-up has ended this program’s place. Ask it for a new invitation.');
}

/** [AUD1] Accepts an invitation, in a transaction: from then on, and not before, totals can be published to the roll-up. */
export async function joinRollUp(
  transaction: Kysely<Database>,
  { typed, today }: { readonly typed: string; readonly today: string },
  by: ActedInProgram,
): Promise<void> {
  const { program, at } = by;
  await holdOpenProgram(transaction, program);
  const district = await invitedBy(transaction, typed, today);
  if (!district) throw notFound('such invitation');
  const { roll_up: rollUp, code, seat } = district;
  // Whoever invites anew at this moment has done so, or finds the place taken.
  await lockRollUp(transaction, rollUp);
  const known = await transaction
    .selectFrom('roll_up_shares')
    .select(['roll_up', 'seat'])
    .where('program', '=', program)
    .where('roll_up', '=', rollUp)
    .executeTakeFirst();
  if (known && (await seatOf(transaction, known))) {
    throw new HttpError(
      'forbidden',
      'This program has joined the roll-up already. Leave it first to join for another district.',
    );
  }
  // Of two who bring the same code at the same moment one finds it used.
  const used = await transaction
    .updateTable('roll_up_districts')
    .set({ invitation_hash: null, invited_until: null })
    .where('roll_up', '=', rollUp)
    .where('code', '=', code)
    .where('invitation_hash', '=', district.invitation_hash)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw notFound('such invitation');
  await deletePublished(transaction, program, rollUp);
  const row = { seat, joined_at: at, monthly: 0, published: null };
  await transaction
    .insertInto('roll_up_shares')
    .values({ program, roll_up: rollUp, ...row })
    .onConflict((conflict) => conflict.columns(['program', 'roll_up']).doUpdateSet(row))
    .execute();
  const { name } = await readRollUp(transaction, rollUp);
  await appendAct(transaction, {
    ...by,
    kind: 'publish',
    what: `Joined the roll-up ${name} as ${code} ${district.name}`,
  });
}

/** [AUD1] Leaves a roll-up, in a transaction: what was published is gone with that. */
export async function leaveRollUp(transaction: Kysely<Database>, rollUp: string, by: ActedInProgram): Promise<void> {
  const { program } = by;
  await lockProgram(transaction, program);
  await readShare(transaction, program, rollUp);
  await deletePublished(transaction, program, rollUp);
  await transaction.deleteFrom('roll_up_shares').where('program', '=', program).where('roll_up', '=', rollUp).execute();
  const { name } = await readRollUp(transaction, rollUp);
  await appendAct(transaction, { ...by, kind: 'publish', what: `Left the roll-up ${name}` });
}

/** [AUD1] Says whether the totals of a month are published when it is closed from now on, in a transaction. */
export async function setMonthly(
  transaction: Kysely<Database>,
  rollUp: string,
  monthly: boolean,
  by: ActedInProgram,
): Promise<void> {
  const { program } = by;
  const locked = await holdOpenProgram(transaction, program);
  await readPlace(transaction, program, rollUp);
  await transaction
    .updateTable('roll_up_shares')
    .set({ monthly: monthly ? locked.revision + 1 : 0 })
    .where('program', '=', program)
    .where('roll_up', '=', rollUp)
    .execute();
  const { name } = await readRollUp(transaction, rollUp);
  const when = monthly ? 'when a month is closed' : 'by hand alone';
  await appendAct(transaction, { ...by, kind: 'publish', what: `Totals for ${name} are published ${when}` });
}
