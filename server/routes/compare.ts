import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { comparison, type Comparison } from '../../shared/protocol/compare.ts';
import { compareRevisions } from '../reconcile/compare-revisions.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryRevision,
  signedIn,
  type AppEnv,
  type Services,
} from './route-context.ts';
import { knownRevision } from './rows.ts';

const getComparison = createRoute({
  method: 'get',
  path: '/programs/{program}/compare',
  summary: 'Two revisions, cell by cell, with the difference of every amount',
  security: signedIn,
  request: { params: programPath, query: z.object({ from: queryRevision, to: queryRevision.optional() }) },
  responses: answers(comparison, 'From the first to the second revision; `to` is the head unless given.'),
});

export function compareRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getComparison, async (c) => {
    const { from, to } = c.req.valid('query');
    const program = c.get('program').id;
    await knownRevision(store, program, from);
    const until = await knownRevision(store, program, to);
    const changes = await inSnapshot(store.read, (snapshot) => compareRevisions(snapshot, program, from, until));
    const money: Comparison['money'] = {};
    for (const { table, column, delta } of changes) {
      if (delta === null) continue;
      const sums = (money[table] ??= {});
      sums[column] = (sums[column] ?? 0) + delta;
    }
    return c.json({ from, to: until, changes, money }, 200);
  });
}
