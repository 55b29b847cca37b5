import type { OpenAPIHono } from '@hono/zod-openapi';
import { bridgeRoutes } from '../routes/bridge.ts';
import { compareRoutes } from '../routes/compare.ts';
import { movedRoutes } from '../routes/moved.ts';
import { postingsRoutes } from '../routes/postings.ts';
import type { AppEnv, ReadingServices } from '../http/route-context.ts';
import { rowsRoutes } from '../routes/rows.ts';
import { scheduleRoutes } from '../routes/schedule.ts';
import { spendingRoutes } from '../routes/spending.ts';
import { totalsRoutes } from '../routes/totals.ts';
import { verifyRoutes } from '../routes/verify.ts';

/**
 * [FD11] Routes that read much of a plan and write nothing: of a large plan each computes for a second or more, which nobody else
 * should wait for. They are given a program by whoever lets people in, and look at nothing else of who asks.
 */
export const readingRoutes: readonly ((services: ReadingServices) => OpenAPIHono<AppEnv>)[] = [
  bridgeRoutes,
  compareRoutes,
  movedRoutes,
  postingsRoutes,
  rowsRoutes,
  scheduleRoutes,
  spendingRoutes,
  totalsRoutes,
  verifyRoutes,
];

const ALWAYS = /^\/api\/programs\/[^/]+\/(?:bridge|checks|compare|moved|postings|rows|schedule|spending|verify)$/;
const TOTALS = /^\/api\/programs\/[^/]+\/totals$/;

/** True of a request to these routes that is long. Totals of now by one cut stand in the database as they are. */
export function isLongReading(path: string, query: Readonly<Record<string, string>>): boolean {
  if (ALWAYS.test(path)) return true;
  const { at, baseline, by = '' } = query;
  return TOTALS.test(path) && (at !== undefined || baseline !== undefined || by.includes(','));
}
