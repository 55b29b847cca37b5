import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { reportFileTypes, scheduleEditions, type ReportFileType } from '../../shared/protocol/reports.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { regions } from '../../shared/tables/lists.ts';
import { newDocument, recordDocument } from '../audit/record-document.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
import { reportFile } from '../reports/document/report-file.ts';
import { scheduleDocument } from '../reports/schedule/schedule-document.ts';
import type { AskedReport } from '../reports/worker/report-messages.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryRevision,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { DOCX, docxFile, jobOwner, PDF, pdfFile, sendFile, XLSX, xlsxFile } from '../http/send-file.ts';

/** What every report is asked for. */
const moment = { at: queryRevision.optional(), asOf: queryDay.optional(), baseline: queryBaseline };

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
      region: z.enum(regions).optional().meta({
        description: 'Only what lies in this region or is led by it: the schedule of a state is too much for one file.',
      }),
      ...moment,
    }),
  },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'A tagged PDF.', content: { [PDF]: { schema: pdfFile } } },
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

/** Media types of reports, and how the API's description has them. */
const mediaOf: { readonly [T in ReportFileType]: { readonly type: string; readonly schema: z.ZodType } } = {
  pdf: { type: PDF, schema: pdfFile },
  docx: { type: DOCX, schema: docxFile },
  xlsx: { type: XLSX, schema: xlsxFile },
};

type AskedMoment = Parameters<typeof askedTime>[2];

interface ReportWords<Name extends string, Query extends z.ZodObject> {
  readonly name: Name;
  readonly summary: string;
  readonly description: string;
  readonly query: Query;
}

/** The route of a report as a file of one type. */
function reportRoute<Name extends string, Type extends ReportFileType, Query extends z.ZodObject>(
  { name, summary, description, query }: ReportWords<Name, Query>,
  type: Type,
) {
  return createRoute({
    method: 'get',
    path: `/programs/{program}/reports/${name}.${type}`,
    summary: `${summary} (.${type})`,
    description,
    security: signedIn,
    request: { params: programPath, query },
    responses: {
      ...answers(errorBody, 'Not used: the answer is the file.'),
      200: {
        description: 'The report, at the head or at any revision and as of any day.',
        content: { [mediaOf[type].type]: { schema: mediaOf[type].schema } },
      },
      409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
    },
  });
}

const siteSheet = {
  name: 'site',
  summary: 'Site sheets: a page for each school',
  description:
    'Every project at the school with description, cost, source, start, finish and progress; what is installed and how old it is; blocked days; whom to ask by role.',
  query: z.object({
    ...moment,
    site: z
      .string()
      .regex(/^[^,\s]{1,20}(,[^,\s]{1,20}){0,199}$/, 'Location codes with commas between, such as 0417,0420.')
      .transform((codes) => codes.split(','))
      .optional()
      .meta({
        description: 'Location codes with commas between; absent: every site that is not closed.',
        example: '0417',
      }),
  }),
} as const;

const variance = {
  name: 'variance',
  summary: 'Variance and accountability',
  description:
    'Scorecard beside the month before, key indicators, projects over budget or late, changes of the period, change orders, commitments over budget and E-Rate deadlines in 120 days.',
  query: z.object(moment),
} as const;

const annual = {
  name: 'annual',
  summary: 'The annual Strategic Execution Plan',
  description:
    'The chapters of the plan with the texts of the office (table Report Texts), sources and uses of funds, what was finished and what is planned, and its appendices: projects, schools, amendments of the year, systems in service.',
  query: z.object(moment),
} as const;

const amendment = {
  name: 'amendment',
  summary: 'The packet of a board amendment',
  description:
    'What is asked and why, Exhibit A with the projects, every budget line before and after, scope that comes and goes, what moves in the schedule, and lines to sign on; for a draft as well as for what has been decided.',
  query: z.object({
    ...moment,
    change: z
      .string('Name a change by its number, such as BC-0031.')
      .regex(/^[^,\s]{1,24}(,[^,\s]{1,24}){0,199}$/, 'Numbers of changes with commas between, such as BC-0031,BC-0032.')
      .transform((numbers) => numbers.split(','))
      .meta({ description: 'Numbers of one or more changes with commas between.', example: 'BC-0031' }),
  }),
} as const;

export function reportsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const sendReport = async (c: Context<AppEnv>, type: ReportFileType, asked: AskedMoment, report: AskedReport) => {
    const program = c.get('program').id;
    const what = { program, asked: report, type, document: newDocument(services) };
    const request = { ...what, now: now(), ...(await askedTime(services, program, asked)) };
    const { bytes, fileName, revision, receipt, title, asOf } = await reportFile(store, request, jobOwner(c));
    const shown = `${title} as of ${asOf}, revision ${revision} (${type})`;
    await recordDocument(services, c, { kind: 'report', what: shown, receipt, bytes });
    c.header('X-Revision', String(revision));
    return sendFile(c, { fileName, type: mediaOf[type].type, bytes });
  };
  const routes = newRoutes().openapi(getMonthlySchedule, async (c) => {
    const program = c.get('program').id;
    const { edition, region, ...asked } = c.req.valid('query');
    const whose = { program, audience: 'office', document: newDocument(services), edition, region } as const;
    const request = { ...whose, now: now(), ...(await askedTime(services, program, asked)) };
    const { bytes, fileName, revision, receipt, asOf } = await scheduleDocument(store, request, jobOwner(c));
    const of = region === undefined ? '' : ` of region ${region}`;
    const shown = `Monthly schedule by ${request.edition}${of} as of ${asOf}, revision ${revision} (pdf)`;
    await recordDocument(services, c, { kind: 'report', what: shown, receipt, bytes });
    c.header('X-Revision', String(revision));
    return sendFile(c, { fileName, type: PDF, bytes });
  });
  for (const type of reportFileTypes) {
    routes.openapi(reportRoute(siteSheet, type), (c) => {
      const { site = null, ...asked } = c.req.valid('query');
      return sendReport(c, type, asked, { name: 'site', sites: site });
    });
    routes.openapi(reportRoute(amendment, type), (c) => {
      const { change, ...asked } = c.req.valid('query');
      return sendReport(c, type, asked, { name: 'amendment', changes: [...new Set(change)] });
    });
    routes.openapi(reportRoute(annual, type), (c) => sendReport(c, type, c.req.valid('query'), { name: 'annual' }));
    routes.openapi(reportRoute(variance, type), (c) => sendReport(c, type, c.req.valid('query'), { name: 'variance' }));
  }
  return routes;
}
