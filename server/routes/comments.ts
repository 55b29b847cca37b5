import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { hasDuty } from '../../shared/access/duties.ts';
import { askableReply, commentRequest, commentsReply } from '../../shared/protocol/comments.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { subjectOfText } from '../../shared/questions/subject.ts';
import { isTableName } from '../../shared/tables/all-tables.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { recordGiven } from '../audit/record-document.ts';
import { commentsCsv } from '../comments/comments-csv.ts';
import { enterComment } from '../comments/enter-comment.ts';
import { peopleToAsk } from '../comments/people-to-ask.ts';
import { readComments } from '../comments/read-conversations.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { planTime } from '../totals/plan-time.ts';
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
import { sendFile } from '../http/send-file.ts';
import { unpackBody } from '../http/unpack-body.ts';

/** A text of the greatest length in letters that take most room, the people it names, and what it is about. */
const REQUEST_LIMIT = 64 * 1024;
const path = '/programs/{program}/comments';

const about = z
  .string()
  .max(2000)
  .transform((text, context) => {
    const subject = subjectOfText(text);
    if (subject !== null && (!('table' in subject) || isTableName(subject.table))) return subject;
    context.addIssue({ code: 'custom', message: 'This names nothing that can be spoken about.' });
    return z.NEVER;
  });
const aboutWords =
  'What they are about: program · row/{table}/{Row ID}, with its cells · cell/{table}/{Row ID}/{column} · change/{number} · period/{month} · figure/{measure}/{day}/{cut}={group}, of any day.';
const number = z.coerce.number().int().min(0);
const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((text) => text === 'true');

const getComments = createRoute({
  method: 'get',
  path,
  summary: 'What people say and ask about the plan',
  description:
    'Conversations, those last spoken in first; every reader of the program reads them. What was edited or withdrawn says so. The event `comment` tells of a new entry: ask again with `since`.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      about: about.optional().openapi({ type: 'string', description: aboutWords }),
      conversation: number.optional().meta({ description: 'This one alone, with all its entries.' }),
      open: flag.openapi({ type: 'boolean', description: 'Only questions that nobody has answered yet.' }),
      mine: flag.openapi({ type: 'boolean', description: 'Only those that ask you.' }),
      asking: flag.openapi({ type: 'boolean', description: 'Only those that you have asked.' }),
      since: number.optional().meta({ description: 'Only those with entries after this one.' }),
      before: number.optional().meta({ description: '`next` of the page before.' }),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
  },
  responses: answers(commentsReply, 'A page of conversations, and how many questions are open.'),
});

const postComment = createRoute({
  method: 'post',
  path,
  summary: 'Say, ask or answer something about the plan',
  description:
    'Every member may: reading is enough to ask. At most 2,000 characters, 20 people named, 30 entries a minute, 200 entries in a conversation. Entries are only ever added: what is edited or withdrawn says so.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(commentRequest) },
  responses: {
    ...answers(commentsReply, 'The conversation it is in, and how many questions are open.'),
    403: { description: 'Not for you, or not as it stands.', content: { 'application/json': { schema: errorBody } } },
    429: { description: 'Too many at once.', content: { 'application/json': { schema: errorBody } } },
  },
});

const getCsv = createRoute({
  method: 'get',
  path: '/programs/{program}/comments.csv',
  summary: 'Everything that was said, as a file of rows',
  description: 'Each entry as it was made, at most the newest 20,000. What was withdrawn is told without its words.',
  security: signedIn,
  request: { params: programPath },
  responses: { 200: { description: 'CSV.', content: { 'text/csv': { schema: z.string() } } } },
});

const getAskable = createRoute({
  method: 'get',
  path: '/programs/{program}/people-to-ask',
  summary: 'Whom to ask about something',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({ about: about.openapi({ type: 'string', description: aboutWords }) }),
  },
  responses: answers(askableReply, 'Every other member, the best choices first.'),
});

export function commentsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, events, now } = services;
  return newRoutes()
    .openapi(getComments, async (c) => {
      const { id } = c.get('program');
      const { id: account } = c.get('person');
      const filter = c.req.valid('query');
      return c.json(await inSnapshot(store.read, (db) => readComments(db, id, account, filter)), 200);
    })
    .openapi(postComment, async (c) => {
      const { id: program, membership } = c.get('program');
      const { id, name } = c.get('person');
      const at = now();
      const { asOf: today } = await planTime(store.read, program, {}, at);
      const request = c.req.valid('json');
      const author = { id, name, administers: hasDuty(membership, 'administer') };
      const entered = await store.write.transaction().execute(async (db) => {
        await holdOpenProgram(db, program);
        const done = await enterComment(db, { program, author, now: at, today, request });
        if (done.number !== null)
          await events.tellInside(db, {
            kind: 'comment',
            program,
            number: done.number,
            conversation: done.conversation,
            by: name,
          });
        return done;
      });
      const { conversation } = entered;
      if (entered.number !== null)
        events.told({ kind: 'comment', program, number: entered.number, conversation, by: name });
      const filter = { conversation, limit: 1 };
      return c.json(await inSnapshot(store.read, (db) => readComments(db, program, id, filter)), 200);
    })
    .openapi(getCsv, async (c) => {
      const { id } = c.get('program');
      const text = await inSnapshot(store.longRead, (db) => commentsCsv(db, id));
      const bytes = new TextEncoder().encode(text);
      await recordGiven(services, c, { kind: 'export', what: 'Everything that was said (csv)' });
      return sendFile(c, { fileName: `${id} questions.csv`, type: 'text/csv; charset=utf-8', bytes });
    })
    .openapi(getAskable, async (c) => {
      const { id: program } = c.get('program');
      const { id: account } = c.get('person');
      const { asOf: today } = await planTime(store.read, program, {}, now());
      const people = await peopleToAsk(store.read, { program, account, today }, c.req.valid('query').about);
      return c.json({ people }, 200);
    });
}
