import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Kysely } from 'kysely';
import { checkedGrant } from '../../shared/access/asked-grant.ts';
import {
  administeredPeople,
  askedMembership,
  newPersonReply,
  newPersonRequest,
  personChangeRequest,
  personDetails,
  type PersonDetails,
} from '../../shared/protocol/administration.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { givenLink } from '../../shared/protocol/password-links.ts';
import { changeAccount } from '../administration/change-account.ts';
import { endMembership, grantMembership } from '../administration/change-membership.ts';
import { endSession, endToken } from '../administration/end-entries.ts';
import { assertHeldAsSeen } from '../administration/held-as-seen.ts';
import { listPeople, readPerson } from '../administration/list-people.ts';
import { appendAct } from '../audit/append-act.ts';
import { invalidRequest, notFound } from '../errors.ts';
import { addAccount, findAccount, holdAddresses } from '../identity/accounts.ts';
import { giveLink } from '../identity/give-link.ts';
import { issuersOf } from '../identity/provider/provider-settings.ts';
import { readProgram } from '../storage/programs.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { giverOf, linkGiving } from './invitations.ts';
import { actedNow } from '../http/require-administrator.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';

const path = '/admin/people';
const account = z.object({ account: z.string().min(1).max(100).meta({ description: 'Account id' }) });
const inProgram = account.extend({ program: z.string().min(1).max(100) });
const security = signedIn;
const changedSince = {
  409: { description: 'Changed by somebody else since.', content: { 'application/json': { schema: errorBody } } },
};
const middleware = unpackBody(everybodyMaySend(8 * 1024));

const getPeople = createRoute({
  method: 'get',
  path,
  summary: 'Everybody who has an account',
  description: 'For administrators of the server, with what each may do in every program.',
  security,
  request: {
    query: z.object({
      find: z.string().max(100).default('').meta({ description: 'Part of a name or an address' }),
      program: z.string().max(100).optional().meta({ description: 'Members of this program alone' }),
      after: z.string().max(320).default('').meta({ description: '`next` of the page before' }),
    }),
  },
  responses: answers(administeredPeople, 'By address, a page at a time.'),
});

const postPerson = createRoute({
  method: 'post',
  path,
  summary: 'Invite somebody',
  description: 'Makes an account and a link to set the first password; a member of nothing yet.',
  security,
  middleware,
  request: { body: jsonBody(newPersonRequest) },
  responses: answers(newPersonReply, 'Who it is, and the link.'),
});

const getPerson = createRoute({
  method: 'get',
  path: `${path}/{account}`,
  summary: 'One account, with its sessions and reading tokens',
  security,
  request: { params: account },
  responses: answers(personDetails, 'Never the tokens themselves.'),
});

const patchPerson = createRoute({
  method: 'patch',
  path: `${path}/{account}`,
  summary: 'Change an account: its name, its address, whether it may sign in, whether it administers the server',
  security,
  middleware,
  request: { params: account, body: jsonBody(personChangeRequest) },
  responses: answers(personDetails, 'As it is now.'),
});

const postLink = createRoute({
  method: 'post',
  path: `${path}/{account}/password-links`,
  summary: 'Give somebody a link to set a password',
  security,
  request: { params: account },
  responses: answers(givenLink, 'The link, or where it was mailed to.'),
});

const putMembership = createRoute({
  method: 'put',
  path: `${path}/{account}/memberships/{program}`,
  summary: 'Open a program to somebody, or change what they may do there',
  description:
    'In place of what they held there. With `seen`, what somebody else has changed since is answered 409 `changed_meanwhile`.',
  security,
  middleware,
  request: { params: inProgram, body: jsonBody(askedMembership) },
  responses: { ...answers(personDetails, 'As it is now.'), ...changedSince },
});

const deleteMembership = createRoute({
  method: 'delete',
  path: `${path}/{account}/memberships/{program}`,
  summary: 'Close a program to somebody',
  security,
  request: { params: inProgram },
  responses: answers(personDetails, 'As it is now.'),
});

const deleteSession = createRoute({
  method: 'delete',
  path: `${path}/{account}/sessions/{session}`,
  summary: 'End a session of somebody, or with `all` every one',
  security,
  request: { params: account.extend({ session: z.string().max(100) }) },
  responses: answers(personDetails, 'As it is now.'),
});

const deleteToken = createRoute({
  method: 'delete',
  path: `${path}/{account}/tokens/{token}`,
  summary: 'End a reading token of somebody',
  security,
  request: { params: account.extend({ token: z.string().max(40) }) },
  responses: answers(personDetails, 'As it is now.'),
});

export function adminPeopleRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, demo, now, passwords = true } = services;
  const details = (id: string): Promise<PersonDetails> => detailsOf(store.read, id, now());
  /** Does something to an account in one transaction, taken back where that throws. */
  const change = async (id: string, work: (write: Kysely<Database>, found: AccountRow) => Promise<void>) => {
    await store.write.transaction().execute(async (write) => work(write, await accountOf(write, id)));
    return details(id);
  };
  return newRoutes()
    .openapi(getPeople, async (c) => c.json(await listPeople(store.read, c.req.valid('query'), now()), 200))
    .openapi(postPerson, async (c) => {
      const { email, name } = c.req.valid('json');
      const by = actedNow(c, services);
      const added = await store.write.transaction().execute(async (write) => {
        await holdAddresses(write);
        if (await findAccount(write, email)) throw invalidRequest('email', `There is an account for ${email} already.`);
        const made = await addAccount(write, { email, name, password: '' }, new Date(by.at));
        await appendAct(write, { ...by, program: null, kind: 'account', what: `Invited ${made.email}` });
        return made;
      });
      c.header('Cache-Control', 'no-store');
      const given = await giveLink(linkGiving(services, c), added, giverOf(c));
      return c.json({ person: (await details(added.id)).person, given }, 200);
    })
    .openapi(getPerson, async (c) => c.json(await details(c.req.valid('param').account), 200))
    .openapi(patchPerson, async (c) => {
      const issuers = issuersOf(services.provider?.settings ?? null);
      const by = { ...actedNow(c, services), demo, passwords, issuers };
      const changed = await change(c.req.valid('param').account, async (write, found) => {
        const problem = await changeAccount(write, found, c.req.valid('json'), by);
        if (problem !== null) throw invalidRequest('', problem);
      });
      return c.json(changed, 200);
    })
    .openapi(postLink, async (c) => {
      const found = await accountOf(store.read, c.req.valid('param').account);
      if (found.disabled !== 0) throw invalidRequest('', `${found.email} is disabled. Enable the account first.`);
      c.header('Cache-Control', 'no-store');
      return c.json(await giveLink(linkGiving(services, c), found, giverOf(c)), 200);
    })
    .openapi(putMembership, async (c) => {
      const { account: id, program } = c.req.valid('param');
      const { role, scope, planRoles: always, whileAssigned, person, seen } = c.req.valid('json');
      const checked = checkedGrant({ role, scope, always, whileAssigned, person });
      if (!checked.ok) throw invalidRequest('', checked.problem);
      const changed = await change(id, async (write, found) => {
        if (!(await readProgram(write, program))) throw notFound('such program');
        const place = { program, account: found };
        if (seen !== undefined) await assertHeldAsSeen(write, place, seen);
        const problem = await grantMembership(write, place, checked.value, actedNow(c, services));
        if (problem !== null) throw invalidRequest('', problem);
      });
      return c.json(changed, 200);
    })
    .openapi(deleteMembership, async (c) => {
      const { account: id, program } = c.req.valid('param');
      const changed = await change(id, async (write, found) => {
        const isDone = await endMembership(write, { program, account: found }, actedNow(c, services));
        if (!isDone) throw notFound('such membership');
      });
      return c.json(changed, 200);
    })
    .openapi(deleteSession, async (c) => {
      const { account: id, session } = c.req.valid('param');
      const changed = await change(id, async (write, found) => {
        const ended = await endSession(write, found, session, actedNow(c, services));
        if (ended === 0 && session !== 'all') throw notFound('such session');
      });
      return c.json(changed, 200);
    })
    .openapi(deleteToken, async (c) => {
      const { account: id, token } = c.req.valid('param');
      const changed = await change(id, async (write, found) => {
        if (!(await endToken(write, found, token, actedNow(c, services)))) throw notFound('such token');
      });
      return c.json(changed, 200);
    });
}

async function accountOf(db: Kysely<Database>, id: string): Promise<AccountRow> {
  const found = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw notFound('such account');
  return found;
}

async function detailsOf(db: Kysely<Database>, id: string, now: Date): Promise<PersonDetails> {
  const found = await readPerson(db, id, now);
  if (!found) throw notFound('such account');
  return found;
}
