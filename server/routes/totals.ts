import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { tieOutWords } from '../../shared/ledger/tie-out.ts';
import { formerChecks } from '../../shared/plan/invariants/former-checks.ts';
import type { Verdict } from '../../shared/plan/invariants/judge-plan.ts';
import {
  checksReply,
  totalsReply,
  type ChecksReply,
  type TotalsReply,
  type WireInvariant,
} from '../../shared/protocol/totals.ts';
import { cuts, isCut, type Cut } from '../../shared/plan/figures/cuts.ts';
import { blankRecord } from '../../shared/plan/figures/blank-record.ts';
import type { Totals, TotalsRow } from '../../shared/plan/figures/totals.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
import { invalidRequest } from '../errors.ts';
import { readTieOut } from '../imports/read-tie-out.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import { planSpan } from '../totals/plan-time.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryRevision,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';

const getTotals = createRoute({
  method: 'get',
  path: '/programs/{program}/totals',
  summary: 'Totals by any cut, at any revision and as of any day',
  description:
    'Every cut adds up to the same program total, to the cent. A cut by `source`, `sourceType` or `series` alone also has authorized, available, unallocated and cashHeadroom; by `fiscalYear` alone expendedByPostingYear; by `frn` or `erateCategory` alone erateGross, erateShare, erateDistrictShare and erateDisbursed; by a place alone projectsTouching, a count that does not add up. Places are where they stand at the revision.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      at: queryRevision.optional(),
      by: z
        .string()
        .max(200)
        .optional()
        .meta({ description: `Up to all of ${cuts.join(', ')}, with commas between.`, example: 'source,fiscalYear' }),
      asOf: queryDay.optional(),
      baseline: queryBaseline,
      ledger: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'true: say whether the figures are tied to the ledger. Not with `at` or `baseline`.' }),
    }),
  },
  responses: answers(totalsReply, 'Money in integer cents; percentages with one decimal, null where there is none.'),
});

const getChecks = createRoute({
  method: 'get',
  path: '/programs/{program}/checks',
  summary: 'Every invariant of the plan, with what is wrong',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({ at: queryRevision.optional(), asOf: queryDay.optional(), baseline: queryBaseline }),
  },
  responses: answers(checksReply, 'In the order of their numbers.'),
});

export function totalsRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const plan = createPlanAt(services);
  return newRoutes()
    .openapi(getTotals, async (c) => {
      const { by, ledger, ...asked } = c.req.valid('query');
      const chosen = chooseCuts(by);
      const program = c.get('program').id;
      const { revision, asOf, value } = await plan.totals(program, await askedTime(services, program, asked), chosen);
      const isNow = asked.at === undefined && asked.baseline === undefined;
      const tied = ledger === 'true' && isNow ? await ledgerOf(services, program, asOf) : {};
      const reply = { ...wireTotals(revision, asOf, value), ...tied };
      const span = asked.asOf === undefined ? undefined : await planSpan(store.read, program, now());
      return c.json(span === undefined ? reply : { ...reply, span }, 200);
    })
    .openapi(getChecks, async (c) => {
      const program = c.get('program').id;
      const time = await askedTime(services, program, c.req.valid('query'));
      const { revision, asOf, value } = await plan.checks(program, time);
      const passed = value.every((check) => check.passed || check.severity === 'warning');
      const [checks, invariants] = [formerChecks(value), value.map(wireVerdict)];
      const reply: ChecksReply = { revision, asOf, passed, checks, invariants };
      return c.json(reply, 200);
    });
}

/** Whether the figures are tied to the ledger: what it costs to know that is only spent where somebody asks. */
async function ledgerOf(
  { store }: ReadingServices,
  program: string,
  asOf: string,
): Promise<Pick<TotalsReply, 'ledger'>> {
  const tied = await readTieOut(store.read, program, asOf);
  return { ledger: { isTied: tied.isTied, words: tieOutWords(tied) } };
}

/** Findings of one invariant that an answer holds; the rest is counted. */
const FINDINGS_TOLD = 100;
/** Cells of one finding that an answer holds; the first is the one to look at. */
const CELLS_TOLD = 20;

function wireVerdict(verdict: Verdict): WireInvariant {
  const { id, title, subject, severity, passed, difference, mend, findings } = verdict;
  const told = findings
    .slice(0, FINDINGS_TOLD)
    .map(({ cells, ...finding }) => ({ ...finding, cells: cells.slice(0, CELLS_TOLD) }));
  return { id, title, subject, severity, passed, difference, mend, count: findings.length, findings: told };
}

function chooseCuts(names: string | undefined): Cut[] {
  if (names === undefined || names === '') return [];
  const chosen = names.split(',').map((name) => {
    if (!isCut(name)) throw invalidRequest('by', `There is no cut by ${name}. Choose from: ${cuts.join(', ')}.`);
    return name;
  });
  if (new Set(chosen).size < chosen.length) throw invalidRequest('by', 'Name each cut once.');
  return chosen;
}

function wireTotals(revision: number, asOf: string, { by, measures, rows, total }: Totals): TotalsReply {
  const blank = blankRecord<string | number | null>([...by, ...measures], null);
  const wireRow = ({ groups, values }: TotalsRow) => {
    const row = { ...blank, ...values };
    for (const [i, cut] of by.entries()) row[cut] = groups[i] ?? '';
    return row;
  };
  return { revision, asOf, by: [...by], measures: [...measures], rows: rows.map(wireRow), total: { ...total } };
}
