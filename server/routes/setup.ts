import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { setupRequest } from '../../shared/protocol/setup.ts';
import { setUp } from '../administration/set-up.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { answers, jsonBody, newRoutes, type AppEnv, type Services } from '../http/route-context.ts';
import { sessionPlace } from '../http/session-place.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 16 * 1024;

const postSetup = createRoute({
  method: 'post',
  path: '/setup',
  summary: 'Make the first administrator of a server that has no account',
  description: 'By the code that the server has written to its console. Over for good once somebody has an account.',
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { body: jsonBody(setupRequest) },
  responses: {
    ...answers(signInReply, 'Made, and signed in.'),
    429: { description: 'Too many codes were tried.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function setupRoutes(services: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(postSetup, async (c) =>
    c.json(await setUp(services, c.req.valid('json'), sessionPlace(c)), 200),
  );
}
