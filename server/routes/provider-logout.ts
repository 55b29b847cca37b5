import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { endByProvider } from '../identity/provider/provider-logouts.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { readUpload } from '../http/read-upload.ts';
import { answers, newRoutes, type AppEnv, type Services } from '../http/route-context.ts';

const limitOf = everybodyMaySend(32 * 1024);
/** A district’s provider asks from one place, and for everybody at once when a school day ends. */
const LOGOUTS_A_MINUTE = { each: 600, askers: 1000 };

const form = z.object({ logout_token: z.string() });
const refusal = z.object({ error: z.string(), error_description: z.string() });

const postLogout = createRoute({
  method: 'post',
  path: '/sign-in/provider-logout',
  summary: 'The district’s provider signs somebody out',
  description:
    'OpenID Connect Back-Channel Logout 1.0: the sessions that were opened by that sign-in end at once. For the provider, which proves itself by the token.',
  request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: form } } } },
  responses: {
    ...answers(z.object({ done: z.literal(true) }), 'Nobody is signed in by it any more.'),
    400: { description: 'No such token.', content: { 'application/json': { schema: refusal } } },
    429: { description: 'Too often.', content: { 'application/json': { schema: refusal } } },
  },
});

/** [SGN6] Sign-out at the provider, told by the provider itself. */
export function providerLogoutRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now, provider = null, streams } = services;
  const mayAsk = createRateLimit(LOGOUTS_A_MINUTE, now);
  const routes = newRoutes();
  routes.openAPIRegistry.registerPath(postLogout);
  routes.post(postLogout.path, async (c) => {
    // Nothing of it may be kept by whoever passes it on.
    c.header('Cache-Control', 'no-store');
    mayAsk(c.get('sourceNetwork'));
    if (provider === null) throw notFound('provider to sign in with');
    const token = await logoutToken(c);
    const logout = await refusedAs400(() => provider.endedBy(token));
    if (logout === null) {
      const why = 'The logout token is not good.';
      return c.json({ error: 'invalid_request', error_description: why }, 400);
    }
    for (const session of await endByProvider({ store, now }, logout)) streams.endSession(session);
    return c.json({ done: true as const }, 200);
  });
  return routes;
}

/** Null: the token is none of the provider. */
async function refusedAs400<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HttpError && error.code === 'sign_in_failed') return null;
    throw error;
  }
}

async function logoutToken(c: Context<AppEnv>): Promise<string> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? ''))
    throw invalidRequest('', 'Send a form (application/x-www-form-urlencoded) with the field logout_token.');
  const bytes = await readUpload(c, limitOf);
  const [token, ...more] = new URLSearchParams(new TextDecoder().decode(bytes)).getAll('logout_token');
  if (token === undefined || more.length > 0) throw invalidRequest('logout_token', 'Send one logout token.');
  return token;
}
