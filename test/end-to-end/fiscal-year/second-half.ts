import { expect } from 'vitest';
import { auditReply } from '../../../shared/protocol/audit.ts';
import { baselinesReply } from '../../../shared/protocol/baselines.ts';
import { bridgeReply } from '../../../shared/protocol/bridge.ts';
import { waitingReply } from '../../../shared/protocol/waiting.ts';
import { lastDayOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { inserts, update } from '../../contracts/plan-rows.ts';
import { everyFigureTold } from '../../replay/every-figure.ts';
import type { Chapter } from './chapter.ts';
import { actOn, forecast, post, submit } from './year-acts.ts';
import { actOnMonth, closeMonth } from './year-close.ts';
import { enter, goTo, refused, rowOf, setCells, type YearOffice } from './year-office.ts';
import { months } from './year-plan.ts';

async function january(office: YearOffice): Promise<void> {
  const { erate, officer } = office.staff;
  await goTo(office, '2027-01-12');
  const request = { frn: '9900000001', fundingYear: 2026, category: 'C2', status: 'Pending' };
  const more = {
    serviceType: 'Internal Connections',
    entityNumber: '17009417',
    discount: 850_000,
    preDiscount: 1_000_000,
  };
  await enter(office, erate, { fundingRequests: inserts({ ...request, ...more }).edits });
  const paid = { budgetLine: 'BL-003', commitment: 'PO-2', commitmentLine: 1 };
  await post(office, 'V-5', { ...paid, postingDate: '2027-01-19', period: '2027-01', amount: 11_000_000 });
  await forecast(office, '2027-01', 87_000_000, 60_000_000);
  await goTo(office, '2027-02-02');
  await closeMonth(office, '2027-01');
  expect((await actOnMonth(officer, '2027-01', 'reopen')).committed).toBeNull();
  const earlier = await actOnMonth(officer, '2026-12', 'reopen', { reason: 'Not the last one.' });
  expect(earlier.committed).toBeNull();
  const open = await actOnMonth(officer, '2027-01', 'reopen', { reason: 'Invoice V-6 was missed.' });
  expect([open.refusals, typeof open.committed]).toEqual([[], 'number']);
  const missed = { postingDate: '2027-01-28', period: '2027-01', budgetLine: 'BL-004', amount: 765_432 };
  await post(office, 'V-6', missed);
  await closeMonth(office, '2027-01');
}

async function february(office: YearOffice): Promise<void> {
  const { programManager, officer } = office.staff;
  await goTo(office, '2027-02-09');
  const lines = [{ budgetLine: 'BL-003', amount: 30_000_000 }];
  const drafted = await submit(programManager, { type: 'Board Amendment', title: 'Allocate', lines });
  await goTo(office, '2027-02-16');
  const board = { reportNumber: 'Rep-80-26/27', boardDate: '2027-02-16', effectiveDate: '2027-02-16' };
  expect(await actOn(officer, drafted, 'approve', board)).toMatchObject({ done: true });
  await forecast(office, '2027-02', 85_000_000, 90_000_000);
  await goTo(office, '2027-03-02');
  await closeMonth(office, '2027-02');
}

async function march(office: YearOffice): Promise<void> {
  const { programManager, officer, auditor } = office.staff;
  await goTo(office, '2027-03-09');
  const rows = [...(await auditor.rows('changes')).values()];
  const number = String(rows.find(({ cells }) => cells['title'] === 'Drawn')?.cells['number']);
  const reason = 'The draw was not needed after all.';
  const reversal = await actOn(programManager, { number }, 'reverse', { reason });
  expect(reversal).toMatchObject({ done: true, status: 'Draft' });
  expect(await actOn(programManager, reversal, 'submit')).toMatchObject({ done: true });
  const by = { effectiveDate: '2027-03-09' };
  expect(await actOn(officer, reversal, 'approve', by)).toMatchObject({ done: true, status: 'Approved' });
  expect(await actOn(programManager, { number }, 'reverse', { reason })).toMatchObject({ done: false });
  const paid = { budgetLine: 'BL-001', commitment: 'PO-1', commitmentLine: 1 };
  await post(office, 'V-7', { ...paid, postingDate: '2027-03-16', period: '2027-03', amount: 30_000_000 });
  await forecast(office, '2027-03', 60_000_000, 90_000_000);
  await goTo(office, '2027-04-02');
  await closeMonth(office, '2027-03');
}

async function april(office: YearOffice): Promise<void> {
  const { programManager, officer } = office.staff;
  await goTo(office, '2027-04-13');
  const lines = [{ budgetLine: 'BL-003', amount: -10_000_000 }];
  const drafted = await submit(programManager, { type: 'Board Amendment', title: 'Return', lines });
  const board = { reportNumber: 'Rep-99-26/27', boardDate: '2027-04-13', effectiveDate: '2027-04-13' };
  expect(await actOn(officer, drafted, 'approve', board)).toMatchObject({ done: true });
  await forecast(office, '2027-04', 60_000_000, 80_000_000);
  await goTo(office, '2027-05-04');
  await closeMonth(office, '2027-04');
}

async function may(office: YearOffice): Promise<void> {
  const { ana, officer } = office.staff;
  await goTo(office, '2027-05-11');
  const credit = { budgetLine: 'BL-001', commitment: 'PO-1', commitmentLine: 1, type: 'Credit' };
  await post(office, 'V-8', { ...credit, postingDate: '2027-05-11', period: '2027-05', amount: -1_000_001 });
  const drafted = await submit(ana, {
    type: 'Staff Modification',
    title: 'Again',
    lines: [
      { budgetLine: 'BL-001', amount: 1_000_000 },
      { budgetLine: 'BL-002', amount: -1_000_000 },
    ],
  });
  const rejected = await actOn(officer, drafted, 'reject', { reason: 'Not this year.' });
  expect(rejected).toMatchObject({ done: true, status: 'Rejected' });
  await forecast(office, '2027-05', 55_000_000, 80_000_000);
  await goTo(office, '2027-06-02');
  await closeMonth(office, '2027-05');
}

async function june(office: YearOffice): Promise<void> {
  const { officer, cio } = office.staff;
  await goTo(office, '2027-06-15');
  await finishSecondProject(office);
  const newLine = { project: '26.00001', source: 'BND-A', fiscalYear: '2027-28', category: 'Contingency' };
  const drafted = await submit(officer, {
    type: 'Year-end Rollover',
    title: 'Roll over',
    lines: [
      { newLine, amount: 5_000_000 },
      { budgetLine: 'BL-002', amount: -5_000_000 },
    ],
  });
  expect(await actOn(cio, drafted, 'approve', { effectiveDate: '2027-06-30' })).toMatchObject({ done: true });
  await goTo(office, '2027-07-02');
  await closeMonth(office, '2027-06');
}

/** The second project is finished: what is left of its order is released, and finance closes what its manager has asked for. */
async function finishSecondProject(office: YearOffice): Promise<void> {
  const { ben, procurement, officer, coordinator } = office.staff;
  const steps = ['M50 Installation start', 'M70 Substantial completion'];
  const done = {
    actualStart: '2027-05-10',
    actualFinish: '2027-05-20',
    delayReason: 'Contractor',
    percentComplete: 1_000_000,
  };
  for (const milestone of steps) {
    const row = await rowOf(office, 'milestones', { project: '26.00002', milestone });
    expect(await refused(office, coordinator, { milestones: update(row, done) })).toHaveLength(1);
    await enter(office, ben, { milestones: update(row, done) });
  }
  const release = { commitment: 'PO-2', commitmentLine: 1, date: '2027-06-14', reason: 'Release', status: 'Pending' };
  await enter(office, procurement, {
    commitmentChanges: inserts({ ...release, number: 'CO-2', amount: 16_000_001 - 40_000_000 }).edits,
  });
  await setCells(office, officer, 'commitmentChanges', { number: 'CO-2' }, { status: 'Approved' });
  await setCells(office, procurement, 'commitments', { number: 'PO-2' }, { status: 'Closed' });
  await forecast(office, '2027-06', 50_000_000, 0);
  await setCells(office, ben, 'projects', { number: '26.00002' }, { financialStatus: 'Closing' });
  const { decisions } = waitingReply.parse(await (await officer.fetch('/waiting')).json());
  expect(decisions).toMatchObject([{ table: 'projects', key: '26.00002', duty: 'closeProjects', isYours: true }]);
  await setCells(office, officer, 'projects', { number: '26.00002' }, { financialStatus: 'Closed' });
}

async function afterTheYear(office: YearOffice): Promise<void> {
  const { auditor } = office.staff;
  await goTo(office, '2027-07-06');
  expect([...office.closed.keys()]).toEqual([...months]);
  for (const [period, { revision, told }] of office.closed) {
    const asOf = lastDayOf(period);
    expect([period, await everyFigureTold(auditor, { at: revision, asOf })]).toEqual([period, told]);
  }
  const path = '/bridge?measure=current&fromAsOf=2026-07-14&asOf=2027-06-30';
  const bridge = bridgeReply.parse(await (await auditor.fetch(path)).json());
  expect(bridge.start + bridge.steps.reduce((sum, { amount }) => sum + amount, 0)).toBe(bridge.end);
  expect(bridge.end).toBe(office.closed.get('2027-06')?.told['program']?.['current']);
  expect(bridge.steps.filter(({ change }) => change === null)).toEqual([]);
  const { baselines } = baselinesReply.parse(await (await auditor.fetch('/baselines')).json());
  const ofKind = (wanted: string) => baselines.filter(({ kind }) => kind === wanted);
  const reports = ofKind('amendment').map(({ reportNumber }) => reportNumber);
  expect(reports.slice(-3)).toEqual(['Rep-40-26/27', 'Rep-80-26/27', 'Rep-99-26/27']);
  // January was closed twice.
  expect([ofKind('adopted').length, ofKind('monthClose').length]).toEqual([1, 13]);
  expect(waitingReply.parse(await (await auditor.fetch('/waiting')).json()).decisions).toEqual([]);
  const { entries } = auditReply.parse(await (await auditor.fetch('/audit')).json());
  expect(entries.length).toBeGreaterThan(90);
  expect(await (await auditor.fetch('/verify')).json()).toMatchObject({ ok: true });
}

export const secondHalf: readonly Chapter[] = [
  { title: 'January: a month is closed, opened again for what was missed, and closed', tell: january },
  { title: 'February: the board allocates what a source has unallocated', tell: february },
  { title: 'March: a transfer is reversed by a change of its own, once', tell: march },
  { title: 'April: the board takes back what a project will not need', tell: april },
  { title: 'May: a credit comes in, and a change that was rejected moves nothing', tell: may },
  { title: 'June: a project is closed, what is left is rolled over, and so is the year', tell: june },
  { title: 'after it every month tells what it told at its close, and every cent has a name', tell: afterTheYear },
];
