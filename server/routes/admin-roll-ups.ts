import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { administeredRollUps, newRollUpRequest, rollUpManagerRequest } from '../../shared/protocol/roll-ups.ts';
import { invalidRequest } from '../errors.ts';
import { setRollUpMember } from '../roll-ups/roll-up-members.ts';
import { addRollUp, listAdministeredRollUps } from '../roll-ups/roll-ups.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { actedNow } from '../http/require-administrator.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 4 * 1024;
const path = '/admin/roll-ups';

const getRollUps = createRoute({
  method: 'get',
  path,
  summary: 'All roll-ups of the server',
  description: 'For administrators of the server: what they are called and who manages them. No figure.',
  security: signedIn,
  responses: answers(administeredRollUps, 'By id.'),
});

const postRollUp = createRoute({
  method: 'post',
  path,
  summary: 'Make an empty roll-up',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { body: jsonBody(newRollUpRequest) },
  responses: answers(administeredRollUps, 'All of them.'),
});

const putManager = createRoute({
  method: 'put',
  path: `${path}/{rollUp}/managers`,
  summary: 'Give a roll-up another manager',
  description: 'Where those it had are gone.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: z.object({ rollUp: z.string().min(1).max(100) }), body: jsonBody(rollUpManagerRequest) },
  responses: answers(administeredRollUps, 'All of them.'),
});

export function adminRollUpsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store } = services;
  return newRoutes()
    .openapi(getRollUps, async (c) => c.json({ rollUps: await listAdministeredRollUps(store.read) }, 200))
    .openapi(postRollUp, async (c) => {
      const { id, name, manager } = c.req.valid('json');
      const by = actedNow(c, services);
      await store.write.transaction().execute(async (write) => {
        if (!(await addRollUp(write, { id, name }, by)))
          throw invalidRequest('id', `There is a roll-up ${id} already.`);
        await setRollUpMember(write, id, { email: manager, role: 'manager' }, by);
      });
      return c.json({ rollUps: await listAdministeredRollUps(store.read) }, 200);
    })
    .openapi(putManager, async (c) => {
      const [{ rollUp }, { manager }, by] = [c.req.valid('param'), c.req.valid('json'), actedNow(c, services)];
      await store.write
        .transaction()
        .execute((write) => setRollUpMember(write, rollUp, { email: manager, role: 'manager' }, by));
      return c.json({ rollUps: await listAdministeredRollUps(store.read) }, 200);
    });
}
