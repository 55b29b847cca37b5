import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/route-context.ts';
import type { RequestCounts } from './request-counts.ts';

/** What asks whether the server is up, and how it is described, is answered however often it is asked. */
const FREE = /^\/api\/health$/;

/** Method and path below a program of what may take seconds of a large plan. */
const LONG =
  /^(?:GET|HEAD|POST) \/(?:compare|verify|bridge|moved|workbook|workbook\.xlsx|imports|(?:imports|ledger)\/exceptions\.xlsx|audit\.(?:csv|json)|comments\.csv|reports\/[^/]+|changes\/amendment)$|^POST \/ledger$/;
/** Changes nothing that is kept. */
const NO_PUSH = /^(?:GET|HEAD) |^POST \/(?:presence|sync|(?:imports|ledger)\/exceptions\.xlsx)$/;
/** May be asked for as a preview, which keeps nothing. */
const PREVIEWED = /^POST \/(?:sync|workbook|imports|ledger|changes|revisions\/[^/]+\/revert)$|^PATCH \/changes\/[^/]+$/;

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
    const asked = `${c.req.method} ${c.req.path.replace(/^\/api\/programs\/[^/]+/, '')}`;
    const isPreview = c.req.query('preview') === 'true' && isPreviewed(asked);
    if (isPreview || LONG.test(asked)) await counts.long(person);
    if (!isPreview && !NO_PUSH.test(asked)) await counts.push(person, c.get('program').id);
    await next();
  };
}

/** @param asked method and path below the program, such as "POST /changes" */
export function isPreviewed(asked: string): boolean {
  return PREVIEWED.test(asked);
}
