import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TotalsReply } from '../../shared/protocol/totals.ts';
import { isCut } from '../../shared/plan/figures/cuts.ts';
import { planFacts, type PlanFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { storedPrograms } from '../../test/golden/program-arbitrary.ts';
import type { TotalsQuery } from '../sync/server/server-client.ts';
import type { ServerProblem } from '../sync/server/server-problem.ts';
import { askedMeasures, isAdditive } from './asked-measure.ts';
import type { FunctionAnswer } from './function-answer.ts';
import { createPlanFunctions, type PlanFunctions } from './plan-functions.ts';
import type { Argument } from './argument.ts';

interface Desk {
  readonly functions: PlanFunctions;
  /** Cuts of every request so far. */
  readonly requests: (readonly string[])[];
  /** Revision and day of every request so far. */
  readonly moments: (readonly [at: number | undefined, asOf: string | undefined])[];
  at: { program: string | null; revision: number | null };
  problem: ServerProblem | null;
}

/** Functions over the server's own totals of a program; a calculation is everything within one turn of the loop. */
function deskOver(facts: PlanFacts): Desk {
  const desk: Omit<Desk, 'functions'> = {
    requests: [],
    moments: [],
    at: { program: 'p1', revision: 148 },
    problem: null,
  };
  const functions = createPlanFunctions({
    totals: async (_program, query) => {
      desk.requests.push(query.by);
      desk.moments.push([query.at, query.asOf]);
      return desk.problem === null ? { ok: true, value: replyOf(facts, query) } : { ok: false, problem: desk.problem };
    },
    program: () => desk.at.program,
    revision: () => desk.at.revision,
    wait: () => new Promise((resolve) => setTimeout(resolve, 0)),
  });
  return Object.assign(desk, { functions });
}

function replyOf(facts: PlanFacts, { by, at }: TotalsQuery): TotalsReply {
  const totals = totalsOf(facts, by.filter(isCut));
  const rows = totals.rows.map(({ groups, values }) => ({
    ...Object.fromEntries(totals.by.map((cut, index) => [cut, groups[index] ?? ''])),
    ...values,
  }));
  return {
    ...totals,
    by: [...by],
    measures: [...totals.measures],
    rows,
    total: { ...totals.total },
    revision: at ?? 0,
    asOf: null,
  };
}

const sites = ['0007', '0417'].map((code) => ({
  code,
  region: 'North',
  boardDistrict: '1',
  enrollment: 10,
  status: 'Active',
}));
const line = (id: string, project: string, source: string, fiscalYear: string, original: number) => ({
  id,
  project,
  source,
  fiscalYear,
  original,
  category: 'Equipment',
  location: '0417',
  system: 'LAN',
});
const project = (number: string) => ({
  number,
  name: number,
  program: 'Classroom Technology',
  primarySystem: 'LAN',
  class: 'Multi-site',
  status: 'Active',
  financialStatus: 'Open',
  percentComplete: 0,
  bondListRef: null,
  scopeIndicator: 'Green',
  indicatorOverride: null,
});
const source = (code: string) => ({
  code,
  type: 'Bond',
  allowedPrograms: null,
  allowedSystems: null,
  authorized: 1_000_000,
  available: 500_000,
  interest: 0,
});
const rows = <T>(cells: readonly T[]) => cells.map((each, index) => ({ row: `r${index}`, cells: each }));

/** Two projects; a third without a line, and a source without one. */
const facts = planFacts(
  programRows({
    sites: rows(sites),
    projects: rows(['26.00001', '26.00002', '26.00003'].map(project)),
    fundingSources: rows(['BND-A', 'ERT-26', 'F40'].map(source)),
    budgetLines: rows([
      line('BL-1', '26.00001', 'BND-A', '2025-26', 10_001),
      line('BL-2', '26.00001', 'ERT-26', '2026-27', 20_002),
      line('BL-3', '26.00002', 'BND-A', '2026-27', 40_004),
    ]),
  }),
);

let desk: Desk;
beforeEach(() => {
  desk = deskOver(facts);
});

const dollars = (value: number): FunctionAnswer => ({ ok: true, value });
const refusal = (answer: FunctionAnswer): string => (answer.ok ? 'no refusal' : `${answer.code}: ${answer.message}`);

describe('figures', () => {
  test('TOTAL alone is the program, and with pairs what meets all of them, in dollars', async () => {
    const { total } = desk.functions;
    expect(await total('original', [])).toEqual(dollars(700.07));
    expect(await total('original', ['source', 'BND-A'])).toEqual(dollars(500.05));
    expect(await total('original', ['source', 'BND-A', 'fiscalYear', '2026-27'])).toEqual(dollars(400.04));
    expect(await total('original', ['source', 'ERT-26', 'project', '26.00002'])).toEqual(dollars(0));
  });

  test('BUDGET is the current budget of a project, of one source and one year', async () => {
    const { budget } = desk.functions;
    expect(await budget('26.00001')).toEqual(dollars(300.03));
    expect(await budget('26.00001', 'ERT-26')).toEqual(dollars(200.02));
    expect(await budget('26.00001', null, '2025-26')).toEqual(dollars(100.01));
    expect(await budget('26.00001', '', '2026-27')).toEqual(dollars(200.02));
    expect(await budget('26.00001', 'BND-A', '2026-27')).toEqual(dollars(0));
  });

  test('a figure of a day is asked for by the day alone, once for all cells of it, and told apart from others', async () => {
    const { total, budget } = desk.functions;
    const may = '2026-05-31';
    const asked = [
      total('original', []),
      total('original', ['As of', may]),
      total('original', ['asOf', 46_173, 'source', 'BND-A']),
      budget('26.00001', null, null, may),
      total('original', ['asOf', '2026-06-30']),
    ];
    expect(await Promise.all(asked)).toEqual([700.07, 700.07, 500.05, 300.03, 700.07].map(dollars));
    expect(desk.moments).toEqual([
      [148, undefined],
      [undefined, may],
      [undefined, '2026-06-30'],
    ]);
    expect(refusal(await total('original', ['asOf', 'May']))).toBe(
      'invalidValue: “asOf” needs a date after it, such as 2026-05-31.',
    );
    expect(refusal(await total('original', ['asOf', may, 'asOf', may]))).toContain('Name one day');
  });

  test('ASOF names the revision and asks nobody', async () => {
    expect(await desk.functions.asOf()).toEqual({ ok: true, value: 'Revision 148' });
    expect(desk.requests).toEqual([]);
  });

  test('measures, cuts and values are found by name or label in any case', async () => {
    const { total } = desk.functions;
    for (const name of ['Current Budget', 'CURRENT', 'current budget', 'Original']) {
      expect(await total(name === 'Original' ? 'original budget' : name, [])).toEqual(dollars(700.07));
    }
    for (const name of ['Source', 'Source Code', 'funding source', 'FUND']) {
      expect(await total('current', [name, 'bnd-a'])).toEqual(dollars(500.05));
    }
    expect(await total('current', ['Board District', 1, 'Region', 'NORTH', 'fiscal year', '2025-26'])).toEqual(
      dollars(100.01),
    );
  });

  test('a percentage is that of the whole program or of exactly the group, as a share of 1', async () => {
    const { total } = desk.functions;
    expect(await total('% spent', [])).toEqual(dollars(0));
    expect(await total('% obligated', ['source', 'BND-A'])).toEqual(dollars(0));
    expect(desk.requests).toEqual([[], ['source']]);
    expect(refusal(await total('percentSpent', ['source', 'F40']))).toBe(
      'notAvailable: There is no % Spent here: what it is a part of is zero.',
    );
  });

  test('what only funding sources have is asked for by source or for the program', async () => {
    const { total } = desk.functions;
    expect(await total('Authorized', [])).toEqual(dollars(30_000));
    expect(await total('authorized', ['source', 'F40'])).toEqual(dollars(10_000));
    expect(refusal(await total('authorized', ['region', 'North']))).toBe(
      'invalidValue: “Authorized” can only be asked for by source, or for the whole program.',
    );
  });

  test('a value that a list or a year allows but nobody has budgeted for is zero', async () => {
    const { total } = desk.functions;
    expect(await total('current', ['status', 'cancelled'])).toEqual(dollars(0));
    expect(await total('current', ['fiscalYear', '2030-31'])).toEqual(dollars(0));
    expect(await total('current', ['site', '0999'])).toEqual(dollars(0));
    expect(await total('current', ['source', 'F40', 'region', 'North'])).toEqual(dollars(0));
    expect(await desk.functions.budget('26.00003')).toEqual(dollars(0));
  });
});

describe('errors', () => {
  const cases: readonly (readonly [string, Argument, readonly Argument[], string | RegExp])[] = [
    [
      'an unknown measure',
      'budjet',
      [],
      /^invalidValue: There is no measure named “budjet”\. Use one of: original, .*cashHeadroom/,
    ],
    ['no measure', null, [], /^invalidValue: Name a measure\. Use one of: original, /],
    [
      'an unknown cut',
      'current',
      ['colour', 'red'],
      /^invalidValue: There is no cut by “colour”\. Use one of: project, source, /,
    ],
    ['a cut without a value', 'current', ['source'], 'invalidValue: “source” needs a value after it.'],
    ['a cut with a blank value', 'current', ['source', ''], 'invalidValue: “source” needs a value after it.'],
    ['a value without a cut', 'current', ['', 'BND-A'], /^invalidValue: There is no cut by “”/],
    [
      'a cut that is there twice',
      'current',
      ['fund', 'F40', 'source', 'F40'],
      'invalidValue: Name each cut once; “source” is here twice.',
    ],
    [
      'a value outside its list',
      'current',
      ['region', 'Norht'],
      /^invalidValue: Norht is not allowed for Region\. Choose one of: North/,
    ],
    ['a code that Excel has cut', 'current', ['site', 417], /^invalidValue: 417 looks like a number Excel has changed/],
    ['a year in another form', 'current', ['year', '2026'], 'invalidValue: Fiscal Year 2026 must read like 2025-26.'],
    [
      'a source that is not in the program',
      'current',
      ['source', 'BND-Z'],
      'invalidValue: There is no source “BND-Z” in this program.',
    ],
  ];

  test.each(cases)('%s', async (_, measure, pairs, message) => {
    expect(refusal(await desk.functions.total(measure, pairs))).toMatch(message);
  });

  test('a project that is not in the program', async () => {
    expect(refusal(await desk.functions.budget('26.00009', 'BND-A'))).toBe(
      'invalidValue: There is no project “26.00009” in this program.',
    );
  });

  test('a workbook without a program is told so, and nothing is asked', async () => {
    desk.at = { program: null, revision: null };
    const answers = await Promise.all([desk.functions.total('current', []), desk.functions.asOf()]);
    for (const answer of answers)
      expect(refusal(answer)).toBe('notAvailable: This workbook isn’t connected to a program.');
    expect(desk.requests).toEqual([]);
  });

  test('a person who is not signed in is told where to', async () => {
    desk.problem = { kind: 'signedOut' };
    expect(refusal(await desk.functions.total('current', []))).toBe(
      'notAvailable: Sign in in the SEP Sync pane first.',
    );
  });

  test('a failure is not kept: the next calculation asks again', async () => {
    desk.problem = { kind: 'offline' };
    expect(refusal(await desk.functions.total('current', []))).toMatch(/^notAvailable: You’re offline/);
    desk.problem = null;
    expect(await desk.functions.total('current', [])).toEqual(dollars(700.07));
  });
});

describe('requests', () => {
  test('calls of one calculation are one request by all their cuts', async () => {
    const { total, budget } = desk.functions;
    await Promise.all([
      total('current', []),
      total('% Spent', []),
      total('current', ['region', 'North']),
      budget('26.00001', 'BND-A'),
    ]);
    expect(desk.requests).toEqual([['project', 'source', 'region']]);
  });

  test('what an earlier reply can tell is not asked for again, until the revision moves on', async () => {
    const { total, budget } = desk.functions;
    await budget('26.00001', 'BND-A');
    await Promise.all([total('original', ['source', 'BND-A']), total('% spent', [])]);
    expect(desk.requests).toHaveLength(1);
    desk.at.revision = 149;
    await Promise.all([total('original', ['source', 'BND-A']), total('% spent', [])]);
    expect(desk.requests.slice(1)).toEqual([['source']]);
  });

  test('a percentage of a group and money by the same cut share a request', async () => {
    const { total } = desk.functions;
    await Promise.all([total('% spent', ['source', 'BND-A']), total('current', ['source', 'F40'])]);
    expect(desk.requests).toEqual([['source']]);
  });
});

describe('any mix of calls', () => {
  const additive = askedMeasures.filter(isAdditive).map(({ name }) => name);
  const values: readonly (readonly [string, readonly string[]])[] = [
    ['project', ['26.00001', '26.00002', '99.00000']],
    ['source', ['BND-A', 'ERT-26', 'F40']],
    ['fiscalYear', ['2024-25', '2025-26', '2026-27']],
    ['system', ['LAN', 'WLAN', 'VOIP']],
    ['site', ['0007', '0417', 'Districtwide']],
    ['region', ['North', 'South']],
    ['status', ['Active', 'Complete']],
  ];
  const pairs = fc
    .subarray([...values], { maxLength: 3 })
    .chain((chosen) =>
      fc.tuple(...chosen.map(([cut, groups]) => fc.tuple(fc.constant(cut), fc.constantFrom(...groups)))),
    );
  const calls = fc.array(fc.record({ measure: fc.constantFrom(...askedMeasures), pairs }), {
    minLength: 1,
    maxLength: 8,
  });
  const additiveCalls = fc.array(fc.record({ measure: fc.constantFrom(...additive), pairs }), {
    minLength: 1,
    maxLength: 8,
  });

  test('equals asking one by one', async () => {
    await fc.assert(
      fc.asyncProperty(storedPrograms, calls, async (stored, mix) => {
        const plan = planFacts(programRows(stored));
        const together = deskOver(plan);
        const answers = await Promise.all(
          mix.map(({ measure, pairs: asked }) => together.functions.total(measure.name, asked.flat())),
        );
        for (const [index, { measure, pairs: asked }] of mix.entries()) {
          const alone = await deskOver(plan).functions.total(measure.name, asked.flat());
          expect([measure.name, asked, answers[index]]).toEqual([measure.name, asked, alone]);
        }
      }),
    );
  });

  test('of amounts is one request, and every cut ties to the program to the cent', async () => {
    await fc.assert(
      fc.asyncProperty(storedPrograms, additiveCalls, fc.constantFrom(...additive), async (stored, mix, name) => {
        const plan = planFacts(programRows(stored));
        const { functions, requests } = deskOver(plan);
        const whole = functions.total(name, []);
        const cuts = ['status', 'region'] as const;
        const parts = cuts.map((cut) =>
          Promise.all(
            [...new Set(totalsOf(plan, [cut]).rows.map(({ groups }) => groups[0] ?? ''))].map((group) =>
              functions.total(name, [cut, group]),
            ),
          ),
        );
        await Promise.all([
          ...mix.map(({ measure, pairs: asked }) => functions.total(measure, asked.flat())),
          ...parts,
        ]);
        // A project or source without a line is looked up once more, to tell it from a slip of the hand.
        const lookUps = requests.slice(1).filter((by) => by.length !== 1);
        expect(lookUps).toEqual([]);
        const program = await whole;
        for (const cut of await Promise.all(parts)) {
          const cents = cut.reduce(
            (sum, each) =>
              sum + (each.ok && typeof each.value === 'number' ? Math.round(each.value * 100) : Number.NaN),
            0,
          );
          expect(program).toEqual(dollars(cents / 100));
        }
      }),
    );
  });
});
