import { z } from 'zod';
import { wireRevision } from './cells.ts';

const day = z.string().nullable();
const workDay = z
  .object({ day: z.string(), isActual: z.boolean().meta({ description: 'It has happened; else it is expected.' }) })
  .nullable();

/** One line of the schedule: what a project does at a site. */
export const wireWork = z
  .object({
    project: z.string(),
    projectName: z.string(),
    program: z.string(),
    location: z.string().nullable().meta({ description: 'Location code; null: work of the whole district.' }),
    siteName: z.string().nullable(),
    region: z.string().nullable(),
    boardDistrict: z.string().nullable(),
    systems: z.array(z.string()),
    status: z.string().meta({ description: 'Status of the project.' }),
    phase: z.string(),
    percentComplete: z.number().int().meta({ description: 'In 0.0001 %.' }),
    baselineStart: day,
    baselineFinish: day,
    start: workDay,
    finish: workDay,
    variance: z.number().int().nullable().meta({ description: 'Days by which it finishes after its baseline.' }),
    indicator: z.enum(['Green', 'Yellow', 'Red', '–']),
    isPastDue: z.boolean(),
    remark: z.string().nullable(),
    blocked: z.array(z.object({ from: z.string(), to: z.string(), type: z.string() })),
  })
  .meta({ id: 'SiteWork' });

export const scheduleReply = z
  .object({ revision: wireRevision, asOf: z.string(), work: z.array(wireWork) })
  .meta({ id: 'Schedule' });

export type ScheduleReply = z.infer<typeof scheduleReply>;
