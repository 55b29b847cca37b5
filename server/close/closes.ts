import type { Kysely } from 'kysely';
import { dayOfMonth } from '../../shared/plan/close/close-needs.ts';
import { periods } from '../../shared/tables/periods.ts';
import { readJournalSince } from '../storage/journal.ts';
import { readRowsByIdAt } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';

/** A month that was closed here, at the revision of its close, whatever has become of it since. */
export interface Close {
  readonly period: string;
  readonly revision: number;
  /** The day of its figures. */
  readonly asOf: string;
}

/**
 * Every close of a program, the newest first: those whose revision the server has stamped. What was brought in closed was closed
 * elsewhere, and its reports were made there.
 */
export async function closesOf(db: Kysely<Database>, program: string): Promise<Close[]> {
  const entries = await readJournalSince(db, { program, after: 0, table: periods.name });
  const stamped = entries.filter(({ after, revision }) => after['snapshot'] === `r${revision}`);
  const closes: Close[] = [];
  for (const { row, revision } of stamped) {
    const [month] = await readRowsByIdAt(db, program, periods, new Set([row]), revision);
    if (month) closes.push({ period: String(month.cells['period']), revision, asOf: dayOfMonth(month.cells) });
  }
  return closes;
}
