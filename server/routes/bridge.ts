import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Kysely } from 'kysely';
import type { BridgeEntry, BridgeStep } from '../../shared/plan/bridge/bridge-figure.ts';
import { basisWords } from '../../shared/plan/bridge/estimate-basis.ts';
import { explainedMeasures } from '../../shared/plan/figures/figure-weight.ts';
import {
  bridgeReply,
  type BridgeReply,
  type WireBridgeEntry,
  type WireBridgeStep,
} from '../../shared/protocol/bridge.ts';
import { namedMoment, wireMoment, type NamedMoment } from '../baselines/named-moment.ts';
import { invalidRequest } from '../errors.ts';
import { readChangeTitles, type ChangeTitle } from '../storage/change-titles.ts';
import { lastChanges } from '../storage/last-changes.ts';
import { headKeys, type RowPlace } from '../storage/row-keys.ts';
import type { Database } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import { group, groupOfCut, queryMeasure, unknownMeasure } from '../http/figure-query.ts';
import { cursorText, parseCursor } from '../http/page-cursor.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryMoment,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';

const getBridge = createRoute({
  method: 'get',
  path: '/programs/{program}/bridge',
  summary: 'How a figure came from what it was to what it is',
  description:
    'Every cent between two moments belongs to a step that says why: a budget change with its report, day, person and reason; commitments and expenditures; what is still to come, by the forecasts it went by; rows that belong elsewhere now. The steps lead from `start` to `end` with nothing left over. Without `from` it begins at nothing, so that the first step is the original budget. Name the groups of the cuts that the figure is of, as the totals name them.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      measure: queryMeasure,
      ...groupOfCut,
      line: group.meta({ description: 'Budget Line ID' }),
      from: queryMoment,
      to: queryMoment,
      fromAsOf: queryDay.optional(),
      asOf: queryDay.optional(),
      step: z.string().max(300).optional().meta({ description: '`key` of a step: its rows are listed.' }),
      cursor: z.string().max(40).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Rows per page' }),
    }),
  },
  responses: answers(bridgeReply, 'The steps, and the rows of one of them.'),
});

export function bridgeRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const plan = createPlanAt(services);
  return newRoutes().openapi(getBridge, async (c) => {
    const { measure, from: start, to: end, fromAsOf, asOf, step, cursor, limit, ...part } = c.req.valid('query');
    if (!explainedMeasures.includes(measure)) throw invalidRequest('measure', unknownMeasure(measure));
    const program = c.get('program').id;
    const asking = { store, program, now: now() };
    const page = cursor === undefined ? undefined : parseCursor(cursor, 'a bridge');
    const isFromNothing = start === undefined && fromAsOf === undefined;
    const from = isFromNothing ? null : await namedMoment(asking, start, { asOf: fromAsOf });
    const to = await namedMoment(asking, end, { at: page?.revision, asOf: page?.day ?? asOf });
    const bridge = await plan.bridge(program, from, to, { measure, part });
    const entries = bridge.steps.find(({ key }) => key === step)?.entries ?? [];
    const first = page?.place ?? 0;
    const last = Math.min(first + limit, entries.length);
    const next = last < entries.length ? cursorText({ revision: to.revision, place: last, day: to.asOf }) : null;
    const reply = await inSnapshot(store.read, async (snapshot): Promise<BridgeReply> => ({
      measure,
      from: from && wireMoment(from),
      to: wireMoment(to),
      start: bridge.start,
      end: bridge.end,
      steps: await wireSteps(snapshot, program, bridge.steps),
      entries: await wireEntries(snapshot, program, entries.slice(first, last), { from, to }),
      next,
    }));
    return c.json(reply, 200);
  });
}

async function wireSteps(
  db: Kysely<Database>,
  program: string,
  steps: readonly BridgeStep[],
): Promise<WireBridgeStep[]> {
  const numbers = steps.map(({ change }) => change).filter((change) => change !== null);
  const titles = await readChangeTitles(db, program, numbers);
  return steps.map(({ entries, ...step }) => ({
    ...step,
    count: entries.length,
    ...saidOf(step.change === null ? undefined : titles.get(step.change)),
  }));
}

function saidOf(
  change: ChangeTitle | undefined,
): Pick<WireBridgeStep, 'type' | 'title' | 'reportNumber' | 'reason' | 'by'> {
  if (!change) return { type: null, title: null, reportNumber: null, reason: null, by: null };
  const { type, title, reportNumber, reason, approvedBy, requestedBy } = change;
  return { type, title, reportNumber, reason, by: approvedBy ?? requestedBy };
}

interface Ends {
  readonly from: NamedMoment | null;
  readonly to: NamedMoment;
}

async function wireEntries(
  db: Kysely<Database>,
  program: string,
  entries: readonly BridgeEntry[],
  { from, to }: Ends,
): Promise<WireBridgeEntry[]> {
  const keys = await headKeys(db, program, entries);
  const upTo = Math.max(from?.revision ?? 0, to.revision);
  const changed = await lastChanges(db, program, entries.map(sayingRow), upTo);
  return entries.map(({ line, basis, ...entry }) => {
    const said = sayingRow({ basis, ...entry });
    const { revision = null, by = null, at = null, note = null } = changed.get(`${said.table}/${said.row}`) ?? {};
    return {
      ...entry,
      line: line === '' ? null : line,
      key: keys.get(`${entry.table}/${entry.row}`) ?? null,
      basis: basis && {
        before: basis.before && basisWords(basis.before),
        after: basis.after && basisWords(basis.after),
      },
      revision,
      by,
      at,
      note,
    };
  });
}

/** The row that says why: of an estimate the forecast it goes by. */
function sayingRow({ table, row, basis }: Pick<BridgeEntry, 'table' | 'row' | 'basis'>): RowPlace {
  const after = basis?.after;
  return after?.kind === 'forecast' ? { table: 'forecasts', row: after.row } : { table, row };
}
