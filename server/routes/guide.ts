import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDutyEverywhere, whoHas } from '../../shared/access/duties.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { guideReply, guideRequest, type GuideReply } from '../../shared/protocol/guide.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import { actDoor } from '../audit/record-document.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { assertSeenPublication, deletePublication, readPublication, writePublication } from '../guide/publications.ts';
import { planTime } from '../totals/plan-time.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type OpenProgram,
  type Services,
} from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';
import { seenRevision } from '../http/seen-revision.ts';

const GUIDE_LIMIT = 1024;
const path = '/programs/{program}/guide';
const refused = { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } };

const getGuide = createRoute({
  method: 'get',
  path,
  summary: 'Which moment of the program the public sees',
  security: signedIn,
  request: { params: programPath },
  responses: answers(guideReply, 'The guide’s address, and what stands there.'),
});

const postGuide = createRoute({
  method: 'post',
  path,
  summary: 'Publish the guide',
  description:
    'For finance. From now on everybody may read the approved plan of this moment at the guide’s address; what changes in the plan afterwards is not seen there until the guide is published again.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(GUIDE_LIMIT)),
  request: { params: programPath, body: jsonBody(guideRequest) },
  responses: {
    ...answers(guideReply, 'What stands there now.'),
    403: refused,
    409: {
      description: 'Unknown revision, or published by somebody else since.',
      content: { 'application/json': { schema: errorBody } },
    },
  },
});

const deleteGuide = createRoute({
  method: 'delete',
  path,
  summary: 'Withdraw the guide',
  description: 'For finance. Nobody finds it any more; publishing brings it back.',
  security: signedIn,
  request: { params: programPath },
  responses: { ...answers(guideReply, 'Nothing stands there now.'), 403: refused },
});

export function guideRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const published = (c: Context<AppEnv>): Omit<NewAct, 'what'> => {
    const { id, name } = c.get('person');
    const about = { program: c.get('program').id, at: now().toISOString(), door: actDoor(services) };
    return { ...about, kind: 'publish', person: { id, name } };
  };
  const replyOf = async ({ id, membership }: OpenProgram): Promise<GuideReply> => {
    const found = await readPublication(store.read, id);
    return {
      published: found ? { revision: found.revision, asOf: found.asOf, at: found.at, by: found.by } : null,
      path: `/guide/${encodeURIComponent(id)}/`,
      mayPublish: hasDutyEverywhere(membership, 'publishGuide'),
    };
  };
  return newRoutes()
    .openapi(getGuide, async (c) => c.json(await replyOf(c.get('program')), 200))
    .openapi(postGuide, async (c) => {
      const program = c.get('program');
      assertMayPublish(program);
      const { hash, seen, ...asked } = c.req.valid('json');
      await seenRevision(store.read, program.id, { seen: asked.at, hash });
      const { revision, asOf } = await planTime(store.read, program.id, asked, now());
      const today = await planTime(store.read, program.id, {}, now());
      if (asOf > today.asOf) {
        throw invalidRequest('asOf', `The guide tells what is known. Choose a day up to today, ${today.asOf}.`);
      }
      const publication = { program: program.id, revision, asOf, at: now().toISOString(), by: c.get('person').name };
      await store.write.transaction().execute(async (transaction) => {
        await holdOpenProgram(transaction, program.id);
        assertSeenPublication(await readPublication(transaction, program.id), seen);
        await writePublication(transaction, publication);
        const what = `Published the guide as of ${asOf}, revision ${revision}`;
        await appendAct(transaction, { ...published(c), what });
      });
      return c.json(await replyOf(program), 200);
    })
    .openapi(deleteGuide, async (c) => {
      const program = c.get('program');
      assertMayPublish(program);
      await store.write.transaction().execute(async (transaction) => {
        await deletePublication(transaction, program.id);
        await appendAct(transaction, { ...published(c), what: 'Withdrew the guide' });
      });
      return c.json(await replyOf(program), 200);
    });
}

function assertMayPublish({ membership }: OpenProgram): void {
  if (hasDutyEverywhere(membership, 'publishGuide')) return;
  throw new HttpError('forbidden', `The public guide is published by ${whoHas('publishGuide')}. Ask them to do it.`);
}
