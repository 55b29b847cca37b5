import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ImportMapping } from '../../shared/import/import-mapping.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { importMapping, importReply } from '../../shared/protocol/imports.ts';
import { invalidRequest } from '../errors.ts';
import { exceptionsFile } from '../imports/exceptions-file.ts';
import { importFile, type ImportRequest } from '../imports/import-file.ts';
import { importReplyOf } from '../imports/import-reply.ts';
import { writersMaySend } from '../http/body-limit.ts';
import { idempotencyKey } from '../http/idempotency-key.ts';
import { parseJson } from '../http/parse-json.ts';
import { readForm } from '../http/read-form.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryRevision,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { jobOwner, sendFile, XLSX, xlsxFile } from '../http/send-file.ts';
import { CANNOT_BE_STORED, unstorablePath } from '../http/storable-request.ts';

const limitOf = writersMaySend(50 * 1024 * 1024, 'Save the sheet that you need as a file of its own.');
/** A mapping names columns and cells; thousands of accepted cells fit. */
const MAPPING_CHARACTERS = 1024 * 1024;
const ID_BYTES = 16;

/** The form of an import, with further fields. */
export function importForm<Fields extends Readonly<Record<string, { type: 'string'; description: string }>>>(
  fields: Fields,
) {
  return {
    required: true,
    content: {
      'multipart/form-data': {
        // Not a Zod schema: what validates a form reads all of it first, whatever its size.
        schema: {
          type: 'object' as const,
          required: ['file'],
          properties: {
            file: { type: 'string' as const, format: 'binary', description: 'A workbook, or text with , ; | or tabs.' },
            mapping: { type: 'string' as const, description: 'An ImportMapping as JSON; default: all is worked out.' },
            ...fields,
          },
        },
      },
    },
  };
}

const form = importForm({});

export const importErrors = {
  409: {
    description: 'Unknown revision, or an Idempotency-Key used for another import.',
    content: { 'application/json': { schema: errorBody } },
  },
  413: {
    description: 'More than 50 MiB, or more than 256 KiB from who may not change anything.',
    content: { 'application/json': { schema: errorBody } },
  },
};

const base = queryRevision.optional().meta({
  description: 'The revision that the person has seen the file compared with. What others have changed since is kept.',
});

/** What is asked besides the form. */
export const importQuery = z.object({ preview: z.enum(['true', 'false']).optional(), base });

const postImport = createRoute({
  method: 'post',
  path: '/programs/{program}/imports',
  summary: 'Take a table of an office’s own into the plan',
  description:
    'Any workbook or text file of rows. Headers, table and columns are found, or taken from the mapping; readings that are not written there so are proposed and have to be accepted; what cannot go in is told by its cell. The rest becomes one revision. `preview=true` works it all out and keeps nothing.',
  security: signedIn,
  request: {
    params: programPath,
    query: importQuery,
    headers: z.object({ 'idempotency-key': idempotencyKey.optional() }),
    body: form,
  },
  responses: { ...answers(importReply, 'What became, or would become, of each row.'), ...importErrors },
});

const postExceptions = createRoute({
  method: 'post',
  path: '/programs/{program}/imports/exceptions.xlsx',
  summary: 'The rows of a table that did not go in, to be mended and imported again',
  description:
    'The same form and `base` as for the import: what others have changed since is in the workbook, too. Nothing is kept.',
  security: signedIn,
  request: { params: programPath, query: z.object({ base }), body: form },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'An .xlsx file.', content: { [XLSX]: { schema: xlsxFile } } },
    ...importErrors,
  },
});

interface Asked {
  readonly named: string | undefined;
  readonly at: number | undefined;
  readonly randomBytes: Services['randomBytes'];
}

/** An import as it was asked for, with what else the form holds. */
export async function importRequestOf(c: Context<AppEnv>, { named, at, randomBytes }: Asked) {
  const { file, fields } = await readForm(c, limitOf);
  if (unstorablePath(file.name) !== null) throw invalidRequest('file', CANNOT_BE_STORED);
  const request = {
    program: c.get('program').id,
    person: c.get('person'),
    importId: named ?? Buffer.from(randomBytes(ID_BYTES)).toString('hex'),
    file,
    mapping: mappingOf(fields.get('mapping')),
    base: at,
    signal: c.req.raw.signal,
  } satisfies ImportRequest;
  return { request, fields };
}

export function importsRoutes({ store, sync, now, randomBytes }: Services): OpenAPIHono<AppEnv> {
  const services = { store, sync, now };
  const requestOf = async (c: Context<AppEnv>, named: string | undefined, at: number | undefined) => {
    return (await importRequestOf(c, { named, at, randomBytes })).request;
  };
  return newRoutes()
    .openapi(postImport, async (c) => {
      const query = c.req.valid('query');
      const request = await requestOf(c, c.req.valid('header')['idempotency-key'], query.base);
      const outcome = await importFile(services, request, query.preview === 'true');
      c.header('Cache-Control', 'no-store');
      return c.json(importReplyOf(outcome), 200);
    })
    .openapi(postExceptions, async (c) => {
      const outcome = await importFile(services, await requestOf(c, undefined, c.req.valid('query').base), true);
      const bytes = await exceptionsFile(outcome, jobOwner(c));
      return sendFile(c, { fileName: `${outcome.source.table.label} to mend.xlsx`, type: XLSX, bytes });
    });
}

function mappingOf(text: string | undefined): ImportMapping {
  if (text === undefined || text === '') return {};
  if (text.length > MAPPING_CHARACTERS) throw invalidRequest('mapping', 'The mapping is too long.');
  const parsed = importMapping.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalidRequest(
      ['mapping', ...(issue?.path.map(String) ?? [])].join('.'),
      issue?.message ?? 'Not understood.',
    );
  }
  const unstorable = unstorablePath(parsed.data);
  if (unstorable !== null) throw invalidRequest(`mapping.${unstorable}`, CANNOT_BE_STORED);
  return parsed.data;
}
