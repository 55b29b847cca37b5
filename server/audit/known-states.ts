import type { Kysely } from 'kysely';
import type { VerifiedState } from '../../shared/protocol/verify.ts';
import { readReceipt, revisionReceipt } from '../../shared/receipts/receipt.ts';
import type { ActRow, Database, RevisionRow } from '../storage/schema.ts';
import { actHash } from './act-hash.ts';

type Compared = VerifiedState['compared'];

/** [AUD3] The state that a receipt names, or undefined: no such receipt was ever given out. */
export async function stateOfReceipt(db: Kysely<Database>, typed: string): Promise<VerifiedState | undefined> {
  const receipt = readReceipt(typed);
  if (receipt === null) return undefined;
  if (receipt.kind === 'receipt') {
    const act = await actWhere(db, 'receipt', receipt.text);
    if (act !== undefined) return stateOfAct(db, act, receipt.revision, 'receipt');
  }
  const revisions = await revisionsNumbered(db, receipt.revision);
  const found = revisions.find(({ number, hash }) =>
    receipt.kind === 'old' ? hash.startsWith(receipt.hashStart) : revisionReceipt(number, hash) === receipt.text,
  );
  return found && stateOf(db, found.program, found, { receipt: revisionReceipt(found.number, found.hash) });
}

/** [AUD3] What was given out in exactly these bytes. @param digest SHA-256, hex */
export async function stateOfBytes(db: Kysely<Database>, digest: string): Promise<VerifiedState | undefined> {
  const act = await actWhere(db, 'digest', digest);
  const revision = readReceipt(act?.receipt ?? '')?.revision;
  return act && revision !== undefined ? stateOfAct(db, act, revision, 'bytes') : undefined;
}

/** A revision of a program; undefined where it has none of that number. */
export async function stateOfRevision(
  db: Kysely<Database>,
  program: string,
  revision: number,
): Promise<VerifiedState | undefined> {
  const found = await revisionOf(db, program, revision);
  if (found === undefined) return undefined;
  return stateOf(db, program, found, { receipt: revisionReceipt(revision, found.hash), compared: 'cells' });
}

/** An act that is not as it was written proves nothing. */
async function actWhere(
  db: Kysely<Database>,
  column: 'receipt' | 'digest',
  value: string,
): Promise<ActRow | undefined> {
  const found = await db.selectFrom('acts').selectAll().where(column, '=', value).orderBy('at').limit(1).execute();
  return found.find((act) => actHash(act) === act.hash);
}

async function stateOfAct(
  db: Kysely<Database>,
  act: ActRow,
  revision: number,
  compared: Compared,
): Promise<VerifiedState | undefined> {
  const { program, what, at, person_name: by, receipt } = act;
  const found = await revisionOf(db, program, revision);
  if (found === undefined && revision > 0) return undefined;
  return stateOf(db, program, found, { receipt, compared, document: { what, at, by } });
}

async function stateOf(
  db: Kysely<Database>,
  program: string,
  revision: RevisionRow | undefined,
  told: Partial<Pick<VerifiedState, 'receipt' | 'document' | 'compared'>>,
): Promise<VerifiedState | undefined> {
  const row = await db.selectFrom('programs').select('name').where('id', '=', program).executeTakeFirst();
  if (row === undefined) return undefined;
  const { number = 0, at = null, person_name: by = null } = revision ?? {};
  return {
    program,
    name: row.name,
    revision: number,
    at,
    by,
    receipt: null,
    document: null,
    compared: 'receipt',
    ...told,
  };
}

async function revisionOf(db: Kysely<Database>, program: string, number: number): Promise<RevisionRow | undefined> {
  const numbered = db.selectFrom('revisions').selectAll().where('number', '=', number);
  return numbered.where('program', '=', program).executeTakeFirst();
}

/** Of every program, by its own key. */
async function revisionsNumbered(db: Kysely<Database>, number: number): Promise<RevisionRow[]> {
  const programs = db.selectFrom('programs').select('id');
  return db.selectFrom('revisions').selectAll().where('program', 'in', programs).where('number', '=', number).execute();
}
