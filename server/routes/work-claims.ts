import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { workClaimsReply, workClaimsRequest } from '../../shared/protocol/work-claims.ts';
import { MOST_CLAIM_DAYS } from '../../shared/questions/work-claims.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { readClaims, writeClaims } from '../comments/work-claims.ts';
import { invalidRequest } from '../errors.ts';
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
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 64 * 1024;
const DAY_MS = 86_400_000;
const path = '/programs/{program}/work-claims';

const getClaims = createRoute({
  method: 'get',
  path,
  summary: 'Who works on what at the moment',
  description:
    'Sites, projects and regions that people have said to work on, until a day. It locks nothing, ends by itself, and questions about a place go to who works on it.',
  security: signedIn,
  request: { params: programPath },
  responses: answers(workClaimsReply, 'What is claimed today.'),
});

const putClaims = createRoute({
  method: 'put',
  path,
  summary: 'Say what you work on until when',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(workClaimsRequest) },
  responses: answers(workClaimsReply, 'What is claimed today.'),
});

export function workClaimsRoutes({ store, events, now }: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(getClaims, async (c) => {
      const { id: program } = c.get('program');
      const { asOf: today } = await planTime(store.read, program, {}, now());
      return c.json({ claims: await readClaims(store.read, program, today, c.get('person').id), today }, 200);
    })
    .openapi(putClaims, async (c) => {
      const { id: program } = c.get('program');
      const { id: account } = c.get('person');
      const request = c.req.valid('json');
      const at = now();
      const { asOf: today } = await planTime(store.read, program, {}, at);
      if (request.places.length > 0) checkDay(request.until, today);
      await store.write.transaction().execute(async (db) => {
        await holdOpenProgram(db, program);
        await writeClaims(db, { program, account, at: at.toISOString() }, request);
        await events.tellInside(db, { kind: 'workClaims', program });
      });
      events.told({ kind: 'workClaims', program });
      return c.json({ claims: await readClaims(store.read, program, today, account), today }, 200);
    });
}

function checkDay(until: string, today: string): void {
  if (until < today) throw invalidRequest('until', `${until} is over. Choose today or a later day.`);
  const last = new Date(Date.parse(today) + MOST_CLAIM_DAYS * DAY_MS).toISOString().slice(0, today.length);
  if (until > last) throw invalidRequest('until', `Choose a day up to ${last}, ${MOST_CLAIM_DAYS} days from today.`);
}
