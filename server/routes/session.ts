import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { signInReply, signInRequest } from '../../shared/protocol/people.ts';
import { appendAct } from '../audit/append-act.ts';
import { closeSession } from '../identity/sessions.ts';
import { signIn } from '../identity/sign-in.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { isHttps } from '../http/public-origin.ts';
import { bearerToken, requireSignIn } from '../http/require-sign-in.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { sessionPlace } from '../http/session-place.ts';
import { unpackBody } from '../http/unpack-body.ts';

const SIGN_IN_LIMIT = 16 * 1024;

const postSignIn = createRoute({
  method: 'post',
  path: '/sign-in',
  summary: 'Sign in with email and password',
  middleware: unpackBody(everybodyMaySend(SIGN_IN_LIMIT)),
  request: { body: jsonBody(signInRequest) },
  responses: {
    ...answers(signInReply, 'Signed in: send the token as `Authorization: Bearer …`.'),
    429: { description: 'Too many attempts.', content: { 'application/json': { schema: errorBody } } },
  },
});

const postSignOut = createRoute({
  method: 'post',
  path: '/sign-out',
  summary: 'End the session of this token',
  security: signedIn,
  responses: answers(z.object({ signedOut: z.literal(true) }), 'Signed out.'),
});

export function sessionRoutes(services: Services): OpenAPIHono<AppEnv> {
  const routes = newRoutes();
  routes.use('/sign-out', requireSignIn(services));
  return routes
    .openapi(postSignIn, async (c) => {
      const reply = await signIn(services, c.req.valid('json'), sessionPlace(c));
      return c.json(reply, 200);
    })
    .openapi(postSignOut, async (c) => {
      const { id, name } = c.get('person');
      const at = services.now().toISOString();
      await services.store.write.transaction().execute(async (write) => {
        await closeSession({ write }, bearerToken(c) ?? '');
        const act = { program: null, at, kind: 'signOut', door: 'app', what: 'Signed out' } as const;
        await appendAct(write, { ...act, person: { id, name } });
      });
      services.streams.endSession(c.get('session'));
      // [FD13] What older versions let the browser keep goes too; only the cache, since a workbook's storage holds unsent work.
      if (isHttps(services.publicUrl)) c.header('Clear-Site-Data', '"cache"');
      return c.json({ signedOut: true as const }, 200);
    });
}
