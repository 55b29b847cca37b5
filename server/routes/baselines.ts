import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { hasDutyEverywhere, whoHas } from '../../shared/access/duties.ts';
import { baselineId, baselineNumber } from '../../shared/plan/baselines/baseline.ts';
import {
  baselineRenaming,
  baselineRequest,
  baselinesReply,
  type BaselinesReply,
  type WireBaseline,
} from '../../shared/protocol/baselines.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { appendAct } from '../audit/append-act.ts';
import { actDoor } from '../audit/record-document.ts';
import { addBaselines, readBaselines, renameBaseline, type Baseline } from '../baselines/baselines.ts';
import { knownBaselines } from '../baselines/known-baselines.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
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

const BASELINE_LIMIT = 4 * 1024;
const path = '/programs/{program}/baselines';
const refused = { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } };

const getBaselines = createRoute({
  method: 'get',
  path,
  summary: 'Named revisions of the plan',
  description:
    'The adopted plan, each approved board amendment and each closed month are named by themselves, in the transaction that makes them so.',
  security: signedIn,
  request: { params: programPath },
  responses: answers(baselinesReply, 'All of them, the oldest first.'),
});

const postBaseline = createRoute({
  method: 'post',
  path,
  summary: 'Name a moment of the plan',
  description: 'For finance. It stays as it is for good.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BASELINE_LIMIT)),
  request: { params: programPath, body: jsonBody(baselineRequest) },
  responses: {
    ...answers(baselinesReply, 'All of them, the new one last.'),
    403: refused,
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

const patchBaseline = createRoute({
  method: 'patch',
  path: `${path}/{baseline}`,
  summary: 'Give a baseline another name',
  description: 'For finance, and for those named by hand alone. What it was called before stays on record.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BASELINE_LIMIT)),
  request: {
    params: programPath.extend({ baseline: z.string().max(20).meta({ example: 'B3' }) }),
    body: jsonBody(baselineRenaming),
  },
  responses: { ...answers(baselinesReply, 'All of them.'), 403: refused },
});

export function baselinesRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const replyOf = async ({ id, membership }: OpenProgram): Promise<BaselinesReply> => ({
    baselines: (await knownBaselines(store, id)).map(wireBaselineOf),
    mayName: hasDutyEverywhere(membership, 'closeMonths'),
  });
  return newRoutes()
    .openapi(getBaselines, async (c) => c.json(await replyOf(c.get('program')), 200))
    .openapi(postBaseline, async (c) => {
      const program = c.get('program');
      assertMayName(program);
      const { name, reason, ...asked } = c.req.valid('json');
      await knownBaselines(store, program.id);
      const { revision, asOf } = await planTime(store.read, program.id, asked, now());
      if (revision === 0) throw invalidRequest('at', 'There is nothing in the plan yet that could be named.');
      const { id, name: by } = c.get('person');
      const act = { person: { id, name: by }, at: now().toISOString() };
      const named = { program: program.id, kind: 'baseline', door: actDoor(services) } as const;
      await store.write.transaction().execute(async (transaction) => {
        await holdOpenProgram(transaction, program.id);
        assertIsFree(name, await readBaselines(transaction, program.id));
        const { hash } = await transaction
          .selectFrom('revisions')
          .select('hash')
          .where('program', '=', program.id)
          .where('number', '=', revision)
          .executeTakeFirstOrThrow();
        const byHand = {
          kind: 'byHand',
          name,
          reason,
          revision,
          hash,
          asOf,
          reportNumber: null,
          period: null,
        } as const;
        await addBaselines(transaction, program.id, [{ ...byHand, ...act }]);
        await appendAct(transaction, { ...named, ...act, what: `Named revision ${revision} as of ${asOf} ${name}` });
      });
      return c.json(await replyOf(program), 200);
    })
    .openapi(patchBaseline, async (c) => {
      const program = c.get('program');
      assertMayName(program);
      await knownBaselines(store, program.id);
      const number = baselineNumber(c.req.valid('param').baseline);
      const { name } = c.req.valid('json');
      const { id, name: by } = c.get('person');
      await store.write.transaction().execute(async (transaction) => {
        await holdOpenProgram(transaction, program.id);
        const known = await readBaselines(transaction, program.id);
        const baseline = known.find((each) => each.number === number);
        if (!baseline) throw notFound('such baseline');
        assertIsByHand(baseline);
        assertIsFree(
          name,
          known.filter((each) => each !== baseline),
        );
        if (name === baseline.name) return;
        const act = { person: { id, name: by }, at: now().toISOString() };
        await renameBaseline(transaction, program.id, baseline, { name, ...act });
        const what = `Renamed ${baselineId(baseline.number)} ${baseline.name} to ${name}`;
        await appendAct(transaction, { program: program.id, kind: 'baseline', door: actDoor(services), ...act, what });
      });
      return c.json(await replyOf(program), 200);
    });
}

export function wireBaselineOf({ number, earlierNames, ...baseline }: Baseline): WireBaseline {
  return { id: baselineId(number), ...baseline, earlierNames: [...earlierNames] };
}

function assertMayName({ membership }: OpenProgram): void {
  if (hasDutyEverywhere(membership, 'closeMonths')) return;
  throw new HttpError('forbidden', `Baselines are named by ${whoHas('closeMonths')}. Ask them to do it.`);
}

function assertIsByHand({ kind, number }: Baseline): void {
  if (kind === 'byHand') return;
  throw invalidRequest(
    'name',
    `${baselineId(number)} is called by what it names. Only those named by hand can be renamed.`,
  );
}

/** A name leads to one moment, also for who has noted an earlier name of it. */
function assertIsFree(name: string, others: readonly Baseline[]): void {
  const isTaken = others.some((each) =>
    [each.name, ...each.earlierNames.map((earlier) => earlier.name)].some(
      (taken) => taken.toLowerCase() === name.toLowerCase(),
    ),
  );
  if (isTaken) throw invalidRequest('name', `“${name}” is taken already. Choose another name.`);
}
