import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { HttpError, invalidRequest } from '../errors.ts';
import { isDatabaseAway } from '../storage/database-away.ts';
import { isDatabaseBusy } from '../storage/database-busy.ts';
import { Abandoned } from '../workers/abandoned.ts';
import type { AppEnv, Services } from './route-context.ts';

/** nginx's word for it in a log; nobody receives it. */
const CLIENT_HAS_GONE = 499;

const DATABASE_BACK_SECONDS = 3;

/** The one place where a failure becomes an answer. What nobody foresaw is logged and told without its cause. */
export function answerError({ log }: Pick<Services, 'log'>): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof Abandoned) return new Response(null, { status: CLIENT_HAS_GONE });
    const known = knownError(error);
    if (known) {
      const wait = retryAfter(known.details);
      if (wait !== undefined) c.header('Retry-After', String(wait));
      return c.json(known.toBody(), known.status);
    }
    const requestId = c.get('requestId');
    const { method, path } = c.req;
    if (isDatabaseBusy(error)) {
      // One that is never in time is a fault to look into.
      log('error', 'A statement was given up by the database.', { requestId, method, path, stack: error.stack });
      c.header('Retry-After', String(DATABASE_BACK_SECONDS));
      return c.json(databaseBusy().toBody(), 503);
    }
    log('error', 'A request failed.', { requestId, method, path, stack: error.stack });
    const failure = new HttpError('internal', `Something went wrong on the server. Tell support: ${requestId}.`);
    return c.json(failure.toBody(), failure.status);
  };
}

function knownError(error: Error): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return invalidRequest('', 'The body is not JSON.');
  }
  if (isDatabaseAway(error)) return databaseAway();
  return undefined;
}

/** [FG3] Whether the last word was still heard, nobody knows: whoever repeats it under the same id gets the same answer. */
function databaseAway(): HttpError {
  return new HttpError(
    'unavailable',
    'The database cannot be reached at this moment. What is in your workbook stays there. Try again in a moment.',
    { retryAfterSeconds: DATABASE_BACK_SECONDS },
  );
}

/** [FG3] Others had the program, or the whole database, to themselves for longer than anybody waits at a screen. */
function databaseBusy(): HttpError {
  return new HttpError(
    'unavailable',
    'Somebody else is changing much of this program at this moment. Nothing of yours was kept; what is in your workbook stays there. Try again in a moment.',
    { retryAfterSeconds: DATABASE_BACK_SECONDS },
  );
}

export function answerUnknownPath(c: Context<AppEnv>): Response {
  const error = new HttpError('not_found', `There is nothing at ${c.req.path}.`);
  return c.json(error.toBody(), error.status);
}

function retryAfter(details: unknown): number | undefined {
  if (typeof details !== 'object' || details === null || !('retryAfterSeconds' in details)) return undefined;
  return Number(details.retryAfterSeconds);
}
