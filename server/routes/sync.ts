import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { errorBody } from '../../shared/protocol/error.ts';
import { parseEdits } from '../../shared/protocol/parse-edits.ts';
import { SYNC_LINES } from '../../shared/protocol/rows-line.ts';
import { syncReply, syncRequest, type ParsedSyncRequest } from '../../shared/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import { isPull } from '../reconcile/run-sync.ts';
import { declaredLength, writersMaySend, type LimitOf } from '../http/body-limit.ts';
import { readSyncLines } from '../http/read-sync-lines.ts';
import type { SyncInLines } from '../http/sync-in-lines.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryHash,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { unpackBody, unpackedParts } from '../http/unpack-body.ts';
import { sendAnswer, sendPacked } from '../http/send-answer.ts';
import { pullApart } from '../reading/answer-apart.ts';

/** Unpacked. A first push of 100,000 budget lines is about 30 MiB row by row, and 13 in lines. */
const SYNC_LIMIT = 64 * 1024 * 1024;

/** Reads a sync that comes in lines, as they come; one JSON is for the validator. */
function readSync(limitOf: LimitOf): MiddlewareHandler<AppEnv> {
  const asOne = unpackBody(limitOf);
  return async (c, next) => {
    const [type = ''] = (c.req.header('content-type') ?? '').split(';');
    if (type.trim().toLowerCase() !== SYNC_LINES) return asOne(c, next);
    const limit = limitOf(c);
    declaredLength(c, limit);
    c.set('syncInLines', await readSyncLines(unpackedParts(c, limit)));
    await next();
  };
}

const postSync = createRoute({
  method: 'post',
  path: '/programs/{program}/sync',
  summary: 'Bring your edits in, and get everybody else’s',
  description:
    'The same sync id gives the same reply and no new effect. `preview=true` works it all out and keeps nothing. With `computed=moved`, rows of a table in which no computed cell has moved come without the computed columns: those are as they were. With `cells=moved`, rows that were there at `base` come in `moved`, by the columns that may have moved since. Many new rows are best sent as lines of JSON (`application/x-ndjson`): the request without them; lines such as `{"table":"sites","rows":["R0A1B2C3D4E5F6G7"],"columns":{"code":["0417"],"status":"Active"}}`, where a column is a list, one value for all rows, or `{"values":[…],"at":[…]}`; and `{"end":1}`, the number of rows.',
  security: signedIn,
  middleware: readSync(writersMaySend(SYNC_LIMIT)),
  request: {
    params: programPath,
    query: z.object({
      preview: z.enum(['true', 'false']).optional(),
      computed: z.enum(['all', 'moved']).optional(),
      cells: z.enum(['all', 'moved']).optional(),
      hash: queryHash.meta({
        description:
          'Hash of `base`, as the receipt of a sync told it; empty: not known. Without it a base from before a restore of the database cannot be told from one after it.',
      }),
    }),
    // Not required: a validator of JSON passes over what is none.
    body: { content: { 'application/json': { schema: syncRequest }, [SYNC_LINES]: { schema: z.string() } } },
  },
  responses: {
    ...answers(syncReply, 'What became of each edit, and everything that changed after `base`.'),
    409: {
      description: 'Unknown base, or a sync id used before.',
      content: { 'application/json': { schema: errorBody } },
    },
    413: {
      description: 'More than 64 MiB, or more than 256 KiB from who may not change anything.',
      content: { 'application/json': { schema: errorBody } },
    },
  },
});

export function syncRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { sync, counts, reader } = services;
  return newRoutes().openapi(postSync, async (c) => {
    const { id } = c.get('program');
    const { preview, computed, cells, hash } = c.req.valid('query');
    const { request, edits, digest } = c.get('syncInLines') ?? asOne(c.req.valid('json'));
    checkProtocol(request.protocol);
    const { workbook, syncId, base, note = '', decisions = [] } = request;
    const origin = {
      door: 'sync',
      workbook,
      syncId,
      digest,
      base,
      knownBy: { hash },
      note,
    } as const;
    const author = c.get('person');
    const submission = { author, origin, edits, decisions };
    const told = { computed, cells };
    c.header('Cache-Control', 'no-store');
    if (preview !== 'true' && isPull(submission) && reader !== undefined) {
      const pulled = await sync.pull(id, submission, told);
      if (pulled !== 'much') return await sendAnswer(c, pulled);
      return sendPacked(c, await pullApart(services, reader, c, { base, hash, ...told }));
    }
    if (preview !== 'true' && !isPull(submission)) await counts.push(author.id, id);
    return await sendAnswer(c, await sync.answer(id, submission, { preview: preview === 'true', ...told }));
  });
}

function checkProtocol(version: number): void {
  if (version >= 1 && version <= PROTOCOL_VERSION) return;
  throw new HttpError(
    'protocol_unsupported',
    `This server speaks protocol versions 1 to ${PROTOCOL_VERSION}, not ${version}. Reload the add-in.`,
    { newest: PROTOCOL_VERSION },
  );
}

/** A sync that came as one JSON. */
function asOne(request: ParsedSyncRequest | string): SyncInLines {
  if (typeof request === 'string') throw new Error('Lines have been read before.');
  checkProtocol(request.protocol);
  const parsed = parseEdits(request);
  if (!parsed.ok) throw invalidRequest(parsed.wrong.path, parsed.wrong.message);
  return { request, edits: parsed.edits, digest: requestDigest(request) };
}
