import type { VerifyReply } from '../../shared/protocol/verify.ts';
import { PRACTICE_PROGRAM } from '../../shared/tables/workbook-metadata.ts';
import type { Store } from '../storage/database.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { parseWorkbook } from '../workbook/read/parse-workbook.ts';
import type { JobOwner } from '../workers/job-places.ts';
import { differencesOf } from './compare-file.ts';
import { stateOfBytes, stateOfReceipt, stateOfRevision } from './known-states.ts';
import { receiptIn } from './receipt-in.ts';

/** Differences that are told one by one. */
const TOLD = 200;

/** A file to be looked at, and by whom. */
export interface AskedFile {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
  readonly owner: JobOwner;
  /** Whether who asks may read this program. */
  readonly mayRead: (program: string) => Promise<boolean>;
}

export const unknown: VerifyReply = { result: 'unknown', state: null, differences: [], differenceCount: 0 };

/**
 * [AUD3] Whether a file is what was given out: by its bytes, else, of a workbook, cell by cell with the plan at the revision
 * that it says it is of, whichever program has saved it since. What is told of it is for members; see `toldTo`. Throws
 * what `parseWorkbook` throws.
 */
export async function verifyFile(store: Store, { digest, ...asked }: AskedFile): Promise<VerifyReply> {
  const given = await inSnapshot(store.read, (db) => stateOfBytes(db, digest));
  if (given !== undefined) return { ...unknown, result: 'equal', state: given };
  return isZip(asked.bytes) ? verifyWorkbook(store, asked) : byReceiptInside(store, asked.bytes);
}

async function verifyWorkbook(
  store: Store,
  { bytes, owner, mayRead }: Omit<AskedFile, 'digest'>,
): Promise<VerifyReply> {
  const reading = await parseWorkbook(bytes, owner);
  if (!reading.ok || !reading.contents.metadata.ok) return byReceiptInside(store, bytes);
  const { metadata } = reading.contents.metadata;
  if (metadata.program === PRACTICE_PROGRAM) return unknown;
  // Of a part the file says itself which rows it was given: a stranger could ask for the value of one cell after the other.
  if (metadata.part !== undefined && !(await mayRead(metadata.program))) return unknown;
  const state = await inSnapshot(store.read, (db) => stateOfRevision(db, metadata.program, metadata.revision));
  // A stranger who is told the one of what is there and the other of what is not finds out which programs there are, and how far they are.
  if (state === undefined) return (await mayRead(metadata.program)) ? unknown : { ...unknown, result: 'notEqual' };
  const found = await differencesOf(store, reading.contents, metadata);
  const result = found.length === 0 ? 'equal' : 'notEqual';
  return { result, state, differences: found.slice(0, TOLD), differenceCount: found.length };
}

/** A document whose bytes are none of ours and that bears a receipt of ours is not what was given out under it. */
async function byReceiptInside(store: Store, bytes: Uint8Array): Promise<VerifyReply> {
  const receipt = receiptIn(bytes);
  const state = receipt && (await inSnapshot(store.read, (db) => stateOfReceipt(db, receipt)));
  return state ? { ...unknown, result: 'notEqual', state } : unknown;
}

/** [AUD3] What of a reply somebody may see: nothing but the result where they are no member. */
export async function toldTo(reply: VerifyReply, mayRead: AskedFile['mayRead']): Promise<VerifyReply> {
  if (reply.state !== null && (await mayRead(reply.state.program))) return reply;
  return { ...unknown, result: reply.result };
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}
