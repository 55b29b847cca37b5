import type { Context, MiddlewareHandler } from 'hono';
import { errorBody } from '../../shared/protocol/error.ts';
import { nameHistory } from '../baselines/known-baselines.ts';
import { HttpError } from '../errors.ts';
import type { AppEnv, Services } from '../http/route-context.ts';
import { jobOwner } from '../http/send-file.ts';
import type { PlanReader } from './plan-reader.ts';
import { pullPath, type AskedPull } from './pull-path.ts';
import type { ReadingReply } from './reading-messages.ts';
import { isLongReading } from './reading-routes.ts';

/** [FD11] Hands what reads much of a plan to a worker, where there is one; else the app answers by itself. */
export function answerApart(services: ApartServices): MiddlewareHandler<AppEnv> {
  const { store, reader } = services;
  return async (c, next) => {
    if (reader === undefined || !['GET', 'HEAD'].includes(c.req.method) || !isLongReading(c.req.path, c.req.query()))
      return next();
    // A worker writes nothing.
    await nameHistory(store, c.get('program').id);
    const { pathname, search } = new URL(c.req.url);
    const reply = await askApart(services, reader, c, pathname.slice('/api'.length) + search);
    return new Response(reply.body.byteLength === 0 ? null : reply.body, {
      status: reply.status,
      headers: reply.headers.map(([...pair]) => pair),
    });
  };
}

/** [FD11] The bytes of a sync's answer to a pull of much, packed by gzip. Throws HttpError as the sync itself would. */
export async function pullApart(
  services: Omit<ApartServices, 'store'>,
  reader: PlanReader,
  c: Context<AppEnv>,
  asked: AskedPull,
): Promise<Uint8Array<ArrayBuffer>> {
  const reply = await askApart(services, reader, c, pullPath(c.get('program').id, asked));
  if (reply.status === 200) return reply.body;
  const { code, message, details } = errorBody.parse(JSON.parse(Buffer.from(reply.body).toString())).error;
  throw new HttpError(code, message, details);
}

type ApartServices = Pick<Services, 'store' | 'reader' | 'now' | 'log'>;

async function askApart(
  { now, log }: Pick<Services, 'now' | 'log'>,
  reader: PlanReader,
  c: Context<AppEnv>,
  path: string,
): Promise<ReadingReply> {
  const request = {
    path,
    program: c.get('program'),
    requestId: c.get('requestId'),
    known: c.req.header('if-none-match') ?? null,
    at: now().toISOString(),
  };
  const reply = await reader.answer(request, jobOwner(c));
  for (const { level, message, fields } of reply.log) log(level, message, fields);
  return reply;
}
