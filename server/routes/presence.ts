import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { mayWrite } from '../../shared/access/duties.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { presenceReply, presenceRequest, type DraftRows } from '../../shared/protocol/presence.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';

/** Three times the rows that may be named, so that somewhat too many are told their number. */
const PRESENCE_LIMIT = 128 * 1024;

const postPresence = createRoute({
  method: 'post',
  path: '/programs/{program}/presence',
  summary: 'Say that you are here and which rows you are editing, and hear who else is',
  description:
    'Counts for 60 seconds: repeat it every 20 to 30, and when the rows change. Only Row IDs are told, never values; drafts of a viewer are ignored. The answer and the event `presence` list the others; other workbooks of your own are marked `isYou`.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(PRESENCE_LIMIT)),
  request: { params: programPath, body: jsonBody(presenceRequest) },
  responses: {
    ...answers(presenceReply, 'The others in the program now, by name.'),
    413: { description: 'More than 128 KiB.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function presenceRoutes({ presence }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(postPresence, async (c) => {
    const { id: program, membership } = c.get('program');
    const { id: account, name } = c.get('person');
    const { workbook, drafts, leaving } = c.req.valid('json');
    const seat = { program, account, workbook };
    if (leaving === true) await presence.leave(seat);
    else await presence.announce({ ...seat, name, drafts: mayWrite(membership) ? inOrder(drafts) : {} });
    return c.json({ people: presence.people(program, { account, workbook }) }, 200);
  });
}

/** Each row once, in one order, so that the same drafts said otherwise are no news. */
function inOrder(drafts: DraftRows): DraftRows {
  const named = tables.map(({ name }) => [name, [...new Set(drafts[name])].toSorted()] as const);
  return Object.fromEntries(named.filter(([, ids]) => ids.length > 0));
}
