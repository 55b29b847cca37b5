import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { amendmentRequest } from '../../shared/protocol/amendments.ts';
import { decideReply } from '../../shared/protocol/budget-changes.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { joinAmendment } from '../changes/join-amendment.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { idempotencyKey } from '../http/idempotency-key.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { seenRevision } from '../http/seen-revision.ts';
import { unpackBody } from '../http/unpack-body.ts';

const BODY_LIMIT = 64 * 1024;
const KEY_BYTES = 16;

const postAmendment = createRoute({
  method: 'post',
  path: '/programs/{program}/changes/amendment',
  summary: 'Join budget changes to one amendment',
  description:
    'Writes the board report number, and the date of its meeting, into changes that are on their way: from then on they go before the Board together. Drafts become Board Amendments. Each keeps its number, lines and history. One revision, all of them or none.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: {
    params: programPath,
    headers: z.object({ 'idempotency-key': idempotencyKey.optional() }),
    body: jsonBody(amendmentRequest),
  },
  responses: {
    ...answers(decideReply, 'What became of each.'),
    409: {
      description: 'The idempotency key was used for another request.',
      content: { 'application/json': { schema: errorBody } },
    },
  },
});

export function amendmentsRoutes(services: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(postAmendment, async (c) => {
    const request = c.req.valid('json');
    const key =
      c.req.valid('header')['idempotency-key'] ?? Buffer.from(services.randomBytes(KEY_BYTES)).toString('hex');
    const order = {
      program: c.get('program').id,
      person: c.get('person'),
      key: `amendment ${key}`,
      digest: requestDigest({ amendment: request }),
    };
    await seenRevision(services.store.read, order.program, request);
    return c.json(await joinAmendment(services, order, request), 200);
  });
}
