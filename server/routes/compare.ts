import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { comparison, type Comparison } from '../../shared/protocol/compare.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { invalidRequest } from '../errors.ts';
import { namedMoment, revisionIn, wireMoment } from '../baselines/named-moment.ts';
import { compareRevisions } from '../reconcile/compare-revisions.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import type { PlanTime } from '../totals/plan-time.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryMoment,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';

const getComparison = createRoute({
  method: 'get',
  path: '/programs/{program}/compare',
  summary: 'Two revisions, cell by cell, with the difference of every amount',
  description:
    'Each end is a revision, a day, or a baseline by its id or name; `to` is the head today unless given. With `fromAsOf` and `asOf` the two ends are days: of a closed month at the revision of its close, else at the head, unless `from` and `to` say others; of days and baselines the program’s figures at both ends come along.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      from: queryMoment,
      to: queryMoment,
      fromAsOf: queryDay.optional(),
      asOf: queryDay.optional(),
    }),
  },
  responses: answers(comparison, 'From the first to the second revision; `to` is the head unless given.'),
});

export function compareRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const plan = createPlanAt(services);
  return newRoutes().openapi(getComparison, async (c) => {
    const { from: at, to: upTo, fromAsOf, asOf } = c.req.valid('query');
    if (at === undefined && fromAsOf === undefined) {
      throw invalidRequest('from', 'Name a revision, a day or a baseline to compare from.');
    }
    const program = c.get('program').id;
    const asking = { store, program, now: now() };
    const from = await namedMoment(asking, at, { asOf: fromAsOf });
    const to = await namedMoment(asking, upTo, { asOf });
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
    const isOfRevisions = [at, upTo].every((text) => text === undefined || revisionIn(text) !== undefined);
    const isOfDays = !isOfRevisions || fromAsOf !== undefined || asOf !== undefined;
    const figures = isOfDays ? { figures: { from: await figuresAt(from), to: await figuresAt(to) } } : {};
    const baselines = { from: wireMoment(from).baseline, to: wireMoment(to).baseline };
    const names = from.baseline || to.baseline ? { baselines } : {};
    return c.json({ from: from.revision, to: to.revision, changes, money, ...figures, ...names }, 200);
  });
}
