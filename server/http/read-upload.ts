import type { Context } from 'hono';
import { declaredLength, type LimitOf } from './body-limit.ts';
import { gathered, upTo } from './read-body.ts';
import type { AppEnv } from './route-context.ts';

/** The bytes of a file that is the whole body. Throws too_large. */
export async function readUpload(c: Context<AppEnv>, limitOf: LimitOf): Promise<Uint8Array> {
  const limit = limitOf(c);
  const declared = declaredLength(c, limit);
  const { body } = c.req.raw;
  return body === null ? new Uint8Array() : gathered(upTo(limit, body), declared);
}
