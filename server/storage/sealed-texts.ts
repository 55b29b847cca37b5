import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database, RevisionRow, SealedTextRow } from './schema.ts';

/** The texts of a revision that a person's program chooses freely, and that are part of its hash. */
export const sealedFields = ['workbook', 'sync_id', 'note'] as const;

export type SealedField = (typeof sealedFields)[number];

/** Texts by field, as they were sealed. */
export type SealedTexts = Readonly<Partial<Record<SealedField, string>>>;

/** What has been recorded of a program's revisions whose texts the database could not keep. */
export async function readSealedTexts(
  db: Kysely<Database>,
  program: string,
): Promise<ReadonlyMap<number, SealedTexts>> {
  const rows = await db.selectFrom('sealed_texts').selectAll().where('program', '=', program).execute();
  const found = new Map<number, SealedTexts>();
  for (const { revision, field, sealed } of rows) {
    found.set(revision, { ...found.get(revision), [field]: z.string().parse(JSON.parse(sealed)) });
  }
  return found;
}

export async function recordSealedTexts(db: Kysely<Database>, rows: readonly SealedTextRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('sealed_texts').values(rows).execute();
}

/**
 * The revision with the texts it was sealed with. A recorded text counts only where it differs from what stands there in
 * characters that cannot be stored, and nothing else: it excuses no other change.
 */
export function asSealed(revision: RevisionRow, texts: SealedTexts = {}): RevisionRow {
  const sealed = { ...revision };
  for (const field of sealedFields) {
    const text = texts[field];
    if (text !== undefined && withoutBroken(text) === withoutBroken(revision[field])) sealed[field] = text;
  }
  return sealed;
}

/** Lone surrogates, and what a database gives back for them: one replacement character, or one per byte. */
const BROKEN = /[\p{Cs}\uFFFD]+/gu;

function withoutBroken(text: string): string {
  return text.replaceAll(BROKEN, '\uFFFD');
}
