import type { MiddlewareHandler } from 'hono';
import { nameHistory } from '../baselines/known-baselines.ts';
import type { AppEnv, Services } from '../http/route-context.ts';
import { jobOwner } from '../http/send-file.ts';
import { isLongReading } from './reading-routes.ts';

/** [FD11] Hands what reads much of a plan to a worker, where there is one; else the app answers by itself. */
export function answerApart({
  store,
  reader,
  now,
  log,
}: Pick<Services, 'store' | 'reader' | 'now' | 'log'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (reader === undefined || !['GET', 'HEAD'].includes(c.req.method) || !isLongReading(c.req.path, c.req.query()))
      return next();
    // A worker writes nothing.
    await nameHistory(store, c.get('program').id);
    const { pathname, search } = new URL(c.req.url);
    const request = {
      path: pathname.slice('/api'.length) + search,
      program: c.get('program'),
      requestId: c.get('requestId'),
      known: c.req.header('if-none-match') ?? null,
      at: now().toISOString(),
    };
    const reply = await reader.answer(request, jobOwner(c));
    for (const { level, message, fields } of reply.log) log(level, message, fields);
    return new Response(reply.body.byteLength === 0 ? null : reply.body, {
      status: reply.status,
      headers: reply.headers.map(([...pair]) => pair),
    });
  };
}
