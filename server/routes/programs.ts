import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { program } from '../../shared/protocol/people.ts';
import { listPrograms } from '../identity/memberships.ts';
import { answers, newRoutes, signedIn, type AppEnv, type Services } from './route-context.ts';

const getPrograms = createRoute({
  method: 'get',
  path: '/programs',
  summary: 'The programs you are a member of',
  security: signedIn,
  responses: answers(z.array(program), 'By name.'),
});

export function programsRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getPrograms, async (c) => c.json(await listPrograms(store.read, c.get('person').id), 200));
}
