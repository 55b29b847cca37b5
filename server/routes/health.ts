import { sql } from 'kysely';
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { checkNotOutdated } from '../reconcile/outdated-server.ts';
import { answers, newRoutes, type AppEnv, type Services } from '../http/route-context.ts';

const health = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    database: z.enum(['sqlite', 'postgres']),
    anchors: z
      .object({ state: z.enum(['waiting', 'written', 'failing']), at: z.string().nullable() })
      .optional()
      .meta({
        description: 'Anchors outside the database, and when the last one was written; absent: none are set up.',
      }),
    backups: z
      .object({
        state: z.enum(['waiting', 'written', 'failing']),
        at: z.string().nullable(),
        checkedAt: z
          .string()
          .nullable()
          .meta({ description: 'When one was last restored into a scratch place and held.' }),
      })
      .optional()
      .meta({ description: 'Backups by the server, and when the last one was made; absent: it makes none.' }),
  })
  .meta({ id: 'Health' });

const getHealth = createRoute({
  method: 'get',
  path: '/health',
  summary: 'Is the server up and its database reachable?',
  responses: answers(health, 'Up.'),
});

const ready = z.object({ status: z.literal('ready') }).meta({ id: 'Ready' });

const live = z.object({ status: z.literal('live') }).meta({ id: 'Live' });

const getReady = createRoute({
  method: 'get',
  path: '/ready',
  summary: 'May requests be sent here? For a proxy in front',
  responses: {
    ...answers(ready, 'It serves, its database answers, and no newer server has taken over.'),
    503: { description: 'Not now.', content: { 'application/json': { schema: errorBody } } },
  },
});

const getLive = createRoute({
  method: 'get',
  path: '/live',
  summary: 'Does the process answer? For who restarts one that does not; its database may be away',
  responses: answers(live, 'It answers.'),
});

export function healthRoutes({ store, version, anchors, backups }: Services): OpenAPIHono<AppEnv> {
  const routes = newRoutes();
  routes.openapi(getLive, (c) => c.json({ status: 'live' as const }, 200));
  routes.openapi(getReady, async (c) => {
    await checkNotOutdated(store.read);
    return c.json({ status: 'ready' as const }, 200);
  });
  return routes.openapi(getHealth, async (c) => {
    await sql`SELECT 1`.execute(store.read);
    const about = { status: 'ok' as const, version, database: store.dialect };
    return c.json({ ...about, ...(anchors && { anchors: anchors() }), ...(backups && { backups: backups() }) }, 200);
  });
}
