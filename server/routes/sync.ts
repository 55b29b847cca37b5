import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { parseEdits } from '../../shared/protocol/parse-edits.ts';
import { syncReply, syncRequest, type ParsedSyncRequest } from '../../shared/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import { isPull } from '../reconcile/run-sync.ts';
import { writersMaySend } from './body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  queryHash,
  signedIn,
  type AppEnv,
  type Services,
} from './route-context.ts';
import { unpackBody } from './unpack-body.ts';

/** Unpacked. A first push of 100,000 budget lines is about 30 MiB. */
const SYNC_LIMIT = 64 * 1024 * 1024;

const postSync = createRoute({
  method: 'post',
  path: '/programs/{program}/sync',
  summary: 'Bring your edits in, and get everybody else’s',
  description:
    'The same sync id gives the same reply and no new effect. `preview=true` works it all out and keeps nothing. With `computed=moved`, rows of a table in which no computed cell has moved come without the computed columns: those are as they were.',
  security: signedIn,
  middleware: unpackBody(writersMaySend(SYNC_LIMIT)),
  request: {
    params: programPath,
    query: z.object({
      preview: z.enum(['true', 'false']).optional(),
      computed: z.enum(['all', 'moved']).optional(),
      hash: queryHash.meta({
        description:
          'Hash of `base`, as the receipt of a sync told it; empty: not known. Without it a base from before a restore of the database cannot be told from one after it.',
      }),
    }),
    body: jsonBody(syncRequest),
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

export function syncRoutes({ sync, counts }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(postSync, async (c) => {
    const { id } = c.get('program');
    const { preview, computed, hash } = c.req.valid('query');
    const request = c.req.valid('json');
    checkProtocol(request.protocol);
    const { workbook, syncId, base, note = '', decisions = [] } = request;
    const origin = {
      door: 'sync',
      workbook,
      syncId,
      digest: requestDigest(request),
      base,
      knownBy: { hash },
      note,
    } as const;
    const author = c.get('person');
    const submission = { author, origin, edits: editsOf(request), decisions };
    if (preview !== 'true' && !isPull(submission)) await counts.push(author.id, id);
    const reply = await sync.sync(id, submission, {
      preview: preview === 'true',
      ...(computed === undefined ? {} : { computed }),
    });
    c.header('Cache-Control', 'no-store');
    return c.json(reply, 200);
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

function editsOf(request: ParsedSyncRequest): readonly Edit[] {
  const parsed = parseEdits(request);
  if (!parsed.ok) throw invalidRequest(parsed.wrong.path, parsed.wrong.message);
  return parsed.edits;
}
