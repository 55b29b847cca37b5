import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { errorBody } from '../../shared/protocol/error.ts';
import { presenceEvent, revisionEvent, type PresenceEvent, type RevisionEvent } from '../../shared/protocol/events.ts';
import { newRoutes, programPath, signedIn, type AppEnv, type Services } from './route-context.ts';

/** Proxies close a stream that is silent for about a minute. */
const HEARTBEAT_MS = 25_000;

const getEvents = createRoute({
  method: 'get',
  path: '/programs/{program}/events',
  summary: 'Hear of every new revision and of who is there (server-sent events)',
  description:
    'Event `revision` with data `{"revision","by","tables","count"}`; event id is the revision. Event `presence` with data `{"people":[…]}`, all who are there, as `POST …/presence` answers it: when it has changed, at most once a second, and soon after connecting if anybody is there.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      workbook: z.string().min(1).max(100).optional().meta({
        description: 'Your workbook, to leave it out of `presence`; without it, your own are all listed, as `isYou`.',
      }),
    }),
  },
  responses: {
    200: {
      description: 'A stream that stays open. The schema is that of an event’s data.',
      content: { 'text/event-stream': { schema: z.union([revisionEvent, presenceEvent]) } },
    },
    401: { description: 'Not signed in.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function eventsRoutes({ events, presence }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getEvents, (c) => {
    const program = c.get('program').id;
    const onlooker = { account: c.get('person').id, workbook: c.req.valid('query').workbook };
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      const unsubscribe = await events.subscribe(program, ({ revision, by, tables, count }) => {
        const data: RevisionEvent = { revision, by, tables, count };
        void stream.writeSSE({ event: 'revision', id: String(revision), data: JSON.stringify(data) });
      });
      const unwatch = await presence.watch(program, onlooker, (people) => {
        const data: PresenceEvent = { people };
        void stream.writeSSE({ event: 'presence', data: JSON.stringify(data) });
      });
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
      await stream.write(': listening\n\n');
      await ended;
      clearInterval(heartbeat);
      unwatch();
      unsubscribe();
    });
  });
}
