import type { Kysely } from 'kysely';
import { isClaimed } from '../../shared/questions/work-claims.ts';
import { placesOfRow } from '../comments/places-of-row.ts';
import { readComments } from '../comments/read-conversations.ts';
import { rowsById } from '../comments/subject-rows.ts';
import { readClaims } from '../comments/work-claims.ts';
import type { Database } from '../storage/schema.ts';
import type { Digest } from './digest-text.ts';

/** Whose digest it is, and what the mail before told up to. */
export interface DigestReader {
  readonly program: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly today: string;
  /** Decisions that wait for them. */
  readonly decisions: number;
  /** Null: there was no mail before; what has been is then no news. */
  readonly since: { readonly revision: number; readonly entry: number } | null;
}

/** Conversations that a mail tells of at most. */
const MOST_TOLD = 10;
/** Changed rows that are looked at for what moved. */
const MOST_ROWS = 500;

/** What a person's mail of the day tells. Call it inside a snapshot. */
export async function readDigest(db: Kysely<Database>, reader: DigestReader): Promise<Digest> {
  const { program, person, since } = reader;
  const waiting = await readComments(db, program, person.id, { open: true, mine: true, limit: MOST_TOLD });
  const asked =
    since === null
      ? []
      : (await readComments(db, program, person.id, { asking: true, since: since.entry, limit: MOST_TOLD }))
          .conversations;
  const isNews = ({ number, by }: { readonly number: number; readonly by: { readonly id: string } }): boolean =>
    number > (since?.entry ?? 0) && by.id !== person.id;
  return {
    waiting: waiting.conversations,
    waitingCount: waiting.counts.forYou,
    answered: asked.filter(({ said, waitsForYou }) => !waitsForYou && said.some(isNews)),
    decisions: reader.decisions,
    moved: await movedWhereTheyWork(db, reader),
  };
}

/** Rows that others have changed since, of the places that the person works on. */
async function movedWhereTheyWork(
  db: Kysely<Database>,
  { program, person, today, since }: DigestReader,
): Promise<number> {
  if (since === null) return 0;
  const own = (await readClaims(db, program, today, person.id)).find(({ isYou }) => isYou);
  if (own === undefined) return 0;
  const changed = await db
    .selectFrom('journal as j')
    .innerJoin('revisions as r', (join) =>
      join.onRef('r.program', '=', 'j.program').onRef('r.number', '=', 'j.revision'),
    )
    .select(['j.table_name as table', 'j.row_id as row'])
    .distinct()
    .where('j.program', '=', program)
    .where('j.revision', '>', since.revision)
    .where('r.person', '!=', person.id)
    .limit(MOST_ROWS)
    .execute();
  const rows = await rowsById(db, program, changed);
  let count = 0;
  for (const [place, { cells }] of rows) {
    const [table = ''] = place.split('/');
    if (isClaimed(own, await placesOfRow(db, program, table, cells))) count += 1;
  }
  return count;
}
