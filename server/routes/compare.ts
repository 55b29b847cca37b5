import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { comparison, type Comparison } from '../../shared/protocol/compare.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { invalidRequest } from '../errors.ts';
import { compareRevisions } from '../reconcile/compare-revisions.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import { planTime, type AskedTime, type PlanTime } from '../totals/plan-time.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryRevision,
  signedIn,
  type AppEnv,
  type Services,
} from './route-context.ts';

const getComparison = createRoute({
  method: 'get',
  path: '/programs/{program}/compare',
  summary: 'Two revisions, cell by cell, with the difference of every amount',
  description:
    'With `fromAsOf` and `asOf` the two ends are days: of a closed month at the revision of its close, else at the head, unless `from` and `to` say others; the program’s figures on both days come along.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      from: queryRevision.optional(),
      to: queryRevision.optional(),
      fromAsOf: queryDay.optional(),
      asOf: queryDay.optional(),
    }),
  },
  responses: answers(comparison, 'From the first to the second revision; `to` is the head unless given.'),
});

export function compareRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const plan = createPlanAt(services);
  return newRoutes().openapi(getComparison, async (c) => {
    const { from: at, to: upTo, fromAsOf, asOf } = c.req.valid('query');
    if (at === undefined && fromAsOf === undefined) {
      throw invalidRequest('from', 'Name a revision or a day to compare from.');
    }
    const program = c.get('program').id;
    const timeOf = (asked: AskedTime) => planTime(store.read, program, asked, now());
    const [from, to] = [await timeOf({ at, asOf: fromAsOf }), await timeOf({ at: upTo, asOf })];
    const changes = await inSnapshot(store.read, (snapshot) =>
      compareRevisions(snapshot, program, from.revision, to.revision),
    );
    const money: Comparison['money'] = {};
    for (const { table, column, delta } of changes) {
      if (delta === null) continue;
      const sums = (money[table] ??= {});
      sums[column] = (sums[column] ?? 0) + delta;
    }
    const figuresAt = async ({ revision, asOf: day }: PlanTime) => {
      const { value } = await plan.facts(program, { at: revision, asOf: day });
      return { asOf: day, total: { ...totalsOf(value, []).total } };
    };
    const isOfDays = fromAsOf !== undefined || asOf !== undefined;
    const figures = isOfDays ? { figures: { from: await figuresAt(from), to: await figuresAt(to) } } : {};
    return c.json({ from: from.revision, to: to.revision, changes, money, ...figures }, 200);
  });
}
