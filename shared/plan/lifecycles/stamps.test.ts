import { describe, expect, test } from 'vitest';
import type { Author, RuleSurroundings } from '../rules/row-rule.ts';
import { around, personOf, type PlanTables } from '../rules/testing/plan-of.ts';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Cells } from '../../tables/cell.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import { lifecycles } from './lifecycles.ts';
import { lockRules } from '../locks/lock-rules.ts';
import { planStamps, serversOwnColumns, stampsOf } from './stamps.ts';

const ann = personOf('finance');

/** What is written into a row that becomes another one. */
function stamps(
  table: string,
  before: Cells | null,
  after: Cells,
  plan: PlanTables = {},
  author: Author | undefined = ann,
): Cells {
  return stampsOf(table, { ...before, ...after }, around(before, plan, plan, author && { author }));
}

/** What is said against a row that becomes another one, by the rule of stamps. */
function typed(before: Cells | null, after: Cells, author: Author | undefined = ann): (string | null)[] {
  const near = around(before, {}, {}, author && { author });
  const own = lockRules.filter(
    ({ id, table, severity }) => id === 'LCK15' && table === 'changes' && severity === 'error',
  );
  return own.map((rule) => rule.check({ ...before, ...after }, near)).filter((message) => message !== null);
}

/** What is said of a row that became another one, with the stamps in it. */
function replaced(table: string, before: Cells, cells: Cells, history: readonly JournalEntry[] = [], author = ann) {
  const near = around(before, {}, {}, { author, history });
  const after = { ...before, ...cells, ...stampsOf(table, { ...before, ...cells }, near) };
  const own = lockRules.filter(
    ({ id, severity, ...rule }) => id === 'LCK15' && severity === 'warning' && rule.table === table,
  );
  return own.map((rule) => rule.check(after, near)).filter((message) => message !== null);
}

describe('[LCK15] stamps', () => {
  test('stand in editable columns of the tables whose rows are stamped', () => {
    for (const { table, transitions } of lifecycles) {
      for (const { column } of transitions.flatMap(({ stamps: own }) => own ?? [])) {
        expect(planStamps.tables.has(table.name)).toBe(true);
        expect(tableNamed(table.name).columns[column]?.computed ?? false).toBe(false);
        expect(Object.keys(table.columns)).toContain(column);
      }
    }
  });

  const draft = { number: 'BC-1', status: 'Draft', requestedBy: null };

  test('are written on the way, never of a row that stays, goes another way or has no state', () => {
    const stamped = { requestedBy: 'Ann Ruiz', submittedOn: '2026-11-23' };
    expect(stamps('changes', draft, { status: 'Pending' })).toEqual(stamped);
    expect(stamps('changes', null, { ...draft, status: 'Pending' })).toEqual(stamped);
    for (const status of ['Draft', 'Withdrawn', 'Approved', null])
      expect(stamps('changes', draft, { status })).toEqual({});
    for (const status of ['Draft', 'Approved']) expect(stamps('changes', null, { ...draft, status })).toEqual({});
    expect(stamps('sites', null, { code: '0417' })).toEqual({});
  });

  test('fill in what is empty, and replace only what nobody else writes', () => {
    const pending = { ...draft, status: 'Pending', requestedBy: 'PM-07', submittedOn: '2026-01-01', approvedBy: 'CFO' };
    expect(stamps('changes', { ...pending, status: 'Draft' }, { status: 'Pending' })).toEqual({
      submittedOn: '2026-11-23',
    });
    expect(stamps('changes', pending, { status: 'Draft' })).toEqual({ submittedOn: null });
    expect(stamps('changes', pending, { status: 'Approved' })).toEqual({ approvedBy: 'Ann Ruiz' });
    expect(stamps('changes', { ...pending, approvedBy: 'Ann Ruiz' }, { status: 'Approved' })).toEqual({});
    const open = { number: 'PO-1', status: 'Open' };
    expect(stamps('commitments', open, { status: 'Closed' })).toEqual({ statusDate: '2026-11-23' });
    expect(stamps('commitments', open, { status: 'Closed', statusDate: '2026-11-01' })).toEqual({});
    // The day from which it was open says nothing of its close.
    const since = { ...open, statusDate: '2025-12-09' };
    expect(stamps('commitments', since, { status: 'Closed' })).toEqual({ statusDate: '2026-11-23' });
    expect(stamps('commitments', since, { status: 'Cancelled', statusDate: '2026-11-01' })).toEqual({});
    expect(stamps('commitments', { ...open, status: 'Draft' }, { status: 'Cancelled' })).toEqual({});
  });

  const set = (before: Cells, after: Cells): JournalEntry => ({
    table: '',
    row: 'R',
    revision: 1,
    kind: 'update',
    before,
    after,
    by: 'Ben Cole',
    at: '2026-11-02T10:00:00.000Z',
  });

  test('say what they replace that somebody has typed, and nothing of what the server wrote itself', () => {
    const pending = { ...draft, status: 'Pending', approvedBy: 'Dr. Ruiz, CFO', submittedOn: '2026-01-01' };
    expect(replaced('changes', pending, { status: 'Approved' })).toEqual([
      'Approved By was Dr. Ruiz, CFO and is now Ann Ruiz, who approved it. The history keeps what it said.',
    ]);
    expect(replaced('changes', pending, { status: 'Draft' })).toEqual([
      'Submitted On was 2026-01-01 and is now empty, because it became Draft. The history keeps what it said.',
    ]);
    expect(replaced('changes', { ...pending, status: 'Draft' }, { status: 'Pending' })).toEqual([
      'Submitted On was 2026-01-01 and is now 2026-11-23, the day on which it became Pending. The history keeps what it said.',
    ]);
    const closed = { period: '2026-10', status: 'Closed', closedBy: 'FIN-02', closedOn: '2026-11-02' };
    expect(replaced('periods', closed, { status: 'Soft close' })).toEqual([
      'Closed By was FIN-02 and is now empty, because it became Soft close. The history keeps what it said.',
      'Closed On was 2026-11-02 and is now empty, because it became Soft close. The history keeps what it said.',
    ]);

    const byServer = { ...closed, closedBy: 'Ben Cole' };
    const close = set({ status: 'Soft close' }, { status: 'Closed', closedBy: 'Ben Cole', closedOn: '2026-11-02' });
    expect(replaced('periods', byServer, { status: 'Soft close' }, [close])).toEqual([]);
    const typedNames = set({ closedBy: null }, { closedBy: 'Ben Cole', closedOn: '2026-11-02' });
    expect(replaced('periods', byServer, { status: 'Open' }, [close, typedNames])).toHaveLength(2);
    expect(replaced('periods', { ...closed, closedOn: null }, { status: 'Open' }, [close])).toHaveLength(1);

    expect(replaced('changes', { ...pending, approvedBy: 'Ann Ruiz' }, { status: 'Approved' })).toEqual([]);
    expect(replaced('changes', { ...pending, approvedBy: null }, { status: 'Approved' })).toEqual([]);
    expect(replaced('changes', pending, { status: 'Withdrawn' })).toEqual([]);
    expect(replaced('changes', pending, { status: 'Approved' }, [], { ...ann, isBroughtIn: true })).toEqual([]);
  });

  test('name the day where the program is', () => {
    const zone = (value: string): PlanTables => ({ programSettings: [{ key: 'Time zone', value }] });
    const late = { ...ann, at: '2026-11-24T06:00:00.000Z' };
    const dayIn = (plan: PlanTables) => stamps('changes', draft, { status: 'Pending' }, plan, late)['submittedOn'];
    expect(dayIn({})).toBe('2026-11-23');
    expect(dayIn(zone('America/Los_Angeles'))).toBe('2026-11-23');
    expect(dayIn(zone('Europe/Berlin'))).toBe('2026-11-24');
  });

  test('are none of what is brought in, and name nobody where nobody is known', () => {
    const brought = { ...ann, isBroughtIn: true };
    expect(stamps('changes', draft, { status: 'Pending' }, {}, brought)).toEqual({});
    const near = around(draft);
    expect(stampsOf('changes', { ...draft, status: 'Pending' }, near)).toEqual({});
    const plan = { changes: [{ number: 'BA-1', boardDate: '2026-01-20' }] };
    const proposed = { number: 'P', status: 'Proposed' };
    const approval = { ...proposed, status: 'Approved', approvalChange: 'BA-1' };
    expect(stampsOf('projects', approval, around(proposed, plan))).toEqual({ approvalDate: '2026-01-20' });
    expect(stampsOf('projects', { ...approval, approvalChange: 'BA-2' }, around(proposed, plan))).toEqual({});
  });

  test('are typed by nobody, unless it is what the server writes, or is brought in', () => {
    const said = [
      'Submitted On of BC-1 is filled in by the server when Status becomes Pending, with the day on which that is done. Leave it as it is.',
    ];
    expect(typed(draft, { submittedOn: '2026-01-01' })).toEqual(said);
    expect(typed(draft, { status: 'Pending', submittedOn: '2026-01-01' })).toEqual(said);
    expect(typed(draft, { status: 'Pending', submittedOn: '2026-11-23' })).toEqual([]);
    expect(typed(null, { ...draft, submittedOn: '2026-01-01' })).toEqual(said);
    const kept = { ...draft, submittedOn: '2026-01-01' };
    expect(typed(kept, { submittedOn: null })).toEqual(said);
    expect(typed(kept, {})).toEqual([]);
    expect(typed(null, kept, personOf('admin'))).toEqual([]);
    expect(typed(draft, kept, personOf('admin'))).toEqual(said);
    expect(typed(draft, kept, { ...ann, isBroughtIn: true })).toEqual([]);
    const near = around(draft);
    const rules = lockRules.filter(({ id }) => id === 'LCK15');
    expect(rules.map((rule) => rule.check(kept, near)).filter(Boolean)).toEqual([]);
  });

  test('are not written at all where nobody knows what they say', () => {
    expect(stampsOf('changes', { ...draft, status: 'Pending' }, around(draft))).toStrictEqual({});
    const month = { period: '2026-10', status: 'Soft close' };
    const close = (author: Author) =>
      stampsOf('periods', { ...month, status: 'Closed' }, around(month, {}, {}, { author }));
    const signed = { closedBy: 'Ann Ruiz', closedOn: '2026-11-23' };
    expect(close(ann)).toStrictEqual(signed);
    expect(close({ ...ann, revision: 148 })).toStrictEqual({ ...signed, snapshot: 'r148' });
  });

  test('are those of the table, however its states are called', () => {
    expect(stamps('fundingRequests', null, { frn: '2699000001', status: 'Pending' })).toEqual({});
    expect(stamps('commitmentChanges', null, { number: 'CO-1', status: 'Pending' })).toEqual({});
  });

  test('fill in a day that is cleared on the way', () => {
    const since = { number: 'PO-1', status: 'Open', statusDate: '2025-12-09' };
    expect(stamps('commitments', since, { status: 'Closed', statusDate: null })).toEqual({ statusDate: '2026-11-23' });
  });

  test('that only the server writes are named, and no others', () => {
    const columns = lifecycles.map((each) => [each.id, [...serversOwnColumns(each).keys()]]);
    expect(Object.fromEntries(columns)).toEqual({
      LCK2: [],
      LCK9: ['submittedOn', 'approvedBy'],
      LCK10: [],
      LCK11: [],
      LCK12: ['closedBy', 'closedOn', 'snapshot'],
      LCK14: [],
      LCK21: ['explainedBy', 'explainedOn'],
    });
  });

  test('take back the revision that the server noted of a close without a word', () => {
    const closed = { period: '2026-10', status: 'Closed', snapshot: 'r12' };
    const close = { ...set({ status: 'Soft close' }, { status: 'Closed', snapshot: 'r12' }), revision: 12 };
    expect(replaced('periods', closed, { status: 'Soft close' }, [close])).toEqual([]);
    expect(replaced('periods', closed, { status: 'Soft close' }, [{ ...close, revision: 13 }])).toEqual([
      'Snapshot ID was r12 and is now empty, because it became Soft close. The history keeps what it said.',
    ]);
  });

  test('replace nothing of a row that comes in, in a look ahead, or that does not hold what is due', () => {
    const pending = { ...draft, status: 'Pending', submittedOn: '2026-01-01' };
    const back = { ...pending, status: 'Draft', submittedOn: null };
    const rules = lockRules.filter(
      ({ id, table, severity }) => id === 'LCK15' && table === 'changes' && severity === 'warning',
    );
    const said = (after: Cells, near: RuleSurroundings) =>
      rules.map((rule) => rule.check(after, near)).filter((message) => message !== null);
    const near = around(pending, {}, {}, { author: ann });
    expect(said(back, near)).toHaveLength(1);
    expect(said(back, { ...near, author: null })).toEqual([]);
    expect(said(back, { ...near, before: null })).toEqual([]);
    expect(said({ ...back, submittedOn: '2026-01-01' }, near)).toEqual([]);
  });
});
