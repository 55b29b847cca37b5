import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { wireCell, wireRevision, wireRowId } from '../../shared/protocol/cells.ts';
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

const comparedCell = z
  .object({
    table: z.string(),
    row: wireRowId,
    key: z.string(),
    kind: z.enum(['insert', 'update', 'delete']),
    column: z.string(),
    before: wireCell,
    after: wireCell,
    delta: z.number().int().nullable().meta({ description: 'After less before in cents, for money' }),
  })
  .meta({ id: 'ComparedCell' });

const comparison = z
  .object({
    from: wireRevision,
    to: wireRevision,
    changes: z.array(comparedCell),
    money: z
      .record(z.string(), z.record(z.string(), z.number().int()))
      .meta({ description: 'Sum of the deltas in cents, by table and column' }),
  })
  .meta({ id: 'Comparison' });

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
    const money: z.infer<typeof comparison>['money'] = {};
    for (const { table, column, delta } of changes) {
      if (delta === null) continue;
      const sums = (money[table] ??= {});
      sums[column] = (sums[column] ?? 0) + delta;
    }
    return c.json({ from, to: until, changes, money }, 200);
  });
}
