import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  ownAccount,
  ownNameRequest,
  ownSessions,
  ownTokens,
  passwordChangeRequest,
} from '../../shared/protocol/own-account.ts';
import { appendAct } from '../audit/append-act.ts';
import { notFound } from '../errors.ts';
import { listOwnTokens } from '../identity/access-tokens.ts';
import { findAccount, renameAccount } from '../identity/accounts.ts';
import { changePassword } from '../identity/change-password.ts';
import { endSessions, listSessions } from '../identity/sessions.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { actedNow } from '../http/require-administrator.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { sessionPlace } from '../http/session-place.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 16 * 1024;
const security = signedIn;
const middleware = unpackBody(everybodyMaySend(REQUEST_LIMIT));

const getAccount = createRoute({
  method: 'get',
  path: '/account',
  summary: 'Your account',
  security,
  responses: answers(ownAccount, 'Who you are.'),
});

const patchAccount = createRoute({
  method: 'patch',
  path: '/account',
  summary: 'Change your name',
  description: 'As others see it from now on; what you have done before keeps the name of then.',
  security,
  middleware,
  request: { body: jsonBody(ownNameRequest) },
  responses: answers(ownAccount, 'Who you are now.'),
});

const postPassword = createRoute({
  method: 'post',
  path: '/account/password',
  summary: 'Change your password',
  description: 'Ends every other session and every reading token of yours.',
  security,
  middleware,
  request: { body: jsonBody(passwordChangeRequest) },
  responses: {
    ...answers(ownSessions, 'It is changed; this session goes on.'),
    429: { description: 'Too many wrong passwords.', content: { 'application/json': { schema: errorBody } } },
  },
});

const getSessions = createRoute({
  method: 'get',
  path: '/account/sessions',
  summary: 'Where you are signed in',
  security,
  responses: answers(ownSessions, 'The one used last first.'),
});

const deleteSessions = createRoute({
  method: 'delete',
  path: '/account/sessions',
  summary: 'Sign out everywhere else',
  security,
  responses: answers(ownSessions, 'This session alone is left.'),
});

const deleteSession = createRoute({
  method: 'delete',
  path: '/account/sessions/{id}',
  summary: 'End one of your sessions',
  security,
  request: { params: z.object({ id: z.string().regex(/^[0-9a-f]{16}$/) }) },
  responses: answers(ownSessions, 'Those that are left.'),
});

const getTokens = createRoute({
  method: 'get',
  path: '/account/access-tokens',
  summary: 'Your reading tokens, of all programs',
  security,
  responses: answers(ownTokens, 'Newest first; never the tokens themselves.'),
});

/** What everybody does with their own account. */
export function ownAccountRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now, streams, passwords = true } = services;
  const sessionsOf = (account: string, asking: string) => listSessions(store, { account, asking }, now());
  const routes = newRoutes()
    .openapi(getAccount, async (c) => {
      const person = c.get('person');
      const account = await findAccount(store.read, person.email);
      return c.json({ person, hasPassword: passwords && account?.password !== '' }, 200);
    })
    .openapi(patchAccount, async (c) => {
      const { name } = c.req.valid('json');
      const person = { ...c.get('person'), name };
      await store.write.transaction().execute((write) => renameAccount(write, person, actedNow(c, services)));
      const account = await findAccount(store.read, person.email);
      return c.json({ person, hasPassword: passwords && account?.password !== '' }, 200);
    })
    .openapi(postPassword, async (c) => {
      const [person, session] = [c.get('person'), c.get('session')];
      await changePassword(services, { person, session, ...c.req.valid('json') }, sessionPlace(c));
      return c.json(await sessionsOf(person.id, session), 200);
    })
    .openapi(getTokens, async (c) => c.json(await listOwnTokens(store, c.get('person').id), 200))
    .openapi(getSessions, async (c) => c.json(await sessionsOf(c.get('person').id, c.get('session')), 200));

  /** Ends sessions at once, their streams with them, and writes it down. @returns how many */
  const end = async (by: ReturnType<typeof actedNow>, which: Parameters<typeof endSessions>[2]): Promise<number> => {
    const ended = await store.write.transaction().execute(async (write) => {
      const hashes = await endSessions({ write }, by.person.id, which);
      const what = `Ended ${hashes.length === 1 ? 'a session' : `${hashes.length} sessions`} of their own`;
      if (hashes.length > 0) await appendAct(write, { ...by, program: null, kind: 'signOut', what });
      return hashes;
    });
    for (const hash of ended) streams.endSession(hash);
    return ended.length;
  };
  return routes
    .openapi(deleteSessions, async (c) => {
      await end(actedNow(c, services), { allBut: c.get('session') });
      return c.json(await sessionsOf(c.get('person').id, c.get('session')), 200);
    })
    .openapi(deleteSession, async (c) => {
      if ((await end(actedNow(c, services), c.req.valid('param'))) === 0) throw notFound('such session of yours');
      return c.json(await sessionsOf(c.get('person').id, c.get('session')), 200);
    });
}
