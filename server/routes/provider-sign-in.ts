import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { errorBody } from '../../shared/protocol/error.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import {
  beginSignInReply,
  beginSignInRequest,
  finishSignInReply,
  finishSignInRequest,
  SIGN_IN_RETURN,
  signInWays,
  tokenSignInRequest,
} from '../../shared/protocol/sign-in.ts';
import { HttpError, notFound } from '../errors.ts';
import { recordRefusedProof } from '../identity/failed-sign-ins.ts';
import type { Provider } from '../identity/provider/provider.ts';
import { notBegunHere, notFinished } from '../identity/provider/provider-refusals.ts';
import { returnAddress } from '../identity/provider/return-address.ts';
import {
  cookieOf,
  keepFlow,
  SIGN_IN_MINUTES,
  takeFlow,
  type SignInFlow,
  type TakenFlow,
} from '../identity/provider/sign-in-flow.ts';
import { signInWithProvider } from '../identity/provider/sign-in-with-provider.ts';
import { waysOf } from '../identity/provider/sign-in-ways.ts';
import { findPasswordLink } from '../identity/password-links.ts';
import { linkIsOver } from '../identity/use-link.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { publicOrigin } from '../http/public-origin.ts';
import { answers, jsonBody, newRoutes, type AppEnv, type Services } from '../http/route-context.ts';
import { sessionPlace } from '../http/session-place.ts';
import { unpackBody } from '../http/unpack-body.ts';

const BODY_LIMIT = 32 * 1024;
const BROWSER_BYTES = 32;

const getWays = createRoute({
  method: 'get',
  path: '/sign-in/ways',
  summary: 'By which ways people sign in here',
  responses: answers(signInWays, 'Whether by password, and by which provider.'),
});

const limited = {
  429: { description: 'Too many attempts.', content: { 'application/json': { schema: errorBody } } },
  503: { description: 'The provider cannot be reached.', content: { 'application/json': { schema: errorBody } } },
};

const postBegin = createRoute({
  method: 'post',
  path: '/sign-in/begin',
  summary: 'Begin to sign in at the district’s provider',
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { body: jsonBody(beginSignInRequest) },
  responses: { ...answers(beginSignInReply, 'Go to this address.'), ...limited },
});

const postFinish = createRoute({
  method: 'post',
  path: '/sign-in/finish',
  summary: 'Come back from the district’s provider',
  description: 'Once, within ten minutes, and from the browser that has begun it.',
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { body: jsonBody(finishSignInRequest) },
  responses: {
    ...answers(finishSignInReply, 'Signed in: send the token as `Authorization: Bearer …`.'),
    ...limited,
  },
});

const postToken = createRoute({
  method: 'post',
  path: '/sign-in/token',
  summary: 'Exchange an access token of the district’s provider for a session',
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { body: jsonBody(tokenSignInRequest) },
  responses: {
    ...answers(signInReply, 'Signed in: send the token as `Authorization: Bearer …`.'),
    ...limited,
  },
});

export function providerSignInRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now, randomBytes } = services;
  const provider = (): Provider => {
    if (services.provider === undefined || services.provider === null) throw notFound('provider to sign in with');
    return services.provider;
  };
  /** What brings a refused proof is counted, as a wrong password is. */
  const counting = async <T>({ settings }: Provider, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const isRefused = error instanceof HttpError && error.code === 'sign_in_failed';
      if (isRefused) await recordRefusedProof({ store, at: now() }, settings.name);
      throw error;
    }
  };
  const deps = ({ settings }: Provider, c: Context<AppEnv>) => {
    return { store, now, randomBytes, settings, place: sessionPlace(c) };
  };

  return newRoutes()
    .openapi(getWays, (c) => c.json(waysOf(services), 200))
    .openapi(postBegin, async (c) => {
      const from = provider();
      const own = publicOrigin(c, services.publicUrl);
      const { returnTo, stay = false, invitation } = c.req.valid('json');
      const invited = invitation === undefined ? null : await invitedBy(services, invitation);
      const { address, ...begun } = await from.begin(`${own}${SIGN_IN_RETURN}`);
      const browser = Buffer.from(randomBytes(BROWSER_BYTES)).toString('base64url');
      const flow: SignInFlow = { ...begun, browser, stay, returnTo: returnAddress(returnTo, own), invited };
      await keepFlow(store.write, flow, now());
      const { name, rules } = cookieFor(begun.state, own);
      setCookie(c, name, browser, { ...rules, maxAge: SIGN_IN_MINUTES * 60 });
      return c.json({ address }, 200);
    })
    .openapi(postFinish, async (c) => {
      const from = provider();
      const own = publicOrigin(c, services.publicUrl);
      const back = new URL(`${own}${SIGN_IN_RETURN}`);
      back.search = c.req.valid('json').answer;
      const flow = await takeFlowOf(services, c, back, own);
      const proven = await counting(from, () => from.finish(back, flow));
      const signedIn = await signInWithProvider(deps(from, c), proven, flow);
      return c.json({ ...signedIn, returnTo: flow.returnTo, stay: flow.stay }, 200);
    })
    .openapi(postToken, async (c) => {
      const from = provider();
      if (from.settings.audience === null) throw notFound('exchange of tokens');
      const proven = await counting(from, () => from.personOf(c.req.valid('json').token));
      return c.json(await signInWithProvider(deps(from, c), proven), 200);
    });
}

/** The account that a link of an invitation is for. Throws not_found where it is not good. */
async function invitedBy({ store, now }: Services, token: string): Promise<string> {
  const link = await findPasswordLink(store.read, token, now());
  // A link for a new password is for who has one here already.
  if (link?.kind !== 'invitation') throw linkIsOver();
  return link.account.id;
}

/** The sign-in that this browser has begun. Throws sign_in_failed where there is none. */
async function takeFlowOf(
  { store, now, provider }: Services,
  c: Context<AppEnv>,
  back: URL,
  own: string,
): Promise<TakenFlow> {
  const [state, ...more] = back.searchParams.getAll('state');
  if (state === undefined || more.length > 0) throw notFinished(provider?.settings.name ?? '');
  const { name, rules } = cookieFor(state, own);
  const browser = getCookie(c, name);
  const flow = browser === undefined ? undefined : await takeFlow(store.write, { state, browser }, now());
  if (flow === undefined) throw notBegunHere();
  deleteCookie(c, name, rules);
  return flow;
}

/** Only this server sees it, no script, and no other site can set it; it opens nothing by itself. */
function cookieFor(state: string, own: string) {
  const secure = own.startsWith('https:');
  const rules = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const;
  // Browsers take the prefix over HTTPS only.
  return { name: `${secure ? '__Host-' : ''}${cookieOf(state)}`, rules };
}
