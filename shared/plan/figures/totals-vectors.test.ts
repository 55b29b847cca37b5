import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { noAmounts } from './amounts.ts';
import { programRows } from './columns-read.ts';
import type { Cut } from './cuts.ts';
import { planFacts } from './plan-facts.ts';
import { countTouching, partsBySite, totalsOf, totalsOfSums, valuesOf, type BesideLines } from './totals.ts';

const numbered = (rows: readonly Cells[]) => rows.map((cells, index) => ({ row: `R${index}`, cells }));
const project = (number: string, cells: Cells = {}): Cells => ({
  number,
  name: number,
  program: 'Safety',
  primarySystem: 'LAN',
  class: 'Site',
  status: 'Active',
  financialStatus: 'Open',
  percentComplete: 0,
  ...cells,
});
const line = (id: string, of: string, source: string, original: number, cells: Cells = {}): Cells => ({
  id,
  project: of,
  source,
  fiscalYear: '2026-27',
  category: 'Equipment',
  original,
  ...cells,
});
const scope = (of: string, location: string): Cells => ({
  project: of,
  location,
  system: 'LAN',
  status: 'Planned',
  basis: 'Equal',
});

/** P is at two sites of two regions, Q at one of them and has a line at the other, R is nowhere. */
const planOf = () =>
  planFacts(
    programRows({
      projects: numbered([project('R'), project('Q', { status: 'Proposed' }), project('P')]),
      sites: numbered(
        ['North', 'South', 'North'].map((region, i) => ({
          code: `000${i}`,
          region,
          boardDistrict: '1',
          status: 'Active',
        })),
      ),
      scope: numbered([scope('P', '0000'), scope('P', '0001'), scope('Q', '0000')]),
      fundingSources: numbered([
        { code: 'BND-B', type: 'GO Bond', series: '2022-B', authorized: 50, available: 20 },
        { code: 'BND-A', type: 'GO Bond', series: '2022-A', authorized: 900, available: 500, interest: 3 },
        { code: 'F40', type: 'General/Other', authorized: 70, available: 70 },
      ]),
      fundingRequests: numbered([
        {
          frn: '2',
          fundingYear: 2026,
          category: 'C2',
          status: 'Funded',
          preDiscount: 100,
          discount: 500_000,
          disbursed: 9,
        },
        { frn: '1', fundingYear: 2026, category: 'C2', status: 'Funded', preDiscount: 11, discount: 500_000 },
        { frn: '3', fundingYear: 2026, category: 'C1', status: 'Funded', preDiscount: 40, discount: 500_000 },
      ]),
      budgetLines: numbered([
        line('BL-1', 'P', 'BND-A', 101),
        line('BL-2', 'P', 'F40', 200),
        line('BL-3', 'Q', 'BND-A', 30, { location: '0001', category: 'Services' }),
        line('BL-4', 'R', 'BND-A', 5, { fiscalYear: '2025-26' }),
      ]),
      expenditures: numbered([{ budgetLine: 'BL-4', postingDate: '2027-07-01', period: '2027-07', amount: 4 }]),
    }),
  );

/** The groups of a cut, each with these figures. */
function told(by: readonly Cut[], ...names: readonly string[]) {
  const { rows, total } = totalsOf(planOf(), by);
  const figures = rows.map(({ groups, values }) => [...groups, ...names.map((name) => values[name])]);
  return [...figures, ['total', ...names.map((name) => total[name])]];
}

describe('[§2.2] totals of a plan', () => {
  test('by source list every source with what it has of its own, and the money of lines', () => {
    expect(told(['source'], 'current', 'authorized', 'available', 'unallocated', 'cashHeadroom')).toEqual([
      ['BND-A', 136, 900, 503, 764, 499],
      ['BND-B', 0, 50, 20, 50, 20],
      ['F40', 200, 70, 70, -130, 70],
      ['total', 336, 1_020, 593, 684, 589],
    ]);
    expect(told(['sourceType'], 'current', 'authorized', 'available')).toEqual([
      ['GO Bond', 136, 950, 523],
      ['General/Other', 200, 70, 70],
      ['total', 336, 1_020, 593],
    ]);
    expect(told(['series'], 'authorized').map(([group]) => group)).toEqual(['2022-A', '2022-B', 'No series', 'total']);
  });

  test('by request or its category tell the cost of funded requests, each once', () => {
    expect(told(['frn'], 'current', 'erateGross', 'erateShare', 'erateDistrictShare', 'erateDisbursed')).toEqual([
      ['1', 0, 11, 6, 5, 0],
      ['2', 0, 100, 50, 50, 9],
      ['3', 0, 40, 20, 20, 0],
      ['No FRN', 336, 0, 0, 0, 0],
      ['total', 336, 151, 76, 75, 9],
    ]);
    expect(told(['erateCategory'], 'erateGross')).toEqual([
      ['C1', 40],
      ['C2', 111],
      ['No FRN', 0],
      ['total', 151],
    ]);
  });

  test('by project list every project, and by year also those in which something was only spent', () => {
    expect(told(['project'], 'current')).toEqual([
      ['P', 301],
      ['Q', 30],
      ['R', 5],
      ['total', 336],
    ]);
    expect(told(['fiscalYear'], 'current', 'expended', 'expendedByPostingYear')).toEqual([
      ['2025-26', 5, 4, 0],
      ['2026-27', 331, 0, 0],
      ['2027-28', 0, 0, 4],
      ['total', 336, 4, 4],
    ]);
  });

  test('by place share what is at no one site among the sites of its project, and count the projects there', () => {
    expect(told(['site'], 'current', 'projectsTouching')).toEqual([
      ['0000', 151, 2],
      ['0001', 180, 2],
      ['Districtwide', 5, 0],
      ['total', 336, 2],
    ]);
    expect(told(['region'], 'current', 'projectsTouching')).toEqual([
      ['North', 151, 2],
      ['South', 180, 2],
      ['Districtwide', 5, 0],
      ['total', 336, 2],
    ]);
  });

  test('by a place and another cut share each line by itself, and both ways add up to the cent', () => {
    expect(told(['site', 'source'], 'current')).toEqual([
      ['0000', 'BND-A', 51],
      ['0000', 'F40', 100],
      ['0001', 'BND-A', 80],
      ['0001', 'F40', 100],
      ['Districtwide', 'BND-A', 5],
      ['total', 336],
    ]);
    expect(told(['project', 'site'], 'current')).toEqual([
      ['P', '0000', 151],
      ['P', '0001', 150],
      ['Q', '0001', 30],
      ['R', 'Districtwide', 5],
      ['total', 336],
    ]);
  });

  test('by several cuts list the groups that have lines, in the order of the first and then of the next, and only what lines have', () => {
    expect(told(['status', 'source', 'category'], 'current')).toEqual([
      ['Proposed', 'BND-A', 'Services', 30],
      ['Active', 'BND-A', 'Equipment', 106],
      ['Active', 'F40', 'Equipment', 200],
      ['total', 336],
    ]);
    expect(told(['source', 'project'], 'current')).toEqual([
      ['BND-A', 'P', 101],
      ['BND-A', 'Q', 30],
      ['BND-A', 'R', 5],
      ['F40', 'P', 200],
      ['total', 336],
    ]);
    const extra = ['authorized', 'erateGross', 'projectsTouching', 'expendedByPostingYear'];
    for (const by of [[], ['status'], ['source', 'fiscalYear'], ['frn', 'source'], ['site', 'region']] as const)
      expect(totalsOf(planOf(), by).measures.filter((name) => extra.includes(name))).toEqual([]);
    expect([told([]), totalsOf(planOf(), []).by]).toEqual([[['total']], []]);
  });

  test('are added up once for a cut, and anew for another or for another plan', () => {
    const facts = planOf();
    expect(totalsOf(facts, ['source'])).toBe(totalsOf(facts, ['source']));
    expect(totalsOf(facts, ['source']).by).toEqual(['source']);
    expect(totalsOf(facts, ['source', 'project']).by).toEqual(['source', 'project']);
    expect(totalsOf(planOf(), ['source'])).not.toBe(totalsOf(facts, ['source']));
  });
});

describe('totals of kept sums', () => {
  const beside = (): BesideLines => {
    const { sources, requests, postedByYear, projects } = planOf();
    return {
      sources,
      requests,
      postedByYear,
      projects: projects.keys(),
      touching: () => ({ all: 7, byGroup: new Map([['North', 5]]) }),
    };
  };
  const current = (cents: number) => ({ ...noAmounts(), current: cents });
  const kept = (cut: Cut | null, ...groups: readonly (readonly [string, number, number])[]) => {
    const sums = groups.map(([group, lines, cents]) => ({ group, lines, amounts: current(cents) }));
    const { rows, total, by } = totalsOfSums({ cut, groups: sums, beside: beside() });
    return { rows: rows.map(({ groups: names, values }) => [...names, values['current']]), total, by };
  };

  test('add the pieces of a group up, leave out what has no lines any more, and count its money all the same', () => {
    const { rows, total, by } = kept(
      'status',
      ['Active', 2, 10],
      ['Proposed', 1, 3],
      ['Active', 1, 5],
      ['On Hold', 0, 1],
    );
    expect([rows, total['current'], by]).toEqual([
      [
        ['Proposed', 3],
        ['Active', 15],
      ],
      19,
      ['status'],
    ]);
    // Lines that came and went between two pieces are none.
    expect(kept('status', ['Active', 2, 10], ['Active', -2, -10]).rows).toEqual([]);
  });

  test('list what stands in a cut also without lines, and of no cut tell the program alone', () => {
    expect(kept('source', ['F40', 1, 7]).rows).toEqual([
      ['BND-A', 0],
      ['BND-B', 0],
      ['F40', 7],
    ]);
    expect(kept('project', ['P', 1, 7]).rows).toEqual([
      ['P', 7],
      ['Q', 0],
      ['R', 0],
    ]);
    expect(kept('frn').rows.map(([group]) => group)).toEqual(['1', '2', '3']);
    expect(kept('fiscalYear').rows.map(([group]) => group)).toEqual(['2027-28']);
    const whole = kept(null, ['', 3, 9]);
    expect([whole.rows, whole.total['current'], whole.by]).toEqual([[], 9, []]);
  });

  test('count the projects of a place as they are told', () => {
    const { rows, total } = totalsOfSums({
      cut: 'region',
      groups: ['North', 'South'].map((group) => ({ group, lines: 1, amounts: current(1) })),
      beside: beside(),
    });
    expect([...rows.map(({ values }) => values['projectsTouching']), total['projectsTouching']]).toEqual([5, 0, 7]);
  });

  test('stay as they were: what is told is not changed by adding it up', () => {
    const amounts = current(4);
    const groups = [
      { group: 'Active', lines: 1, amounts },
      { group: 'Active', lines: 1, amounts },
    ];
    expect(totalsOfSums({ cut: 'status', groups, beside: beside() }).total['current']).toBe(8);
    expect(amounts.current).toBe(4);
  });
});

test('a project counts once in a place, whatever brings it there, and once in the program', () => {
  const { sites } = planOf();
  const places = [['0000', '0002', '0000'], ['0001', '9999'], ['9999'], [], ['0002']];
  const touching = countTouching(places, 'region', sites);
  expect([touching.all, Object.fromEntries(touching.byGroup)]).toEqual([3, { North: 2, South: 1 }]);
  expect(Object.fromEntries(countTouching(places, 'site', sites).byGroup)).toEqual({ '0000': 1, '0001': 1, '0002': 2 });
});

test('[§2.2] lines shared one by one give each site the cents that they give together', () => {
  const [one] = planOf().projects.get('P')?.lines ?? [];
  if (one === undefined) throw new Error('The project has lines.');
  const lines = [1, 1, 1].map((cents) => ({ ...one, amounts: { ...noAmounts(), current: cents } }));
  const shares = ['0000', '0001'].map((site) => ({ site, weight: 1, rows: [] }));
  const cents = (together: boolean) =>
    partsBySite(lines, shares, together).map(({ parts }) => parts.map(({ current }) => current));
  expect(cents(true)).toEqual([[2, 1]]);
  expect(cents(false)).toEqual([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
  expect(partsBySite([], shares, true)).toEqual([]);
});

test('[T5, T9–T15, T18, T22] what follows from the sums of a line', () => {
  const amounts = {
    ...noAmounts(),
    original: 1_000,
    boardApproved: 1_100,
    current: 1_150,
    pending: 25,
    committed: 700,
    openEncumbrance: 300,
    expended: 460,
    directCost: 60,
    etc: 500,
    contingencyBudget: 30,
    contingencyDrawn: 20,
    programReserve: 7,
    commitmentOriginal: 640,
    changeOrders: 32,
  };
  expect(valuesOf(amounts)).toEqual({
    original: 1_000,
    boardApproved: 1_100,
    current: 1_150,
    pending: 25,
    proposed: 1_175,
    boardChanges: 100,
    staffChanges: 50,
    committed: 700,
    openEncumbrance: 300,
    expended: 460,
    directCost: 60,
    obligated: 760,
    uncommitted: 390,
    unspent: 690,
    etc: 500,
    eac: 960,
    vac: 190,
    percentSpent: 40,
    percentObligated: 66.1,
    contingencyBudget: 30,
    contingencyDrawn: 20,
    contingencyPercent: 2.7,
    programReserve: 7,
    changeOrderRate: 5,
  });
});
