import type { Context, MiddlewareHandler } from 'hono';
import { HttpError } from '../errors.ts';
import { isAdministrator, type ActedBy } from '../identity/administrators.ts';
import type { AppEnv, Services } from './route-context.ts';

/** [ADM1] Lets nobody past who does not administer the server. */
export function requireAdministrator({ store }: Pick<Services, 'store'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!(await isAdministrator(store.read, c.get('person').id))) {
      throw new HttpError('forbidden', 'This is for administrators of the server. Ask one of them to do it.');
    }
    await next();
  };
}

/** The signed-in person as who acts now. */
export function actedNow(c: Context<AppEnv>, { now }: Pick<Services, 'now'>): ActedBy {
  const { id, name } = c.get('person');
  return { at: now().toISOString(), person: { id, name }, door: 'app' };
}
