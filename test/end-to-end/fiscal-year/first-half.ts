import { expect } from 'vitest';
import { statusOf } from '../../../addin/sync/session/sync-status.ts';
import { waitingReply } from '../../../shared/protocol/waiting.ts';
import { approvingLine, inserts, update } from '../../contracts/plan-rows.ts';
import type { Chapter } from './chapter.ts';
import { actOn, forecast, mailBack, post, submit, WHY } from './year-acts.ts';
import { closeMonth } from './year-close.ts';
import { enter, goTo, refused, rowOf, setCells, type YearOffice } from './year-office.ts';

async function july(office: YearOffice): Promise<void> {
  const { programManager, officer, ana, ben } = office.staff;
  await goTo(office, '2026-07-07');
  const header = { number: 'BA-1', type: 'Board Amendment', status: 'Draft', title: 'Adopt the plan', reason: WHY };
  const lines = ['BL-001', 'BL-003', 'BL-009'];
  await enter(office, programManager, {
    changes: inserts(header).edits,
    changeLines: inserts(...lines.map((line, index) => ({ ...approvingLine('BA-1', line), line: index + 1 }))).edits,
  });
  await setCells(office, programManager, 'changes', { number: 'BA-1' }, { status: 'Pending' });
  const { decisions } = waitingReply.parse(await (await officer.fetch('/waiting')).json());
  expect(decisions).toMatchObject([{ key: 'BA-1', duty: 'recordBoardActs', isYours: true }]);
  await goTo(office, '2026-07-14');
  const act = { reportNumber: 'Rep-1-26/27', boardDate: '2026-07-14', effectiveDate: '2026-07-14' };
  await setCells(office, officer, 'changes', { number: 'BA-1' }, { ...act, status: 'Approved' });
  for (const number of ['26.00001', '26.00002', '99.00000'])
    await setCells(office, officer, 'projects', { number }, { status: 'Approved', approvalChange: 'BA-1' });
  await setCells(office, ana, 'projects', { number: '26.00001' }, { status: 'Active' });
  await setCells(office, ben, 'projects', { number: '26.00002' }, { status: 'Active' });
  await forecast(office, '2026-07', 110_000_000, 80_000_000);
  await goTo(office, '2026-08-04');
  await closeMonth(office, '2026-07');
}

async function august(office: YearOffice): Promise<void> {
  const { procurement, ana, coordinator, erate, auditor } = office.staff;
  await goTo(office, '2026-08-11');
  const order = { line: 1, type: 'PO', status: 'Draft', awardDate: '2026-08-11', vendor: 'Vendor A01' };
  await enter(office, procurement, {
    commitments: inserts(
      { ...order, number: 'PO-1', budgetLine: 'BL-001', description: 'Switches', original: 80_000_000 },
      { ...order, number: 'PO-2', budgetLine: 'BL-003', description: 'Cabling', original: 40_000_000 },
    ).edits,
  });
  for (const number of ['PO-1', 'PO-2'])
    await setCells(office, procurement, 'commitments', { number }, { status: 'Open' });
  const paid = { budgetLine: 'BL-001', commitment: 'PO-1', commitmentLine: 1 };
  await post(office, 'V-1', { ...paid, postingDate: '2026-08-20', period: '2026-08', amount: 12_345_678 });
  const line = await rowOf(office, 'budgetLines', { id: 'BL-003' });
  for (const client of [ana, coordinator, erate, auditor, procurement])
    expect(await refused(office, client, { budgetLines: update(line, { note: 'mine' }) })).toHaveLength(1);
  await forecast(office, '2026-08', 97_654_322, 80_000_000);
  await goTo(office, '2026-09-03');
  await closeMonth(office, '2026-08');
}

async function september(office: YearOffice): Promise<void> {
  const { pane, staff } = office;
  await goTo(office, '2026-09-10');
  await pane.session.sync();
  pane.type('projects', '26.00001', 'remark', 'Closets need power.');
  await pane.session.sync();
  expect(statusOf(pane.session.state)).toBe('synced');
  const drafted = await submit(staff.ana, {
    type: 'Staff Modification',
    title: 'Power',
    lines: [
      { budgetLine: 'BL-001', amount: 2_500_000 },
      { budgetLine: 'BL-002', amount: -2_500_000 },
    ],
  });
  expect(drafted).toMatchObject({ done: true, status: 'Pending' });
  const by = { effectiveDate: '2026-09-10' };
  for (const client of [staff.ana, staff.ben, staff.programManager, staff.procurement, staff.auditor])
    expect(await actOn(client, drafted, 'approve', by)).toMatchObject({ done: false, status: 'Pending' });
  expect(await actOn(staff.officer, drafted, 'approve', by)).toMatchObject({ done: true, status: 'Approved' });
  const paid = { budgetLine: 'BL-003', commitment: 'PO-2', commitmentLine: 1 };
  await post(office, 'V-2', { ...paid, postingDate: '2026-09-15', period: '2026-09', amount: 5_000_001 });
  await forecast(office, '2026-09', 97_000_000, 75_000_000);
  await goTo(office, '2026-10-02');
  await closeMonth(office, '2026-09');
}

async function october(office: YearOffice): Promise<void> {
  const { officer, programManager } = office.staff;
  await goTo(office, '2026-10-06');
  const late = { postingDate: '2026-09-28', budgetLine: 'BL-004', amount: 1_234_567 };
  const missed = { ...late, document: 'V-3', line: 1, type: 'Invoice', period: '2026-09' };
  expect(await refused(office, officer, { expenditures: inserts(missed).edits })).toHaveLength(1);
  await post(office, 'V-3', { ...late, period: '2026-10' });
  const drafted = await submit(programManager, {
    type: 'Board Amendment',
    title: 'Augment',
    lines: [
      { budgetLine: 'BL-001', amount: 25_000_000 },
      { budgetLine: 'BL-009', amount: -25_000_000 },
    ],
  });
  expect(await actOn(officer, drafted, 'recommend', { resolutionNumber: '2026-12' })).toMatchObject({ done: true });
  await goTo(office, '2026-10-20');
  // In effect with the next month: until then it is pending.
  const board = { reportNumber: 'Rep-40-26/27', boardDate: '2026-10-20', effectiveDate: '2026-11-01' };
  expect(await actOn(officer, drafted, 'approve', board)).toMatchObject({ done: true });
  await forecast(office, '2026-10', 97_000_000, 73_000_000);
  await goTo(office, '2026-11-03');
  await closeMonth(office, '2026-10');
}

async function november(office: YearOffice): Promise<void> {
  const { officer, cio, coordinator } = office.staff;
  await goTo(office, '2026-11-10');
  const drafted = await submit(officer, {
    type: 'Reserve Draw',
    title: 'Drawn',
    lines: [
      { budgetLine: 'BL-003', amount: 1_500_000 },
      { budgetLine: 'BL-009', amount: -1_500_000 },
    ],
  });
  const by = { effectiveDate: '2026-11-10' };
  expect(await actOn(officer, drafted, 'approve', by)).toMatchObject({ done: false, status: 'Pending' });
  expect(await actOn(cio, drafted, 'approve', by)).toMatchObject({ done: true, status: 'Approved' });
  const returned = await mailBack(office, coordinator, [
    ['scope', { project: '26.00001' }, { status: 'In Progress', installedQuantity: 12, plannedQuantity: 99 }],
    ['scope', { project: '26.00002' }, { installedQuantity: 7 }],
    ['milestones', { project: '26.00001', milestone: 'M50 Installation start' }, { actualStart: '2026-10-12' }],
  ]);
  const left = new Set(returned.refusals.map(({ table, column }) => `${table}.${column}`));
  expect(left).toEqual(new Set(['scope.plannedQuantity', 'scope.null']));
  expect(returned.accepted).toBe(3);
  const paid = { budgetLine: 'BL-001', commitment: 'PO-1', commitmentLine: 1 };
  await post(office, 'V-4', { ...paid, postingDate: '2026-11-17', period: '2026-11', amount: 20_000_000 });
  await forecast(office, '2026-11', 90_000_000, 72_000_000);
  await goTo(office, '2026-12-03');
  await closeMonth(office, '2026-11');
}

async function december(office: YearOffice): Promise<void> {
  const { officer, ben, procurement } = office.staff;
  await goTo(office, '2026-12-10');
  const days = { from: '2026-12-14', to: '2026-12-31' };
  const deputy = { project: '26.00001', role: 'Project Manager', person: 'PM-02', ...days };
  const project = await rowOf(office, 'projects', { number: '26.00001' });
  await enter(office, officer, { assignments: inserts(deputy).edits });
  const own = { role: 'Budget/Finance Officer', person: 'FIN-01', from: '2026-12-14' };
  expect(await refused(office, officer, { assignments: inserts(own).edits })).toHaveLength(1);
  expect(await refused(office, ben, { projects: update(project, { remark: 'Too early.' }) })).toHaveLength(1);
  await goTo(office, '2026-12-14');
  await enter(office, ben, { projects: update(project, { remark: 'Ana is away.' }) });
  const order = { commitment: 'PO-1', commitmentLine: 1, date: '2026-12-14', reason: 'Unforeseen', status: 'Pending' };
  await enter(office, procurement, {
    commitmentChanges: inserts({ ...order, number: 'CO-1', amount: 3_333_333 }).edits,
  });
  await setCells(office, officer, 'commitmentChanges', { number: 'CO-1' }, { status: 'Approved' });
  await forecast(office, '2026-12', 88_000_000, 71_000_000);
  await goTo(office, '2027-01-05');
  expect(await refused(office, ben, { projects: update(project, { remark: 'Too late.' }) })).toHaveLength(1);
  await closeMonth(office, '2026-12');
}

export const firstHalf: readonly Chapter[] = [
  { title: 'July: the plan is adopted by the board, and work begins', tell: july },
  { title: 'August: contracts are awarded, and nobody does what is somebody else’s [PPL4]', tell: august },
  { title: 'September: money moves within a project, and nobody approves it who may not [V24]', tell: september },
  { title: 'October: a late posting goes to the open month, and the board augments a project', tell: october },
  {
    title: 'November: finance’s own request is the CIO’s to decide, and a workbook comes back by mail',
    tell: november,
  },
  { title: 'December: a deputy stands in on the days of the assignment [PPL4, PPL5]', tell: december },
];
