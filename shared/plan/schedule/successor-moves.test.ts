import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import type { BlockedDays } from './site-work.ts';
import { successorOffers, type SuccessorOffer } from './successor-moves.ts';

const step = (milestone: string, finish: string | null, cells: Cells = {}): Cells => ({
  project: '26.00001',
  location: '0417',
  milestone,
  forecastFinish: finish,
  ...cells,
});

const plan = {
  design: step('M30 Design complete', '2026-10-01'),
  notice: step('M40 Bid/award (NTP)', '2026-11-01'),
  start: step('M50 Installation start', '2026-12-01', { forecastStart: '2026-12-01' }),
  end: step('M60 Installation complete', '2027-01-15', { forecastStart: '2026-12-02' }),
  done: step('M70 Substantial completion', '2027-02-01'),
  financial: step('M90 Financial close', '2027-06-01'),
};

/** What is offered after these cells were typed into the plan. */
function offers(
  typed: { readonly [row: string]: Cells },
  rows: { readonly [row: string]: Cells } = plan,
  blocked: readonly BlockedDays[] = [],
): SuccessorOffer[] {
  const before = new Map(Object.entries(rows));
  const after = new Map([...before].map(([row, cells]) => [row, { ...cells, ...typed[row] }]));
  return successorOffers({ before, after, blockedAt: () => blocked });
}
const movesOf = (found: readonly SuccessorOffer[]) =>
  found.map(({ row, days, moves }) => [row, days, moves.map((move) => [move.row, move.dates.at(-1)?.to])]);

test('a date that is moved moves the steps after it by as many days, starts too', () => {
  const found = offers({ notice: { forecastFinish: '2026-11-15' } });
  expect(movesOf(found)).toEqual([
    [
      'notice',
      14,
      [
        ['start', '2026-12-15'],
        ['end', '2027-01-29'],
        ['done', '2027-02-15'],
      ],
    ],
  ]);
  expect(found[0]?.moves[1]?.dates).toEqual([
    { row: 'end', column: 'forecastStart', from: '2026-12-02', to: '2026-12-16' },
    { row: 'end', column: 'forecastFinish', from: '2027-01-15', to: '2027-01-29' },
  ]);
});

test('an actual date that differs from the forecast moves them, too, and an earlier one brings them forward', () => {
  expect(movesOf(offers({ end: { actualFinish: '2027-01-10' } }))).toEqual([['end', -5, [['done', '2027-01-27']]]]);
  expect(offers({ end: { actualFinish: '2027-01-15' } })).toEqual([]);
});

test('what nobody moved, and what has no step after it, offers nothing', () => {
  expect(offers({})).toEqual([]);
  expect(offers({ done: { forecastFinish: '2027-03-01' } })).toEqual([]);
  expect(offers({ notice: { delayReason: 'Procurement' } })).toEqual([]);
  // Taken away, or entered for the first time: no distance to keep.
  expect(offers({ notice: { forecastFinish: null } })).toEqual([]);
});

test('a step that is done or was moved by hand keeps its date, and those after it follow the nearest one that moved', () => {
  const found = offers({ notice: { forecastFinish: '2026-11-15' }, end: { forecastFinish: '2027-01-18' } });
  expect(movesOf(found)).toEqual([
    ['notice', 14, [['start', '2026-12-15']]],
    ['end', 3, [['done', '2027-02-04']]],
  ]);
  const rows = { ...plan, end: { ...plan.end, actualFinish: '2027-01-15' } };
  expect(movesOf(offers({ notice: { forecastFinish: '2026-11-15' } }, rows))).toEqual([
    ['notice', 14, [['start', '2026-12-15']]],
  ]);
});

test('a named predecessor comes before the order of steps; what runs in a circle moves nothing and ends', () => {
  const named = { ...plan, financial: { ...plan.financial, predecessor: 'M70 Substantial completion' } };
  expect(movesOf(offers({ done: { forecastFinish: '2027-02-11' } }, named))).toEqual([
    ['done', 10, [['financial', '2027-06-11']]],
  ]);
  const apart = { ...plan, end: { ...plan.end, predecessor: 'M30 Design complete' } };
  expect(movesOf(offers({ notice: { forecastFinish: '2026-11-15' } }, apart))).toEqual([
    ['notice', 14, [['start', '2026-12-15']]],
  ]);
  const circle = {
    start: { ...plan.start, predecessor: 'M60 Installation complete' },
    end: { ...plan.end, predecessor: 'M50 Installation start' },
    notice: plan.notice,
  };
  expect(offers({ notice: { forecastFinish: '2026-11-15' } }, circle)).toEqual([]);
});

test('places are apart: another site, and the project as a whole, stay where they are', () => {
  const rows = { ...plan, other: { ...plan.done, location: '0420' }, whole: { ...plan.done, location: null } };
  const [offer] = offers({ end: { forecastFinish: '2027-01-16' } }, rows);
  expect(offer?.moves.map(({ row }) => row)).toEqual(['done']);
});

test('[V42] blocked days into which the installation would fall are named; those it ends before are not', () => {
  const testing = { from: '2027-01-25', to: '2027-03-01', type: 'State testing' };
  const later = { from: '2027-02-20', to: '2027-02-21', type: 'Exam' };
  const [offer] = offers({ notice: { forecastFinish: '2026-11-15' } }, plan, [testing, later]);
  expect(offer?.blocked).toEqual([testing]);
  // What has begun has begun: only its end can move.
  const begun = { ...plan, start: { ...plan.start, actualStart: '2026-12-01', actualFinish: '2026-12-01' } };
  expect(offers({ end: { forecastFinish: '2027-01-20' } }, begun, [testing])[0]?.blocked).toEqual([]);
});
