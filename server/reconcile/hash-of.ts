import { createHash } from 'node:crypto';

/** SHA-256 over a text in pieces, hex. */
export function hashOf(pieces: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
