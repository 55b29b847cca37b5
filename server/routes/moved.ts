import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { cuts } from '../../shared/plan/figures/cuts.ts';
import { datedTables, movedDates, movedScope, scopeTables } from '../../shared/plan/moved/moved-rows.ts';
import { whatMoved } from '../../shared/plan/moved/what-moved.ts';
import { movedReply } from '../../shared/protocol/moved.ts';
import { namedMoment, wireMoment } from '../baselines/named-moment.ts';
import { compareRevisions } from '../reconcile/compare-revisions.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryMoment,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';

/** More than these nobody reads; the count says how many there are. */
const MOST = 500;

const getMoved = createRoute({
  method: 'get',
  path: '/programs/{program}/moved',
  summary: 'What has moved between two baselines, days or revisions: money, dates and scope',
  description:
    'Money by any cut, sorted by how much the budget has moved; of dates and scope the first 500, and how many there are.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({ from: queryMoment.unwrap(), to: queryMoment, by: z.enum(cuts).default('project') }),
  },
  responses: answers(movedReply, 'From the first to the second moment; `to` is the head today unless given.'),
});

export function movedRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const plan = createPlanAt(services);
  return newRoutes().openapi(getMoved, async (c) => {
    const { from: start, to: end, by } = c.req.valid('query');
    const program = c.get('program').id;
    const asking = { store, program, now: now() };
    const [from, to] = [await namedMoment(asking, start), await namedMoment(asking, end)];
    const factsAt = async ({ revision: at, asOf }: typeof from) => (await plan.facts(program, { at, asOf })).value;
    const { moved, same, total } = whatMoved(await factsAt(from), await factsAt(to), by);
    const cells = await inSnapshot(store.read, (snapshot) =>
      compareRevisions(snapshot, program, from.revision, to.revision, [...datedTables, ...scopeTables]),
    );
    const dates = movedDates(cells);
    const scope = movedScope(cells);
    const reply = {
      from: wireMoment(from),
      to: wireMoment(to),
      by,
      rows: [...moved],
      same: same.length,
      total,
      dates: dates.slice(0, MOST),
      dateCount: dates.length,
      scope: scope.slice(0, MOST).map(({ cells: own, ...row }) => ({ ...row, cells: [...own] })),
      scopeCount: scope.length,
    };
    return c.json(reply, 200);
  });
}
