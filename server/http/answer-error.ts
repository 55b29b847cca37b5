import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { HttpError, invalidRequest } from '../errors.ts';
import { isDatabaseAway, isShutOut } from '../storage/database-away.ts';
import { isDatabaseBusy } from '../storage/database-busy.ts';
import { isDatabaseFull } from '../storage/database-full.ts';
import { Abandoned } from '../workers/abandoned.ts';
import type { AppEnv, Services } from './route-context.ts';

/** nginx's word for it in a log; nobody receives it. */
const CLIENT_HAS_GONE = 499;

const DATABASE_BACK_SECONDS = 3;
/** Room is made by people. */
const ROOM_AGAIN_SECONDS = 30;

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
    const trouble = databaseTrouble(error);
    if (trouble) {
      // One that is never in time, or finds no room, is for who runs the server to look into.
      log('error', trouble.logged, { requestId, method, path, stack: error.stack });
      c.header('Retry-After', String(retryAfter(trouble.told.details)));
      return c.json(trouble.told.toBody(), 503);
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

/** What the database has given up, as it is told and as it is logged. */
function databaseTrouble(error: unknown): { readonly told: HttpError; readonly logged: string } | undefined {
  if (isDatabaseFull(error)) return { told: databaseFull(), logged: 'The database cannot write: is its disk full?' };
  if (isShutOut(error))
    return {
      told: databaseAway(),
      logged: 'PostgreSQL lets the server in no more: does DATABASE_URL name its role and password?',
    };
  if (isDatabaseBusy(error)) return { told: databaseBusy(), logged: 'A statement was given up by the database.' };
  return undefined;
}

function databaseFull(): HttpError {
  return new HttpError(
    'unavailable',
    'The server’s disk has no room left, so nothing can be saved at this moment. Nothing of yours was kept; what is in your workbook stays there. Tell whoever runs the server; reading goes on.',
    { retryAfterSeconds: ROOM_AGAIN_SECONDS },
  );
}

/** [FG3, SEC6] A statement waited, or worked, for longer than anybody does at a screen: which of the two, the database does not say. */
function databaseBusy(): HttpError {
  return new HttpError(
    'unavailable',
    'The database could not do this in time: somebody else may be changing much of this program at this moment. Nothing of yours was kept; what is in your workbook stays there. Try again in a moment.',
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
