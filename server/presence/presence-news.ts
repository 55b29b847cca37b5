import { z } from 'zod';
import type { DraftRows } from '../../shared/protocol/presence.ts';

const seat = { program: z.string(), account: z.string(), workbook: z.string() };

const presenceNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here'), ...seat, name: z.string(), drafts: z.record(z.string(), z.array(z.string())) }),
  /** More rows of the `here` just before: one notification of PostgreSQL holds less than 8,000 bytes. */
  z.object({ kind: z.literal('more'), ...seat, drafts: z.record(z.string(), z.array(z.string())) }),
  z.object({ kind: z.literal('left'), ...seat }),
]);

/** What one server process tells the others about who is in a program. */
export type PresenceNews = z.infer<typeof presenceNews>;

/** News with the process they come from, as they travel. */
export const forwardedNews = z.object({ from: z.string(), presence: presenceNews });

/** A Row ID in JSON is 19 bytes, so this leaves room for the longest names of tables and people. */
const ROWS_PER_PIECE = 250;

/** Drafts in pieces that each fit a notification; at least one. */
export function piecesOf(drafts: DraftRows): Record<string, string[]>[] {
  const rows = Object.entries(drafts).flatMap(([table, ids]) => ids.map((id) => [table, id] as const));
  const pieces: Record<string, string[]>[] = [];
  for (let start = 0; start === 0 || start < rows.length; start += ROWS_PER_PIECE) {
    const piece: Record<string, string[]> = {};
    for (const [table, id] of rows.slice(start, start + ROWS_PER_PIECE)) (piece[table] ??= []).push(id);
    pieces.push(piece);
  }
  return pieces;
}
