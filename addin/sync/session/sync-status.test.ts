import { describe, expect, test } from 'vitest';
import type { Conflict } from '../../../shared/sync/outcome.ts';
import { initialState, type Phase, type SyncState } from './sync-state.ts';
import { statusOf, type Status } from './sync-status.ts';

const evidence = { queueEmpty: true, sheetEqualsAcknowledged: true, revisionConfirmed: true };
const resting: SyncState = { ...initialState, phase: 'resting', evidence };

const conflict: Conflict & { id: string; rowKey: string } = {
  id: 'c1',
  rowKey: '0417',
  table: 'sites',
  row: 'A',
  column: 'name',
  kind: 'cell',
  base: null,
  local: 'a',
  remote: 'b',
  by: 'Ben',
  at: '',
  revision: 8,
};
const refusal = { table: 'sites', row: 'A', column: 'name', rule: 'V05', value: null, message: '', rowKey: '0417' };

describe('[PRO18] "synced"', () => {
  test('needs all three pieces of evidence', () => {
    expect(statusOf(resting)).toBe('synced');
    expect(statusOf({ ...resting, evidence: null })).toBe('notChecked');
    for (const missing of ['queueEmpty', 'sheetEqualsAcknowledged', 'revisionConfirmed'] as const) {
      expect([missing, statusOf({ ...resting, evidence: { ...evidence, [missing]: false } })]).toEqual([
        missing,
        'notChecked',
      ]);
    }
  });
});

/** What stands against "synced", most urgent first. */
const urgent: readonly (readonly [Status, Partial<SyncState>])[] = [
  ['problem', { problem: { at: 'workbook', problem: { kind: 'editingCell' } } }],
  ['question', { question: { kind: 'missingRows', tables: [], cleared: [] } }],
  ['conflicts', { conflicts: [conflict] }],
  ['refusals', { refusals: [refusal] }],
  ['localEdits', { toSend: 1 }],
  ['touched', { touched: true }],
];

describe('one status at a time', () => {
  test.each(urgent)('%s is shown before everything that is less urgent', (status, own) => {
    const rank = urgent.findIndex(([each]) => each === status);
    const less = Object.assign({}, ...urgent.slice(rank).map(([, state]) => state));
    expect(statusOf({ ...resting, ...own })).toBe(status);
    expect(statusOf({ ...resting, ...less })).toBe(status);
  });

  test.each<[Phase, Status]>([
    ['starting', 'starting'],
    ['reading', 'reading'],
    ['sending', 'sending'],
    ['applying', 'receiving'],
    ['checking', 'checking'],
  ])('while %s nothing else is shown', (phase, status) => {
    expect(statusOf({ ...resting, ...Object.assign({}, ...urgent.map(([, state]) => state)), phase })).toBe(status);
  });

  test('a workbook that is not connected says so, after problems and questions', () => {
    expect(statusOf({ ...resting, phase: 'notConnected' })).toBe('notConnected');
    expect(statusOf({ ...resting, phase: 'notConnected', toSend: 1 })).toBe('notConnected');
    expect(statusOf({ ...resting, phase: 'notConnected', ...urgent[0]?.[1] })).toBe('problem');
  });
});
