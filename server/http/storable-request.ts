import type { MiddlewareHandler } from 'hono';
import { isStorable } from '../../shared/tables/kinds/storable-text.ts';
import { invalidRequest } from '../errors.ts';
import type { AppEnv } from './route-context.ts';

export const CANNOT_BE_STORED =
  'This text holds a character that cannot be stored (NUL, or half of a character). Nothing was changed; type the text again.';

/**
 * [FD3] The path of the first text of a JSON value, or name in it, that cannot be stored; null when there is none. SQLite
 * gives such text back as another, and PostgreSQL takes none of it.
 */
export function unstorablePath(value: unknown): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : '';
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    // A wrong name is told by its place alone: it cannot be shown.
    if (!isStorable(name)) return '';
    const below = unstorablePath(member);
    if (below !== null) return below === '' ? name : `${name}.${below}`;
  }
  return null;
}

/** [FD3] Refuses an address with a NUL in it, in the path or the query. */
export function refuseUnstorableAddress(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.url.includes('%00')) throw invalidRequest('', 'The address holds a character that cannot be used (NUL).');
    await next();
  };
}
