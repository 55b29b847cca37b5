import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDutyEverywhere } from '../../shared/access/duties.ts';
import { nextToClose } from '../../shared/plan/close/month-state.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  explanationsRequest,
  periodActs,
  periodReply,
  periodRequest,
  periodsReply,
} from '../../shared/protocol/periods.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import { recordGiven } from '../audit/record-document.ts';
import { monthAt, expendituresByPeriod, readMonths, summaryOf } from '../close/month-at.ts';
import { actOnMonth, explain, type Asker } from '../close/write-acts.ts';
import { HttpError, notFound } from '../errors.ts';
import type { KeptReportRow } from '../storage/schema.ts';
import { readKept, reportSets } from '../close/kept-reports.ts';
import { DOCX, PDF, pdfFile, sendFile, XLSX } from '../http/send-file.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { planTime } from '../totals/plan-time.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';

const ACT_LIMIT = 256 * 1024;

const period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month like 2026-10.')
  .meta({ description: 'Accounting month', example: '2026-10' });
const oneMonth = programPath.extend({ period });

const conflict = {
  409: {
    description: 'The sync id was used for another request.',
    content: { 'application/json': { schema: errorBody } },
  },
};

const getPeriods = createRoute({
  method: 'get',
  path: '/programs/{program}/periods',
  summary: 'The accounting months and how they stand',
  security: signedIn,
  request: { params: programPath },
  responses: answers(periodsReply, 'The newest month first.'),
});

const getPeriod = createRoute({
  method: 'get',
  path: '/programs/{program}/periods/{period}',
  summary: 'How far the close of a month is, and what stands in its way',
  description:
    'Ledger and tie-out to the cent, what the checks find on its day with owners and explanations, forecasts and changes that are waited for, what comes next and why you could not do it, and the reports of its closes.',
  security: signedIn,
  request: { params: oneMonth },
  responses: answers(periodReply, 'The month at the head.'),
});

const getReport = createRoute({
  method: 'get',
  path: '/programs/{program}/periods/{period}/reports/{revision}/{file}',
  summary: 'A report of a close, as it was made then',
  security: signedIn,
  request: {
    params: oneMonth.extend({
      revision: z.coerce.number().int().min(1),
      file: z
        .string()
        .regex(/^[a-z-]{1,20}\.(pdf|docx|xlsx)$/, 'Such as variance.pdf.')
        .meta({ example: 'variance.pdf' }),
    }),
  },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'The file that was kept, byte for byte.', content: { [PDF]: { schema: pdfFile } } },
  },
});

const postAct = createRoute({
  method: 'post',
  path: '/programs/{program}/periods/{period}/{act}',
  summary: 'Soft close, close or reopen a month',
  description:
    'For finance. A sync like any other, in one revision with the control total, days and explanations that come with it: all or nothing. A close is refused while the plan differs from the control total, an error is not cured or a flag not explained. The last closed month is reopened with a reason. `remote` is empty: a sheet gets the rows by its next sync.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(ACT_LIMIT)),
  request: { params: oneMonth.extend({ act: z.enum(periodActs) }), body: jsonBody(periodRequest) },
  responses: { ...answers(syncReply, 'What became of it.'), ...conflict },
});

const postExplanations = createRoute({
  method: 'post',
  path: '/programs/{program}/explanations',
  summary: 'Say why findings of the checks stand, and who sees to them',
  description:
    'By who closes months a finding is explained; by others an explanation is proposed. It speaks of all that one check says of one subject on that day; what becomes worse has to be explained anew.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(ACT_LIMIT)),
  request: { params: programPath, body: jsonBody(explanationsRequest) },
  responses: { ...answers(syncReply, 'What became of it.'), ...conflict },
});

const mediaTypes: Readonly<Record<string, string>> = { pdf: PDF, docx: DOCX, xlsx: XLSX };

function tooLargeWords({ file_name, revision, as_of }: KeptReportRow): string {
  return `${file_name} was too large to be kept. Make it anew of revision ${revision} as of ${as_of}: it comes to the same.`;
}

export function periodsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const askerOf = (c: Context<AppEnv>, syncId: string): Asker => {
    const { id: program, membership } = c.get('program');
    return { program, person: c.get('person'), membership, syncId };
  };
  const today = async (program: string) => (await planTime(store.read, program, {}, now())).asOf;
  return newRoutes()
    .openapi(getPeriods, async (c) => {
      const { id, membership } = c.get('program');
      const { revision, rows, sums } = await inSnapshot(store.read, async (db) => ({
        ...(await readMonths(db, id)),
        sums: await expendituresByPeriod(db, id),
      }));
      const months = rows.map((row) => summaryOf(row, sums.get(String(row.cells['period'])) ?? 0));
      return c.json(
        {
          revision,
          today: await today(id),
          mayClose: hasDutyEverywhere(membership, 'closeMonths'),
          next: nextToClose(months),
          periods: months.sort((a, b) => (a.period < b.period ? 1 : -1)),
        },
        200,
      );
    })
    .openapi(getPeriod, async (c) => {
      const { id, membership } = c.get('program');
      const looking = { person: c.get('person'), membership, now: now() };
      const month = await monthAt(store, id, c.req.valid('param').period, looking);
      const sets = await inSnapshot(store.read, (db) => reportSets(db, id, month));
      return c.json({ ...month, sets }, 200);
    })
    .openapi(getReport, async (c) => {
      const { period: month, revision, file } = c.req.valid('param');
      const [report = '', type = ''] = file.split('.');
      const wanted = { program: c.get('program').id, period: month, revision, report, type };
      const kept = await readKept(store.read, wanted);
      if (kept === undefined) throw notFound('such report');
      if (kept.content.byteLength < kept.size) throw new HttpError('not_found', tooLargeWords(kept));
      await recordGiven(services, c, { kind: 'report', what: `Kept of the close of ${month}: ${kept.file_name}` });
      c.header('X-Revision', String(revision));
      c.header('X-Receipt', kept.receipt);
      return sendFile(c, { fileName: kept.file_name, type: mediaTypes[type] ?? PDF, bytes: kept.content });
    })
    .openapi(postAct, async (c) => {
      const { act, period: month } = c.req.valid('param');
      const request = c.req.valid('json');
      const reply = await actOnMonth(services, askerOf(c, request.syncId), { act, period: month, request });
      return c.json(reply, 200);
    })
    .openapi(postExplanations, async (c) => {
      const { syncId, explanations, asOf } = c.req.valid('json');
      const asker = askerOf(c, syncId);
      const day = asOf ?? (await today(asker.program));
      return c.json(await explain(services, asker, { asOf: day, explanations }), 200);
    });
}
