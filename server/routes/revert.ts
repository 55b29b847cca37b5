import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import { revertEdits } from '../../shared/sync/history/replay.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import { readBaskets } from '../storage/baskets.ts';
import { readJournalSince } from '../storage/journal.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  queryHash,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { knownRevision } from './rows.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REVERT_LIMIT = 16 * 1024;

const revertRequest = z
  .strictObject({
    syncId: z.string().min(1).max(100),
    workbook: z.string().min(1).max(100).default('server'),
    base: z.number().int().min(0).optional().meta({ description: 'Where your sheet stands; default: the revision.' }),
    note: z.string().max(2000).optional(),
  })
  .meta({ id: 'RevertRequest' });

const postRevert = createRoute({
  method: 'post',
  path: '/programs/{program}/revisions/{revision}/revert',
  summary: 'Set back what one revision did',
  description: 'A sync like any other: what has moved since is a conflict, and the revert can be reverted.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REVERT_LIMIT)),
  request: {
    params: programPath.extend({ revision: z.coerce.number().int().min(1) }),
    query: z.object({
      preview: z.enum(['true', 'false']).optional(),
      hash: queryHash.meta({ description: 'Hash of `base`, as in a sync.' }),
    }),
    body: jsonBody(revertRequest),
  },
  responses: {
    ...answers(syncReply, 'What became of each edit.'),
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function revertRoutes({ store, sync }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(postRevert, async (c) => {
    const { id } = c.get('program');
    const { revision } = c.req.valid('param');
    await knownRevision(store, id, revision);
    const request = c.req.valid('json');
    const { syncId, workbook, base = revision, note = `Reverts revision ${revision}.` } = request;
    const records = await readJournalSince(store.read, { program: id, after: revision - 1, upTo: revision });
    const entries = records.map((record) => ({ ...record, by: '', at: '' }));
    const { preview, hash } = c.req.valid('query');
    // [REV8] Who stands in another history means another revision by this number.
    if (hash !== undefined) await knownRevision(store, id, base, hash);
    const places = await readBaskets(store.read, id, revision);
    const digest = requestDigest({ revert: revision, ...request });
    const origin = { door: 'revert', workbook, syncId, digest, base, note } as const;
    const submission = { author: c.get('person'), origin, edits: revertEdits(entries, places) };
    return sendAnswer(c, await sync.answer(id, submission, { preview: preview === 'true' }));
  });
}
