import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { SERVER_CHAIN } from '../audit/append-act.ts';
import type { Database } from '../storage/schema.ts';
import { parseAnchor, type Anchor } from './anchor.ts';

/** Numbers looked up at a time. */
const LOOKED_UP = 500;

export interface ReadAnchors {
  readonly anchors: readonly Anchor[];
  /** Lines that are none, in words. */
  readonly broken: readonly string[];
}

/** Every anchor of a folder, by time. Throws when it cannot be read. */
export function readAnchors(folder: string): ReadAnchors {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const broken: string[] = [];
  const anchors = files.flatMap((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      const anchor = line.trim() === '' ? null : parseAnchor(line);
      if (anchor === null && line.trim() !== '') broken.push(`Line ${index + 1} of ${name} is no anchor.`);
      return anchor ?? [];
    });
  });
  return { anchors: anchors.sort((one, other) => (one.at < other.at ? -1 : 1)), broken };
}

/** Which hash each anchored place has, and since when. */
type Anchored = Map<number, { readonly hash: string; readonly at: string }>;

/**
 * [AUD4] In what the history differs from its anchors: what was there then has to be there still, under the same hash. What
 * came after the last anchor is found by the chain alone. Call it inside a snapshot.
 */
export async function anchorFaults(db: Kysely<Database>, anchors: readonly Anchor[]): Promise<string[]> {
  const revisions = new Map<string, Anchored>();
  const acts = new Map<string, Anchored>();
  for (const { at, programs, server } of anchors) {
    for (const { program, revision, hash, acts: count, actsHash } of programs) {
      note(revisions, program, revision, { hash, at });
      note(acts, program, count, { hash: actsHash, at });
    }
    note(acts, SERVER_CHAIN, server.acts, { hash: server.actsHash, at });
  }
  const faults: string[] = [];
  for (const [program, places] of revisions)
    faults.push(...(await differing(db, 'revisions', program, places)), ...(await missingProgram(db, program)));
  for (const [program, places] of acts) faults.push(...(await differing(db, 'acts', program, places)));
  return faults;
}

/** The first anchor of a place counts. */
function note(
  of: Map<string, Anchored>,
  program: string,
  number: number,
  anchored: { readonly hash: string; readonly at: string },
): void {
  const places = getOrMake(of, program, (): Anchored => new Map());
  if (number > 0 && !places.has(number)) places.set(number, anchored);
}

async function differing(
  db: Kysely<Database>,
  table: 'revisions' | 'acts',
  program: string,
  places: Anchored,
): Promise<string[]> {
  const numbers = [...places.keys()].sort((a, b) => a - b);
  const found = new Map<number, string>();
  for (let from = 0; from < numbers.length; from += LOOKED_UP) {
    const some = numbers.slice(from, from + LOOKED_UP);
    const query = db.selectFrom(table).select(['number', 'hash']).where('program', '=', program);
    for (const { number, hash } of await query.where('number', 'in', some).execute()) found.set(number, hash);
  }
  const whose = program === SERVER_CHAIN ? 'of the server' : `of ${program}`;
  const what = table === 'acts' ? 'Act' : 'Revision';
  return numbers.flatMap((number) => {
    const anchored = places.get(number);
    if (anchored === undefined || found.get(number) === anchored.hash) return [];
    const now = found.has(number) ? 'is another one now' : 'is not there any more';
    return [`${what} ${number} ${whose}, anchored at ${anchored.at}, ${now}.`];
  });
}

async function missingProgram(db: Kysely<Database>, program: string): Promise<string[]> {
  const row = await db.selectFrom('programs').select('id').where('id', '=', program).executeTakeFirst();
  return row === undefined ? [`The program ${program} was anchored and is not there any more.`] : [];
}
