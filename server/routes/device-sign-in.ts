import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  codeAnswerReply,
  codeAnswerRequest,
  codeLookReply,
  codeLookRequest,
  deviceCodeReply,
  deviceCodeRequest,
  devicePollReply,
  devicePollRequest,
} from '../../shared/protocol/device-sign-in.ts';
import { answerCode, lookAtCode, type Confirmer } from '../identity/confirm-device-code.ts';
import { makeDeviceCode, pollDeviceCode } from '../identity/device-codes.ts';
import { siteOf } from '../network-of.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { requireSignIn } from '../http/require-sign-in.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';

const BODY_LIMIT = 4 * 1024;
/** A district behind one proxy asks from one address, on a Monday morning as well. */
const CODES_A_MINUTE = { each: 120, askers: 1000 };
/** [FD15] Of a whole site: so many that those of ten minutes leave others half of the codes that may wait at once. */
const CODES_A_MINUTE_OF_A_SITE = { each: 480, askers: 1000 };

const body = { middleware: unpackBody(everybodyMaySend(BODY_LIMIT)) };
const tooMany = { 429: { description: 'Too many codes.', content: { 'application/json': { schema: errorBody } } } };

const postCode = createRoute({
  method: 'post',
  path: '/device-sign-in',
  summary: 'Ask for a code that signs this Excel in',
  description: 'Like RFC 8628: show the user code and the page, and ask `/device-sign-in/poll` how it stands.',
  ...body,
  request: { body: jsonBody(deviceCodeRequest) },
  responses: { ...answers(deviceCodeReply, 'Good for ten minutes, once.'), ...tooMany },
});

const postPoll = createRoute({
  method: 'post',
  path: '/device-sign-in/poll',
  summary: 'How a code stands',
  ...body,
  request: { body: jsonBody(devicePollRequest) },
  responses: answers(devicePollReply, '`signedIn` is said once: the code is used up by it.'),
});

const postLook = createRoute({
  method: 'post',
  path: '/device-sign-in/look',
  summary: 'Who asks by this code',
  security: signedIn,
  ...body,
  request: { body: jsonBody(codeLookRequest) },
  responses: { ...answers(codeLookReply, 'Changes nothing, and counts as an attempt.'), ...tooMany },
});

const postAnswer = createRoute({
  method: 'post',
  path: '/device-sign-in/answer',
  summary: 'Confirm or refuse a code',
  description: 'Whoever shows a confirmed code is signed in as you.',
  security: signedIn,
  ...body,
  request: { body: jsonBody(codeAnswerRequest) },
  responses: { ...answers(codeAnswerReply, 'A code is answered once.'), ...tooMany },
});

/** Sign-in of an Excel by a code that is confirmed in a browser. */
export function deviceSignInRoutes(services: Services): OpenAPIHono<AppEnv> {
  const routes = newRoutes();
  const mayAsk = createRateLimit(CODES_A_MINUTE, services.now);
  const maySiteAsk = createRateLimit(CODES_A_MINUTE_OF_A_SITE, services.now);
  for (const path of ['/device-sign-in/look', '/device-sign-in/answer']) routes.use(path, requireSignIn(services));
  return routes
    .openapi(postCode, async (c) => {
      mayAsk(c.get('sourceNetwork'));
      maySiteAsk(siteOf(c.get('source')));
      return c.json(await makeDeviceCode(services, { ...c.req.valid('json'), source: c.get('source') }), 200);
    })
    .openapi(postPoll, async (c) => c.json(await pollDeviceCode(services, c.req.valid('json').deviceCode), 200))
    .openapi(postLook, async (c) => {
      return c.json(await lookAtCode(services, confirmerOf(c), c.req.valid('json').userCode), 200);
    })
    .openapi(postAnswer, async (c) => {
      const { userCode: typed, answer } = c.req.valid('json');
      return c.json(await answerCode(services, confirmerOf(c), { typed, answer }), 200);
    });
}

function confirmerOf(c: Context<AppEnv>): Confirmer {
  return { person: c.get('person'), session: c.get('session'), source: c.get('source') };
}
