import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms, type StoredProgram } from '../../../test/golden/program-arbitrary.ts';
import { explainedMeasures } from '../figures/figure-weight.ts';
import type { TableName } from '../../tables/all-tables.ts';
import type { FigurePart } from '../figures/explain-figure.ts';
import { figureTables } from '../figures/figure-tables.ts';
import { cuts, type Cut } from '../figures/cuts.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { programRows } from '../figures/columns-read.ts';
import { totalsOf } from '../figures/totals.ts';
import { bridgeFigure, type Bridge, type BridgeMoment } from './bridge-figure.ts';
import { tries } from '../../../test/run-size.ts';

function momentOf(stored: StoredProgram, day: string | null): BridgeMoment {
  const program = programRows(stored);
  return { program, facts: planFacts(program, day) };
}

/** A figure that totals show on one of two sides, by places in their lists. */
interface Figure {
  readonly measure: string;
  readonly part: FigurePart;
}

const days = fc.option(fc.constantFrom('2025-03-01', '2025-12-31', '2026-06-15', '2026-12-28'), { nil: null });
const picks = fc.array(fc.tuple(fc.constantFrom<Cut | 'line' | ''>(...cuts, 'line', ''), fc.nat(), fc.nat()), {
  minLength: 10,
  maxLength: 10,
});

function figureOf(
  { program, facts }: BridgeMoment,
  [cut, row, measure]: readonly [Cut | 'line' | '', number, number],
): Figure {
  const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(list.length, 1)];
  if (cut === 'line') {
    const posted = explainedMeasures.filter((name) => totalsOf(facts, []).measures.includes(name));
    return {
      measure: at(posted, measure) ?? 'current',
      part: { line: at(program.budgetLines, row)?.cells.id ?? 'BL-0' },
    };
  }
  // A measure of one cut alone is shown nowhere where that cut has no rows.
  const by = cut === '' || totalsOf(facts, [cut]).rows.length === 0 ? [] : [cut];
  const { rows, measures } = totalsOf(facts, by);
  const name =
    at(
      explainedMeasures.filter((each) => measures.includes(each)),
      measure,
    ) ?? 'current';
  const group = by.length === 0 ? undefined : at(rows, row)?.groups[0];
  return { measure: name, part: cut === '' || group === undefined ? {} : { [cut]: group } };
}

function valueIn({ facts }: BridgeMoment, { measure, part }: Figure): number {
  if (part.line !== undefined) return Number.NaN;
  const by = cuts.filter((cut) => part[cut] !== undefined);
  const { rows, total } = totalsOf(facts, by);
  const values = by.length === 0 ? total : rows.find(({ groups }) => groups[0] === part[by[0] ?? 'project'])?.values;
  return values?.[measure] ?? 0;
}

function sumOf({ steps }: Bridge): number {
  return steps.reduce((sum, { amount }) => sum + amount, 0);
}

describe('the bridge of a figure', () => {
  test('leads from what totals say at one moment to what they say at another, in both directions, with nothing left over', () => {
    fc.assert(
      fc.property(
        storedPrograms,
        storedPrograms,
        fc.boolean(),
        days,
        days,
        picks,
        (one, other, isSame, day, later, asked) => {
          const [from, to] = [momentOf(one, day), momentOf(isSame ? one : other, later)];
          for (const pick of asked) {
            const figure = figureOf(to, pick);
            const bridge = bridgeFigure({ from, to, ...figure });
            const back = bridgeFigure({ from: to, to: from, ...figure });
            expect(bridge.start + sumOf(bridge)).toBe(bridge.end);
            expect([back.start, back.end, sumOf(back)]).toEqual([bridge.end, bridge.start, 0 - sumOf(bridge)]);
            for (const { entries, amount } of bridge.steps)
              expect(entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(amount);
            if (figure.part.line !== undefined) continue;
            expect([figure, bridge.start, bridge.end]).toEqual([figure, valueIn(from, figure), valueIn(to, figure)]);
          }
        },
      ),
      // Ten figures each, two ways.
      { numRuns: tries(100) },
    );
  });

  test('is the same from the tables that its figure is made of alone', () => {
    const tablesOf = (stored: StoredProgram, tables: readonly TableName[]): StoredProgram =>
      Object.fromEntries(tables.map((table) => [table, stored[table] ?? []]));
    fc.assert(
      fc.property(storedPrograms, storedPrograms, days, days, picks, (one, other, day, later, asked) => {
        const [from, to] = [momentOf(one, day), momentOf(other, later)];
        for (const pick of asked) {
          const figure = figureOf(to, pick);
          const tables = figureTables(figure.measure, figure.part);
          const narrow = [momentOf(tablesOf(one, tables), day), momentOf(tablesOf(other, tables), later)] as const;
          expect([figure, bridgeFigure({ from: narrow[0], to: narrow[1], ...figure })]).toEqual([
            figure,
            bridgeFigure({ from, to, ...figure }),
          ]);
        }
      }),
      { numRuns: tries(40) },
    );
    expect(figureTables('current', {})).not.toContain('expenditures');
  });

  test('between two moments without a difference there is no step, and from nothing a figure begins with its originals', () => {
    fc.assert(
      fc.property(storedPrograms, days, (stored, day) => {
        const moment = momentOf(stored, day);
        for (const measure of ['current', 'eac', 'vac']) {
          expect(bridgeFigure({ from: moment, to: moment, measure, part: {} }).steps).toEqual([]);
          const { start, end } = bridgeFigure({ from: null, to: moment, measure, part: {} });
          expect([start, end]).toEqual([0, totalsOf(moment.facts, []).total[measure]]);
        }
      }),
      { numRuns: tries(20) },
    );
  });
});

/** Two projects, a board amendment over both, a payment, and forecasts. */
function plan(cells: {
  readonly status?: string;
  readonly lineProject?: string;
  readonly etc?: number;
  readonly period?: string;
}): StoredProgram {
  const { status = 'Approved', lineProject = '26.00001', etc = 700, period = '2026-03' } = cells;
  const project = (number: string) => ({
    row: `P${number}`,
    cells: {
      number,
      name: number,
      program: 'A',
      primarySystem: 'LAN',
      class: 'Site',
      status: 'Active',
      financialStatus: 'Open',
      percentComplete: 0,
    },
  });
  const line = (id: string, ofProject: string, original: number) => ({
    row: `L${id}`,
    cells: { id, project: ofProject, source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', original },
  });
  return {
    projects: [project('26.00001'), project('26.00002')],
    budgetLines: [line('BL-1', '26.00001', 1000), line('BL-2', lineProject, 500)],
    changes: [
      {
        row: 'C1',
        cells: {
          number: 'BC-1',
          type: 'Board Amendment',
          status,
          effectiveDate: '2026-02-10',
          submittedOn: '2026-01-10',
        },
      },
    ],
    changeLines: [
      { row: 'CL1', cells: { change: 'BC-1', budgetLine: 'BL-1', amount: 250 } },
      { row: 'CL2', cells: { change: 'BC-1', budgetLine: 'BL-2', amount: -250 } },
    ],
    expenditures: [
      { row: 'E1', cells: { postingDate: '2026-03-05', period: '2026-03', budgetLine: 'BL-1', amount: 40 } },
    ],
    forecasts: [{ row: 'F1', cells: { project: '26.00001', category: 'Equipment', period, etc } }],
  };
}

describe('the steps of a bridge', () => {
  const steps = (bridge: Bridge) => bridge.steps.map(({ key, kind, amount }) => [key, kind, amount]);
  const part = { project: '26.00001' };

  test('name the amendment by which a project grew, between days and between revisions alike', () => {
    const before = momentOf(plan({ status: 'Pending' }), '2026-02-09');
    const after = momentOf(plan({}), '2026-02-10');
    const bridge = bridgeFigure({ from: before, to: after, measure: 'current', part: { line: 'BL-1' } });
    expect([bridge.start, bridge.end]).toEqual([1000, 1250]);
    expect(bridge.steps).toMatchObject([
      { kind: 'change', account: 'board', change: 'BC-1', date: '2026-02-10', amount: 250 },
    ]);
    const byDay = momentOf(plan({}), '2026-02-09');
    expect(steps(bridgeFigure({ from: byDay, to: after, measure: 'current', part: { line: 'BL-1' } }))).toEqual(
      steps(bridge),
    );
  });

  test('tell what moved within a project as a step of nothing, and a line that came in as moved', () => {
    const before = momentOf(plan({ status: 'Draft', lineProject: '26.00002' }), '2026-02-10');
    const bridge = bridgeFigure({ from: before, to: momentOf(plan({}), '2026-02-10'), measure: 'current', part });
    expect(steps(bridge)).toEqual([
      ['change/board/BC-1', 'change', 0],
      ['moved/26.00001', 'moved', 500],
    ]);
  });

  test('decompose what is forecast by documents and by the forecasts it went by', () => {
    const before = momentOf(plan({ period: '2026-02' }), '2026-02-28');
    const after = momentOf(plan({ etc: 600 }), '2026-03-31');
    const bridge = bridgeFigure({ from: before, to: after, measure: 'eac', part });
    expect([bridge.start, bridge.end, steps(bridge)]).toEqual([
      700,
      640,
      [
        ['direct', 'rows', 40],
        ['estimate/Equipment', 'estimate', -100],
      ],
    ]);
    expect(bridge.steps[1]?.entries[0]?.basis).toEqual({
      before: { kind: 'forecast', category: 'Equipment', period: '2026-02', row: 'F1' },
      after: { kind: 'forecast', category: 'Equipment', period: '2026-03', row: 'F1' },
    });
  });

  test('are told by their accounts and days, what moved last, and the largest entry first', () => {
    const expenditure = (row: string, amount: number) => ({
      row,
      cells: { postingDate: '2026-03-05', period: '2026-03', budgetLine: 'BL-1', amount },
    });
    const change = (row: string, number: string, effectiveDate: string) => ({
      row,
      cells: { number, type: 'Board Amendment', status: 'Approved', effectiveDate },
    });
    const moved = (row: string, of: string, amount: number) => ({
      row,
      cells: { change: of, budgetLine: 'BL-1', amount },
    });
    const before = plan({ status: 'Draft', lineProject: '26.00002' });
    const after: StoredProgram = {
      ...plan({ status: 'Draft' }),
      changes: [
        change('C2', 'BC-2', '2026-03-01'),
        change('C3', 'BC-3', '2026-02-01'),
        change('C4', 'BC-4', '2026-02-01'),
      ],
      changeLines: [
        moved('CL1', 'BC-2', 5),
        moved('CL2', 'BC-2', -70),
        moved('CL3', 'BC-4', 1),
        moved('CL4', 'BC-3', 1),
        moved('CL5', 'BC-2', 5),
      ],
      expenditures: [expenditure('E1', 40), expenditure('E2', -60), expenditure('E3', 40)],
    };
    const bridge = bridgeFigure({
      from: momentOf(before, '2026-02-10'),
      to: momentOf(after, '2026-03-31'),
      measure: 'uncommitted',
      part,
    });
    expect(steps(bridge)).toEqual([
      ['change/board/BC-3', 'change', 1],
      ['change/board/BC-4', 'change', 1],
      ['change/board/BC-2', 'change', -60],
      ['direct', 'rows', -20],
      ['moved/26.00001', 'moved', 500],
    ]);
    expect(bridge.steps.map(({ date }) => date)).toEqual(['2026-02-01', '2026-02-01', '2026-03-01', null, null]);
    expect(bridge.steps.map(({ entries }) => entries.map(({ row }) => row))).toEqual([
      ['CL4'],
      ['CL3'],
      ['CL2', 'CL1', 'CL5'],
      ['E2', 'E1', 'E3'],
      ['LBL-2'],
    ]);
  });

  test('of what is still to come are told by category for a project or a line, and in one for more', () => {
    const from = momentOf(plan({ period: '2026-02' }), '2026-02-28');
    const to = momentOf(plan({ etc: 600 }), '2026-03-31');
    const keys = (of: FigurePart) => bridgeFigure({ from, to, measure: 'etc', part: of }).steps.map(({ key }) => key);
    expect(keys(part)).toEqual(['estimate/Equipment']);
    expect(keys({ line: 'BL-1' })).toEqual(['estimate/Equipment']);
    expect(keys({})).toEqual(['estimate/']);
    expect(keys({ source: 'BND-A' })).toEqual(['estimate/']);
  });
});
