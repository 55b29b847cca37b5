import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { SERVER_CHAIN } from './append-act.ts';
import { actsWalker } from './walk-acts.ts';

export interface ServerVerification {
  readonly acts: number;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

/** [AUD2] Walks the server's own chain of acts and compares it with its kept end. Call it inside a snapshot. */
export async function verifyServerActs(db: Kysely<Database>): Promise<ServerVerification> {
  const faults: string[] = [];
  const walker = actsWalker(db, SERVER_CHAIN);
  await walker.walk({ revision: 0, hash: '' }, undefined, (fault) => faults.push(fault));
  const { acts, hash } = walker.at;
  const ends = await db.selectFrom('server_acts').selectAll().execute();
  const [end] = ends;
  if (ends.length !== 1 || end?.acts !== acts || end.acts_hash !== hash)
    faults.push(`The server has had ${end?.acts ?? 'no'} acts, the log ends at ${acts}.`);
  const { count } = await db
    .selectFrom('acts')
    .select((one) => one.fn.countAll<number>().as('count'))
    .where('program', '=', SERVER_CHAIN)
    .executeTakeFirstOrThrow();
  if (count !== acts) faults.push(`The log holds ${count} acts and numbers ${acts}.`);
  return { acts, faults };
}
