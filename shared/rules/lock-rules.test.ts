import { describe, expect, test } from 'vitest';
import type { Cells } from '../tables/cell.ts';
import { lockRules } from './lock-rules.ts';
import type { RuleSurroundings } from './row-rule.ts';

/** Rows of the plan as it is, by table and key. */
type Plan = Readonly<Record<string, Cells>>;

const surroundings = (before: Cells | null, plan: Plan): RuleSurroundings => ({
  before,
  related: (table, key) => plan[`${table} ${key}`],
});

/** Numbers of the locks that stand against a row becoming another. */
function locks(table: string, before: Cells | null, after: Cells, plan: Plan = {}): string[] {
  const own = lockRules.filter((rule) => rule.table === table);
  return own.filter((rule) => rule.check(after, surroundings(before, plan)) !== null).map(({ id }) => id);
}

/** What is said when the row changes so, or (after null) goes. */
function said(table: string, before: Cells | null, after: Cells | null, plan: Plan = {}): (string | null)[] {
  return lockRules
    .filter((rule) => rule.table === table)
    .map((rule) => {
      const around = surroundings(before, plan);
      return after === null ? (rule.checkRemoval?.(before ?? {}, around) ?? null) : rule.check(after, around);
    })
    .filter((message) => message !== null);
}

const line = { id: 'BL-1', project: 'P', source: 'S', fiscalYear: '2025-26', category: 'Equipment', original: 5 };
const project = (status: string, more: Cells = {}): Plan => ({ 'projects P': { number: 'P', status, ...more } });
const approved = project('Active', { approvalDate: '2025-11-18' });

describe('[LCK1] a budget line of an approved project', () => {
  test.each(['project', 'source', 'fiscalYear', 'category', 'location', 'system'])('keeps its %s', (column) => {
    expect(locks('budgetLines', line, { ...line, [column]: 'x' }, approved)).toEqual(['LCK1']);
    expect(locks('budgetLines', line, { ...line, [column]: 'x' }, project('Proposed'))).toEqual([]);
    expect(locks('budgetLines', line, { ...line, [column]: 'x' })).toEqual([]);
  });

  test('may have its note and account changed', () => {
    expect(locks('budgetLines', line, { ...line, note: 'x', account: 'y' }, approved)).toEqual([]);
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

test('[LCK2] a project that has been approved moves on, but not back, and stays', () => {
  const states = ['Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled'];
  for (const status of states) {
    expect(locks('projects', { status }, { status: 'Proposed' })).toEqual(['LCK2']);
    expect(said('projects', { status }, null)).toHaveLength(1);
    for (const next of states) expect(locks('projects', { status }, { status: next })).toEqual([]);
    expect(locks('projects', { status: 'Proposed' }, { status })).toEqual([]);
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
  const change = (status: string): Plan => ({ 'changes BC-1': { number: 'BC-1', status } });

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

test('[LCK6] an awarded commitment keeps its line and its original amount, and stays; a draft and a cancelled one do not', () => {
  const before = { number: 'PO-1', line: 1, budgetLine: 'BL-1', original: 5 };
  for (const status of ['Open', 'Closed']) {
    const open = { ...before, status };
    expect(locks('commitments', open, { ...open, original: 6 })).toEqual(['LCK6']);
    expect(locks('commitments', open, { ...open, budgetLine: 'BL-2' })).toEqual(['LCK6']);
    expect(locks('commitments', open, { ...open, vendor: 'x', status: 'Cancelled' })).toEqual([]);
    expect(said('commitments', open, null)).toEqual([
      'PO-1 has been awarded. Enter a change order, or cancel it and enter it anew.',
    ]);
  }
  for (const status of ['Draft', 'Cancelled']) {
    const free = { ...before, status };
    expect(locks('commitments', free, { ...free, original: 6, budgetLine: 'BL-2' })).toEqual([]);
    expect(said('commitments', free, null)).toEqual([]);
  }
  expect(locks('commitments', null, { ...before, status: 'Open' })).toEqual([]);
});

test('[LCK7] an approved change order stays as it is; its document may be named later', () => {
  const before = { number: 'CO-1', commitment: 'PO-1', commitmentLine: 1, amount: 5, status: 'Approved' };
  for (const cells of [{ amount: 6 }, { status: 'Rejected' }, { date: '2026-01-01' }, { reason: 'Release' }])
    expect(locks('commitmentChanges', before, { ...before, ...cells })).toEqual(['LCK7']);
  expect(locks('commitmentChanges', before, { ...before, approvalRef: 'x' })).toEqual([]);
  expect(said('commitmentChanges', before, null)).toHaveLength(1);
  for (const status of ['Pending', 'Rejected'])
    expect(locks('commitmentChanges', { ...before, status }, { ...before, amount: 6 })).toEqual([]);
});
