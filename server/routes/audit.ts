import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDuty } from '../../shared/access/duties.ts';
import { csvOf } from '../../shared/feeds/csv.ts';
import { auditEntry, auditKinds, auditReply, type AuditEntry } from '../../shared/protocol/audit.ts';
import { fromTheEnd, readAudit, type AuditFilter, type AuditPlace } from '../audit/read-audit.ts';
import { recordGiven } from '../audit/record-document.ts';
import { invalidRequest } from '../errors.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from './route-context.ts';

/** Entries that are read at a time for a file. */
const PORTION = 1000;
/** A file of more is none that anybody reads. */
const MOST_EXPORTED = 100_000;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/, 'Use a date such as 2026-11-23.');

const filters = z.object({
  act: z.enum(auditKinds, 'There is no such act.').optional().meta({ description: 'Acts of this kind only' }),
  by: z.string().max(100).optional().meta({ description: 'Person: name or account id' }),
  from: day.optional().meta({ description: 'From this day (or moment) on, UTC' }),
  to: day.optional().meta({ description: 'To the end of this day (or before this moment), UTC' }),
});

const words =
  'Syncs with their receipts, exports and reports with theirs, grants, tokens, decisions, closes and backups. Every member reads them; sign-ins of members are told to finance and administrators. No entry holds an amount or the text of a cell.';

const getAudit = createRoute({
  method: 'get',
  path: '/programs/{program}/audit',
  summary: 'The log of acts, newest first',
  description: words,
  security: signedIn,
  request: {
    params: programPath,
    query: filters.extend({
      cursor: z.string().max(60).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: answers(auditReply, 'One page; `next` is null on the last.'),
});

const files = {
  csv: { type: 'text/csv; charset=utf-8', schema: z.string() },
  json: { type: 'application/json; charset=utf-8', schema: z.array(auditEntry) },
} as const;

function auditFile(format: keyof typeof files) {
  return createRoute({
    method: 'get',
    path: `/programs/{program}/audit.${format}`,
    summary: `The log of acts as a file (.${format})`,
    description: `${words} At most ${MOST_EXPORTED} entries; ask for fewer days where there are more.`,
    security: signedIn,
    request: { params: programPath, query: filters },
    responses: {
      ...answers(z.array(auditEntry), 'Not used: the answer is the file.'),
      200: { description: 'The entries.', content: { [files[format].type]: { schema: files[format].schema } } },
    },
  });
}

export function auditRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store } = services;
  const sendFile = async (c: Context<AppEnv>, format: keyof typeof files, asked: z.infer<typeof filters>) => {
    const entries = await allEntries(services, filterOf(c, asked));
    await recordGiven(services, c, {
      kind: 'export',
      what: `The log of acts: ${entries.length} entries (${format})`,
    });
    c.header('Cache-Control', 'private, no-store');
    c.header('Content-Type', files[format].type);
    c.header('Content-Disposition', `attachment; filename="acts-of-${c.get('program').id}.${format}"`);
    return c.body(format === 'csv' ? csvOf(columns, entries) : JSON.stringify(entries), 200);
  };
  return newRoutes()
    .openapi(getAudit, async (c) => {
      const { cursor, limit, ...asked } = c.req.valid('query');
      const below = cursor === undefined ? fromTheEnd : placeOf(cursor);
      const filter = filterOf(c, asked);
      const page = await inSnapshot(store.read, (db) => readAudit(db, filter, below, limit));
      return c.json({ entries: [...page.entries], next: page.next && textOf(page.next) }, 200);
    })
    .openapi(auditFile('csv'), (c) => sendFile(c, 'csv', c.req.valid('query')))
    .openapi(auditFile('json'), (c) => sendFile(c, 'json', c.req.valid('query')));
}

const columns: readonly (keyof AuditEntry)[] = [
  'id',
  'at',
  'kind',
  'by',
  'door',
  'what',
  'receipt',
  'revision',
  'hash',
];

function filterOf(c: Context<AppEnv>, { act, by, from, to }: z.infer<typeof filters>): AuditFilter {
  const { id: program, membership } = c.get('program');
  const before = to === undefined || to.includes('T') ? to : `${to}T24`;
  return { program, act, by, from, before, withSignIns: hasDuty(membership, 'readSignIns') };
}

async function allEntries({ store }: Pick<Services, 'store'>, filter: AuditFilter): Promise<AuditEntry[]> {
  return inSnapshot(store.longRead, async (db) => {
    const found: AuditEntry[] = [];
    for (let below: AuditPlace | null = fromTheEnd; below !== null;) {
      const page: Awaited<ReturnType<typeof readAudit>> = await readAudit(db, filter, below, PORTION);
      found.push(...page.entries);
      below = page.next;
      if (found.length > MOST_EXPORTED) {
        throw invalidRequest('from', `There are more than ${MOST_EXPORTED} entries. Ask for fewer days.`);
      }
    }
    return found;
  });
}

function placeOf(cursor: string): AuditPlace {
  const [, acts, server, revisions] = /^(\d{1,16})\.(\d{1,16})\.(\d{1,16})$/.exec(cursor) ?? [];
  if (acts === undefined) throw invalidRequest('cursor', 'This is no cursor of the log of acts.');
  return { acts: Number(acts), server: Number(server), revisions: Number(revisions) };
}

function textOf({ acts, server, revisions }: AuditPlace): string {
  return `${acts}.${server}.${revisions}`;
}
