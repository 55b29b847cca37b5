import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { answers, newRoutes, type AppEnv, type Services } from './route-context.ts';

const health = z
  .object({ status: z.literal('ok'), version: z.string(), database: z.enum(['sqlite', 'postgres']) })
  .meta({ id: 'Health' });

const getHealth = createRoute({
  method: 'get',
  path: '/health',
  summary: 'Is the server up and its database reachable?',
  responses: answers(health, 'Up.'),
});

export function healthRoutes({ store, version }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getHealth, async (c) => {
    await store.read.selectFrom('programs').select('id').limit(1).execute();
    return c.json({ status: 'ok' as const, version, database: store.dialect }, 200);
  });
}
