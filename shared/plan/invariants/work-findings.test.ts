import { describe, expect, test } from 'vitest';
import { blamed, found, told } from '../dirty-plan/findings-of.ts';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import {
  change,
  order,
  payment,
  projectOf,
  row,
  siteOf,
  soundGround,
  source,
  work,
  type PlantedRow,
} from '../dirty-plan/sound-work.ts';
import { planFacts } from '../figures/plan-facts.ts';
import type { Cells } from '../../tables/cell.ts';
import { ALL_CATEGORIES } from '../../tables/lists.ts';
import { invariantFacts, judgePlan } from './judge-plan.ts';

const forecast = (cells: Cells): PlantedRow =>
  row('forecasts', {
    project: projectOf(1),
    category: 'Equipment',
    period: '2026-11',
    etc: 10_000_000,
    updatedOn: '2026-11-02',
    ...cells,
  });
const line = (id: string, cells: Cells = {}): PlantedRow =>
  row('budgetLines', {
    id,
    project: projectOf(1),
    source: 'BND-A',
    fiscalYear: '2026-27',
    category: 'Installation & Cabling',
    original: 10_000_000,
    ...cells,
  });
const approved = { status: 'Approved', effectiveDate: '2026-07-01', approvedBy: 'CFO' };
const step = (cells: Cells): PlantedRow =>
  row('milestones', { project: projectOf(1), location: siteOf(1), baselineNumber: 0, ...cells });

describe('[V14] the reference to the ballot list', () => {
  const project = (kind: string, from = 'BND-A') =>
    found(work(1, 'A', { project: { class: kind, bondListRef: null }, line: { source: from } }));

  test('is asked of work that a bond pays, not of reserve or management, nor of other money', () => {
    expect(project('Site')).toEqual([['V14', 0]]);
    expect(project('Program Reserve')).toEqual([]);
    expect(project('Program Management')).toEqual([]);
    expect(project('Site', 'F40')).toEqual([]);
    expect(project('Site', 'GONE')).toEqual([]);
  });
});

describe('[V36] a forecast below what is under contract', () => {
  const ordered = [
    work(1, 'A'),
    order(1, 5_000_000),
    line('BL-1B'),
    order(1, 3_000_000, { number: 'PO-2', budgetLine: 'BL-1B' }),
  ];

  test('is blamed in the categories that it does not cover, the furthest from it first', () => {
    const cabling = { category: 'Installation & Cabling' };
    const plan = (equipment: number, cables: number) => [
      ...ordered,
      forecast({ etc: equipment }),
      forecast({ ...cabling, etc: cables }),
    ];
    expect(blamed('category', ...plan(4_000_000, 1_000_000))).toEqual([
      ['Installation & Cabling etc', 'Equipment etc'],
    ]);
    expect(blamed('category', ...plan(2_000_000, 2_000_000))).toEqual([
      ['Equipment etc', 'Installation & Cabling etc'],
    ]);
    expect(blamed('category', ...plan(4_000_000, 3_000_000))).toEqual([['Equipment etc']]);
    expect(told(...plan(4_000_000, 1_000_000))).toEqual([
      '27.00001 · A: estimate to complete 50,000.00 is below open encumbrances 80,000.00.',
    ]);
  });

  test('for all categories is blamed once for those without one of their own', () => {
    const plan = [...ordered, forecast({ category: ALL_CATEGORIES, etc: 1 })];
    expect(found(...plan)).toEqual([['V36', 7_999_999]]);
    expect(blamed('category', ...plan)).toEqual([[`${ALL_CATEGORIES} etc`]]);
  });

  test('is not blamed in a category without a line, which comes on top', () => {
    const plan = [work(1, 'A'), order(1, 5_000_000), forecast({ etc: 4_000_000 })];
    const onTop = forecast({ category: 'Software & Licenses', etc: 500_000 });
    expect(found(...plan, onTop)).toEqual([['V36', 500_000]]);
    expect(blamed('category', ...plan, onTop)).toEqual([['Equipment etc']]);
  });

  test('below nothing in a category without a line is blamed on the project', () => {
    const plan = [work(1, 'A'), forecast({ etc: 0 }), forecast({ category: 'Software & Licenses', etc: -5 })];
    expect(found(...plan)).toEqual([['V36', 5]]);
    expect(blamed('number', ...plan)).toEqual([['27.00001 row']]);
  });

  test('is that of the latest month, wherever it stands', () => {
    const old = forecast({ etc: 10_000_000, period: '2026-09' });
    const latest = forecast({ etc: 4_000_000 });
    for (const both of [
      [old, latest],
      [latest, old],
    ])
      expect(blamed('period', work(1, 'A'), order(1, 5_000_000), ...both)).toEqual([['2026-11 etc']]);
  });

  test('matters no more once the project is financially closed, which owes nothing', () => {
    const project = { financialStatus: 'Closed', financiallyClosedOn: '2026-10-01', status: 'Cancelled' };
    const rules = found(work(1, 'A', { project }), order(1, 5_000_000), forecast({ etc: 0 })).map(([rule]) => rule);
    expect(rules).toContain('V47');
    expect(rules).not.toContain('V36');
  });
});

describe('[V37] a forecast is fresh by its last one', () => {
  const old = forecast({ period: '2026-08', updatedOn: '2026-08-03' });

  test('of active projects, whatever came before it', () => {
    expect(found(work(1, 'A'), old)).toEqual([['V37', 0]]);
    expect(found(work(1, 'A', { project: { status: 'On Hold' } }), old)).toEqual([]);
    expect(found(work(1, 'A'), old, forecast({}))).toEqual([]);
    expect(found(work(1, 'A'), forecast({}), old)).toEqual([]);
  });

  test('and the first of those of one day is blamed', () => {
    const same = forecast({ category: ALL_CATEGORIES, period: '2026-08', updatedOn: '2026-08-03' });
    expect(blamed('category', work(1, 'A'), old, same)).toEqual([['Equipment updatedOn']]);
    const older = forecast({ category: ALL_CATEGORIES, period: '2026-07', updatedOn: '2026-07-03' });
    expect(blamed('period', work(1, 'A'), older, old)).toEqual([['2026-08 updatedOn']]);
  });

  test('by its month where nobody wrote down the day', () => {
    expect(told(work(1, 'A'), forecast({ period: '2026-08', updatedOn: null }))).toEqual([
      'Forecast for 27.00001 · A was last updated 2026-08-31.',
    ]);
  });
});

test('[V38] contingency that was planned below zero is ahead of nothing', () => {
  const plan = (original: number, back: number) =>
    found(
      work(1, 'A', { line: { category: 'Contingency', original }, project: { percentComplete: 0 } }),
      line('BL-1B'),
      change(1, { 'BL-1': back, 'BL-1B': -back }, approved),
    );
  expect(plan(-1_000_000, 6_000_000)).toEqual([]);
  expect(plan(10_000_000, -6_000_000).map(([rule]) => rule)).toContain('V38');
});

describe('[V46, C17] an active project', () => {
  const active = (project: Cells, without: readonly ('line' | 'scope' | 'milestones')[] = []) =>
    told(work(1, 'A', { project, without }));

  test('says what it lacks', () => {
    const lacks = (what: string) => `27.00001 · A cannot become Active: missing ${what}.`;
    expect(active({ manager: null })).toEqual([lacks('a project manager')]);
    expect(active({ scopeDescription: null })).toEqual([lacks('its scope')]);
    expect(active({}, ['scope'])).toEqual([lacks('its scope')]);
    expect(active({}, ['milestones'])).toEqual([lacks('milestones')]);
    expect(active({ manager: null }, ['line', 'milestones'])).toEqual([
      '27.00001 · A has no budget line.',
      lacks('a budget line, a project manager, milestones'),
    ]);
  });

  test('has no budget line by having a forecast', () => {
    const rules = found(work(1, 'A', { without: ['line'] }), forecast({})).map(([rule]) => rule);
    expect(rules).toEqual(expect.arrayContaining(['C17', 'V46']));
  });

  test('that is reserve or management of the program has neither scope nor milestones, be it active or complete', () => {
    for (const kind of ['Program Reserve', 'Program Management'])
      for (const status of ['Active', 'Complete'])
        expect(active({ class: kind, status }, ['scope', 'milestones'])).toEqual([]);
  });
});

describe('[C16] a complete project', () => {
  const complete = (milestones: Readonly<Record<string, Cells>>) =>
    work(1, 'A', { project: { status: 'Complete' }, milestones });
  const done = { M50: { actualFinish: '2026-08-01' }, M60: { actualFinish: '2026-09-01' } };

  test('blames each place that is not done, and the project', () => {
    const plan = [...complete(done), step({ location: null, milestone: 'M70 Substantial completion' })];
    expect(blamed('milestone', ...plan)).toEqual([
      ['M70 Substantial completion actualFinish', 'M70 Substantial completion actualFinish', 'undefined status'],
    ]);
    expect(told(...plan)).toEqual(['27.00001 · A is complete without the actual date of completion.']);
  });

  test('may have other steps open', () => {
    const finished = { ...done, M70: { actualFinish: '2026-10-01' } };
    const documents = step({ milestone: 'M80 Close-out documents', forecastFinish: '2027-12-01' });
    expect(found(complete(finished), documents)).toEqual([]);
  });

  test('has such a milestone', () => {
    const plan = work(1, 'A', { project: { status: 'Complete' }, without: ['milestones'] });
    expect(told(...plan)).toEqual(['27.00001 · A is complete without the milestone of substantial completion.']);
    expect(blamed('number', ...plan)).toEqual([['27.00001 status']]);
  });
});

describe('[V47] a financially closed project', () => {
  const closed = (project: Cells, rest: readonly PlantedRow[], without: readonly 'milestones'[] = ['milestones']) =>
    told(
      work(1, 'A', { project: { financialStatus: 'Closed', ...project }, line: { original: 0 }, without }),
      rest,
    ).filter((message) => message.includes('closed'));
  const open = (milestone: string) => step({ milestone, forecastFinish: '2027-12-01' });

  test('has no step open but the closing itself', () => {
    const [documents, closing] = [open('M80 Close-out documents'), open('M90 Financial close')];
    const one = ['27.00001 · A cannot be closed: 1 open milestone.'];
    expect(closed({ status: 'On Hold' }, [closing])).toEqual([]);
    expect(closed({ status: 'On Hold' }, [closing, documents])).toEqual(one);
    expect(closed({ status: 'On Hold' }, [documents, open('M65 Testing & cutover')])).toEqual([
      '27.00001 · A cannot be closed: 2 open milestones.',
    ]);
  });

  test('has taken no step where it was cancelled, and owes nothing all the same', () => {
    expect(closed({ status: 'Cancelled' }, [], [])).toEqual([]);
    expect(closed({ status: 'Cancelled' }, [order(1, 500)], [])).toEqual([
      '27.00001 · A cannot be closed: 5.00 encumbered.',
    ]);
  });
});

test('[V47] a project is closed from its closing day on: a day before it owes what it owed then', () => {
  const project = { status: 'On Hold', financialStatus: 'Closed', financiallyClosedOn: '2026-11-10' };
  const planted = [...soundGround, ...work(1, 'A', { project, without: ['milestones'] }), order(1, 500)];
  const rows = planOfRows(planted);
  const foundOn = (day: string) => {
    const verdicts = judgePlan(invariantFacts(rows, day, planFacts(rows, day)));
    return verdicts.find(({ id }) => id === 'V47')?.findings.map(({ message }) => message);
  };
  expect(foundOn('2026-11-09')).toEqual([]);
  expect(foundOn('2026-11-10')).toEqual(['27.00001 · A cannot be closed: 5.00 encumbered.']);
});

describe('[V57] a status that calls for a remark', () => {
  const project = (cells: Cells, rest: readonly PlantedRow[] = [], milestones: Record<string, Cells> = {}) =>
    told(work(1, 'A', { project: cells, milestones }), rest);
  const explain = (color: string) => [`Explain the ${color} status of 27.00001 · A.`];

  test('is yellow or red, by the scope, the budget, the schedule or the contingency', () => {
    expect(project({ scopeIndicator: 'Yellow' })).toEqual(explain('yellow'));
    expect(project({ scopeIndicator: 'Red' })).toEqual(explain('red'));
    expect(project({ scopeIndicator: 'Green' })).toEqual([]);
    expect(project({}, [forecast({ etc: 20_000_000 })])).toContain(explain('red')[0]);
    const late = { M70: { forecastFinish: '2027-12-15', delayReason: 'Contractor' } };
    expect(project({}, [], late)).toEqual(explain('red'));
    const drawn = change(1, { 'BL-1': 6_000_000, 'BL-C': -6_000_000 }, approved);
    expect(project({ percentComplete: 0 }, [line('BL-C', { category: 'Contingency' }), ...drawn])).toContain(
      explain('yellow')[0],
    );
  });

  test('is the one that somebody has set, be the figures what they are', () => {
    expect(project({ scopeIndicator: 'Red', indicatorOverride: 'Green' })).toEqual([]);
    expect(project({ scopeIndicator: 'Red', indicatorOverride: 'Yellow' })).toEqual(explain('yellow'));
    expect(project({ scopeIndicator: 'Red', remark: 'The crane is late.' })).toEqual([]);
  });
});

describe('[V39] the order of steps', () => {
  const steps = (milestones: Readonly<Record<string, Cells>>) => work(1, 'A', { milestones });

  test('is that of their codes, whichever row comes first', () => {
    const rows = steps({ M60: { forecastFinish: '2027-08-16' } });
    expect(found(...rows)).toEqual([['V39', 0]]);
    expect(told(...rows.toReversed())).toEqual(told(...rows));
    expect(told(...rows)).toEqual([
      '27.00001 · A at 0001 · School 1: M70 · Substantial completion 2027-08-15 is before M60 · Installation complete 2027-08-16.',
    ]);
  });

  test('passes over a step without a date, and over those of E-Rate', () => {
    const early = { M60: { forecastFinish: null }, M70: { forecastFinish: '2027-06-14' } };
    expect(found(...steps(early)).map(([rule]) => rule)).toEqual(['V39']);
    expect(found(work(1, 'A'), step({ milestone: 'M48 FCDL received', forecastFinish: '2028-01-01' }))).toEqual([]);
  });

  test('blames the day that counts, the actual one where there is one', () => {
    const plan = steps({ M50: { actualFinish: '2026-11-02' }, M60: { actualFinish: '2026-11-01' } });
    expect(blamed('milestone', ...plan)).toEqual([['M60 Installation complete actualFinish']]);
    const forecasts = steps({ M60: { forecastFinish: '2027-06-14' } });
    expect(blamed('milestone', ...forecasts)).toEqual([['M60 Installation complete forecastFinish']]);
  });

  test('holds within a site: another one may be done before this one begins', () => {
    const other = [
      row('sites', { ...work(2, 'B')[0]?.cells }),
      step({
        location: siteOf(2),
        milestone: 'M50 Installation start',
        forecastStart: '2027-09-15',
        forecastFinish: '2027-09-15',
      }),
    ];
    expect(found(work(1, 'A'), ...other)).toEqual([]);
  });
});

test('[V40] a step of the project as a whole is told without a site', () => {
  expect(
    told(work(1, 'A'), step({ location: null, milestone: 'M20 Site survey/design start', actualFinish: '2026-11-16' })),
  ).toEqual(['M20 · Site survey/design start of 27.00001 · A: actual date 2026-11-16 is in the future.']);
});

test('[V41] due is what has a forecast, is not done, and is not cancelled', () => {
  const due = (cells: Cells, project: Cells = {}) =>
    found(work(1, 'A', { project }), step({ milestone: 'M20 Site survey/design start', ...cells })).map(
      ([rule]) => rule,
    );
  expect(due({ forecastFinish: '2026-10-31' })).toEqual(['V41']);
  expect(due({ forecastFinish: '2026-10-31', actualFinish: '2026-11-02' })).toEqual([]);
  expect(due({})).toEqual([]);
  expect(due({ forecastFinish: '2026-10-31' }, { status: 'Cancelled' })).not.toContain('V41');
});

describe('[V42] work in a blocked window', () => {
  const window = (start: string, end: string, cells: Cells = {}) =>
    row('calendar', { id: 'C', start, end, appliesTo: 'All', type: 'Exam', severity: 'Block', ...cells });
  const hit = (milestones: Readonly<Record<string, Cells>>, day: string, rest: readonly PlantedRow[] = []) =>
    found(work(1, 'A', { milestones }), window(day, day), rest).map(([rule]) => rule);

  test('lasts from the first to the last day of the installation', () => {
    expect(hit({}, '2027-06-14')).toEqual([]);
    expect(hit({}, '2027-06-15')).toEqual(['V42']);
    expect(hit({}, '2027-08-01')).toEqual(['V42']);
    expect(hit({}, '2027-08-02')).toEqual([]);
    const whichever = [...work(1, 'A').toReversed(), window('2027-07-01', '2027-07-01')];
    expect(found(...whichever)).toEqual([['V42', 0]]);
    expect(found(work(1, 'A'), window('2027-06-01', '2027-06-15'))).toEqual([['V42', 0]]);
    expect(found(work(1, 'A'), window('2027-06-01', '2027-06-14'))).toEqual([]);
  });

  test('begins when it was begun, else when it is to begin, else when its first step ends', () => {
    const begun = { forecastStart: '2026-11-10', forecastFinish: '2026-11-10' };
    expect(hit({ M50: { ...begun, actualStart: '2026-10-05' } }, '2026-10-06')).toEqual(['V42']);
    expect(hit({ M50: { forecastStart: '2027-05-10' } }, '2027-05-12')).toEqual(['V42']);
    const ended = { M50: { forecastStart: null, forecastFinish: '2027-06-20', actualFinish: '2026-10-05' } };
    expect(hit(ended, '2026-10-06')).toEqual(['V42']);
    const planned = { M50: { forecastStart: null, forecastFinish: '2027-06-20' } };
    expect([hit(planned, '2027-06-19'), hit(planned, '2027-06-20')]).toEqual([[], ['V42']]);
  });

  test('is the day of its end where nothing says when it begins, and one day may be all of it', () => {
    const end = step({ milestone: 'M60 Installation complete', forecastFinish: '2027-08-01' });
    const alone = (day: string) => found(work(1, 'A', { without: ['milestones'] }), end, window(day, day));
    expect(alone('2027-08-01')).toEqual([['V42', 0]]);
    expect(alone('2027-07-31')).toEqual([]);
    const started = { M50: { forecastStart: '2027-08-01', forecastFinish: '2027-08-01' } };
    expect(hit(started, '2027-08-01')).toEqual(['V42']);
  });

  test('is over once it is complete, and none where it has no end or would end before it begins', () => {
    const complete = { M50: { actualFinish: '2026-08-01' }, M60: { actualFinish: '2026-09-01' } };
    expect([hit(complete, '2026-08-15'), hit(complete, '2027-07-01')]).toEqual([[], []]);
    expect(hit({ M60: { forecastFinish: null } }, '2027-07-01')).toEqual([]);
    const backwards = { M50: { forecastStart: '2027-08-05', forecastFinish: '2027-07-01' } };
    const long = window('2027-07-01', '2027-09-01');
    expect(found(work(1, 'A', { milestones: backwards }), long)).toEqual([['V39', 0]]);
    const start = step({
      milestone: 'M50 Installation start',
      forecastStart: '2027-06-15',
      forecastFinish: '2027-06-15',
    });
    expect(found(work(1, 'A', { without: ['milestones'] }), start, window('2027-06-15', '2027-06-15'))).toEqual([]);
  });

  test('of a project without a scope is in the way of what is blocked for all, as in the schedule', () => {
    const whole = Object.fromEntries(['M50', 'M60', 'M70'].map((code) => [code, { location: null }] as const));
    const plan = work(1, 'A', { milestones: whole, without: ['scope'] });
    const blocked = (cells: Cells = {}) => told(plan, window('2027-07-01', '2027-07-02', cells));
    expect(blocked()).toContain('27.00001 · A: work 2027-06-15–2027-08-01 overlaps Exam (2027-07-01–2027-07-02).');
    const elsewhere = blocked({ appliesTo: 'Location list', target: siteOf(1) });
    expect(elsewhere.filter((message) => message.includes('overlaps'))).toEqual([]);
  });

  test('of a project as a whole is at each site of its scope once, at removed ones no more', () => {
    const whole = ['M50', 'M60', 'M70'].map((code) => [code, { location: null }] as const);
    const lan = row('systems', { code: 'LAN', name: 'LAN', program: 'Business Systems', erateCategory: 'C2' });
    const scope = (cells: Cells) =>
      row('scope', {
        project: projectOf(1),
        location: siteOf(1),
        system: 'LAN',
        item: 'x',
        status: 'Planned',
        basis: 'Equal',
        ...cells,
      });
    const plan = work(1, 'A', { milestones: Object.fromEntries(whole) });
    const second = row('sites', { ...work(2, 'B')[0]?.cells });
    const blocked = window('2027-07-01', '2027-07-01');
    const at = (...rows: readonly PlantedRow[]) => told(plan, lan, second, blocked, ...rows);
    const work1 = '0001 · School 1: work 2027-06-15–2027-08-01 overlaps Exam (2027-07-01–2027-07-01).';
    expect(at(scope({}))).toEqual([work1]);
    expect(at(scope({ location: siteOf(2) }))).toEqual([work1, work1.replace('0001 · School 1', '0002 · School 2')]);
    expect(at(scope({ location: siteOf(2), status: 'Removed', removedBy: 'BC-1' }))).toEqual([work1]);
  });
});

test('[V43] how late a step is counts from its baseline, where it has one', () => {
  const late = (cells: Cells) =>
    found(work(1, 'A', { milestones: { M70: { forecastFinish: '2027-08-30', ...cells } } }));
  expect(late({ baselineFinish: '2027-08-15' })).toContainEqual(['V43', 0]);
  expect(late({ baselineFinish: null })).toEqual([]);
});

describe('[V49] the 28 days after Form 470', () => {
  const form470 = (cells: Cells) => step({ milestone: 'M35 Form 470 posted', ...cells });
  const filed = (milestone: string, cells: Cells) => step({ milestone, ...cells });
  const rules = (...rows: readonly PlantedRow[]) => found(work(1, 'A'), ...rows).map(([rule]) => rule);

  test('hold for the contract and for Form 471, by their actual days where they have them', () => {
    const posted = form470({ forecastFinish: '2027-01-15' });
    expect(rules(posted, filed('M45 Form 471 filed', { forecastFinish: '2027-02-11' }))).toEqual(['V49']);
    expect(rules(posted, filed('M40 Bid/award (NTP)', { forecastFinish: '2027-02-11' }))).toEqual(['V49']);
    expect(rules(posted, filed('M40 Bid/award (NTP)', { forecastFinish: '2027-02-12' }))).toEqual([]);
    expect(rules(posted, filed('M48 FCDL received', { forecastFinish: '2027-02-11' }))).toEqual([]);
    const done = [form470({ actualFinish: '2026-10-01' }), filed('M45 Form 471 filed', { actualFinish: '2026-10-28' })];
    expect(blamed('milestone', work(1, 'A'), ...done)).toEqual([['M45 Form 471 filed actualFinish']]);
    const planned = [posted, filed('M45 Form 471 filed', { forecastFinish: '2027-02-11' })];
    expect(blamed('milestone', work(1, 'A'), ...planned)).toEqual([['M45 Form 471 filed forecastFinish']]);
  });

  test('begin with its day, so not before it has one, and not with that of another place', () => {
    const early = filed('M45 Form 471 filed', { forecastFinish: '2027-01-16' });
    expect(rules(form470({}), early)).toEqual([]);
    expect(rules(early)).toEqual([]);
    expect(rules(form470({ location: null, forecastFinish: '2027-01-15' }), early)).toEqual([]);
    expect(rules(form470({ forecastFinish: '2027-01-15' }), filed('M45 Form 471 filed', {}))).toEqual([]);
  });
});

describe('[V11, V55, V56] scope', () => {
  test('is work to be done at a closed or merged site while it is planned or in progress', () => {
    const at = (status: string, scope: string) =>
      found(work(1, 'A', { site: { status, closedDate: '2026-07-01' }, scope: { status: scope } }));
    for (const status of ['Closed', 'Merged'])
      for (const scope of ['Planned', 'In Progress']) expect(at(status, scope)).toEqual([['V11', 0]]);
    expect(at('Closed', 'Accepted')).toEqual([]);
    expect(at('Active', 'In Progress')).toEqual([]);
  });

  test('[C12] on two bases is told as such, at all of its rows', () => {
    const second = row('scope', {
      project: projectOf(1),
      location: siteOf(1),
      system: 'LAN',
      item: 'x',
      status: 'Planned',
      basis: 'Manual %',
      share: 400_000,
    });
    const lan = row('systems', { code: 'LAN', name: 'LAN', program: 'Business Systems', erateCategory: 'C2' });
    const plan = [...work(1, 'A', { scope: { basis: 'Manual %', share: 600_000 } }), lan];
    expect(found(...plan, second)).toEqual([]);
    const mixed = work(1, 'A', { scope: { basis: 'Manual %', share: 500_000 } });
    const equal = { ...second, cells: { ...second.cells, basis: 'Equal' } };
    expect(found(...mixed, lan, equal)).toEqual([['C12', 0]]);
    expect(blamed('system', ...mixed, lan, equal)).toEqual([['WLAN basis', 'LAN basis']]);
  });

  test('[V48] in manual shares adds up to all of the project', () => {
    const shared = (share: number) => work(1, 'A', { scope: { basis: 'Manual %', share } });
    expect(told(...shared(999_999))).toEqual(['Site shares of 27.00001 · A add to 99.9999%.']);
    expect(blamed('system', ...shared(1_000_001))).toEqual([['WLAN share']]);
  });

  test('of one system at one site is in one running project', () => {
    const both = (status: string, scope: Cells = {}) =>
      told(work(1, 'A'), work(2, 'B', { project: { status }, scope: { location: siteOf(1), ...scope } }));
    for (const status of ['Approved', 'Active', 'On Hold'])
      expect(both(status)).toEqual(['0001 · School 1: WLAN of 27.00002 · B is also in 27.00001 · A.']);
    expect(both('Proposed')).toEqual([]);
    expect(both('Approved', { status: 'Accepted' })).toEqual([]);
    expect(both('Approved', { location: siteOf(2) })).toEqual([]);
  });

  test('is taken from an approved project by an amendment alone', () => {
    const removed = (status: string) => found(work(1, 'A', { project: { status }, scope: { status: 'Removed' } }));
    expect(removed('Approved')).toContainEqual(['V56', 0]);
    expect(removed('Proposed')).toEqual([]);
  });
});

describe('E-Rate', () => {
  const request = (cells: Cells) =>
    row('fundingRequests', {
      frn: '9900000001',
      fundingYear: 2025,
      category: 'C2',
      serviceType: 'Internal Connections',
      discount: 800_000,
      preDiscount: 2_500_000,
      status: 'Funded',
      ...cells,
    });

  test('[V50] is claimed by the first of its two deadlines that is still to come', () => {
    const due = (cells: Cells) => request({ category: 'C1', ...cells });
    const [service, invoice] = ['2026-12-01', '2027-01-13'];
    expect(found(due({ serviceDeadline: service, invoiceDeadline: invoice }))).toEqual([['V50', 2_000_000]]);
    expect(blamed('frn', due({ serviceDeadline: service, invoiceDeadline: invoice }))).toEqual([
      ['9900000001 serviceDeadline'],
    ]);
    expect(blamed('frn', due({ serviceDeadline: invoice, invoiceDeadline: service }))).toEqual([
      ['9900000001 invoiceDeadline'],
    ]);
    expect(blamed('frn', due({ serviceDeadline: '2026-11-14', invoiceDeadline: invoice }))).toEqual([
      ['9900000001 invoiceDeadline'],
    ]);
    expect(found(due({ serviceDeadline: '2026-11-14' }))).toEqual([]);
    expect(found(due({ serviceDeadline: '2026-11-15' }))).toEqual([['V50', 2_000_000]]);
    expect(found(due({ serviceDeadline: service, status: 'Pending' }))).toEqual([]);
    expect(found(due({ serviceDeadline: service, committedRequest: 300, disbursed: 100 }))).toEqual([['V50', 200]]);
    expect(found(due({ serviceDeadline: service, committedRequest: 300, disbursed: 300 }))).toEqual([]);
  });

  test('[V51] measures what is funded or pending in the five years of a cycle', () => {
    const over = { preDiscount: 2_500_001 };
    expect(found(request(over))).toEqual([['V51', 1]]);
    expect(found(request({ ...over, status: 'Pending' }))).toEqual([['V51', 1]]);
    expect(found(request({ ...over, fundingYear: 2021 }))).toEqual([['V51', 1]]);
    expect(found(request({ ...over, fundingYear: 2020 }))).toEqual([]);
    expect(found(request({ ...over, category: 'C1' }))).toEqual([]);
    expect(found(request({}), request({ frn: '9900000002', fundingYear: 2026 }))).toEqual([]);
    expect(found(request({}), request({ frn: '9900000002', fundingYear: 2021 }))).toEqual([['V51', 2_500_000]]);
  });

  test('[V51] sites that were closed or merged give no students to it', () => {
    const students = (status: string) =>
      found(
        work(1, 'A', { site: { enrollment: 200, status, closedDate: '2026-07-01' }, scope: { status: 'Accepted' } }),
        request({ preDiscount: 3_340_000 }),
      );
    expect(students('Active')).toEqual([]);
    expect(students('Merged')).toEqual([['V51', 840_000]]);
  });

  test('[V52] is invoiced as the first posting was, by its day', () => {
    const paid = (document: string, invoiceMode: string | null, postingDate: string) =>
      payment(1, 5, { document, invoiceMode, postingDate });
    const plan = (mode: string | null, ...postings: readonly PlantedRow[]) => [
      request({ category: 'C1', invoiceMode: mode }),
      ...work(1, 'A'),
      order(1, 500_000, { frn: '9900000001' }),
      ...postings,
    ];
    const [late, early] = [paid('V-1', 'SPI', '2026-10-20'), paid('V-2', 'BEAR', '2026-10-12')];
    expect(blamed('document', ...plan(null, late, early))).toEqual([['V-1 invoiceMode']]);
    expect(told(...plan(null, late, early))).toEqual(['V-1, line 1: FRN 9900000001 already invoices by BEAR.']);
    const sameDay = [paid('V-1', 'SPI', '2026-10-12'), early];
    expect(blamed('document', ...plan(null, ...sameDay))).toEqual([['V-2 invoiceMode']]);
    expect(found(...plan(null, late))).toEqual([]);
    expect(found(...plan('BEAR', late))).toEqual([['V52', 5]]);
    expect(found(...plan('SPI', paid('V-1', null, '2026-10-20')))).toEqual([]);
  });

  test('[V53] is paid to the vendor under SPI, so that nothing is reimbursed besides', () => {
    const plan = (type: string, mode: string | null, ofRequest: string | null) => [
      request({ category: 'C1', invoiceMode: ofRequest }),
      ...work(1, 'A'),
      order(1, 500_000, { frn: '9900000001' }),
      payment(1, 100, { type: 'Invoice' }),
      payment(1, -5, { document: 'V-2', type, invoiceMode: mode }),
    ];
    expect(told(...plan('E-Rate reimbursement', null, 'SPI'))).toEqual([
      'Possible double count in V-2, line 1: 0.05 is paid by USAC directly.',
    ]);
    expect(found(...plan('E-Rate reimbursement', 'SPI', null))).toEqual([['V53', -5]]);
    expect(found(...plan('E-Rate reimbursement', 'BEAR', null))).toEqual([]);
    expect(found(...plan('Invoice', 'SPI', null))).toEqual([]);
    expect(found(...plan('E-Rate reimbursement', null, null))).toEqual([]);
  });
});

test('[C18] a cancelled project gives back what was not spent', () => {
  const plan = (cents: number) =>
    found(
      source('X', 'X', { type: 'State' }),
      work(1, 'A', { project: { status: 'Cancelled' }, line: { original: cents } }),
      payment(1, 500_000, { commitment: null, commitmentLine: null }),
    );
  expect(plan(500_000)).toEqual([]);
  expect(plan(500_001)).toEqual([['C18', 1]]);
});
