import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../storage/schema.ts';

const hash = z.string().regex(/^(?:[0-9a-f]{64})?$/);
const count = z.number().int().min(0);

/** [AUD4] The heads of everything at one moment: one line outside the database. */
const anchorLine = z.object({
  anchor: z.literal(1),
  /** Server time, ISO 8601 UTC. */
  at: z.string(),
  programs: z.array(z.object({ program: z.string(), revision: count, hash, acts: count, actsHash: hash })),
  server: z.object({ acts: count, actsHash: hash }),
});

export type Anchor = z.infer<typeof anchorLine>;

/** The heads as they are now. Call it inside a snapshot. */
export async function readHeads(db: Kysely<Database>, at: string): Promise<Anchor> {
  const rows = await db
    .selectFrom('programs')
    .select(['id', 'revision', 'hash', 'acts', 'acts_hash'])
    .orderBy('id')
    .execute();
  const server = await db.selectFrom('server_acts').select(['acts', 'acts_hash']).executeTakeFirstOrThrow();
  return {
    anchor: 1,
    at,
    programs: rows.map(({ id: program, revision, hash: head, acts = 0, acts_hash: actsHash = '' }) => {
      return { program, revision, hash: head, acts, actsHash };
    }),
    server: { acts: server.acts, actsHash: server.acts_hash },
  };
}

/** One line of JSON, without its line end. */
export function anchorText(anchor: Anchor): string {
  return JSON.stringify(anchor);
}

/** Reads a line; null: it is no anchor. */
export function parseAnchor(line: string): Anchor | null {
  try {
    return anchorLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
