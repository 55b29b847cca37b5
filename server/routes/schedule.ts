import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { ScheduleRows } from '../../shared/plan/schedule/schedule-rows.ts';
import { scheduledMilestones } from '../../shared/plan/schedule/scheduled-milestones.ts';
import { siteWork, type SiteWork } from '../../shared/plan/schedule/site-work.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { scheduleReply, type ScheduleReply } from '../../shared/protocol/schedule.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
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
  type ReadingServices,
} from '../http/route-context.ts';

const getSchedule = createRoute({
  method: 'get',
  path: '/programs/{program}/schedule',
  summary: 'What happens where and when',
  description:
    'Every approved project at every site of its scope, with baseline and expected or actual dates, at the head or at any revision and as of any day.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      at: queryRevision.optional(),
      asOf: queryDay.optional(),
      baseline: queryBaseline,
      milestones: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'true: with every milestone of these projects' }),
      project: z.string().max(40).optional().meta({
        description: 'Only the lines of this project, by its number. A state has tens of thousands in all.',
        example: '26.00001',
      }),
    }),
  },
  responses: {
    ...answers(scheduleReply, 'All lines, ordered by project and location.'),
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function scheduleRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  return newRoutes().openapi(getSchedule, async (c) => {
    const { id } = c.get('program');
    const { milestones, project: only, ...asked } = c.req.valid('query');
    const time = await askedTime(services, id, asked);
    const reply = await inSnapshot(store.read, async (db): Promise<ScheduleReply> => {
      const { revision, asOf } = await planTime(db, id, time, now());
      const head = (await readProgram(db, id))?.revision;
      const rows = await readScheduleRows(db, id, revision === head ? undefined : revision);
      // A clash is with the work of other projects, so that all is worked out.
      const work = siteWork(rows, asOf).filter(({ project }) => only === undefined || project === only);
      const scheduled = new Set(work.map(({ project }) => project));
      const reply = { revision, asOf, work: work.map(toWire), managers: managersOf(rows, scheduled) };
      return milestones === 'true' ? { ...reply, milestones: milestonesOf(rows, scheduled, asOf) } : reply;
    });
    return c.json(reply, 200);
  });
}

function managersOf(rows: ScheduleRows, scheduled: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    rows.projects.flatMap(({ cells: { number, manager } }) =>
      manager === null || !scheduled.has(number) ? [] : [[number, manager]],
    ),
  );
}

/** Row IDs do not pack, and only a workbook needs them, which has the rows. */
function milestonesOf(rows: ScheduleRows, scheduled: ReadonlySet<string>, asOf: string): ScheduleReply['milestones'] {
  return scheduledMilestones(rows, scheduled, asOf).map(({ row: _row, ...milestone }) => milestone);
}

function toWire({ systems, blocked, clashes, ...work }: SiteWork): ScheduleReply['work'][number] {
  return { ...work, systems: [...systems], blocked: [...blocked], clashes: [...clashes] };
}
