import type { Kysely } from 'kysely';
import type { ActDoor, ActKind } from '../../shared/protocol/audit.ts';
import { asStorable } from '../../shared/tables/kinds/storable-text.ts';
import type { Store } from '../storage/database.ts';
import { lockProgram } from '../storage/programs.ts';
import type { ActRow, Database } from '../storage/schema.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { actHash } from './act-hash.ts';
import { inProgram } from '../storage/program-scope.ts';

/** The chain of acts that belong to no program. */
export const SERVER_CHAIN = '';
/** The one row that says where that chain ends. */
const SERVER_ROW = 'server';
/** Longer words are cut: an act is a line, not a document. */
const LONGEST_WHAT = 500;

/** [AUD1] Something that somebody has done. */
export interface NewAct {
  /** Null: it belongs to no program. */
  readonly program: string | null;
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
  readonly kind: ActKind;
  /** Who; `id` '' where there is no account. */
  readonly person: { readonly id: string; readonly name: string };
  readonly door: ActDoor;
  /** In words; never an amount, the text of a cell or a secret. */
  readonly what: string;
  /** The document that was given out. */
  readonly document?: { readonly receipt: string; readonly digest: string };
}

/**
 * [AUD1, AUD2] Writes an act at the end of its chain, which is locked until the transaction ends. To be called in the
 * transaction that does what the act says, so that there is neither without the other.
 */
export async function appendAct(transaction: Kysely<Database>, act: NewAct): Promise<void> {
  await inProgram(act.program ?? SERVER_CHAIN, async () => {
    const end = await lockChain(transaction, act.program);
    const row = actRow(act, end);
    const sealed = { ...row, hash: actHash(row) };
    await transaction.insertInto('acts').values(sealed).execute();
    await moveEnd(transaction, sealed);
  });
}

/** Writes an act by itself, where what it tells of writes nothing. */
export async function recordAct({ write }: Pick<Store, 'write'>, act: NewAct): Promise<void> {
  await inProgram(act.program ?? SERVER_CHAIN, () =>
    write.transaction().execute((transaction) => appendAct(transaction, act)),
  );
}

interface ChainEnd {
  readonly acts: number;
  readonly hash: string;
  readonly head: { readonly revision: number; readonly hash: string };
}

async function lockChain(db: Kysely<Database>, program: string | null): Promise<ChainEnd> {
  if (program === null) {
    const query = db.selectFrom('server_acts').selectAll().where('chain', '=', SERVER_ROW);
    const row = await (isPostgres(db) ? query.forUpdate() : query).executeTakeFirstOrThrow();
    return { acts: row.acts, hash: row.acts_hash, head: { revision: 0, hash: '' } };
  }
  const found = await lockProgram(db, program);
  if (!found) throw new Error(`There is no program ${program}, so nothing can be done in it.`);
  const { revision, hash, acts = 0, acts_hash: actsHash = '' } = found;
  return { acts, hash: actsHash, head: { revision, hash } };
}

function actRow({ program, at, kind, person, door, what, document }: NewAct, { acts, hash, head }: ChainEnd): ActRow {
  return {
    program: program ?? SERVER_CHAIN,
    number: acts + 1,
    at,
    kind,
    person: person.id,
    person_name: person.name,
    door,
    // Half of a character would come back as another one than was sealed.
    what: asStorable(what.slice(0, LONGEST_WHAT)),
    receipt: document?.receipt ?? null,
    digest: document?.digest ?? null,
    revision: head.revision,
    head_hash: head.hash,
    prev_hash: hash,
    hash: '',
  };
}

async function moveEnd(db: Kysely<Database>, { program, number, hash }: ActRow): Promise<void> {
  const end = { acts: number, acts_hash: hash };
  if (program === SERVER_CHAIN) await db.updateTable('server_acts').set(end).where('chain', '=', SERVER_ROW).execute();
  else await db.updateTable('programs').set(end).where('id', '=', program).execute();
}
