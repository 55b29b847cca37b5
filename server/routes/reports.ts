import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { scheduleEditions } from '../../shared/protocol/reports.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { scheduleDocument } from '../reports/schedule/schedule-document.ts';
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
import { jobOwner, PDF, pdfFile, sendFile } from './send-file.ts';

const getMonthlySchedule = createRoute({
  method: 'get',
  path: '/programs/{program}/reports/monthly-schedule.pdf',
  summary: 'The monthly schedule as PDF, at the head or at any revision and as of any day',
  description:
    'Every approved project at every site of its scope with its baseline and expected or actual dates; last, what starts, ends and has moved since the month before.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      edition: z
        .enum(scheduleEditions, 'One of region, program.')
        .default('region')
        .meta({ description: 'By region and school, or by program and project.' }),
      at: queryRevision.optional(),
      asOf: queryDay.optional(),
    }),
  },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'A tagged PDF.', content: { [PDF]: { schema: pdfFile } } },
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function reportsRoutes({ store, now }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getMonthlySchedule, async (c) => {
    const request = { program: c.get('program').id, audience: 'office', now: now(), ...c.req.valid('query') } as const;
    const { bytes, fileName, revision } = await scheduleDocument(store, request, jobOwner(c));
    c.header('X-Revision', String(revision));
    return sendFile(c, { fileName, type: PDF, bytes });
  });
}
