import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { commentEvent, type CommentEvent } from '../../shared/protocol/comments.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { presenceEvent, revisionEvent, type PresenceEvent, type RevisionEvent } from '../../shared/protocol/events.ts';
import type { ProgramChange, ProgramNews } from '../program-events.ts';
import { createAudiences } from '../http/audiences.ts';
import { commentBytes, encodedOnce, eventBytes } from '../http/event-bytes.ts';
import { eventLine } from '../http/event-line.ts';
import { newRoutes, programPath, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

/** Proxies close a stream that is silent for about a minute. */
const HEARTBEAT_MS = 25_000;
/** As chunks, so that the first event does not wait for a second one; of proxies some hold back what is not said to be a stream. */
const eventHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache',
  'Transfer-Encoding': 'chunked',
  Connection: 'keep-alive',
  'X-Accel-Buffering': 'no',
} as const;

const getEvents = createRoute({
  method: 'get',
  path: '/programs/{program}/events',
  summary: 'Hear of every new revision and of who is there (server-sent events)',
  description:
    'Event `revision` with data `{"revision","by","tables","count"}`; event id is the revision. Event `presence` with data `{"people":[…]}`, all who are there, as `POST …/presence` answers it: when it has changed, at most once a second, and soon after connecting if anybody is there. Event `comment` with data `{"number","conversation","by"}`: somebody has said something about the plan; event `workClaims` with data `{}`: who works on what has changed.',
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
      content: { 'text/event-stream': { schema: z.union([revisionEvent, presenceEvent, commentEvent]) } },
    },
    401: { description: 'Not signed in.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function eventsRoutes({ events, presence, streams }: Services): OpenAPIHono<AppEnv> {
  const audiences = createAudiences(events, bytesOfChange);
  return newRoutes().openapi(getEvents, (c) => {
    const program = c.get('program').id;
    const { id: account } = c.get('person');
    const onlooker = { account, workbook: c.req.valid('query').workbook };
    const owner = { session: c.get('session'), account, program };
    const body = eventLine(async ({ send, end, ended }) => {
      const leaving: (() => void)[] = [];
      try {
        leaving.push(streams.open(owner, end));
        leaving.push(await audiences.join(program, send));
        leaving.push(await events.hearNews(program, (news) => send(bytesOfNews(news))));
        const hearPeople = (people: PresenceEvent['people']): void => {
          const data: PresenceEvent = { people };
          send(eventBytes({ event: 'presence', data: JSON.stringify(data) }));
        };
        leaving.push(await presence.watch(program, onlooker, hearPeople));
        const heartbeat = setInterval(() => send(commentBytes('still here')), HEARTBEAT_MS);
        leaving.push(() => clearInterval(heartbeat));
        send(commentBytes('listening'));
        await ended;
      } finally {
        for (const leave of leaving) leave();
      }
    });
    return c.newResponse(body, 200, eventHeaders);
  });
}

const bytesOfChange = encodedOnce(({ revision, by, tables, count }: ProgramChange) => {
  const data: RevisionEvent = { revision, by, tables, count };
  return { event: 'revision', id: String(revision), data: JSON.stringify(data) };
});

const bytesOfNews = encodedOnce((news: ProgramNews) => {
  if (news.kind === 'workClaims') return { event: news.kind, data: '{}' };
  const { number, conversation, by } = news;
  const data: CommentEvent = { number, conversation, by };
  return { event: news.kind, data: JSON.stringify(data) };
});
