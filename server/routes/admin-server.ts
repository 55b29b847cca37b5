import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { administrationAccess } from '../../shared/protocol/administration-access.ts';
import {
  pagesSeenReply,
  serverHealth as healthReply,
  serverJobs as jobsReply,
} from '../../shared/protocol/administration.ts';
import { auditEntry, auditReply } from '../../shared/protocol/audit.ts';
import { measureEventLoop, type EventLoopDelay } from '../administration/event-loop.ts';
import { readPagesSeen, SEEN_DAYS } from '../administration/pages-seen.ts';
import { serverHealth } from '../administration/server-health.ts';
import { serverJobs } from '../administration/server-jobs.ts';
import { recordAct } from '../audit/append-act.ts';
import { readServerAudit } from '../audit/read-audit.ts';
import { invalidRequest } from '../errors.ts';
import { isAdministrator } from '../identity/administrators.ts';
import { keptFor } from '../retention/kept-for.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import {
  allPages,
  auditFiles,
  auditFileText,
  auditFilters,
  auditPageQuery,
  endOf,
  type AuditFormat,
} from './audit-query.ts';
import { actedNow } from '../http/require-administrator.ts';
import { answers, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

/** Entries that are read at a time for a file. */
const PORTION = 1000;
const security = signedIn;

const getAccess = createRoute({
  method: 'get',
  path: '/administration',
  summary: 'Do you administer the server?',
  security,
  responses: answers(administrationAccess, 'Everybody who is signed in may ask.'),
});

const getAudit = createRoute({
  method: 'get',
  path: '/admin/audit',
  summary: 'The server’s own log of acts, newest first',
  description:
    'Sign-ins, accounts, links, backups: what belongs to no program. What is done in a program is in its own.',
  security,
  request: { query: auditPageQuery },
  responses: answers(auditReply, 'One page; `next` is null on the last.'),
});

const getHealth = createRoute({
  method: 'get',
  path: '/admin/health',
  summary: 'How this server process and its database are',
  security,
  responses: answers(healthReply, 'Now.'),
});

const getJobs = createRoute({
  method: 'get',
  path: '/admin/jobs',
  summary: 'What this server does by itself, and how that went',
  security,
  responses: answers(jobsReply, 'Now.'),
});

const getPages = createRoute({
  method: 'get',
  path: '/admin/pages',
  summary: 'Who uses which page in which version',
  security,
  responses: answers(pagesSeenReply, `Of the last ${SEEN_DAYS} days, the newest use first.`),
});

function auditFile(format: AuditFormat) {
  return createRoute({
    method: 'get',
    path: `/admin/audit.${format}`,
    summary: `The server’s own log of acts as a file (.${format})`,
    security,
    request: { query: auditFilters },
    responses: {
      ...answers(z.array(auditEntry), 'Not used: the answer is the file.'),
      200: {
        description: 'The entries.',
        content: { [auditFiles[format].type]: { schema: auditFiles[format].schema } },
      },
    },
  });
}

/** For everybody who is signed in. */
export function administrationRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getAccess, async (c) =>
    c.json({ administers: await isAdministrator(store.read, c.get('person').id) }, 200),
  );
}

export function adminServerRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now, version, streams, folder } = services;
  let measured: (() => EventLoopDelay) | undefined;
  const eventLoop = services.eventLoop ?? (() => (measured ??= measureEventLoop())());
  const sendFile = async (c: Context<AppEnv>, format: AuditFormat, { to, ...asked }: z.infer<typeof auditFilters>) => {
    const filter = { ...asked, before: endOf(to) };
    const entries = await inSnapshot(store.longRead, (db) =>
      allPages<number>(Number.MAX_SAFE_INTEGER, (below) => readServerAudit(db, filter, below, PORTION)),
    );
    const what = `The server’s log of acts: ${entries.length} entries (${format})`;
    await recordAct(store, { ...actedNow(c, services), program: null, kind: 'export', what });
    c.header('Cache-Control', 'private, no-store');
    c.header('Content-Type', auditFiles[format].type);
    c.header('Content-Disposition', `attachment; filename="acts-of-the-server.${format}"`);
    return c.body(auditFileText(format, entries), 200);
  };
  return newRoutes()
    .openapi(getAudit, async (c) => {
      const { cursor, limit, to, ...asked } = c.req.valid('query');
      const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : placeOf(cursor);
      const page = await readServerAudit(store.read, { ...asked, before: endOf(to) }, below, limit);
      return c.json({ entries: [...page.entries], next: page.next === null ? null : String(page.next) }, 200);
    })
    .openapi(auditFile('csv'), (c) => sendFile(c, 'csv', c.req.valid('query')))
    .openapi(auditFile('json'), (c) => sendFile(c, 'json', c.req.valid('query')))
    .openapi(getHealth, async (c) => c.json(await serverHealth({ store, version, streams, eventLoop, folder }), 200))
    .openapi(getJobs, async (c) =>
      c.json(
        { jobs: await serverJobs(store.read, services), kept: keptFor({ keep: services.schedule?.backupsKept }) },
        200,
      ),
    )
    .openapi(getPages, async (c) =>
      c.json({ version, days: SEEN_DAYS, pages: await readPagesSeen(store.read, now()) }, 200),
    );
}

function placeOf(cursor: string): number {
  if (!/^\d{1,16}$/.test(cursor)) throw invalidRequest('cursor', 'This is no cursor of the log of acts.');
  return Number(cursor);
}
