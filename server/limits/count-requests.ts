import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../routes/route-context.ts';
import type { RequestCounts } from './request-counts.ts';

/** What asks whether the server is up, and how it is described, is answered however often it is asked. */
const FREE = /^\/api\/health$/;

/** Below a program: what may take seconds of a large plan. */
const LONG =
  /\/(?:compare|verify|bridge|moved|workbook(?:\.xlsx)?|imports(?:\/exceptions\.xlsx)?|ledger(?:\/exceptions\.xlsx)?|audit\.(?:csv|json)|comments\.csv|reports\/[^/]+|amendment)$/;
/** Changes nothing that is kept. */
const NO_PUSH = /\/(?:presence|sync|imports\/exceptions\.xlsx|ledger\/exceptions\.xlsx)$/;

/** [FD14] Counts what comes from one address of the network, before anything is looked up. */
export function countSource(counts: RequestCounts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!FREE.test(c.req.path)) await counts.source(c.get('sourceNetwork'));
    await next();
  };
}

/** [FD14] Counts what a person asks, once it is known who it is. */
export function countPerson(counts: RequestCounts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await counts.request(c.get('person').id);
    await next();
  };
}

/**
 * [FD14] Counts what a member asks of a program by what it costs. A sync counts itself, once it is known whether it brings anything:
 * most only ask for news.
 */
export function countMember(counts: RequestCounts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const person = c.get('person').id;
    const isPreview = c.req.query('preview') === 'true';
    if (isPreview || isLong(c)) await counts.long(person);
    if (!isPreview && isPush(c)) await counts.push(person, c.get('program').id);
    await next();
  };
}

/** Of the ledger only an import, which is a POST, is long. */
function isLong({ req: { path, method } }: Context<AppEnv>): boolean {
  return LONG.test(path) && !(method === 'GET' && path.endsWith('/ledger'));
}

function isPush({ req: { path, method } }: Context<AppEnv>): boolean {
  return method !== 'GET' && method !== 'HEAD' && !NO_PUSH.test(path);
}
