import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import {
  administeredPrograms,
  newProgramRequest,
  programChangeRequest,
  type ProgramChangeRequest,
} from '../../shared/protocol/administration.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { workbookReply } from '../../shared/protocol/workbook.ts';
import { makeFromWorkbook, previewProgram } from '../administration/program-from-workbook.ts';
import { addProgram, renameProgram, setArchived } from '../administration/change-program.ts';
import { grantMembership } from '../administration/change-membership.ts';
import { createRowCounts, listAdministeredPrograms } from '../administration/list-programs.ts';
import { invalidRequest, notFound } from '../errors.ts';
import { readProgram } from '../storage/programs.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { readUpload } from '../http/read-upload.ts';
import { XLSX, xlsxFile } from '../http/send-file.ts';
import { actedNow } from '../http/require-administrator.ts';
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

const REQUEST_LIMIT = 4 * 1024;
const workbookLimit = everybodyMaySend(50 * 1024 * 1024);
const UPLOAD_ID_BYTES = 16;
const path = '/admin/programs';
const done = z.object({ done: z.literal(true) });

const getPrograms = createRoute({
  method: 'get',
  path,
  summary: 'All programs of the server',
  description:
    'For administrators of the server, members of them or not: what they are called, how large they are and when they were last synced. No cell and no amount.',
  security: signedIn,
  request: {
    query: z.object({
      find: z.string().max(100).default('').meta({ description: 'Part of an id, a name or a district' }),
      after: z.string().max(100).default('').meta({ description: '`next` of the page before' }),
    }),
  },
  responses: answers(administeredPrograms, 'By id, a page at a time.'),
});

const postProgram = createRoute({
  method: 'post',
  path,
  summary: 'Make an empty program',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { body: jsonBody(newProgramRequest) },
  responses: answers(done, 'It is there.'),
});

const postWorkbook = createRoute({
  method: 'post',
  path: `${path}/from-workbook`,
  summary: 'Make a program with what a workbook holds',
  description:
    'You become its first administrator. `preview=true` works it all out and keeps nothing. Where the workbook cannot be read, or nothing of it can be taken over, there is no such program afterwards.',
  security: signedIn,
  request: {
    query: newProgramRequest.omit({ joins: true }).extend({ preview: z.enum(['true', 'false']).optional() }),
    body: { required: true, content: { [XLSX]: { schema: xlsxFile } } },
  },
  responses: {
    ...answers(workbookReply, 'What the program holds, or would; and what of the workbook is left out.'),
    413: { description: 'More than 50 MiB.', content: { 'application/json': { schema: errorBody } } },
  },
});

const patchProgram = createRoute({
  method: 'patch',
  path: `${path}/{program}`,
  summary: 'Rename a program, archive it, or bring it back',
  description: 'An archived program can be read by its members, is out of their lists, and nothing in it changes.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(programChangeRequest) },
  responses: answers(done, 'It is so.'),
});

export function adminProgramsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store } = services;
  const countRows = createRowCounts(store);
  return newRoutes()
    .openapi(getPrograms, async (c) => {
      const asked = { account: c.get('person').id, ...c.req.valid('query') };
      return c.json(await listAdministeredPrograms(store, countRows, asked), 200);
    })
    .openapi(postProgram, async (c) => {
      const { joins, ...program } = c.req.valid('json');
      const by = actedNow(c, services);
      await store.write.transaction().execute(async (write) => {
        if (!(await addProgram(write, program, by)))
          throw invalidRequest('id', `There is a program ${program.id} already.`);
        if (!joins) return;
        const granted = { role: 'admin', scope: null, planRoles: null, person: null } as const;
        await grantMembership(write, { program: program.id, account: c.get('person') }, granted, by);
      });
      return c.json({ done: true as const }, 200);
    })
    .openapi(postWorkbook, async (c) => {
      const { preview, ...program } = c.req.valid('query');
      const uploadId = Buffer.from(services.randomBytes(UPLOAD_ID_BYTES)).toString('hex');
      const uploader = { person: c.get('person'), uploadId, signal: c.req.raw.signal };
      const asked = { program, bytes: await readUpload(c, workbookLimit), uploader };
      c.header('Cache-Control', 'no-store');
      if (preview === 'true') return c.json(await previewProgram(services, asked), 200);
      return c.json(await makeFromWorkbook(services, asked, actedNow(c, services)), 200);
    })
    .openapi(patchProgram, async (c) => {
      const id = c.req.valid('param').program;
      await changeProgram(services, id, c.req.valid('json'), actedNow(c, services));
      return c.json({ done: true as const }, 200);
    });
}

async function changeProgram(
  { store }: Pick<Services, 'store'>,
  id: string,
  { isArchived, ...asked }: ProgramChangeRequest,
  by: ReturnType<typeof actedNow>,
): Promise<void> {
  await store.write.transaction().execute(async (write) => {
    const program = await readProgram(write, id);
    if (!program) throw notFound('such program');
    const { name = program.name, district = program.district, fiscalYear = program.fiscal_year } = asked;
    await renameProgram(write, id, { name, district, fiscalYear }, by);
    if (isArchived !== undefined) await setArchived(write, id, isArchived, by);
  });
}
