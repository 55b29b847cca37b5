import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { GivenInvitations } from '../../shared/protocol/roll-ups.ts';
import { INVITATION_BYTES, invitationCode, readInvitationCode } from '../../shared/roll-up/invitation-code.ts';
import { invalidRequest, notFound } from '../errors.ts';
import type { ActedBy } from '../identity/administrators.ts';
import { inRollUp } from '../storage/program-scope.ts';
import type { Database, RollUpDistrictRow } from '../storage/schema.ts';
import { actOfRollUp } from './act-of-roll-up.ts';
import { lockRollUp } from './roll-ups.ts';

/** How long a district has to join. */
const INVITED_DAYS = 60;
const DAY_MS = 86_400_000;
/** Some four times those of the largest state: each look at a roll-up adds up all of them. */
const MOST_IN_ROLL_UP = 5_000;
/** More names than these are only counted in the log of acts. */
const NAMED = 5;

/** Only this is kept: who reads the database, or a backup of it, cannot join for a district. */
export function invitationHash(code: string): string {
  return createHash('sha256').update(`roll-up invitation ${code}`).digest('hex');
}

interface Inviting {
  readonly by: ActedBy;
  readonly randomBytes: (count: number) => Uint8Array;
}

type Invitation = GivenInvitations['invitations'][number];

function newInvitation(
  { code, name }: { readonly code: string; readonly name: string },
  { by, randomBytes }: Inviting,
): Invitation {
  const invitation = invitationCode(randomBytes(INVITATION_BYTES));
  const until = new Date(Date.parse(by.at) + INVITED_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { code, name, invitation, until };
}

/** Adds districts and invites each, in a transaction. Throws invalid_request where a code is there already. */
export async function addDistricts(
  transaction: Kysely<Database>,
  rollUp: string,
  districts: readonly { readonly code: string; readonly name: string }[],
  inviting: Inviting,
): Promise<Invitation[]> {
  await lockRollUp(transaction, rollUp);
  const known = new Set((await readDistricts(transaction, rollUp)).map(({ code }) => code));
  if (known.size + districts.length > MOST_IN_ROLL_UP) {
    const words = `A roll-up has ${MOST_IN_ROLL_UP} districts at most, and this one has ${known.size}. Take some off its list first.`;
    throw invalidRequest('districts', words);
  }
  for (const [index, { code }] of districts.entries()) {
    if (known.has(code)) throw invalidRequest(`districts.${index}.code`, `There is a district ${code} already.`);
    known.add(code);
  }
  const invitations = districts.map((district) => newInvitation(district, inviting));
  const rows = invitations.map(({ code, name, invitation, until }) => {
    const hash = invitationHash(invitation);
    return { roll_up: rollUp, code, name, seat: randomUUID(), invitation_hash: hash, invited_until: until };
  });
  for (const row of rows) await transaction.insertInto('roll_up_districts').values(row).execute();
  const named = districts.slice(0, NAMED).map(({ code, name }) => `${code} ${name}`);
  const more = districts.length > NAMED ? ` and ${districts.length - NAMED} more` : '';
  await actOfRollUp(transaction, rollUp, inviting.by, `invited ${named.join(', ')}${more}`);
  return invitations;
}

/** Invites a district anew, in a transaction: the code before opens nothing any more. */
export async function inviteAgain(
  transaction: Kysely<Database>,
  rollUp: string,
  code: string,
  inviting: Inviting,
): Promise<Invitation> {
  await lockRollUp(transaction, rollUp);
  const district = await readDistrict(transaction, rollUp, code);
  if (await isTaken(transaction, district)) {
    throw invalidRequest(
      'code',
      `${district.name} has joined. End its place first if another program is to join for it.`,
    );
  }
  const made = newInvitation(district, inviting);
  await transaction
    .updateTable('roll_up_districts')
    .set({ invitation_hash: invitationHash(made.invitation), invited_until: made.until })
    .where('roll_up', '=', rollUp)
    .where('code', '=', code)
    .execute();
  await actOfRollUp(transaction, rollUp, inviting.by, `invited ${code} ${district.name} again`);
  return made;
}

/** Ends the place of a district, in a transaction: what it has published is read by nobody of the roll-up any more. */
export async function endPlace(
  transaction: Kysely<Database>,
  rollUp: string,
  code: string,
  by: ActedBy,
): Promise<void> {
  await lockRollUp(transaction, rollUp);
  const { name } = await readDistrict(transaction, rollUp, code);
  await transaction
    .updateTable('roll_up_districts')
    .set({ seat: randomUUID(), invitation_hash: null, invited_until: null })
    .where('roll_up', '=', rollUp)
    .where('code', '=', code)
    .execute();
  await actOfRollUp(transaction, rollUp, by, `ended the place of ${code} ${name}`);
}

/** Takes a district off the list, in a transaction, and ends its place with that. */
export async function removeDistrict(
  transaction: Kysely<Database>,
  rollUp: string,
  code: string,
  by: ActedBy,
): Promise<void> {
  await lockRollUp(transaction, rollUp);
  const { name } = await readDistrict(transaction, rollUp, code);
  await transaction.deleteFrom('roll_up_districts').where('roll_up', '=', rollUp).where('code', '=', code).execute();
  await actOfRollUp(transaction, rollUp, by, `removed ${code} ${name}`);
}

/** The districts that a roll-up expects, by their codes. */
export function readDistricts(db: Kysely<Database>, rollUp: string): Promise<RollUpDistrictRow[]> {
  return db.selectFrom('roll_up_districts').selectAll().where('roll_up', '=', rollUp).orderBy('code').execute();
}

async function readDistrict(db: Kysely<Database>, rollUp: string, code: string): Promise<RollUpDistrictRow> {
  const row = await db
    .selectFrom('roll_up_districts')
    .selectAll()
    .where('roll_up', '=', rollUp)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) throw notFound('such district');
  return row;
}

async function isTaken(db: Kysely<Database>, { roll_up: rollUp, seat }: RollUpDistrictRow): Promise<boolean> {
  const row = await inRollUp(rollUp, () =>
    db
      .selectFrom('roll_up_shares')
      .select('seat')
      .where('roll_up', '=', rollUp)
      .where('seat', '=', seat)
      .executeTakeFirst(),
  );
  return row !== undefined;
}

/** The district that a code invites on a day; undefined where it invites none. */
export async function invitedBy(
  db: Kysely<Database>,
  typed: string,
  today: string,
): Promise<RollUpDistrictRow | undefined> {
  const code = readInvitationCode(typed);
  if (code === null) return undefined;
  return db
    .selectFrom('roll_up_districts')
    .selectAll()
    .where('invitation_hash', '=', invitationHash(code))
    .where('invited_until', '>=', today)
    .executeTakeFirst();
}
