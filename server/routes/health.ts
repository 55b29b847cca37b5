import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { answers, newRoutes, type AppEnv, type Services } from './route-context.ts';

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

export function healthRoutes({ store, version, anchors, backups }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getHealth, async (c) => {
    await store.read.selectFrom('programs').select('id').limit(1).execute();
    const about = { status: 'ok' as const, version, database: store.dialect };
    return c.json({ ...about, ...(anchors && { anchors: anchors() }), ...(backups && { backups: backups() }) }, 200);
  });
}
