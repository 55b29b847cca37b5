import { z } from '@hono/zod-openapi';
import { auditEntry, auditKinds, type AuditEntry } from '../../shared/protocol/audit.ts';
import { csvOf } from '../../shared/feeds/csv.ts';
import { invalidRequest } from '../errors.ts';

/** A file of more is none that anybody reads. */
export const MOST_EXPORTED = 100_000;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/, 'Use a date such as 2026-11-23.');

/** Which acts are asked for. */
export const auditFilters = z.object({
  act: z.enum(auditKinds, 'There is no such act.').optional().meta({ description: 'Acts of this kind only' }),
  by: z.string().max(320).optional().meta({ description: 'Person: name or account id; e-mail for who is told of it' }),
  from: day.optional().meta({ description: 'From this day (or moment) on, UTC' }),
  to: day.optional().meta({ description: 'To the end of this day (or before this moment), UTC' }),
});

/** Which acts are asked for, a page at a time. */
export const auditPageQuery = auditFilters.extend({
  cursor: z.string().max(60).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** The moment before which an act is, where the days that are asked for have an end. */
export function endOf(to: string | undefined): string | undefined {
  return to === undefined || to.includes('T') ? to : `${to}T24`;
}

/** As which files the log is given out. */
export const auditFiles = {
  csv: { type: 'text/csv; charset=utf-8', schema: z.string() },
  json: { type: 'application/json; charset=utf-8', schema: z.array(auditEntry) },
} as const;

export type AuditFormat = keyof typeof auditFiles;

const columns: readonly (keyof AuditEntry)[] = [
  'id',
  'at',
  'kind',
  'by',
  'account',
  'email',
  'door',
  'what',
  'receipt',
  'revision',
  'hash',
];

export function auditFileText(format: AuditFormat, entries: readonly AuditEntry[]): string {
  if (format === 'json') return JSON.stringify(entries);
  return csvOf(
    columns,
    entries.map((entry) => ({ ...entry, account: entry.account ?? null, email: entry.email ?? null })),
  );
}

/** Every entry, page by page. Throws invalid_request where there are more than anybody reads. */
export async function allPages<Place>(
  first: Place,
  readPage: (below: Place) => Promise<{ readonly entries: readonly AuditEntry[]; readonly next: Place | null }>,
): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (let below: Place | null = first; below !== null;) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(below);
    found.push(...page.entries);
    below = page.next;
    if (found.length > MOST_EXPORTED) {
      throw invalidRequest('from', `There are more than ${MOST_EXPORTED} entries. Ask for fewer days.`);
    }
  }
  return found;
}
