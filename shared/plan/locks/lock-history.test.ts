import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { TableName } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import { around, personOf, type PlanTables } from '../rules/testing/plan-of.ts';
import type { Author } from '../rules/row-rule.ts';
import { lockRules } from './lock-rules.ts';

interface Around {
  readonly author?: Author;
  readonly history?: readonly JournalEntry[];
  readonly becomes?: PlanTables;
}

/** What locks say of a row that changes so, or (after null) goes. */
function said(
  table: TableName,
  before: Cells | null,
  after: Cells | null,
  plan: PlanTables = {},
  { becomes = plan, ...acts }: Around = {},
): string[] {
  const near = around(before, plan, becomes, acts);
  return lockRules
    .filter((rule) => rule.table === table && rule.lockOf !== undefined)
    .flatMap((rule) => {
      const message = after === null ? rule.checkRemoval?.(before ?? {}, near) : rule.check(after, near);
      return message === null || message === undefined ? [] : [`${rule.id} ${message}`];
    });
}

function set(revision: number, after: Cells): JournalEntry {
  const at = '2026-11-02T10:00:00.000Z';
  return { table: '', row: 'R', revision, kind: 'update', before: {}, after, by: 'Ada', at, person: 'ada' };
}

const approved = { number: 'P', status: 'Active', approvalDate: '2025-11-18' };

describe('[LCK8] what was approved', () => {
  const reserve = { ...approved, class: 'Program Reserve' };
  const work = { ...approved, class: 'Multi-site' };
  const stays =
    'LCK8 P was approved on 2025-11-18, so it neither becomes a reserve nor ceases to be one. Move its money by a budget change.';

  test('as a reserve stays one, and what was not becomes none', () => {
    expect(said('projects', reserve, { ...reserve, class: 'Site' })).toEqual([stays]);
    expect(said('projects', work, { ...work, class: 'Program Reserve' })).toEqual([stays]);
    expect(said('projects', work, { ...work, class: 'Site' })).toEqual([]);
  });

  test('alone is held: a proposal may become a reserve, and a new one may be one', () => {
    const proposed = { ...work, status: 'Proposed' };
    expect(said('projects', proposed, { ...proposed, class: 'Program Reserve' })).toEqual([]);
    expect(said('projects', null, reserve)).toEqual([]);
  });

  test('is filled in, where it is not said, by who records the acts of the board, and by nobody else', () => {
    const unsaid = { number: 'P', status: 'Active', approvalDate: null };
    const dated = { ...unsaid, approvalDate: '2025-11-18' };
    const who = (author?: Author) => said('projects', unsaid, dated, {}, author === undefined ? {} : { author });
    expect(who()).toEqual([]);
    expect(who(personOf('admin'))).toEqual([]);
    expect(who(personOf('editor'))).toEqual([expect.stringContaining('LCK8 The Approval Date of P is filled in by')]);
    expect(who({ ...personOf('editor'), isImport: true })).toEqual([]);
  });
});

describe('[LCK13] of a closed month', () => {
  const month = { period: '2026-03', status: 'Closed', closedBy: 'Ada', closedOn: '2026-04-02', snapshot: 'r7' };

  test.each(['closedBy', 'closedOn', 'snapshot'])('%s stays as it was recorded, until it is opened again', (column) => {
    expect(said('periods', month, { ...month, [column]: 'other' })).toEqual([
      'LCK13 2026-03 was closed by Ada on 2026-04-02, and that stays as it was recorded.',
    ]);
    expect(said('periods', month, { ...month, status: 'Soft close', [column]: null })).toEqual([]);
    expect(said('periods', { ...month, [column]: null }, { ...month, [column]: 'x' })).toEqual([]);
  });

  test('the control total stays; nobody is named where nobody is known', () => {
    const unknown = { period: '2026-03', status: 'Closed', controlTotal: 5 };
    expect(said('periods', unknown, { ...unknown, controlTotal: 6 })).toEqual([
      'LCK13 2026-03 was closed. Reopen it to change what it says.',
    ]);
    expect(said('periods', { ...unknown, snapshot: 'r7' }, { ...unknown, snapshot: 'r8' })).toEqual([
      'LCK13 2026-03 was closed, and that stays as it was recorded.',
    ]);
  });
});

describe('[LCK6] the day from which a commitment is over', () => {
  const order = { number: 'PO-1', line: 1, budgetLine: 'BL-1', original: 5, statusDate: '2026-02-01' };
  const moved = (status: string, statusDate: string | null = '2026-02-01') =>
    said('commitments', { ...order, status, statusDate }, { ...order, status, statusDate: '2026-03-01' });

  test('stays once it is closed, and is filled in or mended before', () => {
    expect(moved('Closed')).toEqual(['LCK6 PO-1 was closed on 2026-02-01, and that stays as it was recorded.']);
    expect(moved('Closed', null)).toEqual([]);
    expect(moved('Open')).toEqual([]);
    expect(moved('Draft')).toEqual([]);
  });

  test('is none for what was cancelled as a draft, and may be said of what has counted', () => {
    const cancelled = { ...order, status: 'Cancelled', statusDate: null };
    const filled = (history: readonly JournalEntry[]) =>
      said('commitments', cancelled, { ...cancelled, statusDate: '2026-03-01' }, {}, { history });
    const draft = set(1, { status: 'Draft' });
    const never = ['LCK6 PO-1 was cancelled as a draft, so it has never counted. Leave its Status Date empty.'];
    expect(filled([draft, set(2, { status: 'Cancelled' })])).toEqual(never);
    for (const status of ['Open', 'Closed'])
      expect(filled([draft, set(2, { status }), set(3, { status: 'Cancelled' })])).toEqual([]);
    // Without a history nobody knows.
    expect(filled([])).toEqual([]);
  });
});

describe('[LCK1] an account string is opened once by each Technical Correction', () => {
  const line = { id: 'BL-1', project: 'P', account: 'x' };
  const plan: PlanTables = {
    projects: [approved],
    changeLines: [{ change: 'TC-1', line: 1, budgetLine: 'BL-1', amount: 0 }],
    changes: [{ number: 'TC-1', type: 'Technical Correction', status: 'Approved' }],
  };
  const recoded = (history: readonly JournalEntry[]) =>
    said('budgetLines', line, { ...line, account: 'y' }, plan, { history }).length;

  test('that was approved after it was last set', () => {
    expect(recoded([set(3, { account: 'x' }), set(4, { status: 'Approved' })])).toBe(0);
    expect(
      recoded([set(3, { account: 'w' }), set(5, { account: 'x' }), set(4, { status: 'Approved' })]),
    ).toBeGreaterThan(0);
    expect(recoded([set(4, { account: 'x' }), set(4, { status: 'Approved' })])).toBeGreaterThan(0);
    // What was done besides opens nothing, and what is not known holds nothing.
    expect(
      recoded([set(3, { account: 'x' }), set(4, { status: 'Approved' }), set(5, { note: 'x', status: 'Pending' })]),
    ).toBe(0);
    expect(recoded([set(4, { status: 'Approved' })])).toBe(0);
    expect(recoded([set(3, { account: 'x' })])).toBe(0);
  });
});

describe('a refusal says what to do instead', () => {
  const line = { id: 'BL-1', project: 'Q', source: 'S' };
  const lines = [{ change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 5 }];

  test('[LCK1] of a line whose money a change has moved, or is to move', () => {
    const moved = (change: Cells) =>
      said(
        'budgetLines',
        line,
        { ...line, source: 'T' },
        { changeLines: lines, changes: [{ number: 'BC-1', ...change }] },
      );
    expect(moved({ status: 'Approved', boardDate: '2026-01-20' })).toEqual([
      'LCK1 BL-1 holds what BC-1 has moved, which was approved on 2026-01-20. Move its money by a budget change.',
    ]);
    expect(moved({ status: 'Pending' })).toEqual([
      'LCK1 BC-1 waits for approval and moves money of BL-1, so the line stays what it is. Set the change back to Draft first.',
    ]);
    expect(moved({ status: 'Draft' })).toEqual([]);
  });

  test('[LCK5] of a line of a change', () => {
    const [changeLine = {}] = lines;
    const altered = (change: Cells) =>
      said('changeLines', changeLine, { ...changeLine, amount: 6 }, { changes: [{ number: 'BC-1', ...change }] });
    expect(altered({ status: 'Pending' })).toEqual([
      'LCK5 BC-1 waits for approval, so its lines stay as they are. Set it back to Draft to change them.',
    ]);
    expect(altered({ status: 'Approved', approvedBy: 'Ada' })).toEqual([
      'LCK5 BC-1 was approved by Ada. Undo it by a change that moves the money back.',
    ]);
  });

  test('[LCK21] of an explanation', () => {
    const explained = { checkId: 'V42', subject: 'Elm', status: 'Explained', explanation: 'As agreed.' };
    const altered = (more: Cells) =>
      said('explanations', { ...explained, ...more }, { ...explained, ...more, explanation: 'Other words.' });
    expect(altered({})).toEqual([
      'LCK21 What the checks find at Elm was explained. Set it back to Open to change what was said.',
    ]);
    expect(altered({ explainedBy: 'Ada', explainedOn: '2026-03-02' })).toEqual([
      'LCK21 What the checks find at Elm was explained by Ada on 2026-03-02. Set it back to Open to change what was said.',
    ]);
  });
});

test.each([
  ['a baseline start alone', { baselineStart: '2026-06-15' }, 1],
  ['a baseline finish alone', { baselineFinish: '2026-08-07' }, 1],
  ['no baseline', {}, 0],
])('[V44] a milestone with %s comes and goes so under an approved project', (_what, dates, count) => {
  const milestone = { project: 'P', location: '0417', milestone: 'M50', ...dates };
  const plan = { projects: [approved] };
  expect(said('milestones', milestone, null, plan)).toHaveLength(count);
  expect(said('milestones', null, milestone, plan).filter((each) => each.includes('Add the milestone'))).toHaveLength(
    count,
  );
});

test('[LCK20] in a month in soft close only finance enters; what is brought in, or looked at ahead, is not held', () => {
  const plan = { periods: [{ period: '2026-03', status: 'Soft close' }] };
  const posting = { document: 'V-1', line: 1, period: '2026-03', amount: 5 };
  const enters = (author?: Author) => said('expenditures', null, posting, plan, author === undefined ? {} : { author });
  expect(enters(personOf('editor'))).toEqual([expect.stringContaining('LCK20 Period 2026-03 is in soft close')]);
  expect(enters(personOf('finance'))).toEqual([]);
  expect(enters({ ...personOf('editor'), isBroughtIn: true })).toEqual([]);
  expect(enters()).toEqual([]);
});
