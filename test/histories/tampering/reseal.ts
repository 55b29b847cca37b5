import type { Kysely } from 'kysely';
import { actHash } from '../../../server/audit/act-hash.ts';
import { revisionHashOf } from '../../../server/reconcile/revision-hash.ts';
import { readBaskets } from '../../../server/storage/baskets.ts';
import { readStoredEntries, sealedChange } from '../../../server/storage/journal.ts';
import type { ActRow, Database } from '../../../server/storage/schema.ts';

interface End {
  readonly number: number;
  readonly hash: string;
}

/** What somebody with the whole database does who knows our formulas: seals everything anew, so that the chain holds. */
export async function reseal(db: Kysely<Database>, program: string): Promise<void> {
  const acts = await db.selectFrom('acts').selectAll().where('program', '=', program).orderBy('number').execute();
  const revisions = await db
    .selectFrom('revisions')
    .selectAll()
    .where('program', '=', program)
    .orderBy('number')
    .execute();
  let [act, head]: [End, End] = [
    { number: 0, hash: '' },
    { number: 0, hash: '' },
  ];
  const sealActs = async (upTo: number): Promise<void> => {
    for (let next = acts[0]; next !== undefined && next.number <= upTo; next = acts[0]) {
      acts.shift();
      act = await sealAct(db, next, act, head);
    }
  };
  for (const revision of revisions) {
    const { number } = revision;
    await sealActs(revision.acts ?? 0);
    const chained = { ...revision, prev_hash: head.hash, acts: act.number, acts_hash: act.hash };
    const changes = (await readStoredEntries(db, { program, after: number - 1, upTo: number })).map(sealedChange);
    const hash = revisionHashOf(chained, { changes, baskets: await readBaskets(db, program, number) }) ?? '';
    const { prev_hash, acts: count, acts_hash } = chained;
    await db
      .updateTable('revisions')
      .set({ prev_hash, acts: count, acts_hash, hash })
      .where('program', '=', program)
      .where('number', '=', number)
      .execute();
    head = { number, hash };
  }
  await sealActs(Infinity);
  await setEnd(db, program, head, act);
}

async function sealAct(db: Kysely<Database>, row: ActRow, before: End, head: End): Promise<End> {
  const { program, number } = row;
  const chained = { ...row, prev_hash: before.hash, revision: head.number, head_hash: head.hash };
  const { prev_hash, revision, head_hash } = chained;
  const hash = actHash(chained);
  await db
    .updateTable('acts')
    .set({ prev_hash, revision, head_hash, hash })
    .where('program', '=', program)
    .where('number', '=', number)
    .execute();
  return { number, hash };
}

async function setEnd(db: Kysely<Database>, program: string, head: End, act: End): Promise<void> {
  if (program === '') {
    await db.updateTable('server_acts').set({ acts: act.number, acts_hash: act.hash }).execute();
    return;
  }
  const end = { revision: head.number, hash: head.hash, acts: act.number, acts_hash: act.hash, sums_revision: null };
  await db.updateTable('programs').set(end).where('id', '=', program).execute();
}
