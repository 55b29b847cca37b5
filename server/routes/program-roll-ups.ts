import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDutyEverywhere, whoHas } from '../../shared/access/duties.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  invitationRequest,
  openedInvitation,
  programShares,
  publishTotalsRequest,
  rollUpReply,
  shareChange,
  totalsToPublish,
  type ProgramShares,
} from '../../shared/protocol/roll-ups.ts';
import { publishedCuts, WHOLE } from '../../shared/roll-up/published-cuts.ts';
import type { CutTotals } from '../../shared/roll-up/published-totals.ts';
import { actDoor, newDocument } from '../audit/record-document.ts';
import { namedMoment, type NamedMoment } from '../baselines/named-moment.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import {
  joinRollUp,
  leaveRollUp,
  listShares,
  readPlace,
  setMonthly,
  type ActedInProgram,
} from '../roll-ups/program-shares.ts';
import { publishTotals, withdrawTotals } from '../roll-ups/publish-totals.ts';
import { readRollUpPage } from '../roll-ups/read-roll-up.ts';
import { invitedBy } from '../roll-ups/roll-up-districts.ts';
import { readRollUp } from '../roll-ups/roll-ups.ts';
import { createTotalsToPublish } from '../roll-ups/totals-to-publish.ts';
import { inRollUp } from '../storage/program-scope.ts';
import { planTime, type AskedTime } from '../totals/plan-time.ts';
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
import { jobOwner } from '../http/send-file.ts';
import { unpackBody } from '../http/unpack-body.ts';
import { seenRevision, toldRevision } from '../http/seen-revision.ts';

const REQUEST_LIMIT = 4 * 1024;
const NAME_LIMIT = 100;
const path = '/programs/{program}/roll-ups';
const sharePath = programPath.extend({ rollUp: z.string().min(1).max(NAME_LIMIT).meta({ example: 'state-office' }) });
const error = (description: string) => ({ description, content: { 'application/json': { schema: errorBody } } });
const refused = error('Not for you, or the roll-up has ended the place.');
const body = unpackBody(everybodyMaySend(REQUEST_LIMIT));

const getShares = createRoute({
  method: 'get',
  path,
  summary: 'Roll-ups that the program has joined, and what it has published to each',
  security: signedIn,
  request: { params: programPath },
  responses: answers(programShares, 'By name.'),
});

const postLook = createRoute({
  method: 'post',
  path: `${path}/invitation`,
  summary: 'What an invitation of a roll-up is for',
  description: 'For finance. Nothing is joined by looking.',
  security: signedIn,
  middleware: body,
  request: { params: programPath, body: jsonBody(invitationRequest) },
  responses: { ...answers(openedInvitation, 'Who invites, and as which district.'), 403: refused },
});

const postShare = createRoute({
  method: 'post',
  path,
  summary: 'Join a roll-up by its invitation',
  description: 'For finance. Nothing is published by joining.',
  security: signedIn,
  middleware: body,
  request: { params: programPath, body: jsonBody(invitationRequest) },
  responses: { ...answers(programShares, 'All that the program has joined.'), 403: refused },
});

const patchShare = createRoute({
  method: 'patch',
  path: `${path}/{rollUp}`,
  summary: 'Publish the totals of a month when it is closed, or by hand alone',
  description: 'For finance.',
  security: signedIn,
  middleware: body,
  request: { params: sharePath, body: jsonBody(shareChange) },
  responses: { ...answers(programShares, 'All that the program has joined.'), 403: refused },
});

const deleteShare = createRoute({
  method: 'delete',
  path: `${path}/{rollUp}`,
  summary: 'Leave a roll-up',
  description: 'For finance. What was published is withdrawn with that.',
  security: signedIn,
  request: { params: sharePath },
  responses: { ...answers(programShares, 'Those that are left.'), 403: refused },
});

const getToPublish = createRoute({
  method: 'get',
  path: `${path}/to-publish`,
  summary: 'Exactly what would leave the program',
  description:
    'For finance. Sums by cuts whose groups mean the same in every district; never a cell, a person’s name, a remark, or the number or name of a project, site or source.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      at: z.coerce.number().int().min(1).optional(),
      asOf: z.iso.date().optional(),
      baseline: z.string().max(NAME_LIMIT).optional(),
    }),
  },
  responses: { ...answers(totalsToPublish, 'Money in integer cents.'), 403: refused },
});

const postPublication = createRoute({
  method: 'post',
  path: `${path}/{rollUp}/publication`,
  summary: 'Publish totals to a roll-up',
  description: 'For finance. They take the place of what was published before, and stay until the next time.',
  security: signedIn,
  middleware: body,
  request: { params: sharePath, body: jsonBody(publishTotalsRequest) },
  responses: {
    ...answers(programShares, 'What stands there now.'),
    403: refused,
    409: error('Unknown revision, or published by somebody else since.'),
  },
});

const deletePublication = createRoute({
  method: 'delete',
  path: `${path}/{rollUp}/publication`,
  summary: 'Withdraw what is published to a roll-up',
  description: 'For finance. The program stays in the roll-up.',
  security: signedIn,
  request: { params: sharePath },
  responses: { ...answers(programShares, 'What stands there now.'), 403: refused },
});

const getRollUpOf = createRoute({
  method: 'get',
  path: `${path}/{rollUp}/totals`,
  summary: 'The roll-up itself, where it shows itself to its districts',
  description: 'For finance of a program that has joined.',
  security: signedIn,
  request: { params: sharePath, query: z.object({ by: z.enum(publishedCuts).optional() }) },
  responses: { ...answers(rollUpReply, 'As its members see it.'), 403: refused },
});

export function programRollUpsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const toPublish = createTotalsToPublish(services);
  const today = (): string => now().toISOString().slice(0, 10);
  const acted = (c: Context<AppEnv>): ActedInProgram => {
    const { id, name } = c.get('person');
    return { program: c.get('program').id, at: now().toISOString(), person: { id, name }, door: actDoor(services) };
  };
  const sharesOf = async (c: Context<AppEnv>): Promise<ProgramShares> => {
    const { id, membership } = c.get('program');
    return { shares: await listShares(store.read, id), mayPublish: hasDutyEverywhere(membership, 'publishTotals') };
  };
  const momentOf = async (
    program: string,
    { baseline, ...asked }: AskedTime & { readonly baseline?: string | undefined },
  ): Promise<NamedMoment> => {
    const moment = await namedMoment({ store, program, now: now() }, baseline, asked);
    if (moment.revision === 0) throw invalidRequest('at', 'There is nothing in the plan yet that could be published.');
    const { revision: head, asOf: known } = await planTime(store.read, program, {}, now());
    if (moment.asOf > known)
      throw invalidRequest('asOf', `Totals tell what is known. Choose a day up to today, ${known}.`);
    if (asked.at === undefined || asked.at >= head || moment.baseline !== null) return moment;
    // What was known then is nobody's figures of a later day.
    const { asOf: last } = await planTime(store.read, program, { at: asked.at + 1 }, now());
    if (moment.asOf <= last) return moment;
    throw invalidRequest('asOf', `Revision ${asked.at} was the newest until ${last}. Choose a day up to then.`);
  };
  const totalsAt = (c: Context<AppEnv>, moment: NamedMoment): Promise<CutTotals[]> => {
    const asking = { program: c.get('program'), requestId: c.get('requestId'), owner: jobOwner(c) };
    return toPublish(asking, moment);
  };
  return newRoutes()
    .openapi(getShares, async (c) => c.json(await sharesOf(c), 200))
    .openapi(postLook, async (c) => {
      assertMayPublish(c);
      const district = await invitedBy(store.read, c.req.valid('json').invitation, today());
      if (!district) throw notFound('such invitation');
      const { roll_up: rollUp, code, name, invited_until: until } = district;
      const told = { rollUp, code, district: name, until: until ?? '' };
      return c.json({ ...told, name: (await readRollUp(store.read, rollUp)).name }, 200);
    })
    .openapi(postShare, async (c) => {
      assertMayPublish(c);
      const asked = { typed: c.req.valid('json').invitation, today: today() };
      await store.write.transaction().execute((write) => joinRollUp(write, asked, acted(c)));
      return c.json(await sharesOf(c), 200);
    })
    .openapi(patchShare, async (c) => {
      assertMayPublish(c);
      const [{ rollUp }, { monthly }] = [c.req.valid('param'), c.req.valid('json')];
      await store.write.transaction().execute((write) => setMonthly(write, rollUp, monthly, acted(c)));
      return c.json(await sharesOf(c), 200);
    })
    .openapi(deleteShare, async (c) => {
      assertMayPublish(c);
      const { rollUp } = c.req.valid('param');
      await store.write.transaction().execute((write) => leaveRollUp(write, rollUp, acted(c)));
      return c.json(await sharesOf(c), 200);
    })
    .openapi(getToPublish, async (c) => {
      assertMayPublish(c);
      const moment = await momentOf(c.get('program').id, c.req.valid('query'));
      const cuts = (await totalsAt(c, moment)).map(({ cut, groups }) => ({
        cut: cut === WHOLE ? null : cut,
        groups: groups.map(({ group, amounts }) => ({ group, amounts })),
      }));
      const { revision, hash } = await toldRevision(store.read, c.get('program').id, moment.revision);
      return c.json({ revision, hash, asOf: moment.asOf, cuts }, 200);
    })
    .openapi(postPublication, async (c) => {
      assertMayPublish(c);
      const { rollUp } = c.req.valid('param');
      const program = c.get('program').id;
      await readPlace(store.read, program, rollUp);
      const { hash, seen, ...asked } = c.req.valid('json');
      await seenRevision(store.read, program, { seen: asked.at, hash });
      const moment = await momentOf(program, asked);
      const totals = await totalsAt(c, moment);
      const publishing = { rollUp, moment, totals, seen, document: newDocument(services) };
      await store.write.transaction().execute((write) => publishTotals(write, publishing, acted(c)));
      return c.json(await sharesOf(c), 200);
    })
    .openapi(deletePublication, async (c) => {
      assertMayPublish(c);
      const { rollUp } = c.req.valid('param');
      await store.write.transaction().execute((write) => withdrawTotals(write, rollUp, acted(c)));
      return c.json(await sharesOf(c), 200);
    })
    .openapi(getRollUpOf, async (c) => {
      assertMayPublish(c);
      const { rollUp } = c.req.valid('param');
      const { by = null } = c.req.valid('query');
      await readPlace(store.read, c.get('program').id, rollUp);
      if ((await readRollUp(store.read, rollUp)).open_to_districts !== 1) {
        throw new HttpError(
          'forbidden',
          'This roll-up is for its own members. Ask its managers to show it to districts.',
        );
      }
      const page = await inRollUp(rollUp, () => readRollUpPage(store.read, { rollUp, by, today: today() }));
      return c.json({ ...page, role: null }, 200);
    });
}

function assertMayPublish(c: Context<AppEnv>): void {
  if (hasDutyEverywhere(c.get('program').membership, 'publishTotals')) return;
  throw new HttpError('forbidden', `Totals are published by ${whoHas('publishTotals')}. Ask them to do it.`);
}
