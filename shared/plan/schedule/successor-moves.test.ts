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

test('an offer says which milestone was moved, and those after it stand by step', () => {
  const { notice, start, end, done } = plan;
  const found = offers({ notice: { forecastFinish: '2026-11-02' } }, { done, end, start, notice });
  expect(found).toMatchObject([
    { row: 'notice', project: '26.00001', location: '0417', milestone: 'M40 Bid/award (NTP)', days: 1 },
  ]);
  expect(found[0]?.moves.map(({ row }) => row)).toEqual(['start', 'end', 'done']);
  const ofProject = offers(
    { notice: { forecastFinish: '2026-11-02' } },
    {
      notice: { ...notice, location: null },
      start: { ...start, location: '' },
    },
  );
  expect(ofProject).toMatchObject([{ location: null, moves: [{ row: 'start' }] }]);
});

test('projects are apart, and what names no project or no milestone yet is no step', () => {
  const another = { ...plan.done, project: '26.00002' };
  const { project: _project, ...unplaced } = plan.done;
  const { milestone: _milestone, ...unnamed } = plan.done;
  const rows = { end: plan.end, another, unplaced, unnamed };
  expect(offers({ end: { forecastFinish: '2027-01-16' } }, rows)).toEqual([]);
  expect(
    offers({ unplaced: { forecastFinish: '2027-02-10' }, unnamed: { forecastFinish: '2027-02-10' } }, rows),
  ).toEqual([]);
});

test('a date that is entered for the first time, or taken away, moves nothing, not even what names the milestone', () => {
  const start = { ...plan.start, predecessor: 'M40 Bid/award (NTP)' };
  const undated = { ...plan.notice, forecastFinish: null };
  expect(offers({ notice: { forecastFinish: '2026-11-15' } }, { notice: undated, start })).toEqual([]);
  expect(
    offers({ notice: { forecastFinish: '2026-11-15' } }, { notice: { ...undated, forecastFinish: '' }, start }),
  ).toEqual([]);
  expect(offers({ notice: { forecastFinish: null } }, { notice: plan.notice, start })).toEqual([]);
});

test('a milestone that was only just added moves nothing, and is moved by those before it', () => {
  const before = new Map<string, Cells>([['notice', plan.notice]]);
  const after = new Map<string, Cells>([
    ['notice', { ...plan.notice, forecastFinish: '2026-11-02' }],
    ['done', plan.done],
  ]);
  expect(movesOf(successorOffers({ before, after, blockedAt: () => [] }))).toEqual([
    ['notice', 1, [['done', '2027-02-02']]],
  ]);
});

test('the first of the steps moves the next one that has a date; a step without dates is passed over, and steps beside the order stay', () => {
  const needs = step('M20 Scope confirmed', '2026-09-01');
  const undated = step('M30 Design complete', null);
  const { notice, financial } = plan;
  expect(movesOf(offers({ needs: { forecastFinish: '2026-09-03' } }, { needs, undated, notice, financial }))).toEqual([
    ['needs', 2, [['notice', '2026-11-03']]],
  ]);
  // So is one whose date was just taken away.
  const taken = { needs: { forecastFinish: '2026-09-03' }, design: { forecastFinish: null } };
  expect(movesOf(offers(taken, { needs, design: plan.design, notice }))).toEqual([
    ['needs', 2, [['notice', '2026-11-03']]],
  ]);
  expect(offers({ financial: { forecastFinish: '2027-06-03' } }, { notice, financial })).toEqual([]);
});

test('of a step that has begun only the finish moves, and of one without a start there is no start to move', () => {
  const dates = (cells: Cells) =>
    offers({ notice: { forecastFinish: '2026-11-02' } }, { notice: plan.notice, end: { ...plan.end, ...cells } })[0]
      ?.moves[0]?.dates;
  const finish = { row: 'end', column: 'forecastFinish', from: '2027-01-15', to: '2027-01-16' };
  expect(dates({ actualStart: '2026-12-03' })).toEqual([finish]);
  expect(dates({ forecastStart: null })).toEqual([finish]);
});

test('[V42] the installation goes from its start, or the end alone where none is planned, to the end expected', () => {
  const days = { from: '2027-01-16', to: '2027-01-20', type: 'Exam' };
  const blockedBy = (start: Cells | null, end: Cells = {}) => {
    const { notice } = plan;
    const rows = {
      notice,
      end: { ...plan.end, predecessor: 'M40 Bid/award (NTP)', ...end },
      done: plan.done,
      ...(start && { start }),
    };
    return offers({ notice: { forecastFinish: '2026-11-02' } }, rows, [days])[0]?.blocked;
  };
  const start = (cells: Cells) => step('M50 Installation start', null, cells);
  // The end moves by a day, to the 16th.
  expect(blockedBy(plan.start)).toEqual([days]);
  expect(blockedBy(null)).toEqual([days]);
  expect(blockedBy(plan.start, { forecastFinish: '2027-01-14' })).toEqual([]);
  expect(blockedBy(plan.start, { actualFinish: '2027-01-16' })).toEqual([]);
  expect(blockedBy(plan.start, { forecastFinish: null })).toEqual([]);
  const late = { forecastFinish: '2027-02-10' };
  expect(blockedBy(start({ forecastStart: '2027-01-19' }), late)).toEqual([days]);
  expect(blockedBy(start({ forecastStart: '2027-01-20' }), late)).toEqual([]);
  expect(blockedBy(start({ actualStart: '2027-01-20', forecastStart: '2027-02-01' }), late)).toEqual([days]);
  expect(blockedBy(start({ actualStart: '2027-01-21', forecastStart: '2027-01-01' }), late)).toEqual([]);
  expect(blockedBy(start({ actualFinish: '2027-01-20', forecastFinish: '2027-02-01' }), late)).toEqual([days]);
  expect(blockedBy(start({ forecastFinish: '2027-01-19' }), late)).toEqual([days]);
  expect(blockedBy(start({}), late)).toEqual([]);
  // What would end before it begins is no installation.
  expect(blockedBy(start({ forecastStart: '2027-01-18' }))).toEqual([]);
});

test('[V42] blocked days are asked for at places alone where something is offered, and installation is left to be done', () => {
  const asked: (string | null)[][] = [];
  const blockedAt = (project: string, location: string | null) => {
    asked.push([project, location]);
    return [];
  };
  const ask = (typed: { readonly [row: string]: Cells }, rows: { readonly [row: string]: Cells } = plan) => {
    asked.length = 0;
    const before = new Map(Object.entries(rows));
    successorOffers({
      before,
      after: new Map([...before].map(([row, cells]) => [row, { ...cells, ...typed[row] }])),
      blockedAt,
    });
    return asked;
  };
  expect(ask({ notice: { forecastFinish: '2026-11-15' } })).toEqual([['26.00001', '0417']]);
  expect(ask({})).toEqual([]);
  expect(ask({ done: { forecastFinish: '2027-03-01' } })).toEqual([]);
  expect(ask({ end: { actualFinish: '2027-01-16' } })).toEqual([]);
  const { notice, done } = plan;
  expect(ask({ notice: { forecastFinish: '2026-11-15' } }, { notice, done })).toEqual([]);
});
