import { createHash } from 'node:crypto';

/** Members of a list written at a time: the text of a large request as a whole is as large again as the request. */
const MEMBERS_AT_A_TIME = 500;
/** Request, edits and tables are written member by member; what is below them is small or a list. */
const LEVELS = 3;

/**
 * SHA-256 over what was asked as JSON, hex. A client repeats a request byte for byte, so its JSON as parsed tells whether it
 * is the same one. Digests are kept with the answers: what a door takes them of must not change.
 */
export function requestDigest(request: object): string {
  const hash = createHash('sha256');
  for (const piece of jsonPieces(request, LEVELS)) hash.update(piece);
  return hash.digest('hex');
}

/** The text that JSON.stringify gives, in pieces. */
function* jsonPieces(value: unknown, levels: number): Generator<string> {
  if (Array.isArray(value)) yield* listPieces(value);
  else if (typeof value === 'object' && value !== null && levels > 0) yield* objectPieces(value, levels);
  else yield JSON.stringify(value);
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (let start = 0; start < list.length; start += MEMBERS_AT_A_TIME) {
    const some = JSON.stringify(list.slice(start, start + MEMBERS_AT_A_TIME)).slice(1, -1);
    yield start === 0 ? some : `,${some}`;
  }
  yield ']';
}

function* objectPieces(value: object, levels: number): Generator<string> {
  const members: [string, unknown][] = Object.entries(value);
  let start = '{';
  for (const [name, member] of members) {
    if (member === undefined) continue;
    yield `${start}${JSON.stringify(name)}:`;
    yield* jsonPieces(member, levels - 1);
    start = ',';
  }
  yield start === '{' ? '{}' : '}';
}
