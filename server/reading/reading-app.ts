import type { OpenAPIHono } from '@hono/zod-openapi';
import { answerError } from '../http/answer-error.ts';
import { newRoutes, type AppEnv } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { pullRoute } from './pull-route.ts';
import { inProgram, takingLong } from '../storage/program-scope.ts';
import type { ReadingLogLine, ReadingReply, ReadingRequest } from './reading-messages.ts';
import { readingRoutes } from './reading-routes.ts';

/** Answers one request after another from the database, in whichever thread it stands. */
export function createReadingApp(store: Store, version: string): (request: ReadingRequest) => Promise<ReadingReply> {
  let asked: ReadingRequest | undefined;
  let log: ReadingLogLine[] = [];
  const of = (): ReadingRequest => {
    if (asked === undefined) throw new Error('Nothing has been asked.');
    return asked;
  };
  const app: OpenAPIHono<AppEnv> = newRoutes();
  app.onError(answerError({ log: (level, message, fields) => void log.push({ level, message, fields }) }));
  app.use(async (c, next) => {
    c.set('program', of().program);
    c.set('requestId', of().requestId);
    await next();
  });
  for (const routes of readingRoutes) app.route('/api', routes({ store, version, now: () => new Date(of().at) }));
  app.route('/api', pullRoute({ store }));
  return async (request) => {
    asked = request;
    log = [];
    const headers = request.known === null ? {} : { 'if-none-match': request.known };
    const response = await inProgram(request.program.id, () =>
      takingLong('much of a plan is read', () => app.request(`/api${request.path}`, { headers })),
    );
    const body = new Uint8Array(await response.arrayBuffer());
    const { heapUsed: heapBytes } = process.memoryUsage();
    return { status: response.status, headers: [...response.headers], body, log, heapBytes };
  };
}
