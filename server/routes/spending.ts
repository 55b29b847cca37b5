import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { sql, type Kysely } from 'kysely';
import { siteWork } from '../../shared/plan/schedule/site-work.ts';
import { projectMoney } from '../../shared/plan/spending/project-money.ts';
import { spendCurve } from '../../shared/plan/spending/spend-curve.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { spendingReply, type SpendingReply } from '../../shared/protocol/spending.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
import { readScheduleRows } from '../reports/schedule/read-schedule.ts';
import { readProgram } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import { readColumnsAt } from '../totals/read-narrow-rows.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryRevision,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';

const getSpending = createRoute({
  method: 'get',
  path: '/programs/{program}/spending',
  summary: 'Spending against plan and forecast, month by month',
  description:
    'Postings by month until the day, beside budgets spread over the planned months of their projects and estimates to complete spread over the months until these are expected to finish. `spent` of the day’s month is T7 of that day.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({ at: queryRevision.optional(), asOf: queryDay.optional(), baseline: queryBaseline }),
  },
  responses: {
    ...answers(spendingReply, 'Every month from the first to the last.'),
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function spendingRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store } = services;
  const plan = createPlanAt(services);
  return newRoutes().openapi(getSpending, async (c) => {
    const { id } = c.get('program');
    const time = await askedTime(services, id, c.req.valid('query'));
    const { revision, asOf, value } = await plan.totals(id, time, ['project']);
    const reply = await inSnapshot(store.read, async (db): Promise<SpendingReply> => {
      const head = (await readProgram(db, id))?.revision;
      const at = revision === head ? undefined : revision;
      const { months, ...undated } = spendCurve({
        asOf,
        spent: await spentByMonth(db, id, { at, asOf }),
        projects: projectMoney(value),
        work: siteWork(await readScheduleRows(db, id, at), asOf),
      });
      return { revision, asOf, months: [...months], ...undated };
    });
    return c.json(reply, 200);
  });
}

/** Cents by month; at the head they are added up where they lie: a large program has a hundred thousand postings. */
async function spentByMonth(
  db: Kysely<Database>,
  program: string,
  { at, asOf }: { readonly at: Revision | undefined; readonly asOf: string },
): Promise<Map<string, number>> {
  if (at === undefined) {
    const { rows } = await sql<{ month: string; cents: number }>`
      SELECT substr(posting_date, 1, 7) AS month, SUM(amount) AS cents FROM expenditures
      WHERE program = ${program} AND posting_date <= ${asOf} GROUP BY 1`.execute(db);
    return new Map(rows.map(({ month, cents }) => [month, cents]));
  }
  const spent = new Map<string, number>();
  for (const { cells } of await readColumnsAt(db, program, {
    table: 'expenditures',
    columns: ['postingDate', 'amount'],
    at,
  })) {
    const day = String(cells['postingDate']);
    if (day <= asOf) spent.set(day.slice(0, 7), (spent.get(day.slice(0, 7)) ?? 0) + Number(cells['amount']));
  }
  return spent;
}
