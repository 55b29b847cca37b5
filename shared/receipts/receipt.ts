import type { Revision } from '../sync/edit.ts';

/** Letters of a receipt: Crockford's, without those that are read as others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: nobody guesses one, and among a billion revisions hardly two agree. */
const LENGTH = 16;
/** Of the receipt of a document, what comes from the hash of the revision; the other half names the document. */
const OF_REVISION = 8;
const RECEIPT = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);
const GROUP = /.{4}(?!$)/g;
/** Five bits a letter. */
const BITS = 5;

/** [AUD3] Bytes of its own that a document is named by. */
export const DOCUMENT_BYTES = 5;

/**
 * [AUD3] Names the state of a plan at a revision, such as 148-7KQ2-M9XD-04TR-B6HV: its number and 80 bits of its hash.
 * @param hash SHA-256, hex; "" of revision 0
 */
export function revisionReceipt(revision: Revision, hash: string): string {
  return written(revision, lettersOf(bytesOf(hash)).slice(0, LENGTH));
}

/**
 * [AUD3] Names a document that shows a revision: the first half says which state, as on every other document of it, the
 * second which document.
 * @param document DOCUMENT_BYTES random bytes
 */
export function documentReceipt(revision: Revision, hash: string, document: Uint8Array): string {
  const state = lettersOf(bytesOf(hash)).slice(0, OF_REVISION);
  return written(revision, state + lettersOf([...document.subarray(0, DOCUMENT_BYTES)]));
}

/** A receipt as somebody has typed it. */
export type ReadReceipt =
  /** In the way it is written and kept. */
  | { readonly kind: 'receipt'; readonly revision: Revision; readonly text: string }
  /** As older servers printed them: revision and eight hex digits of its hash. */
  | { readonly kind: 'old'; readonly revision: Revision; readonly hashStart: string };

/** Reads a receipt, whatever the case, spaces and hyphens, and with letters that look alike put right; null: it is none. */
export function readReceipt(typed: string): ReadReceipt | null {
  const bare = typed.trim().replace(/^receipt:?\s*/i, '');
  const [, number = '', rest = ''] = /^r?\s*(\d{1,9})\s*-\s*([\w\s-]{1,60})$/i.exec(bare) ?? [];
  const signs = rest.replaceAll(/[\s-]/g, '').toUpperCase();
  if (number === '') return null;
  const revision = Number(number);
  if (/^[0-9A-F]{8}$/.test(signs)) return { kind: 'old', revision, hashStart: signs.toLowerCase() };
  const letters = signs.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!RECEIPT.test(letters)) return null;
  return { kind: 'receipt', revision, text: written(revision, letters) };
}

function written(revision: Revision, letters: string): string {
  return `${revision}-${letters.replaceAll(GROUP, '$&-')}`;
}

function bytesOf(hash: string): number[] {
  const padded = hash.padEnd(LENGTH * 2, '0');
  return Array.from({ length: LENGTH }, (_, index) => Number.parseInt(padded.slice(index * 2, index * 2 + 2), 16));
}

/** As many letters as whole ones can be made of the bytes. */
function lettersOf(bytes: readonly number[]): string {
  let text = '';
  for (let bit = 0; bit + BITS <= bytes.length * 8; bit += BITS) {
    const [first, second] = [bytes[bit >> 3] ?? 0, bytes[(bit >> 3) + 1] ?? 0];
    const shift = 16 - BITS - (bit & 7);
    text += LETTERS.charAt((((first << 8) | second) >> shift) & 31);
  }
  return text;
}
