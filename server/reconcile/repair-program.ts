import { sql, type Kysely } from 'kysely';
import { readBaskets } from '../storage/baskets.ts';
import { readStoredEntries, sealedChange } from '../storage/journal.ts';
import type { Database, ProgramRow, RevisionRow, SealedTextRow } from '../storage/schema.ts';
import { recordSealedTexts, sealedFields, type SealedField, type SealedTexts } from '../storage/sealed-texts.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { revisionHashOf } from './revision-hash.ts';
import { verifyProgram, type Fault } from './verify-program.ts';

/** A text of a revision that the database could not keep, found again: with it the revision has the hash it was sealed with. */
export interface Repair {
  readonly revision: number;
  readonly field: SealedField;
  /** As it was committed. It cannot be stored as it is; as JSON it can. */
  readonly sealed: string;
  /** As the database gives it back. */
  readonly stored: string;
  /** The bytes that stand there, hex. */
  readonly storedHex: string;
}

export interface RepairPlan {
  readonly repairs: readonly Repair[];
  /** What is wrong besides, and no repair mends. */
  readonly left: readonly Fault[];
}

/**
 * [FD3] Works out what can be repaired and changes nothing. Found again are texts with lone surrogates, which older servers
 * took: SQLite has kept their bytes, and of a single one on PostgreSQL every possibility is tried. The revision's own hash
 * proves that the text found is the one that was committed.
 */
export async function planRepair(db: Kysely<Database>, program: ProgramRow): Promise<RepairPlan> {
  const { faults } = await verifyProgram(db, program);
  const repairs: Repair[] = [];
  const left: Fault[] = [];
  for (const fault of faults) {
    const found = fault.kind === 'hash' ? await repairsOf(db, program.id, fault.revision) : [];
    if (found.length === 0) left.push(fault);
    repairs.push(...found);
  }
  return { repairs, left };
}

/**
 * Records what was sealed, beside the bytes as they stand. History itself is not touched: no text, hash or journal entry
 * is rewritten, and `verify` goes by the record.
 */
export async function recordRepairs(
  db: Kysely<Database>,
  program: string,
  repairs: readonly Repair[],
  at: string,
): Promise<void> {
  const rows = repairs.map(({ revision, field, sealed, storedHex }): SealedTextRow => {
    return { program, revision, field, sealed: JSON.stringify(sealed), stored_hex: storedHex, recorded_at: at };
  });
  await recordSealedTexts(db, rows);
}

async function repairsOf(db: Kysely<Database>, program: string, number: number): Promise<Repair[]> {
  const revision = await db
    .selectFrom('revisions')
    .selectAll()
    .where('program', '=', program)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!revision) return [];
  const bytes = await storedBytes(db, revision);
  const entries = await readStoredEntries(db, { program, after: number - 1, upTo: number });
  const changes = entries.map(sealedChange);
  const content = { changes, baskets: await readBaskets(db, program, number) };
  for (const texts of candidates(revision, bytes)) {
    if (revisionHashOf({ ...revision, ...texts }, content) !== revision.hash) continue;
    return sealedFields.flatMap((field) => {
      const sealed = texts[field];
      return sealed === undefined
        ? []
        : [{ revision: number, field, sealed, stored: revision[field], storedHex: bytes[field].toString('hex') }];
    });
  }
  return [];
}

type Bytes = Readonly<Record<SealedField, Buffer>>;

async function storedBytes(db: Kysely<Database>, revision: RevisionRow): Promise<Bytes> {
  const read = async (field: SealedField): Promise<Buffer> => {
    const bytes = isPostgres(db)
      ? sql<string>`encode(convert_to(${sql.ref(field)}, 'UTF8'), 'hex')`
      : sql<string>`hex(CAST(${sql.ref(field)} AS BLOB))`;
    const { hex } = await db
      .selectFrom('revisions')
      .select(bytes.as('hex'))
      .where('program', '=', revision.program)
      .where('number', '=', revision.number)
      .executeTakeFirstOrThrow();
    return Buffer.from(hex, 'hex');
  };
  return { workbook: await read('workbook'), sync_id: await read('sync_id'), note: await read('note') };
}

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const REPLACEMENT = '\uFFFD';

/** Texts that the revision may have been sealed with, the likeliest first. */
function* candidates(revision: RevisionRow, bytes: Bytes): Generator<SealedTexts> {
  const decoded: Partial<Record<SealedField, string>> = {};
  for (const field of sealedFields) {
    const text = textWithSurrogates(bytes[field]);
    if (text !== revision[field]) decoded[field] = text;
  }
  yield decoded;
  for (const field of sealedFields.filter((each) => revision[each].includes(REPLACEMENT))) {
    for (let code = FIRST_SURROGATE; code <= LAST_SURROGATE; code++) {
      yield { [field]: revision[field].replace(REPLACEMENT, String.fromCharCode(code)) };
    }
  }
}

/** UTF-8 in which a lone surrogate stands as three bytes, as SQLite's driver has written it. */
function textWithSurrogates(bytes: Buffer): string {
  let text = '';
  let start = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(i, i + 3);
    if (first !== 0xed || (second & 0xe0) !== 0xa0) continue;
    text += bytes.toString('utf8', start, i);
    text += String.fromCharCode(((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f));
    start = i + 3;
    i += 2;
  }
  return text + bytes.toString('utf8', start);
}
