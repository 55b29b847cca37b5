import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { PublishedMoment } from '../../shared/protocol/roll-ups.ts';
import { publishedCuts, WHOLE } from '../../shared/roll-up/published-cuts.ts';
import type { CutTotals, PublishedGroup } from '../../shared/roll-up/published-totals.ts';
import { canonicalJson } from '../../shared/sync/canonical-json.ts';
import type { Database } from '../storage/schema.ts';
import { jsonRows } from '../storage/sql-dialect.ts';

const storedGroups = z.array(z.object({ group: z.string(), amounts: z.record(z.string(), z.number()) }));

/** The groups of a stored cut. */
export function groupsIn(text: string): PublishedGroup[] {
  return storedGroups.parse(JSON.parse(text));
}

/** Writes what a program publishes to a roll-up in place of what it had, in a transaction. */
export async function writePublished(
  transaction: Kysely<Database>,
  { program, rollUp }: { readonly program: string; readonly rollUp: string },
  totals: readonly CutTotals[],
): Promise<void> {
  await deletePublished(transaction, program, rollUp);
  for (const { cut, groups } of totals) {
    const row = { program, roll_up: rollUp, cut, totals: textOf(groups) };
    await transaction.insertInto('published_totals').values(row).execute();
  }
}

export async function deletePublished(transaction: Kysely<Database>, program: string, rollUp: string): Promise<void> {
  await transaction
    .deleteFrom('published_totals')
    .where('program', '=', program)
    .where('roll_up', '=', rollUp)
    .execute();
}

/** What programs have published to a roll-up by a cut, as it is stored, by program. */
export async function readPublishedCut(
  db: Kysely<Database>,
  rollUp: string,
  cut: CutTotals['cut'],
): Promise<Map<string, string>> {
  const rows = await jsonRows(
    db,
    ['program', 'totals'],
    sql`published_totals WHERE roll_up = ${rollUp} AND cut = ${cut}`,
  );
  return new Map(rows.map(([program, totals]) => [String(program), String(totals)]));
}

/** Every cut that one program has published to a roll-up, in the order in which they are offered. */
export async function readPublishedBy(db: Kysely<Database>, rollUp: string, program: string): Promise<CutTotals[]> {
  const rows = await db
    .selectFrom('published_totals')
    .select(['cut', 'totals'])
    .where('roll_up', '=', rollUp)
    .where('program', '=', program)
    .execute();
  const byCut = new Map(rows.map(({ cut, totals }) => [cut, totals]));
  const cuts = [WHOLE, ...publishedCuts] as const;
  return cuts.flatMap((cut) => {
    const text = byCut.get(cut);
    return text === undefined ? [] : [{ cut, groups: groupsIn(text) }];
  });
}

/** Of whom and of which moment totals are published: what is sealed with them. */
export interface SealedMoment extends Omit<PublishedMoment, 'digest'> {
  readonly rollUp: string;
  readonly seat: string;
}

/** SHA-256 over everything that is published, hex: both sides can say by it that they mean the same. */
export function publishedDigest(moment: SealedMoment, totals: readonly CutTotals[]): string {
  const text = canonicalJson({
    format: 1,
    ...moment,
    totals: totals.map(({ cut, groups }) => ({
      cut,
      groups: groups.map(({ group, amounts }) => ({ group, amounts })),
    })),
  });
  return createHash('sha256').update(text).digest('hex');
}

function textOf(groups: readonly PublishedGroup[]): string {
  return canonicalJson(groups.map(({ group, amounts }) => ({ group, amounts })));
}
