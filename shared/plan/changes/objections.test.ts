import { describe, expect, test } from 'vitest';
import type { Conflict, Refusal } from '../../sync/outcome.ts';
import { objectionsOf, warningsOf } from './objections.ts';
import { pastActs, type ChangeEntry } from './past-acts.ts';

const refusal = (rule: string, column: string | null, more: Partial<Refusal> = {}): Refusal => ({
  table: 'changes',
  row: 'R1',
  column,
  rule,
  value: null,
  message: `${rule} of ${String(column)}`,
  ...more,
});

const conflict: Conflict = {
  table: 'changes',
  row: 'R1',
  column: 'status',
  kind: 'cell',
  base: 'Pending',
  local: 'Approved',
  remote: 'Withdrawn',
  by: 'Ada Quintero',
  at: '2026-11-23T10:00:00.000Z',
  revision: 9,
};

describe('what stands against edits that go in together', () => {
  const messages = (refusals: readonly Refusal[], conflicts: readonly Conflict[] = []) =>
    objectionsOf({ refusals, conflicts }).map(({ message }) => message);

  test('[M8] is the cause alone, and that something was held back only where no cause is known', () => {
    expect(messages([refusal('M8', 'reason'), refusal('V20', null)])).toEqual(['V20 of null']);
    expect(messages([refusal('M8', 'reason')])).toEqual(['M8 of reason']);
  });

  test('[M12] tells of a state that went and came back, or of what it is about, that somebody has changed it', () => {
    const cameBack = { ...conflict, remote: 'Pending' };
    expect(messages([], [cameBack])).toEqual([
      'Ada Quintero has changed it since you looked at it. Look at it again, then decide.',
    ]);
  });

  test('begins with what the state may not become, and says each sentence once', () => {
    const twice = refusal('V24', 'approvedBy', { message: 'V24 of status' });
    expect(messages([refusal('LCK3', 'reason'), refusal('V24', 'status'), twice])).toEqual([
      'V24 of status',
      'LCK3 of reason',
    ]);
  });

  test('leaves out that lines name a change which stays out itself', () => {
    const line = refusal('V04', 'change', { table: 'changeLines', row: 'R2' });
    expect(messages([refusal('V20', null), line])).toEqual(['V20 of null']);
  });

  test.each([
    ['another rule', { rule: 'V05' }],
    ['another table', { table: 'budgetLines' }],
    ['another reference of the line', { column: 'budgetLine' }],
  ])('but not what stands against %s of them', (_what, more) => {
    const line = { ...refusal('V04', 'change', { table: 'changeLines', row: 'R2', message: 'of a line' }), ...more };
    expect(messages([refusal('V20', null), line])).toEqual(['V20 of null', 'of a line']);
  });

  test('[M8] is a conflict where there is one, and not that the rest is held back', () => {
    expect(messages([refusal('M8', 'reason')], [conflict])).toHaveLength(1);
    expect(messages([], [{ ...conflict, remote: null }])).toEqual([
      'Ada Quintero has set Status to nothing in the meantime. Look at it again.',
    ]);
  });

  test('is told once, at the first place that it was said of', () => {
    const said = [refusal('V20', null), refusal('V20', null, { row: 'R2' })];
    expect(objectionsOf({ refusals: said, conflicts: [] })).toEqual([
      { rule: 'V20', message: 'V20 of null', table: 'changes', row: 'R1', column: null },
    ]);
    const warning = { rule: 'V21', message: 'Large.', table: 'changes', row: 'R1' };
    expect(warningsOf([warning, { ...warning, row: 'R2' }])).toEqual([
      { rule: 'V21', message: 'Large.', table: 'changes', row: 'R1', column: null },
    ]);
  });

  test('[M3] tells who was there before', () => {
    expect(messages([], [conflict])).toEqual([
      'Ada Quintero has set Status to Withdrawn in the meantime. Look at it again.',
    ]);
  });
});

test('the acts of a change are one per revision, oldest first, by what became of its state', () => {
  const entry = (revision: number, more: Partial<ChangeEntry>): ChangeEntry => ({
    table: 'changes',
    kind: 'update',
    before: {},
    after: {},
    revision,
    by: `person ${revision}`,
    at: '2026-11-23T10:00:00.000Z',
    note: '',
    ...more,
  });
  const acts = pastActs([
    entry(4, { after: { status: 'Rejected' }, note: 'Wait for the bids.' }),
    entry(1, { table: 'changeLines', kind: 'insert' }),
    entry(1, { kind: 'insert', after: { status: 'Draft' } }),
    entry(2, { after: { title: 'Another title' } }),
    entry(3, { after: { status: 'Pending', submittedOn: '2026-11-23' } }),
    entry(3, { table: 'changeLines' }),
  ]);
  expect(acts.map(({ revision, did, note }) => [revision, did, note])).toEqual([
    [1, 'drafted', ''],
    [2, 'edited', ''],
    [3, 'submitted', ''],
    [4, 'rejected', 'Wait for the bids.'],
  ]);
});

test('what came in decided was not drafted, and a line that came later is no draft', () => {
  const entry = (revision: number, table: string, after: ChangeEntry['after']): ChangeEntry => ({
    table,
    kind: 'insert',
    before: {},
    after,
    revision,
    by: 'Ada',
    at: '2026-11-23T10:00:00.000Z',
    note: '',
  });
  const did = (...entries: ChangeEntry[]) => pastActs(entries).map((act) => act.did);
  expect(did(entry(1, 'changes', { status: 'Approved' }))).toEqual(['approved']);
  expect(did(entry(1, 'changes', { status: 'Draft' }), entry(2, 'changeLines', { line: 2 }))).toEqual([
    'drafted',
    'edited',
  ]);
  expect(did(entry(1, 'changes', {}))).toEqual(['drafted']);
});
