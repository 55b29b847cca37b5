import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { siteWork, type SiteWork } from '../../shared/plan/schedule/site-work.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { scheduleReply, type ScheduleReply } from '../../shared/protocol/schedule.ts';
import { readScheduleRows } from '../reports/schedule/read-schedule.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { planTime } from '../totals/plan-time.ts';
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

const getSchedule = createRoute({
  method: 'get',
  path: '/programs/{program}/schedule',
  summary: 'What happens where and when',
  description:
    'Every approved project at every site of its scope, with baseline and expected or actual dates, at the head or at any revision and as of any day.',
  security: signedIn,
  request: { params: programPath, query: z.object({ at: queryRevision.optional(), asOf: queryDay.optional() }) },
  responses: {
    ...answers(scheduleReply, 'All lines, ordered by project and location.'),
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function scheduleRoutes({ store, now }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getSchedule, async (c) => {
    const { id } = c.get('program');
    const reply = await inSnapshot(store.read, async (db): Promise<ScheduleReply> => {
      const { revision, asOf } = await planTime(db, id, c.req.valid('query'), now());
      const head = (await readProgram(db, id))?.revision;
      const rows = await readScheduleRows(db, id, revision === head ? undefined : revision);
      return { revision, asOf, work: siteWork(rows, asOf).map(toWire) };
    });
    return c.json(reply, 200);
  });
}

function toWire({ systems, blocked, ...work }: SiteWork): ScheduleReply['work'][number] {
  return { ...work, systems: [...systems], blocked: [...blocked] };
}
