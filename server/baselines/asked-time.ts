import { z } from '@hono/zod-openapi';
import type { Services } from '../http/route-context.ts';
import type { AskedTime } from '../totals/plan-time.ts';
import { namedMoment } from './named-moment.ts';

const NAME_LIMIT = 100;

/** A baseline in a query string, where a revision and a day can be asked for. */
export const queryBaseline = z.string().max(NAME_LIMIT).optional().meta({
  description: 'A baseline by its id or name: its revision and its day, unless `at` and `asOf` say others.',
  example: 'B3',
});

/** The moment that is asked for, with what a baseline says of it. Throws HttpError not_found for one that is not there. */
export async function askedTime(
  { store, now }: Pick<Services, 'store' | 'now'>,
  program: string,
  { baseline, at, asOf }: AskedTime & { readonly baseline?: string | undefined },
): Promise<AskedTime> {
  if (baseline === undefined) return { at, asOf };
  const time = await namedMoment({ store, program, now: now() }, baseline, { at, asOf });
  return { at: time.revision, asOf: time.asOf };
}
