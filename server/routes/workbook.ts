import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { baselineId } from '../../shared/plan/baselines/baseline.ts';
import type { PlanPart } from '../../shared/plan/part/plan-part.ts';
import { regions } from '../../shared/tables/lists.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { workbookReply } from '../../shared/protocol/workbook.ts';
import { UPLOAD_LESS } from '../../shared/workbook-file/workbook-unreadable.ts';
import { newDocument, recordDocument } from '../audit/record-document.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
import { namedMoment } from '../baselines/named-moment.ts';
import { downloadWorkbook, type SinceMoment } from '../workbook/write/download-workbook.ts';
import { uploadWorkbook } from '../workbook/upload/upload-workbook.ts';
import { writersMaySend } from '../http/body-limit.ts';
import { publicOrigin } from '../http/public-origin.ts';
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
import { idempotencyKey } from '../http/idempotency-key.ts';
import { readUpload } from '../http/read-upload.ts';
import { jobOwner, sendFile, XLSX, xlsxFile } from '../http/send-file.ts';

const limitOf = writersMaySend(50 * 1024 * 1024, UPLOAD_LESS);
const ID_BYTES = 16;

const conflict = { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } };

const since = z.string().max(100).optional().meta({
  description:
    'Adds the sheet What Moved, against that revision, day or baseline or, with `month`, against the last closed month before the day.',
  example: 'B0',
});

/** Sheets of single projects in one workbook: more are read in a report of their own. */
const MOST_PROJECTS = 20;

const projects = z
  .string()
  .max(40 * MOST_PROJECTS)
  .transform((text) => text.split(',').filter((number) => number !== ''))
  .refine((numbers) => numbers.length <= MOST_PROJECTS, `At most ${MOST_PROJECTS} projects, with commas between.`)
  .optional()
  .meta({ description: 'Numbers of projects that get a sheet of their own.', example: '26.00001,26.00002' });

/** One of these: a workbook of a part of the plan. */
const partOf = {
  region: z
    .enum(regions)
    .optional()
    .meta({ description: 'Only this region: its sites, its projects, and what hangs on them.' }),
  manager: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'Only the projects of this person, by id.', example: 'PM-07' }),
  site: z.string().max(60).optional().meta({ description: 'Only this site, by location code.', example: '0417' }),
  open: z.literal('true').optional().meta({ description: 'Only rows that the checks find fault with.' }),
};

type AskedPart = { readonly [N in keyof typeof partOf]?: string | undefined };

function isOnePart(asked: AskedPart): boolean {
  return [asked.region, asked.manager, asked.site, asked.open].filter((value) => value !== undefined).length <= 1;
}

function chosenPart({ region, manager, site, open }: AskedPart): PlanPart | undefined {
  if (region !== undefined) return { kind: 'region', of: region };
  if (manager !== undefined) return { kind: 'manager', of: manager };
  if (site !== undefined) return { kind: 'site', of: site };
  return open === undefined ? undefined : { kind: 'open' };
}

const getWorkbook = createRoute({
  method: 'get',
  path: '/programs/{program}/workbook.xlsx',
  summary: 'The consolidated workbook, at the head or at any revision and as of any day',
  description:
    'Reports and checks as of a day, and every table at that moment with everything it says. It carries its revision, so it can be edited in any spreadsheet program and uploaded again.',
  security: signedIn,
  request: {
    params: programPath,
    query: z

      .object({
        at: queryRevision.optional(),
        asOf: queryDay.optional(),
        baseline: queryBaseline,
        since,
        projects,
        ...partOf,
      })
      .refine(isOnePart, {
        message: 'Ask for one part: a region, a manager, a site, or what is open.',
        path: ['region'],
      }),
  },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'An .xlsx file.', content: { [XLSX]: { schema: xlsxFile } } },
    409: conflict,
  },
});

const flag = z.enum(['true', 'false']).optional();

const postWorkbook = createRoute({
  method: 'post',
  path: '/programs/{program}/workbook',
  summary: 'Merge an edited workbook back',
  description:
    'What the file changed since its revision becomes one sync. A request repeated with its `Idempotency-Key` gets the same answer and has no further effect; the same file in a new request is compared with the plan as it is now. `preview=true` works it all out, tells the changes and keeps nothing.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      preview: flag,
      deletions: z.enum(['allow', 'ask']).optional().meta({
        description:
          'With `allow`, rows missing from a sheet are deleted however many they are, half-emptied ones too.',
      }),
      emptied: z.enum(['empty', 'ask']).optional().meta({
        description:
          'With `empty`, rows of which only the key is left keep what is required, and their other cells are emptied; before `deletions`.',
      }),
      realign: flag.meta({ description: 'Go by the keys where a sort has left out the hidden Row ID column.' }),
      base: queryRevision.optional().meta({ description: 'Revision of a file that does not say which it is.' }),
      answeredBy: z.string().trim().min(1).max(80).optional().meta({
        description: 'Who filled the file in, where that is not who returns it: the note of the revision says so.',
      }),
    }),
    headers: z.object({ 'idempotency-key': idempotencyKey.optional() }),
    body: { required: true, content: { [XLSX]: { schema: xlsxFile } } },
  },
  responses: {
    ...answers(workbookReply, 'What became of each edit, and everything that changed after the file’s revision.'),
    409: { ...conflict, description: 'Unknown revision, or an Idempotency-Key used for another upload.' },
    413: {
      description: 'More than 50 MiB, or more than 256 KiB from who may not change anything.',
      content: { 'application/json': { schema: errorBody } },
    },
  },
});

export function workbookRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, sync, now, randomBytes, uploadDoor = 'upload' } = services;
  const newId = (): string => Buffer.from(randomBytes(ID_BYTES)).toString('hex');
  return newRoutes()
    .openapi(getWorkbook, async (c) => {
      const { region, manager, site, open, at, asOf, baseline, since: earlier, ...asked } = c.req.valid('query');
      const program = c.get('program').id;
      const request = {
        ...asked,
        ...(await askedTime(services, program, { at, asOf, baseline })),
        since: await earlierMoment(services, program, earlier),
        part: chosenPart({ region, manager, site, open }),
        program,
        workbook: newId(),
        server: publicOrigin(c, services.publicUrl),
        now: now(),
        document: newDocument(services),
      };
      const { bytes, fileName, revision, receipt, shows } = await downloadWorkbook(store, request, jobOwner(c));
      const what = `Workbook ${shows}, revision ${revision} (xlsx)`;
      await recordDocument(services, c, { kind: 'export', what, receipt, bytes });
      c.header('X-Revision', String(revision));
      return sendFile(c, { fileName, type: XLSX, bytes });
    })
    .openapi(postWorkbook, async (c) => {
      const { preview, deletions, emptied, realign, base, answeredBy } = c.req.valid('query');
      const bytes = await readUpload(c, limitOf);
      const { id: program } = c.get('program');
      const uploadId = c.req.valid('header')['idempotency-key'] ?? newId();
      const person = c.get('person');
      const uploader = { program, person, door: uploadDoor, uploadId, signal: c.req.raw.signal };
      const reply = await uploadWorkbook({ store, sync }, uploader, bytes, {
        preview: preview === 'true',
        allowDeletions: deletions === 'allow',
        emptyCells: emptied === 'empty',
        realign: realign === 'true',
        base,
        answeredBy,
      });
      c.header('Cache-Control', 'no-store');
      return c.json(reply, 200);
    });
}

/** A baseline is called by its name, so that the sheet says what it compares with. */
async function earlierMoment(
  { store, now }: Services,
  program: string,
  asked: string | undefined,
): Promise<SinceMoment | 'month' | undefined> {
  if (asked === undefined || asked === 'month') return asked;
  const { revision, asOf, baseline } = await namedMoment({ store, program, now: now() }, asked);
  return { revision, asOf, ...(baseline && { name: `${baseline.name} (${baselineId(baseline.number)})` }) };
}
