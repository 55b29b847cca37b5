import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDuty } from '../../shared/access/duties.ts';
import { auditEntry, auditReply, type AuditEntry } from '../../shared/protocol/audit.ts';
import { fromTheEnd, readAudit, type AuditFilter, type AuditPlace } from '../audit/read-audit.ts';
import { recordGiven } from '../audit/record-document.ts';
import { invalidRequest } from '../errors.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import {
  allPages,
  auditFiles,
  auditFileText,
  auditFilters,
  auditPageQuery,
  endOf,
  MOST_EXPORTED,
  type AuditFormat,
} from './audit-query.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

/** Entries that are read at a time for a file. */
const PORTION = 1000;

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
    query: auditPageQuery,
  },
  responses: answers(auditReply, 'One page; `next` is null on the last.'),
});

function auditFile(format: AuditFormat) {
  return createRoute({
    method: 'get',
    path: `/programs/{program}/audit.${format}`,
    summary: `The log of acts as a file (.${format})`,
    description: `${words} At most ${MOST_EXPORTED} entries; ask for fewer days where there are more.`,
    security: signedIn,
    request: { params: programPath, query: auditFilters },
    responses: {
      ...answers(z.array(auditEntry), 'Not used: the answer is the file.'),
      200: {
        description: 'The entries.',
        content: { [auditFiles[format].type]: { schema: auditFiles[format].schema } },
      },
    },
  });
}

export function auditRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store } = services;
  const sendFile = async (c: Context<AppEnv>, format: AuditFormat, asked: z.infer<typeof auditFilters>) => {
    const entries = await allEntries(services, filterOf(c, asked));
    await recordGiven(services, c, {
      kind: 'export',
      what: `The log of acts: ${entries.length} entries (${format})`,
    });
    c.header('Cache-Control', 'private, no-store');
    c.header('Content-Type', auditFiles[format].type);
    c.header('Content-Disposition', `attachment; filename="acts-of-${c.get('program').id}.${format}"`);
    return c.body(auditFileText(format, entries), 200);
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

function filterOf(c: Context<AppEnv>, { act, by, from, to }: z.infer<typeof auditFilters>): AuditFilter {
  const { id: program, membership } = c.get('program');
  return {
    program,
    act,
    by,
    from,
    before: endOf(to),
    withSignIns: hasDuty(membership, 'readSignIns'),
    withEmails: hasDuty(membership, 'administer'),
  };
}

async function allEntries({ store }: Pick<Services, 'store'>, filter: AuditFilter): Promise<AuditEntry[]> {
  return inSnapshot(store.longRead, (db) =>
    allPages<AuditPlace>(fromTheEnd, (below) => readAudit(db, filter, below, PORTION)),
  );
}

function placeOf(cursor: string): AuditPlace {
  const [, acts, server, revisions] = /^(\d{1,16})\.(\d{1,16})\.(\d{1,16})$/.exec(cursor) ?? [];
  if (acts === undefined) throw invalidRequest('cursor', 'This is no cursor of the log of acts.');
  return { acts: Number(acts), server: Number(server), revisions: Number(revisions) };
}

function textOf({ acts, server, revisions }: AuditPlace): string {
  return `${acts}.${server}.${revisions}`;
}
