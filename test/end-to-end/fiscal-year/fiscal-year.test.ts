import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setCell } from '../../../server/workbook/testing/edit-file.ts';
import { parseWorkbook } from '../../../server/workbook/read/parse-workbook.ts';
import { filePlaces } from '../../../server/workbook/upload/file-places.ts';
import { localOf } from '../../../server/workbook/upload/local-of.ts';
import { bridgeReply } from '../../../shared/protocol/bridge.ts';
import { syncReply } from '../../../shared/protocol/sync.ts';
import { waitingReply } from '../../../shared/protocol/waiting.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { lastDayOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { cellToExcel } from '../../../shared/tables/kinds/kind-of.ts';
import { statusOf } from '../../../addin/sync/session/sync-status.ts';
import { approvingLine, inserts, update } from '../../contracts/plan-rows.ts';
import type { TestClient } from '../../contracts/test-server.ts';
import { everyFigureTold } from '../../replay/every-figure.ts';
import { DIALECTS } from '../world.ts';
import { openYearOffice, type Staff, type YearOffice } from './year-office.ts';
import { months, proposedPlan } from './year-plan.ts';

const WHY = 'Bids came in above the estimate of the engineer.';

describe.each(DIALECTS)('a fiscal year of an office, on %s', (dialect) => {
  let office: YearOffice;
  let staff: Staff;

  beforeAll(async () => {
    office = await openYearOffice(dialect, async ({ clerk }) => {
      const { refusals } = await clerk.sync(proposedPlan(), { note: 'The plan as proposed' });
      expect(refusals).toEqual([]);
    });
    ({ staff } = office);
  });
  afterAll(() => office.world.close());

  /** The forecasts of both projects for a month, each by its manager. */
  async function forecast(period: string, etc: readonly [number, number]): Promise<void> {
    const row = (project: string, cents: number): Cells => ({
      project,
      category: 'All categories',
      period,
      etc: cents,
      method: 'Manual',
    });
    await office.enter(staff.ana, { forecasts: inserts(row('26.00001', etc[0])).edits });
    await office.enter(staff.ben, { forecasts: inserts(row('26.00002', etc[1])).edits });
  }

  async function refused(client: TestClient, edits: Parameters<TestClient['sync']>[0]): Promise<string[]> {
    const reply = await office.bring(client, edits);
    expect(reply.committed).toBeNull();
    return reply.refusals.map(({ message }) => message);
  }

  test('July: the plan is adopted by the board, and work begins', async () => {
    await office.goTo('2026-07-07');
    const header = { number: 'BA-1', type: 'Board Amendment', status: 'Draft', title: 'Adopt the plan', reason: WHY };
    await office.enter(staff.programManager, {
      changes: inserts(header).edits,
      changeLines: inserts(
        approvingLine('BA-1', 'BL-001'),
        { change: 'BA-1', line: 2, budgetLine: 'BL-003', amount: 0 },
        { change: 'BA-1', line: 3, budgetLine: 'BL-009', amount: 0 },
      ).edits,
    });
    await office.set(staff.programManager, 'changes', { number: 'BA-1' }, { status: 'Pending' });
    const { decisions } = waitingReply.parse(await (await staff.officer.fetch('/waiting')).json());
    expect(decisions).toMatchObject([{ key: 'BA-1', duty: 'recordBoardActs', isYours: true }]);
    await office.goTo('2026-07-14');
    const act = { reportNumber: 'Rep-1-26/27', boardDate: '2026-07-14', effectiveDate: '2026-07-14' };
    await office.set(staff.officer, 'changes', { number: 'BA-1' }, { ...act, status: 'Approved' });
    const numbers = ['26.00001', '26.00002', '99.00000'];
    const rows: RowId[] = [];
    for (const number of numbers) rows.push(await office.row('projects', { number }));
    const approval = { status: 'Approved', approvalChange: 'BA-1' };
    await office.enter(staff.officer, {
      projects: { updates: rows.map((row) => ({ row, cells: approval })) },
    });
    await office.set(staff.ana, 'projects', { number: '26.00001' }, { status: 'Active' });
    await office.set(staff.ben, 'projects', { number: '26.00002' }, { status: 'Active' });
    await forecast('2026-07', [110_000_000, 80_000_000]);
    await office.goTo('2026-08-04');
    await office.close('2026-07');
  });

  test('August: contracts are awarded, and nobody does what is somebody else’s', async () => {
    await office.goTo('2026-08-11');
    const order = { line: 1, type: 'PO', status: 'Draft', awardDate: '2026-08-11' };
    await office.enter(staff.procurement, {
      commitments: inserts(
        {
          ...order,
          number: 'PO-1',
          budgetLine: 'BL-001',
          vendor: 'Vendor A01',
          description: 'Switches',
          original: 80_000_000,
        },
        {
          ...order,
          number: 'PO-2',
          budgetLine: 'BL-003',
          vendor: 'Vendor A02',
          description: 'Cabling',
          original: 40_000_000,
        },
      ).edits,
    });
    for (const number of ['PO-1', 'PO-2'])
      await office.set(staff.procurement, 'commitments', { number }, { status: 'Open' });
    await office.post('V-1', {
      postingDate: '2026-08-20',
      period: '2026-08',
      budgetLine: 'BL-001',
      commitment: 'PO-1',
      commitmentLine: 1,
      amount: 12_345_678,
    });
    const line = await office.row('budgetLines', { id: 'BL-003' });
    for (const client of [staff.ana, staff.coordinator, staff.erate, staff.auditor, staff.procurement])
      expect(await refused(client, { budgetLines: update(line, { note: 'mine' }) })).toHaveLength(1);
    await forecast('2026-08', [97_654_322, 80_000_000]);
    await office.goTo('2026-09-03');
    await office.close('2026-08');
  });

  test('September: money moves within a project, typed in a pane and by the procedure', async () => {
    await office.goTo('2026-09-10');
    const { pane } = office;
    await pane.session.sync();
    pane.type('projects', '26.00001', 'remark', 'Closets need power.');
    await pane.session.sync();
    expect(statusOf(pane.session.state)).toBe('synced');
    const lines = [
      { budgetLine: 'BL-001', amount: 2_500_000 },
      { budgetLine: 'BL-002', amount: -2_500_000 },
    ];
    const drafted = await office.draft(staff.ana, {
      type: 'Staff Modification',
      title: 'Power',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(drafted).toMatchObject({ done: true, status: 'Pending' });
    const by = { effectiveDate: '2026-09-10' };
    expect((await office.act(staff.ana, drafted.number, 'approve', by)).done).toBe(false);
    expect(await office.act(staff.officer, drafted.number, 'approve', by)).toMatchObject({
      done: true,
      status: 'Approved',
    });
    await office.post('V-2', {
      postingDate: '2026-09-15',
      period: '2026-09',
      budgetLine: 'BL-003',
      commitment: 'PO-2',
      commitmentLine: 1,
      amount: 5_000_001,
    });
    await forecast('2026-09', [97_000_000, 75_000_000]);
    await office.goTo('2026-10-02');
    await office.close('2026-09');
  });

  test('October: a late posting goes to the open month, and the board augments a project from the reserve', async () => {
    await office.goTo('2026-10-06');
    const late = {
      document: 'V-3',
      line: 1,
      type: 'Invoice',
      postingDate: '2026-09-28',
      budgetLine: 'BL-004',
      amount: 1_234_567,
    };
    expect(await refused(staff.officer, { expenditures: inserts({ ...late, period: '2026-09' }).edits })).toHaveLength(
      1,
    );
    await office.post('V-3', { ...late, period: '2026-10' });
    const lines = [
      { budgetLine: 'BL-001', amount: 25_000_000 },
      { budgetLine: 'BL-009', amount: -25_000_000 },
    ];
    const drafted = await office.draft(staff.programManager, {
      type: 'Board Amendment',
      title: 'Augment',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(drafted).toMatchObject({ done: true });
    expect(await office.act(staff.officer, drafted.number, 'recommend', { resolutionNumber: '2026-12' })).toMatchObject(
      { done: true },
    );
    await office.goTo('2026-10-20');
    const board = { reportNumber: 'Rep-40-26/27', boardDate: '2026-10-20', effectiveDate: '2026-11-01' };
    expect(await office.act(staff.officer, drafted.number, 'approve', board)).toMatchObject({ done: true });
    await forecast('2026-10', [97_000_000, 73_000_000]);
    await office.goTo('2026-11-03');
    await office.close('2026-10');
  });

  test('November: a request of finance itself is decided by the CIO, and a workbook comes back by mail', async () => {
    await office.goTo('2026-11-10');
    const lines = [
      { budgetLine: 'BL-003', amount: 1_500_000 },
      { budgetLine: 'BL-009', amount: -1_500_000 },
    ];
    const drafted = await office.draft(staff.officer, {
      type: 'Reserve Draw',
      title: 'Drawn',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(drafted).toMatchObject({ done: true });
    const by = { effectiveDate: '2026-11-10' };
    expect(await office.act(staff.officer, drafted.number, 'approve', by)).toMatchObject({
      done: false,
      status: 'Pending',
    });
    expect(await office.act(staff.cio, drafted.number, 'approve', by)).toMatchObject({
      done: true,
      status: 'Approved',
    });
    const returned = await mailedBack(staff.coordinator, [
      ['scope', { project: '26.00001' }, { status: 'In Progress', installedQuantity: 12, plannedQuantity: 99 }],
      ['scope', { project: '26.00002' }, { installedQuantity: 7 }],
      ['milestones', { project: '26.00001', milestone: 'M50 Installation start' }, { actualStart: '2026-10-12' }],
    ]);
    const left = new Set(returned.refusals.map(({ table, column }) => `${table}.${column}`));
    expect(left).toEqual(new Set(['scope.plannedQuantity', 'scope.null']));
    expect(returned.accepted).toBe(3);
    await office.post('V-4', {
      postingDate: '2026-11-17',
      period: '2026-11',
      budgetLine: 'BL-001',
      commitment: 'PO-1',
      commitmentLine: 1,
      amount: 20_000_000,
    });
    await forecast('2026-11', [90_000_000, 72_000_000]);
    await office.goTo('2026-12-03');
    await office.close('2026-11');
  });

  /** A workbook that somebody downloads, changes by hand and gives back. */
  async function mailedBack(client: TestClient, edits: readonly (readonly [string, Cells, Cells])[]) {
    let bytes = new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer());
    const reading = await parseWorkbook(bytes);
    if (!reading.ok) throw new Error(reading.message);
    for (const [table, wanted, cells] of edits) {
      const file = reading.contents.tables.find((each) => each.table === table);
      if (!file) throw new Error(`The workbook has no ${table}.`);
      const places = filePlaces(file, localOf(file));
      const row = await office.row(table, wanted);
      for (const [column, value] of Object.entries(cells)) {
        const spec = tableNamed(table).columns[column];
        const address = places.address(row, column).slice(places.sheet.length + 1);
        if (spec) bytes = new Uint8Array(setCell(bytes, file.sheet, address, cellToExcel(spec, value, false)));
      }
    }
    return syncReply.parse(await (await client.fetch('/workbook', { method: 'POST', body: bytes })).json());
  }

  test('December: a deputy stands in for who is away, for the days of the assignment', async () => {
    await office.goTo('2026-12-10');
    const away = {
      project: '26.00001',
      role: 'Project Manager',
      person: 'PM-02',
      from: '2026-12-14',
      to: '2026-12-31',
    };
    const project = await office.row('projects', { number: '26.00001' });
    await office.enter(staff.officer, { assignments: inserts(away).edits });
    expect(await refused(staff.ben, { projects: update(project, { remark: 'Too early.' }) })).toHaveLength(1);
    await office.goTo('2026-12-14');
    await office.enter(staff.ben, { projects: update(project, { remark: 'Ana is away.' }) });
    const order = {
      number: 'CO-1',
      commitment: 'PO-1',
      commitmentLine: 1,
      date: '2026-12-14',
      amount: 3_333_333,
      reason: 'Unforeseen',
      status: 'Pending',
    };
    await office.enter(staff.procurement, { commitmentChanges: inserts(order).edits });
    await office.set(staff.officer, 'commitmentChanges', { number: 'CO-1' }, { status: 'Approved' });
    await forecast('2026-12', [88_000_000, 71_000_000]);
    await office.goTo('2027-01-05');
    expect(await refused(staff.ben, { projects: update(project, { remark: 'Too late.' }) })).toHaveLength(1);
    await office.close('2026-12');
  });

  test('January: E-Rate is funded, and the month is closed, opened again for what was missed, and closed', async () => {
    await office.goTo('2027-01-12');
    const request = { frn: '9900000001', fundingYear: 2026, category: 'C2', status: 'Pending' };
    const reply = await office.bring(staff.erate, { fundingRequests: inserts(request).edits });
    expect(reply.refusals.filter(({ rule }) => rule === 'PPL3')).toEqual([]);
    await office.post('V-5', {
      postingDate: '2027-01-19',
      period: '2027-01',
      budgetLine: 'BL-003',
      commitment: 'PO-2',
      commitmentLine: 1,
      amount: 11_000_000,
    });
    await forecast('2027-01', [87_000_000, 60_000_000]);
    await office.goTo('2027-02-02');
    await office.close('2027-01');
    const missed = { postingDate: '2027-01-28', budgetLine: 'BL-004', amount: 765_432 };
    const bare = await office.actOnMonth(staff.officer, '2027-01', 'reopen');
    expect(bare.committed).toBeNull();
    const before = await office.actOnMonth(staff.officer, '2026-12', 'reopen', { reason: 'Not the last one.' });
    expect(before.committed).toBeNull();
    const open = await office.actOnMonth(staff.officer, '2027-01', 'reopen', { reason: 'Invoice V-6 was missed.' });
    expect([open.refusals, typeof open.committed]).toEqual([[], 'number']);
    await office.post('V-6', { ...missed, period: '2027-01' });
    await office.close('2027-01');
  });

  test('February: the board allocates what a source has unallocated', async () => {
    await office.goTo('2027-02-09');
    const lines = [{ budgetLine: 'BL-003', amount: 30_000_000 }];
    const drafted = await office.draft(staff.programManager, {
      type: 'Board Amendment',
      title: 'Allocate',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(drafted).toMatchObject({ done: true });
    await office.goTo('2027-02-16');
    const board = { reportNumber: 'Rep-80-26/27', boardDate: '2027-02-16', effectiveDate: '2027-02-16' };
    expect(await office.act(staff.officer, drafted.number, 'approve', board)).toMatchObject({ done: true });
    await forecast('2027-02', [85_000_000, 90_000_000]);
    await office.goTo('2027-03-02');
    await office.close('2027-02');
  });

  test('March: a transfer is reversed by a change of its own', async () => {
    await office.goTo('2027-03-09');
    const approved = [...(await office.admin.rows('changes')).values()].find(({ cells }) => cells['title'] === 'Drawn');
    const number = String(approved?.cells['number']);
    const reversal = await office.act(staff.programManager, number, 'reverse', {
      reason: 'The draw was not needed after all.',
    });
    expect(reversal).toMatchObject({ done: true, status: 'Draft' });
    expect(await office.act(staff.programManager, reversal.number, 'submit')).toMatchObject({ done: true });
    const by = { effectiveDate: '2027-03-09' };
    expect(await office.act(staff.officer, reversal.number, 'approve', by)).toMatchObject({
      done: true,
      status: 'Approved',
    });
    await office.post('V-7', {
      postingDate: '2027-03-16',
      period: '2027-03',
      budgetLine: 'BL-001',
      commitment: 'PO-1',
      commitmentLine: 1,
      amount: 30_000_000,
    });
    await forecast('2027-03', [60_000_000, 90_000_000]);
    await office.goTo('2027-04-02');
    await office.close('2027-03');
  });

  test('April: the board takes back what a project will not need', async () => {
    await office.goTo('2027-04-13');
    const lines = [{ budgetLine: 'BL-003', amount: -10_000_000 }];
    const drafted = await office.draft(staff.programManager, {
      type: 'Board Amendment',
      title: 'Return',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(drafted).toMatchObject({ done: true });
    const board = { reportNumber: 'Rep-99-26/27', boardDate: '2027-04-13', effectiveDate: '2027-04-13' };
    expect(await office.act(staff.officer, drafted.number, 'approve', board)).toMatchObject({ done: true });
    await forecast('2027-04', [60_000_000, 80_000_000]);
    await office.goTo('2027-05-04');
    await office.close('2027-04');
  });

  test('May: a credit comes in, and a change that was rejected moves nothing', async () => {
    await office.goTo('2027-05-11');
    await office.post('V-8', {
      postingDate: '2027-05-11',
      period: '2027-05',
      budgetLine: 'BL-001',
      commitment: 'PO-1',
      commitmentLine: 1,
      amount: -1_000_001,
      type: 'Credit',
    });
    const lines = [
      { budgetLine: 'BL-001', amount: 1_000_000 },
      { budgetLine: 'BL-002', amount: -1_000_000 },
    ];
    const drafted = await office.draft(staff.ana, {
      type: 'Staff Modification',
      title: 'Again',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(await office.act(staff.officer, drafted.number, 'reject', { reason: 'Not this year.' })).toMatchObject({
      done: true,
      status: 'Rejected',
    });
    await forecast('2027-05', [55_000_000, 80_000_000]);
    await office.goTo('2027-06-02');
    await office.close('2027-05');
  });

  test('June: what is left is rolled into the next year, and the year is closed', async () => {
    await office.goTo('2027-06-15');
    const newLine = { project: '26.00001', source: 'BND-A', fiscalYear: '2027-28', category: 'Contingency' };
    const lines = [
      { newLine, amount: 5_000_000 },
      { budgetLine: 'BL-002', amount: -5_000_000 },
    ];
    const drafted = await office.draft(staff.officer, {
      type: 'Year-end Rollover',
      title: 'Roll over',
      reason: WHY,
      lines,
      submit: true,
    });
    expect(drafted).toMatchObject({ done: true });
    expect(await office.act(staff.cio, drafted.number, 'approve', { effectiveDate: '2027-06-30' })).toMatchObject({
      done: true,
    });
    await forecast('2027-06', [50_000_000, 80_000_000]);
    await office.goTo('2027-07-02');
    await office.close('2027-06');
  });

  test('after the year every month tells what it told when it was closed, and every cent of growth has a name', async () => {
    await office.goTo('2027-07-06');
    expect([...office.closed.keys()]).toEqual([...months]);
    for (const [period, { revision, told }] of office.closed) {
      const again = await everyFigureTold(staff.auditor, { at: revision, asOf: lastDayOf(period) });
      expect([period, again]).toEqual([period, told]);
    }
    const path = '/bridge?measure=current&fromAsOf=2026-07-14&asOf=2027-06-30';
    const bridge = bridgeReply.parse(await (await staff.auditor.fetch(path)).json());
    expect(bridge.start + bridge.steps.reduce((sum, { amount }) => sum + amount, 0)).toBe(bridge.end);
    expect(bridge.end).toBe(office.closed.get('2027-06')?.told['program']?.['current']);
    const named = bridge.steps.filter(({ change }) => change !== null).map(({ title }) => title);
    expect(named.length).toBe(bridge.steps.length);
    expect(await (await staff.auditor.fetch('/verify')).json()).toMatchObject({ ok: true });
    const { accepted } = await staff.auditor.sync({}, { base: await office.head() });
    expect(accepted).toBe(0);
  });
});
