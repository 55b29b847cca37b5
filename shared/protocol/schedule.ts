import { z } from 'zod';
import { wireRevision } from './cells.ts';

const day = z.string().nullable();
const workDay = z
  .object({ day: z.string(), isActual: z.boolean().meta({ description: 'It has happened; else it is expected.' }) })
  .nullable();

const blockedDays = z.object({ from: z.string(), to: z.string(), type: z.string() });

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
    blocked: z.array(blockedDays),
    clashes: z
      .array(blockedDays.extend({ isSlip: z.boolean().meta({ description: 'First planned outside of them.' }) }))
      .default([])
      .meta({ description: 'Blocked days into which an installation that is not over falls.' }),
  })
  .meta({ id: 'SiteWork' });

export const wireMilestone = z
  .object({
    project: z.string(),
    location: z.string().nullable().meta({ description: 'Null: of the whole project.' }),
    milestone: z.string(),
    baseline: day,
    day: workDay.meta({ description: 'When it was finished, or is expected to be.' }),
    brokenBy: z
      .object({ milestone: z.string(), day: z.string() })
      .nullable()
      .meta({ description: 'Its predecessor, where that is expected later than the milestone itself.' }),
  })
  .meta({ id: 'ScheduledMilestone' });

export type WireMilestone = z.infer<typeof wireMilestone>;

export const scheduleReply = z
  .object({
    revision: wireRevision,
    asOf: z.string(),
    work: z.array(wireWork),
    milestones: z.array(wireMilestone).optional().meta({ description: 'Where they were asked for.' }),
    managers: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Person ID of the manager by project number.' }),
  })
  .meta({ id: 'Schedule' });

export type ScheduleReply = z.infer<typeof scheduleReply>;
