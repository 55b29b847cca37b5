import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { listedProgram } from '../../shared/protocol/people.ts';
import { listPrograms } from '../identity/memberships.ts';
import { answers, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

const getPrograms = createRoute({
  method: 'get',
  path: '/programs',
  summary: 'The programs you are a member of',
  description: 'Archived ones, which can only be read, come where they are asked for; each says since when.',
  security: signedIn,
  request: { query: z.object({ archived: z.enum(['true', 'false']).optional() }) },
  responses: answers(z.array(listedProgram), 'By name.'),
});

export function programsRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getPrograms, async (c) => {
    const withArchived = c.req.valid('query').archived === 'true';
    return c.json(await listPrograms(store.read, c.get('person').id, withArchived), 200);
  });
}
