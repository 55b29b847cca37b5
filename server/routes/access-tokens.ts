import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { accessTokenReply, accessTokenRequest, accessTokensReply } from '../../shared/protocol/access-tokens.ts';
import { notFound } from '../errors.ts';
import { listAccessTokens, makeAccessToken, revokeAccessToken } from '../identity/access-tokens.ts';
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

const REQUEST_LIMIT = 1024;
const path = '/programs/{program}/access-tokens';

const getTokens = createRoute({
  method: 'get',
  path,
  summary: 'Your tokens for reading this program from other programs',
  security: signedIn,
  request: { params: programPath },
  responses: answers(accessTokensReply, 'Newest first; never the tokens themselves.'),
});

const postToken = createRoute({
  method: 'post',
  path,
  summary: 'Make a token for reading this program as OData',
  description:
    'Read-only, for this program alone, and only as long as you may read it. It is given as a bearer token, or as the password of HTTP Basic with any name, as Power Query asks for it.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(accessTokenRequest) },
  responses: answers(accessTokenReply, 'The token, shown this once.'),
});

const deleteToken = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  summary: 'End one of your tokens',
  security: signedIn,
  request: { params: programPath.extend({ id: z.string().max(40) }) },
  responses: answers(accessTokensReply, 'Those that are left.'),
});

export function accessTokensRoutes({ store, now, randomBytes }: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(getTokens, async (c) => {
      const owner = { account: c.get('person').id, program: c.get('program').id };
      return c.json(await listAccessTokens(store, owner), 200);
    })
    .openapi(postToken, async (c) => {
      const owner = { person: c.get('person'), program: c.get('program').id };
      const { token, made } = await makeAccessToken({ store, now, randomBytes }, owner, c.req.valid('json'));
      c.header('Cache-Control', 'no-store');
      return c.json({ ...made, token }, 200);
    })
    .openapi(deleteToken, async (c) => {
      const owner = { account: c.get('person').id, program: c.get('program').id };
      const whose = { person: c.get('person'), program: owner.program };
      const { id } = c.req.valid('param');
      if (!(await revokeAccessToken({ store, now }, whose, id))) throw notFound('such token of yours');
      return c.json(await listAccessTokens(store, owner), 200);
    });
}
