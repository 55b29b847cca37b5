import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { signInReply } from '../../shared/protocol/people.ts';
import { openedLink, openedLinkRequest, usedLinkRequest } from '../../shared/protocol/password-links.ts';
import { findPasswordLink } from '../identity/password-links.ts';
import { linkIsOver, useLink } from '../identity/use-link.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { answers, jsonBody, newRoutes, type AppEnv, type Services } from '../http/route-context.ts';
import { sessionPlace } from '../http/session-place.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 16 * 1024;

const postOpened = createRoute({
  method: 'post',
  path: '/links/open',
  summary: 'Whose link this is, by which a password is set',
  description: 'The token stands in the body, so that no log holds it.',
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { body: jsonBody(openedLinkRequest) },
  responses: answers(openedLink, 'The link is good.'),
});

const postUsed = createRoute({
  method: 'post',
  path: '/links/use',
  summary: 'Set a password by a link, which ends with it',
  description: 'Ends every session and reading token of the account, and opens a new session.',
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { body: jsonBody(usedLinkRequest) },
  responses: answers(signInReply, 'The password is set, and you are signed in.'),
});

/** For whoever holds a link; nobody is signed in here. */
export function passwordLinksRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  return newRoutes()
    .openapi(postOpened, async (c) => {
      const link = await findPasswordLink(store.read, c.req.valid('json').token, now());
      if (!link) throw linkIsOver();
      const { kind, email, name, expiresAt } = link;
      return c.json({ kind, email, name, expiresAt }, 200);
    })
    .openapi(postUsed, async (c) => c.json(await useLink(services, c.req.valid('json'), sessionPlace(c)), 200));
}
