import { describe, expect, test } from 'vitest';
import { noAmounts } from './amounts.ts';
import { programRows } from './columns-read.ts';
import {
  estimateOf,
  isFinanciallyClosed,
  latestForecasts,
  spreadEstimate,
  totalEstimate,
  type EstimatedLine,
} from './estimate-to-complete.ts';

function line(id: string, category: string | null, current: number, expended = 0, openEncumbrance = 0): EstimatedLine {
  return { id, category, amounts: { ...noAmounts(), current, expended, openEncumbrance } };
}

describe('[T12] the latest forecast of a category', () => {
  const forecast = (row: string, category: string, period: string, etc: number, project = 'P') => ({
    row,
    cells: { project, category, period, etc },
  });
  const programOf = () =>
    programRows({
      forecasts: [
        forecast('F2', 'Equipment', '2026-03', 300),
        forecast('F1', 'Equipment', '2026-02', 200),
        forecast('F3', 'Equipment', '2026-03', 7),
        forecast('F4', 'Services', '2026-04', 50),
        forecast('F5', 'Equipment', '2026-02', 9, 'Q'),
      ],
    });

  test.each<[string | null, readonly (readonly [string, number])[]]>([
    [
      null,
      [
        ['Equipment', 307],
        ['Services', 50],
      ],
    ],
    [
      '2026-04-01',
      [
        ['Equipment', 307],
        ['Services', 50],
      ],
    ],
    ['2026-03-31', [['Equipment', 307]]],
    ['2026-03-01', [['Equipment', 307]]],
    ['2026-02-28', [['Equipment', 200]]],
  ])('on %s is %j: all that is said for its last month, not after that of the day', (day, expected) => {
    expect([...(latestForecasts(programOf(), day).get('P') ?? [])]).toEqual(expected);
  });

  test('before the first there is none', () => {
    expect(latestForecasts(programOf(), '2026-01-31').size).toBe(0);
  });
});

test('[T12] nothing is to come from the day on which the money was closed', () => {
  const closed = { financialStatus: 'Closed', financiallyClosedOn: '2026-03-10' };
  const on = (day: string | null, project: Parameters<typeof isFinanciallyClosed>[0] = closed) =>
    isFinanciallyClosed(project, day);
  expect([on('2026-03-09'), on('2026-03-10'), on('2026-03-11'), on(null)]).toEqual([false, true, true, true]);
  expect(on('2020-01-01', { ...closed, financiallyClosedOn: null })).toBe(true);
  expect(on(null, { ...closed, financialStatus: 'Closing' })).toBe(false);
  expect(isFinanciallyClosed(undefined, null)).toBe(false);
});

describe('[T12] what is to come', () => {
  const etc = (forecast: Readonly<Record<string, number>>, lines: readonly EstimatedLine[], isClosed = false) =>
    totalEstimate(estimateOf(isClosed, new Map(Object.entries(forecast)), lines));

  test.each<[string, Readonly<Record<string, number>>, readonly EstimatedLine[], number]>([
    ['is what is unspent, without a forecast', {}, [line('A', 'Equipment', 900, 300, 100)], 600],
    ['is what is under contract where that is more', {}, [line('A', 'Equipment', 900, 800, 250)], 250],
    ['is never below nothing', {}, [line('A', 'Equipment', 900, 1_000, 0)], 0],
    [
      'is looked at by category, not by line',
      {},
      [line('A', 'Equipment', 900, 1_000), line('B', 'Equipment', 300)],
      200,
    ],
    ['is the forecast of its category', { Equipment: 40 }, [line('A', 'Equipment', 900)], 40],
    [
      'is the forecast for all in place of those without one',
      { Equipment: 40, 'All categories': 500 },
      [line('A', 'Equipment', 900), line('B', 'Services', 100), line('C', 'Other', 100)],
      540,
    ],
    [
      'is not that for all where each has its own',
      { Equipment: 40, 'All categories': 500 },
      [line('A', 'Equipment', 900)],
      40,
    ],
    ['counts categories that have no line on top', { Equipment: 40, Services: 5 }, [line('A', 'Equipment', 900)], 45],
    ['is what is forecast for a project without lines', { Equipment: 40, 'All categories': 500 }, [], 540],
    ['is nothing for a project of which nothing is known', {}, [], 0],
  ])('%s', (_what, forecast, lines, expected) => {
    expect(etc(forecast, lines)).toBe(expected);
    expect(etc(forecast, lines, true)).toBe(0);
  });
});

/** What each line carries of the project's estimate. */
function spread(lines: readonly EstimatedLine[], parts: Parameters<typeof spreadEstimate>[1]): number[] {
  expect(spreadEstimate('P', parts, lines)).toBeNull();
  return lines.map(({ amounts }) => amounts.etc);
}

describe('[FA11] an estimate is put on lines', () => {
  test('first to pay what is under contract, then by what is uncommitted', () => {
    const lines = [line('A', null, 100, 20, 30), line('B', null, 200)];
    expect(spread(lines, [{ lines, etc: 280 }])).toEqual([80, 200]);
  });

  test('to what is uncommitted alone where any is, and not where a line is over its budget', () => {
    const lines = [line('A', null, 100, 150), line('B', null, 10), line('C', null, 70, 70)];
    expect(spread(lines, [{ lines, etc: 20 }])).toEqual([0, 20, 0]);
  });

  test('by what the lines have where nothing is uncommitted, and equally where they have nothing', () => {
    const spent = [line('A', null, 100, 100), line('B', null, 300, 300), line('C', null, -5, 0)];
    expect(spread(spent, [{ lines: spent, etc: 40 }])).toEqual([10, 30, 0]);
    const empty = [line('A', null, 0), line('B', null, 0)];
    expect(spread(empty, [{ lines: empty, etc: 3 }])).toEqual([2, 1]);
  });

  test('so that no contract is left uncovered by a part that falls short of it', () => {
    const [a, b] = [line('A', 'Equipment', 100, 0, 30), line('B', 'Services', 100)];
    expect(
      spread(
        [a, b],
        [
          { lines: [a], etc: 10 },
          { lines: [b], etc: 100 },
        ],
      ),
    ).toEqual([30, 80]);
    const [c, d] = [line('C', 'Equipment', 100, 0, 30), line('D', 'Services', 100)];
    expect(spread([c, d], [{ lines: [c, d], etc: 20 }])).toEqual([30, 0]);
  });

  test('with what comes on top of the contracts of others', () => {
    const lines = [line('A', 'Equipment', 100, 0, 30), line('B', 'Services', 70, 0, 70)];
    const parts = [
      { lines: lines.slice(0, 1), etc: 30 },
      { lines: lines.slice(1), etc: 70 },
      { lines, etc: 50, isOnTop: true as const },
    ];
    expect(spread(lines, parts)).toEqual([80, 70]);
  });

  test('and on a line of its own where a project has none, if anything is to come', () => {
    expect(spreadEstimate('P', [{ lines: [], etc: 40 }], [])).toMatchObject({
      row: null,
      project: 'P',
      amounts: { etc: 40 },
    });
    expect(spreadEstimate('P', [{ lines: [], etc: 0 }], [])).toBeNull();
    expect(spreadEstimate('P', [], [])).toBeNull();
  });
});

test('[T12] cents that are left over go to the first lines by their ids, in whatever order they come', () => {
  const lines = [line('B', 'Equipment', 0), line('A', 'Services', 0)];
  const [part] = estimateOf(false, new Map([['All categories', 3]]), lines);
  expect(part?.lines.map(({ id }) => id)).toEqual(['A', 'B']);
});
