import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDuty, whoHas } from '../../shared/access/duties.ts';
import {
  givenLink,
  givenLinkRequest,
  invitationReply,
  invitationRequest,
} from '../../shared/protocol/password-links.ts';
import { regions } from '../../shared/tables/lists.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { findAccount } from '../identity/accounts.ts';
import type { Giver, LinkGiving } from '../identity/give-link.ts';
import { giveNextLink, invite, type Invitation } from '../identity/invite.ts';
import { readMembership } from '../identity/memberships.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { publicOrigin } from '../http/public-origin.ts';
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

const REQUEST_LIMIT = 16 * 1024;

const postInvitation = createRoute({
  method: 'post',
  path: '/programs/{program}/invitations',
  summary: 'Let somebody into the program',
  description:
    'Makes an account where there is none, and a link by which its owner sets the first password: mailed where the server sends mail, else for you to hand over.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(invitationRequest) },
  responses: answers(invitationReply, 'Who it is, and the link.'),
});

const postLink = createRoute({
  method: 'post',
  path: '/programs/{program}/password-links',
  summary: 'Give a member a link to set a new password',
  description: 'The link given before ends. For who administers the server, or every program of the account.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(givenLinkRequest) },
  responses: answers(givenLink, 'The link, or where it was mailed to.'),
});

/** What links are given with, from the services of a route. */
export function linkGiving(services: Services, c: Context<AppEnv>): LinkGiving & Pick<Services, 'store'> {
  const { store, now, randomBytes, log, mailer = null } = services;
  return { store, now, randomBytes, log, mailer, publicUrl: () => publicOrigin(c, services.publicUrl) };
}

/** The signed-in person as who gives a link. */
export function giverOf(c: Context<AppEnv>): Giver {
  const { id, name } = c.get('person');
  return { person: { id, name }, door: 'app' };
}

export function invitationsRoutes(services: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(postInvitation, async (c) => {
      assertAdministers(c);
      const invitation = { program: c.get('program').id, ...c.req.valid('json') };
      assertScope(invitation);
      c.header('Cache-Control', 'no-store');
      return c.json(await invite(linkGiving(services, c), invitation, giverOf(c)), 200);
    })
    .openapi(postLink, async (c) => {
      assertAdministers(c);
      const { store, now } = services;
      const account = await findAccount(store.read, c.req.valid('json').email);
      const who = { program: c.get('program').id, account: account?.id ?? '' };
      if (!account || account.disabled !== 0 || !(await readMembership(store.read, who, now())))
        throw notFound('such member of this program');
      c.header('Cache-Control', 'no-store');
      return c.json(await giveNextLink(linkGiving(services, c), account, giverOf(c)), 200);
    });
}

function assertAdministers(c: Context<AppEnv>): void {
  if (hasDuty(c.get('program').membership, 'administer')) return;
  throw new HttpError('forbidden', `People are let in by ${whoHas('administer')}. Ask them to do it.`);
}

function assertScope({ role, scope }: Invitation): void {
  if (scope === null) return;
  if (role !== 'editor') throw invalidRequest('scope', 'Only editors are limited to regions and projects.');
  const unknown = scope.regions.find((region) => !regions.some((known) => known === region));
  if (unknown !== undefined)
    throw invalidRequest('scope', `"${unknown}" is no region; there are ${regions.join(', ')}.`);
}
