import type { Kysely } from 'kysely';
import type { ActRow, Database } from '../storage/schema.ts';
import { actHash } from './act-hash.ts';

/** Acts read at a time. */
const ACTS_AT_A_TIME = 500;

/** How far a chain of acts has been walked. */
export interface ActsWalk {
  readonly acts: number;
  readonly hash: string;
}

/** The head of the program that acts name at this point of its history. */
export interface HeadMet {
  readonly revision: number;
  readonly hash: string;
}

export interface ActsWalker {
  readonly at: ActsWalk;
  /** [AUD2] Walks on up to this act (all that are left where it is absent), which have met this head; tells what is wrong. */
  walk(head: HeadMet, upTo: number | undefined, tell: (fault: string) => void): Promise<void>;
}

/** Walks the acts of one chain from the first on. To be used inside a snapshot. */
export function actsWalker(db: Kysely<Database>, chain: string): ActsWalker {
  let at: ActsWalk = { acts: 0, hash: '' };
  const waiting: ActRow[] = [];
  const next = async (upTo: number): Promise<ActRow | undefined> => {
    if (waiting.length === 0) waiting.push(...(await readActs(db, chain, at.acts)));
    const [first] = waiting;
    return first !== undefined && first.number <= upTo ? waiting.shift() : undefined;
  };
  return {
    get at() {
      return at;
    },
    walk: async (head, upTo, tell) => {
      for (let act = await next(upTo ?? Infinity); act !== undefined; act = await next(upTo ?? Infinity)) {
        for (const fault of faultsOf(act, at, head)) tell(fault);
        at = { acts: act.number, hash: act.hash };
      }
    },
  };
}

function* faultsOf(act: ActRow, { acts, hash }: ActsWalk, head: HeadMet): Generator<string> {
  const { number } = act;
  if (number !== acts + 1) yield `Before act ${number}, acts are missing from ${acts + 1} on.`;
  else if (act.prev_hash !== hash) yield `Act ${number} does not follow the one before.`;
  if (act.revision !== head.revision || act.head_hash !== head.hash) {
    yield `Act ${number} does not stand where it was written, after revision ${head.revision}.`;
  }
  if (actHash(act) !== act.hash) yield `Act ${number} is not what was written.`;
}

async function readActs(db: Kysely<Database>, chain: string, after: number): Promise<ActRow[]> {
  return db
    .selectFrom('acts')
    .selectAll()
    .where('program', '=', chain)
    .where('number', '>', after)
    .orderBy('number')
    .limit(ACTS_AT_A_TIME)
    .execute();
}
