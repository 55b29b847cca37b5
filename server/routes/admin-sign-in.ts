import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Kysely } from 'kysely';
import { checkedGrant } from '../../shared/access/asked-grant.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  connectRequest,
  groupRoleName,
  groupRoleRequest,
  signInAdministration,
  type ConnectRequest,
  type GroupRoleRequest,
  type SignInAdministration,
} from '../../shared/protocol/sign-in-administration.ts';
import { connectWaiting, mapGroup, unmapGroup } from '../administration/change-provider-people.ts';
import { assertGivenAsSeen } from '../administration/held-as-seen.ts';
import { invalidRequest, notFound } from '../errors.ts';
import { findAccount } from '../identity/accounts.ts';
import type { ActedBy } from '../identity/administrators.ts';
import { groupRoles } from '../identity/provider/group-roles.ts';
import { waitingIdentities } from '../identity/provider/identities.ts';
import { readProgram } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { actedNow } from '../http/require-administrator.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';

const path = '/admin/sign-in';
const security = signedIn;
const middleware = unpackBody(everybodyMaySend(8 * 1024));
const reply = answers(signInAdministration, 'As it is now.');

const getSignIn = createRoute({
  method: 'get',
  path,
  summary: 'Who waits to be connected, and what groups of the provider give',
  description: 'For administrators of the server.',
  security,
  responses: reply,
});

const postConnection = createRoute({
  method: 'post',
  path: `${path}/connections`,
  summary: 'Connect an account with who has come from the provider',
  security,
  middleware,
  request: { body: jsonBody(connectRequest) },
  responses: reply,
});

const putGroup = createRoute({
  method: 'put',
  path: `${path}/groups`,
  summary: 'Let a group give something in a program',
  description:
    'In place of what it gave there, from the next sign-in of each of its people on. With `seen`, what somebody else has changed since is answered 409 `changed_meanwhile`.',
  security,
  middleware,
  request: { body: jsonBody(groupRoleRequest) },
  responses: {
    ...reply,
    409: { description: 'Changed by somebody else since.', content: { 'application/json': { schema: errorBody } } },
  },
});

const deleteGroup = createRoute({
  method: 'delete',
  path: `${path}/groups`,
  summary: 'Let a group give nothing in a program any more',
  security,
  request: { query: groupRoleName },
  responses: reply,
});

export function adminSignInRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, provider = null } = services;
  const changed = (work: (write: Kysely<Database>) => Promise<void>): Promise<SignInAdministration> =>
    store.write.transaction().execute(async (write) => {
      await work(write);
      return administered(write, provider?.settings.name ?? null);
    });
  return newRoutes()
    .openapi(getSignIn, async (c) => c.json(await administered(store.read, provider?.settings.name ?? null), 200))
    .openapi(postConnection, async (c) =>
      c.json(await changed((write) => connect(write, c.req.valid('json'), actedNow(c, services))), 200),
    )
    .openapi(putGroup, async (c) =>
      c.json(await changed((write) => setGroup(write, c.req.valid('json'), actedNow(c, services))), 200),
    )
    .openapi(deleteGroup, async (c) =>
      c.json(
        await changed(async (write) => {
          if (!(await unmapGroup(write, c.req.valid('query'), actedNow(c, services)))) throw notFound('such group');
        }),
        200,
      ),
    );
}

async function administered(db: Kysely<Database>, provider: string | null): Promise<SignInAdministration> {
  const waiting = await waitingIdentities(db);
  const groups = await groupRoles(db);
  return {
    provider,
    waiting: waiting.map(({ issuer, subject, name, email, last_at: lastAt }) => {
      return { issuer, subject, name, email, lastAt };
    }),
    groups: groups.map(({ scope, planRoles, ...each }) => ({
      ...each,
      scope: scope && { regions: [...scope.regions], projects: [...scope.projects] },
      planRoles: [...(planRoles ?? [])],
    })),
  };
}

async function connect(write: Kysely<Database>, { email, ...who }: ConnectRequest, by: ActedBy): Promise<void> {
  const found = (await waitingIdentities(write)).find(
    ({ issuer, subject }) => issuer === who.issuer && subject === who.subject,
  );
  if (!found) throw notFound('such person who waits');
  const account = await findAccount(write, email);
  if (!account) throw invalidRequest('email', `There is no account for ${email}.`);
  await connectWaiting(write, found, account, by);
}

async function setGroup(
  write: Kysely<Database>,
  { program, group, label, role, scope, planRoles: always, seen }: GroupRoleRequest,
  by: ActedBy,
): Promise<void> {
  if (!(await readProgram(write, program))) throw invalidRequest('program', `There is no program ${program}.`);
  if (seen !== undefined) await assertGivenAsSeen(write, { program, group }, seen);
  const checked = checkedGrant({ role, scope, always, whileAssigned: [], person: null });
  if (!checked.ok) throw invalidRequest('', checked.problem);
  const { planRoles, ...granted } = checked.value;
  await mapGroup(write, { ...granted, program, group, label, planRoles: planRoles?.always ?? null }, by);
}
