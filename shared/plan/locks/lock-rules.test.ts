import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Cells } from '../../tables/cell.ts';
import { lifecycles } from '../lifecycles/lifecycles.ts';
import { lockRules } from './lock-rules.ts';
import { around, personOf, type PlanTables } from '../rules/testing/plan-of.ts';

/** The rules of the locks, without those of the ways between states. */
const rulesOfLocks = lockRules.filter(({ lockOf }) => lockOf !== undefined);

/** Numbers of the locks that stand against a row becoming another. */
function locks(table: string, before: Cells | null, after: Cells, plan: PlanTables = {}): string[] {
  const own = rulesOfLocks.filter((rule) => rule.table === table);
  const broken = own.filter((rule) => rule.check(after, around(before, plan)) !== null);
  return [...new Set(broken.map(({ id }) => id))];
}

/** What is said when the row changes so, or (after null) goes. */
function said(table: string, before: Cells | null, after: Cells | null, plan: PlanTables = {}): (string | null)[] {
  return rulesOfLocks
    .filter((rule) => rule.table === table)
    .map((rule) => {
      const near = around(before, plan);
      return after === null ? (rule.checkRemoval?.(before ?? {}, near) ?? null) : rule.check(after, near);
    })
    .filter((message) => message !== null);
}

/** What is said of a row that goes from one state to another; null: it may. */
function brokenWay(table: string, before: Cells, after: Cells, plan: PlanTables = {}): string | null {
  const ways = lockRules.filter((rule) => rule.table === table && rule.lockOf === undefined);
  return ways.map((rule) => rule.check({ ...before, ...after }, around(before, plan))).find(Boolean) ?? null;
}

const line = { id: 'BL-1', project: 'P', source: 'S', fiscalYear: '2025-26', category: 'Equipment', original: 5 };
const project = (status: string, more: Cells = {}): PlanTables => ({ projects: [{ number: 'P', status, ...more }] });
const approved = project('Active', { approvalDate: '2025-11-18' });

describe('[LCK1] a budget line of an approved project', () => {
  test.each(['project', 'source', 'fiscalYear', 'category', 'location', 'system'])('keeps its %s', (column) => {
    expect(locks('budgetLines', line, { ...line, [column]: 'x' }, approved)).toEqual(['LCK1']);
    expect(locks('budgetLines', line, { ...line, [column]: 'x' }, project('Proposed'))).toEqual([]);
    expect(locks('budgetLines', line, { ...line, [column]: 'x' })).toEqual([]);
  });

  test('may have its note changed, and its account string while it has none', () => {
    expect(locks('budgetLines', line, { ...line, note: 'x', account: 'y' }, approved)).toEqual([]);
  });

  test('keeps its account string, unless a Technical Correction with a line on it has been approved', () => {
    const coded = { ...line, account: 'x' };
    const corrected = (type: string, status: string): PlanTables => ({
      ...approved,
      changeLines: [{ change: 'TC-1', line: 1, budgetLine: 'BL-1', amount: 0 }],
      changes: [{ number: 'TC-1', type, status }],
    });
    const recoded = { ...coded, account: 'y' };
    expect(said('budgetLines', coded, recoded, approved)).toEqual([
      'P was approved on 2025-11-18, so the account string of BL-1 stays. Have a Technical Correction with a line on it approved, then change it.',
    ]);
    expect(locks('budgetLines', coded, recoded, corrected('Technical Correction', 'Approved'))).toEqual([]);
    expect(locks('budgetLines', coded, recoded, corrected('Technical Correction', 'Pending'))).toEqual(['LCK1']);
    expect(locks('budgetLines', coded, recoded, corrected('Staff Modification', 'Approved'))).toEqual(['LCK1']);
    expect(locks('budgetLines', coded, recoded, project('Proposed'))).toEqual([]);
  });

  test('comes without an amount only, be it new or moved from elsewhere', () => {
    expect(locks('budgetLines', null, line, approved)).toEqual(['LCK1']);
    expect(locks('budgetLines', null, { ...line, original: 0 }, approved)).toEqual([]);
    expect(locks('budgetLines', null, line, project('Proposed'))).toEqual([]);
    const elsewhere = { ...line, project: 'Q' };
    expect(locks('budgetLines', elsewhere, line, approved)).toEqual(['LCK1']);
    expect(locks('budgetLines', { ...elsewhere, original: 0 }, { ...line, original: 0 }, approved)).toEqual([]);
  });

  test('goes without an amount only', () => {
    const stays = ['BL-1 is part of P, which was approved on 2025-11-18. Move its money by a budget change.'];
    expect(said('budgetLines', line, null, approved)).toEqual(stays);
    expect(said('budgetLines', { ...line, original: 0 }, null, approved)).toEqual([]);
    expect(said('budgetLines', { ...line, original: null }, null, approved)).toEqual([]);
    expect(said('budgetLines', line, null, project('Proposed'))).toEqual([]);
  });

  test('says since when, where that is known, and what to do instead', () => {
    expect(said('budgetLines', null, line, approved)).toEqual([
      'P was approved on 2025-11-18. Add the line with an original amount of 0.00, then fund it by a budget change.',
    ]);
    expect(said('budgetLines', line, { ...line, source: 'T' }, project('Complete'))).toEqual([
      'BL-1 is part of P, which was approved. Move its money by a budget change.',
    ]);
  });
});

test('[LCK2] a project that has been approved is not proposed again, and stays', () => {
  const states = ['Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled'];
  for (const status of states) {
    expect(brokenWay('projects', { status }, { status: 'Proposed' })).toContain('cannot become Proposed');
    expect(said('projects', { status }, null)).toHaveLength(1);
  }
  expect(locks('projects', null, { status: 'Proposed' })).toEqual([]);
  expect(said('projects', { status: 'Proposed' }, null)).toEqual([]);
});

describe('[LCK3, LCK4] a change', () => {
  const change = { number: 'BC-1', type: 'Board Amendment', title: 'Augment' };

  test.each(['Approved', 'Rejected', 'Withdrawn'])('that is %s stays as it is', (status) => {
    const before = { ...change, status };
    for (const cells of [
      { status: 'Draft' },
      { title: 'x' },
      { type: 'Reserve Draw' },
      { effectiveDate: '2026-01-01' },
    ])
      expect(locks('changes', before, { ...before, ...cells })).toEqual(['LCK3']);
    expect(locks('changes', before, before)).toEqual([]);
    expect(said('changes', before, null)).toHaveLength(1);
  });

  test('that waits for approval keeps its type; the rest may be mended, and it may be taken back', () => {
    for (const status of ['Pending', 'BOC Recommended']) {
      const before = { ...change, status };
      expect(locks('changes', before, { ...before, type: 'Reserve Draw' })).toEqual(['LCK4']);
      expect(locks('changes', before, { ...before, title: 'x', status: 'Draft' })).toEqual([]);
    }
    const draft = { ...change, status: 'Draft' };
    expect(locks('changes', draft, { ...draft, type: 'Reserve Draw', status: 'Pending' })).toEqual([]);
    expect(said('changes', draft, null)).toEqual([]);
  });

  test('says who decided, when and by which report', () => {
    const before = {
      ...change,
      status: 'Approved',
      approvedBy: 'Board',
      boardDate: '2026-01-20',
      reportNumber: 'Rep-1',
    };
    expect(said('changes', before, { ...before, title: 'x' })).toEqual([
      'BC-1 was approved by Board on 2026-01-20 (Rep-1). Undo it by a change that moves the money back.',
    ]);
    expect(said('changes', { ...change, status: 'Rejected' }, { ...change, status: 'Draft' })).toEqual([
      'BC-1 was rejected. Enter a new change instead.',
    ]);
  });
});

describe('[LCK5] the lines of a change', () => {
  const changeLine = { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 5 };
  const change = (status: string): PlanTables => ({ changes: [{ number: 'BC-1', status }] });

  test.each(['Pending', 'BOC Recommended', 'Approved', 'Rejected', 'Withdrawn'])('of one that is %s stay', (status) => {
    for (const column of ['budgetLine', 'amount', 'counterpart', 'rebaseline', 'line'])
      expect(locks('changeLines', changeLine, { ...changeLine, [column]: 9 }, change(status))).toEqual(['LCK5']);
    expect(locks('changeLines', null, changeLine, change(status))).toEqual(['LCK5']);
    expect(said('changeLines', changeLine, null, change(status))).toHaveLength(1);
    expect(locks('changeLines', changeLine, { ...changeLine, note: 'x' }, change(status))).toEqual([]);
    expect(locks('changeLines', { ...changeLine, change: 'BC-2' }, changeLine, change(status))).toEqual(['LCK5']);
  });

  test('of a draft, and of a change that comes with them, are free', () => {
    for (const plan of [change('Draft'), {}]) {
      expect(locks('changeLines', changeLine, { ...changeLine, amount: 9 }, plan)).toEqual([]);
      expect(locks('changeLines', null, changeLine, plan)).toEqual([]);
      expect(said('changeLines', changeLine, null, plan)).toEqual([]);
    }
  });
});

test('[LCK6] an awarded commitment keeps its line and its original amount, and stays; a draft does not', () => {
  const before = { number: 'PO-1', line: 1, budgetLine: 'BL-1', original: 5 };
  for (const status of ['Open', 'Closed']) {
    const open = { ...before, status };
    expect(locks('commitments', open, { ...open, original: 6 })).toEqual(['LCK6']);
    expect(locks('commitments', open, { ...open, budgetLine: 'BL-2' })).toEqual(['LCK6']);
    expect(locks('commitments', open, { ...open, awardDate: '2026-03-01' })).toEqual(['LCK6']);
    expect(locks('commitments', open, { ...open, vendor: 'x', status: 'Cancelled' })).toEqual([]);
    expect(said('commitments', open, null)).toEqual([
      'PO-1 has been awarded. Enter a change order, or cancel it and enter it anew.',
    ]);
  }
  const draft = { ...before, status: 'Draft' };
  expect(locks('commitments', draft, { ...draft, original: 6, budgetLine: 'BL-2' })).toEqual([]);
  expect(said('commitments', draft, null)).toEqual([]);
  expect(locks('commitments', null, { ...before, status: 'Open' })).toEqual([]);
});

test('[LCK6] a cancelled commitment keeps what it was and the day it ended: nobody cancels to rewrite and count again', () => {
  const cancelled = { number: 'PO-1', line: 1, budgetLine: 'BL-1', original: 5, status: 'Cancelled' };
  const ended = { ...cancelled, statusDate: '2026-02-01' };
  for (const cells of [
    { original: 6 },
    { budgetLine: 'BL-2' },
    { statusDate: '2060-01-01' },
    { statusDate: null },
    { awardDate: '2026-01-31' },
  ])
    expect(said('commitments', ended, { ...ended, ...cells })).toEqual([
      'PO-1 was cancelled on 2026-02-01, and that stays as it was. Enter it anew under another number.',
    ]);
  expect(locks('commitments', ended, { ...ended, vendor: 'x' })).toEqual([]);
  expect(locks('commitments', cancelled, ended)).toEqual([]);
  // To cancel and remove it would be a way around that an awarded one stays; one that has never counted may go.
  expect(said('commitments', ended, null)).toEqual([
    'PO-1 was cancelled on 2026-02-01, and that stays as it was. Enter it anew under another number.',
  ]);
  expect(said('commitments', cancelled, null)).toEqual([]);
});

test.each(['Approved', 'Rejected'])(
  '[LCK7] a change order that is %s stays; its document may be named later',
  (status) => {
    const before = { number: 'CO-1', commitment: 'PO-1', commitmentLine: 1, amount: 5, status };
    for (const cells of [{ amount: 6 }, { status: 'Pending' }, { date: '2026-01-01' }, { reason: 'Release' }])
      expect(locks('commitmentChanges', before, { ...before, ...cells })).toEqual(['LCK7']);
    expect(locks('commitmentChanges', before, { ...before, approvalRef: 'x' })).toEqual([]);
    expect(said('commitmentChanges', before, null)).toHaveLength(1);
    expect(locks('commitmentChanges', { ...before, status: 'Pending' }, { ...before, amount: 6 })).toEqual([]);
  },
);

test('[LCK8] the amendment and the day by which a project was approved stay; what an old plan does not say is filled in from an approved amendment', () => {
  const approvedBy = { number: 'P', status: 'Active', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
  expect(locks('projects', approvedBy, { ...approvedBy, approvalDate: '2025-11-19' })).toEqual(['LCK8']);
  expect(locks('projects', approvedBy, { ...approvedBy, approvalChange: 'BA-2' })).toEqual(['LCK8']);
  expect(locks('projects', { ...approvedBy, approvalDate: null }, approvedBy)).toEqual([]);
  expect(locks('projects', { ...approvedBy, approvalChange: null }, approvedBy)).toEqual(['LCK8']);
  const plan = (type: string): PlanTables => ({
    changes: [{ number: 'BA-1', type, status: 'Approved' }],
    changeLines: [{ change: 'BA-1', line: 1, budgetLine: 'BL-1', amount: 0 }],
    budgetLines: [{ id: 'BL-1', project: 'P' }],
  });
  expect(locks('projects', { ...approvedBy, approvalChange: null }, approvedBy, plan('Board Amendment'))).toEqual([]);
  expect(locks('projects', { ...approvedBy, approvalChange: null }, approvedBy, plan('Reserve Draw'))).toEqual([
    'LCK8',
  ]);
  const proposed = { ...approvedBy, status: 'Proposed' };
  expect(locks('projects', proposed, { ...proposed, approvalDate: '2025-11-19' })).toEqual([]);
});

describe('[V44] the baseline of a milestone', () => {
  const step = { project: 'P', location: null, milestone: 'M50 Installation start', baselineNumber: 0 };
  const planned = { ...step, baselineStart: '2026-06-15', baselineFinish: '2026-08-07' };

  test('stays from the approval of its project on, while forecast and actual dates move', () => {
    for (const cells of [{ baselineNumber: 1 }, { baselineStart: '2026-06-16' }, { baselineFinish: null }])
      expect(locks('milestones', planned, { ...planned, ...cells }, approved)).toEqual(['V44']);
    expect(locks('milestones', planned, { ...planned, forecastFinish: '2026-08-14' }, approved)).toEqual([]);
    expect(locks('milestones', planned, { ...planned, baselineFinish: null }, project('Proposed'))).toEqual([]);
  });

  test('stays with its milestone: another step, site or project would get it otherwise', () => {
    const moved = [{ milestone: 'M60 Installation complete' }, { location: '0417' }, { project: 'Q' }];
    for (const cells of moved) {
      expect(locks('milestones', planned, { ...planned, ...cells }, approved)).toEqual(['V44']);
      expect(locks('milestones', step, { ...step, ...cells }, approved)).toEqual([]);
      expect(locks('milestones', planned, { ...planned, ...cells }, project('Proposed'))).toEqual([]);
    }
  });

  test('neither comes nor goes', () => {
    expect(locks('milestones', null, planned, approved)).toEqual(['V44']);
    expect(locks('milestones', null, step, approved)).toEqual([]);
    expect(said('milestones', planned, null, approved)).toEqual([
      'The baseline of M50 Installation start of P is locked, so the milestone stays. Request a re-baseline.',
    ]);
    expect(said('milestones', step, null, approved)).toEqual([]);
  });
});

describe('the ways between states', () => {
  const change = { number: 'BC-1', type: 'Board Amendment', reason: 'Bids came in above the estimate.' };

  test('[LCK9] a refused one names the states that the row may go to', () => {
    expect(brokenWay('changes', { ...change, status: 'Draft' }, { status: 'Approved' })).toBe(
      'Status of BC-1 cannot become Approved: it is Draft and can become Pending or Withdrawn.',
    );
    expect(brokenWay('changes', { ...change, status: 'BOC Recommended' }, { status: 'Draft' })).toBe(
      'Status of BC-1 cannot become Draft: it is BOC Recommended and can become Approved or Rejected.',
    );
    expect(brokenWay('changes', { ...change, status: 'Rejected' }, { status: 'Draft' })).toBe(
      'Status of BC-1 cannot become Draft: it is Rejected and stays so. Enter a new change instead.',
    );
  });

  test('[LCK9] one that is open says what is still needed', () => {
    const pending = { ...change, status: 'Pending' };
    expect(brokenWay('changes', { ...change, status: 'Draft' }, { status: 'Pending' })).toBeNull();
    expect(brokenWay('changes', { ...change, status: 'Draft' }, { status: 'Pending', reason: 'why' })).toBe(
      'Status of BC-1 cannot become Pending yet: it needs a reason of at least 20 characters.',
    );
    expect(brokenWay('changes', { ...pending, type: 'Reserve Draw' }, { status: 'BOC Recommended' })).toBe(
      'Status of BC-1 cannot become BOC Recommended yet: it needs the type Board Amendment.',
    );
    expect(brokenWay('changes', pending, { status: 'Approved' })).toContain('it needs an Effective Date.');
    expect(brokenWay('changes', pending, { status: 'Approved', effectiveDate: '2026-01-20' })).toBeNull();
  });

  test('[LCK2] a project is approved by an amendment that was approved', () => {
    const proposed = { number: 'P', status: 'Proposed', approvalChange: null, approvalDate: null };
    const by = { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
    const plan = (status: string, type = 'Board Amendment', line = 'BL-1'): PlanTables => ({
      changes: [{ number: 'BA-1', type, status }],
      changeLines: [{ change: 'BA-1', line: 1, budgetLine: line, amount: 0 }],
      budgetLines: [
        { id: 'BL-1', project: 'P' },
        { id: 'BL-2', project: 'Q' },
      ],
    });
    expect(brokenWay('projects', proposed, { status: 'Approved' })).toBe(
      'Project Status of P cannot become Approved yet: it needs as Approval Amendment an approved Board Amendment that has a line on the project and an Approval Date.',
    );
    expect(brokenWay('projects', proposed, by, plan('Pending'))).toContain('Approval Amendment');
    expect(brokenWay('projects', proposed, by, plan('Approved', 'Staff Modification'))).toContain('Approval Amendment');
    expect(brokenWay('projects', proposed, by, plan('Approved', 'Board Amendment', 'BL-2'))).toContain('Approval');
    expect(brokenWay('projects', proposed, by, plan('Approved'))).toBeNull();
    expect(brokenWay('projects', proposed, { status: 'Active' })).toContain('can become Approved or Cancelled');
  });

  test('[LCK10, LCK11] money, commitments and projects go on, and what has ended stays so', () => {
    const closed = { number: 'P', status: 'Complete', financialStatus: 'Closed' };
    expect(brokenWay('projects', closed, { financialStatus: 'Open' })).toContain('is Closed and stays so');
    expect(brokenWay('commitments', { number: 'PO-1', status: 'Closed' }, { status: 'Open' })).toContain('stays so');
    expect(brokenWay('commitments', { number: 'PO-1', status: 'Open' }, { status: 'Draft' })).toBe(
      'Status of PO-1 cannot become Draft: it is Open and can become Cancelled or Closed.',
    );
  });

  test('a row that comes in, one that stays and one without a state have gone no way', () => {
    const row = { number: 'BC-1', status: 'Approved' };
    const ways = lockRules.filter((rule) => rule.lockOf === undefined);
    for (const rule of ways) {
      expect(rule.check(row, around(null, {}))).toBeNull();
      expect(rule.check(row, around(row, {}))).toBeNull();
      expect(rule.check(row, around({ number: 'BC-1' }, {}))).toBeNull();
    }
  });

  test('every state of a lifecycle is a value of its column, and every value can be left or stays', () => {
    for (const { table, column, transitions } of lifecycles) {
      const definition = table.columns[column];
      const values = definition?.kind === 'list' ? definition.values : [];
      for (const { from, to } of transitions) for (const state of [...from, to]) expect(values).toContain(state);
    }
  });
});

describe('[FD1] who is told to have fixed a row', () => {
  /** Steps of a column, each by somebody on a day, from nothing on. */
  function steps(column: string, ...taken: readonly (readonly [by: string, on: string, to: string])[]): JournalEntry[] {
    return taken.map(([by, at, to], nth) => ({
      table: '',
      row: 'R',
      revision: nth + 1,
      kind: nth === 0 ? 'insert' : 'update',
      before: nth === 0 ? {} : { [column]: taken[nth - 1]?.[2] ?? null },
      after: { [column]: to },
      by,
      at,
    }));
  }

  function told(table: string, cells: Cells, edit: Cells, plan: PlanTables, history: readonly JournalEntry[]) {
    const near = around(cells, plan, plan, { history });
    return rulesOfLocks
      .filter((rule) => rule.table === table)
      .flatMap(({ lockOf }) => lockOf?.({ ...cells, ...edit }, near)?.locked ?? [])
      .map(({ act, by, at }) => `${act} by ${by} on ${at}`)[0];
  }

  test('is who approved a project, not who has taken it further since', () => {
    const history = steps(
      'status',
      ['Amy', '2026-01-01', 'Proposed'],
      ['Ben', '2026-01-02', 'Approved'],
      ['Cho', '2026-01-03', 'Active'],
      ['Dan', '2026-01-04', 'Approved'],
      ['Eve', '2026-01-05', 'On Hold'],
    );
    const of = (status: string, more: Cells = {}, acts = history) =>
      told('budgetLines', line, { source: 'T' }, project(status, more), acts);
    expect(of('On Hold')).toBe('approved by Ben on 2026-01-02');
    expect(of('On Hold', { approvalDate: '2025-11-18' })).toBe('approved by Ben on 2025-11-18');
    expect(of('Active', {}, steps('status', ['Amy', '2026-01-01', 'Active'], ['Cho', '2026-01-03', 'Complete']))).toBe(
      'approved by Amy on 2026-01-01',
    );
    const cancelled = [...history, ...steps('status', ['Fay', '2026-01-06', 'Cancelled'])];
    expect(of('Cancelled', {}, cancelled)).toBe('cancelled by Fay on 2026-01-06');
  });

  test('is who awarded a commitment, not who closed it; and who cancelled it', () => {
    const history = steps(
      'status',
      ['Amy', '2026-01-01', 'Draft'],
      ['Ben', '2026-01-02', 'Open'],
      ['Cho', '2026-01-03', 'Closed'],
    );
    const order = { number: 'PO-1', line: 1, original: 5, awardDate: '2025-12-30' };
    expect(told('commitments', { ...order, status: 'Closed' }, { original: 6 }, {}, history)).toBe(
      'awarded by Ben on 2025-12-30',
    );
    const cancelled = steps('status', ['Ben', '2026-01-02', 'Open'], ['Cho', '2026-01-03', 'Cancelled']);
    expect(told('commitments', { ...order, status: 'Cancelled' }, { original: 6 }, {}, cancelled)).toBe(
      'cancelled by Cho on 2026-01-03',
    );
  });

  test('is who submitted a change, and when: not the board that recommends it, nor its next meeting', () => {
    const history = steps(
      'status',
      ['Amy', '2026-01-01', 'Pending'],
      ['Amy', '2026-01-02', 'Draft'],
      ['Ben', '2026-01-03', 'Pending'],
      ['Cho', '2026-01-04', 'BOC Recommended'],
    );
    const change = { number: 'BC-1', type: 'Board Amendment', status: 'BOC Recommended', boardDate: '2027-03-09' };
    const edit = { type: 'Reserve Draw' };
    expect(told('changes', change, edit, {}, history)).toBe('submitted by Ben on 2026-01-03');
    const submitted = { ...change, submittedOn: '2026-01-02' };
    expect(told('changes', submitted, edit, {}, history)).toBe('submitted by Ben on 2026-01-02');
  });

  test('is who decided on a change, on the day of the board only where the board has approved it', () => {
    const acts = (status: string) => steps('status', ['Ben', '2026-01-03', 'Pending'], ['Cho', '2026-01-04', status]);
    const change = { number: 'BC-1', type: 'Board Amendment', boardDate: '2027-03-09', submittedOn: '2026-01-03' };
    const of = (status: string, more: Cells = {}) =>
      told('changes', { ...change, ...more, status }, { title: 'x' }, {}, acts(status));
    expect(of('Rejected')).toBe('rejected by Cho on 2026-01-04');
    expect(of('Withdrawn')).toBe('withdrawn by Cho on 2026-01-04');
    expect(of('Approved', { approvedBy: 'Board', boardDate: '2026-01-04' })).toBe('approved by Board on 2026-01-04');
    expect(of('Approved', { boardDate: null })).toBe('approved by Cho on 2026-01-04');
    const withdrawn = { ...change, status: 'Withdrawn' };
    expect(said('changes', withdrawn, { ...withdrawn, title: 'x' })).toEqual([
      'BC-1 was withdrawn. Enter a new change instead.',
    ]);
  });

  test('is found wherever a row is held: some value of its column is an act', () => {
    const statuses = ['Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled'];
    for (const status of statuses)
      expect(
        told('budgetLines', line, { source: 'T' }, project(status), steps('status', ['Amy', '2026-01-01', status])),
      ).toContain('by Amy');
    const month = { period: '2026-01', status: 'Closed', controlTotal: 5 };
    const closed = steps('status', ['Amy', '2026-01-01', 'Soft close'], ['Ben', '2026-02-01', 'Closed']);
    expect(told('periods', month, { controlTotal: 6 }, {}, closed)).toBe('closed by Ben on 2026-02-01');
    const order = { commitment: 'PO-1', commitmentLine: 1, amount: 5, status: 'Rejected' };
    const decided = steps('status', ['Amy', '2026-01-01', 'Pending'], ['Ben', '2026-02-01', 'Rejected']);
    expect(told('commitmentChanges', order, { amount: 6 }, {}, decided)).toBe('rejected by Ben on 2026-02-01');
    const money = { number: 'P', status: 'Complete', financialStatus: 'Closed', financiallyClosedOn: '2026-02-01' };
    const paid = steps('financialStatus', ['Amy', '2026-01-01', 'Closing'], ['Ben', '2026-02-02', 'Closed']);
    expect(told('projects', money, { financiallyClosedOn: null }, {}, paid)).toBe('closed by Ben on 2026-02-01');
  });
});

describe('[FD1] what to do instead of the edit that a lock holds', () => {
  function instead(before: Cells | null, after: Cells | null, plan = approved) {
    const near = around(before, plan);
    return rulesOfLocks
      .filter(({ table }) => table === 'budgetLines')
      .flatMap(({ lockOf }) => lockOf?.(after, near) ?? [])
      .map((told) => told.instead);
  }
  const change = (amount: number) => [{ kind: 'budgetChange', line: 'BL-1', amount }];

  test('is a budget change by what the original amount was to move', () => {
    expect(instead(line, { ...line, original: 30 })).toEqual(change(25));
    expect(instead({ ...line, original: null }, { ...line, original: 30 })).toEqual(change(30));
    expect(instead(line, { ...line, original: null })).toEqual(change(-5));
    expect(instead(null, line)).toEqual(change(5));
    expect(instead(line, null)).toEqual(change(-5));
  });

  test('is that of the line that the plan knows, whatever it was to be called', () => {
    expect(instead(line, { ...line, id: 'BL-9', original: 30 })[0]).toEqual(change(25)[0]);
  });

  test('is none where no money was to move, or no line is named', () => {
    expect(instead(line, { ...line, source: 'T', original: 5 })).toEqual([null]);
    expect(instead({ ...line, id: null }, { ...line, id: null, original: 30 })).toEqual([null]);
  });

  test('is none of what no budget change does', () => {
    const open = { number: 'PO-1', line: 1, budgetLine: 'BL-1', id: 'BL-1', original: 5, status: 'Open' };
    const told = rulesOfLocks
      .filter(({ table }) => table === 'commitments')
      .flatMap(({ lockOf }) => lockOf?.({ ...open, original: 6 }, around(open)) ?? []);
    expect(told.map((each) => each.instead)).toEqual([null]);
  });
});

describe('[FD1] who has fixed a row', () => {
  const lockOf = (cells: Cells, history: readonly JournalEntry[]) =>
    rulesOfLocks
      .filter(({ table }) => table === 'changes')
      .flatMap((rule) => rule.lockOf?.({ ...cells, title: 'x' }, around(cells, {}, {}, { history })) ?? [])
      .map(({ locked }) => locked);
  const change = { number: 'BC-1', type: 'Board Amendment', title: 'Augment', status: 'Approved' };
  const decided: JournalEntry = {
    table: 'changes',
    row: 'R',
    revision: 2,
    kind: 'update',
    before: { status: 'Pending' },
    after: { status: 'Approved' },
    by: 'Cho',
    at: '2026-01-04',
  };

  test('is told from the row as far as it says so, and else from what was recorded', () => {
    const known = { table: 'changes', key: 'BC-1', column: 'status', act: 'approved' };
    expect(lockOf({ ...change, approvedBy: 'Board', boardDate: '2026-01-20' }, [decided])).toEqual([
      { ...known, by: 'Board', at: '2026-01-20' },
    ]);
    expect(lockOf({ ...change, approvedBy: 'Board', boardDate: null }, [decided])).toEqual([
      { ...known, by: 'Board', at: '2026-01-04' },
    ]);
    expect(lockOf({ ...change, approvedBy: null, boardDate: '2026-01-20' }, [decided])).toEqual([
      { ...known, by: 'Cho', at: '2026-01-20' },
    ]);
  });

  test('is nobody where neither the row nor the history says', () => {
    expect(lockOf(change, [])).toMatchObject([{ act: 'approved', by: null, at: null }]);
    expect(lockOf(change, [{ ...decided, after: { title: 'y' }, before: {} }])).toMatchObject([{ by: null, at: null }]);
  });

  test('the history is not read where the row says both', () => {
    const near = around({ ...change, approvedBy: 'Board', boardDate: '2026-01-20' });
    const unread = { ...near, history: () => expect.unreachable('The row says it.') };
    const after = { ...near.before, title: 'x' };
    const told = rulesOfLocks.filter(({ table }) => table === 'changes').map((rule) => rule.lockOf?.(after, unread));
    expect(told.filter((each) => (each ?? null) !== null)).toHaveLength(1);
  });
});

test('a row that is put in the place of a fixed one is held like an edit of it', () => {
  const near = { ...around(null, approved), inPlaceOf: line };
  const own = rulesOfLocks.filter(({ table, id }) => table === 'budgetLines' && id === 'V19');
  const check = (after: Cells) => own.map((rule) => rule.check(after, near)).filter((said) => said !== null);
  expect(check({ ...line, original: 6 })).toHaveLength(1);
  expect(check(line)).toEqual([]);
});

test('[V31] what an import brings for a closed month is a fact, and only there: what the board has decided it does not undo', () => {
  const importing = { ...personOf('admin'), isImport: true };
  const cells = { postingDate: '2026-01-15', period: '2026-01', budgetLine: 'BL-1', amount: 5 };
  const months: PlanTables = { periods: [{ period: '2026-01', status: 'Closed' }] };
  const judged = (table: string, severity: 'error' | 'warning', before: Cells | null, after: Cells, isImport = true) =>
    lockRules
      .filter((rule) => rule.table === table && rule.severity === severity && ['V31', 'LCK3'].includes(rule.id))
      .map((rule) =>
        rule.check(after, around(before, months, months, { author: isImport ? importing : personOf('admin') })),
      )
      .filter((said) => said !== null);
  expect(judged('expenditures', 'error', null, cells)).toEqual([]);
  expect(judged('expenditures', 'warning', null, cells)).toHaveLength(1);
  expect(judged('expenditures', 'error', null, cells, false)).toHaveLength(1);
  expect(judged('expenditures', 'warning', null, cells, false)).toEqual([]);
  const change = { number: 'BC-1', status: 'Approved', title: 'Augment' };
  expect(judged('changes', 'error', change, { ...change, title: 'x' })).toHaveLength(1);
});

test('[V24] a line that leaves a change is taken out of it, be it deleted or moved; one that is noted on is not', () => {
  const changeLine = { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 5 };
  const plan: PlanTables = {
    changes: [{ number: 'BC-1', type: 'Transfer', status: 'Draft' }],
    changeLines: [changeLine],
  };
  const asked: JournalEntry = {
    table: 'changes',
    row: 'R',
    revision: 1,
    kind: 'insert',
    before: {},
    after: { type: 'Transfer' },
    by: 'Ben',
    at: '2026-01-01',
    person: 'ben',
  };
  const near = around(changeLine, plan, plan, { author: personOf('finance'), history: [asked] });
  const rule = lockRules.find(({ id, table }) => id === 'V24' && table === 'changeLines');
  const taken = 'BC-1 was asked for by somebody else, and you may decide on it';
  expect(rule?.checkRemoval?.(changeLine, near)).toContain(taken);
  expect(rule?.check({ ...changeLine, change: 'BC-2' }, near)).toContain(taken);
  expect(rule?.check({ ...changeLine, note: 'x' }, near)).toBeNull();
  expect(rule?.check(changeLine, { ...near, before: null })).toBeNull();
});
