import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { errorBody } from '../../shared/protocol/error.ts';
import { newRoutes, programPath, signedIn, type AppEnv, type Services } from './route-context.ts';

/** Proxies close a stream that is silent for about a minute. */
const HEARTBEAT_MS = 25_000;

const getEvents = createRoute({
  method: 'get',
  path: '/programs/{program}/events',
  summary: 'Hear of every new revision (server-sent events)',
  description: 'Event `revision` with data `{"revision","by","tables","count"}`; event id is the revision.',
  security: signedIn,
  request: { params: programPath },
  responses: {
    200: { description: 'A stream that stays open.', content: { 'text/event-stream': {} } },
    401: { description: 'Not signed in.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function eventsRoutes({ events }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getEvents, (c) => {
    const program = c.get('program').id;
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      const unsubscribe = await events.subscribe(program, ({ revision, by, tables, count }) => {
        const data = JSON.stringify({ revision, by, tables, count });
        void stream.writeSSE({ event: 'revision', id: String(revision), data });
      });
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
      await stream.write(': listening\n\n');
      await ended;
      clearInterval(heartbeat);
      unsubscribe();
    });
  });
}
