import type { Context, MiddlewareHandler } from 'hono';
import { HttpError, notFound } from '../errors.ts';
import { readRollUpRole } from '../roll-ups/roll-up-members.ts';
import { inRollUp } from '../storage/program-scope.ts';
import type { AppEnv, Services } from './route-context.ts';

/** [RUP3] Lets only members of the roll-up past, to what was published to it; to everybody else it is not there. */
export function requireRollUp({ store }: Pick<Services, 'store'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const id = c.req.param('rollUp') ?? '';
    const role = await readRollUpRole(store.read, id, c.get('person').id);
    if (role === undefined) throw notFound('such roll-up');
    c.set('rollUp', { id, role });
    await inRollUp(id, next);
  };
}

/** [RUP3] Throws forbidden for who only reads the roll-up. */
export function assertManages(c: Context<AppEnv>): void {
  if (c.get('rollUp').role === 'manager') return;
  throw new HttpError('forbidden', 'Managers of the roll-up keep its districts and members. Ask one of them to do it.');
}
