import { describe, expect, test } from 'vitest';
import {
  initialState,
  nextState,
  type OpenConflict,
  type OpenRefusal,
  type SyncEvent,
  type SyncState,
  type UnreadRow,
} from './sync-state.ts';
import type { Evidence } from '../../../shared/sync/read/check-sheet.ts';
import { statusOf } from './sync-status.ts';

const conflict: OpenConflict = {
  id: 'c1',
  table: 'sites',
  row: 'R0A1B2C3D4E5F6G7',
  column: 'name',
  kind: 'cell',
  base: 'a',
  local: 'b',
  remote: 'c',
  by: 'Ben',
  at: '2026-11-23T10:00:00.000Z',
  revision: 2,
  rowKey: '0417',
};
const refusal: OpenRefusal = {
  table: 'sites',
  row: 'R0A1B2C3D4E5F6G7',
  column: 'name',
  rule: 'V01',
  value: null,
  message: 'Site Name is required.',
  rowKey: '0417',
};
const flags = [true, false];
const evidences: Evidence[] = flags.flatMap((queueEmpty) =>
  flags.flatMap((sheetEqualsAcknowledged) =>
    flags.map((revisionConfirmed) => ({ queueEmpty, sheetEqualsAcknowledged, revisionConfirmed })),
  ),
);
const proven: Evidence = { queueEmpty: true, sheetEqualsAcknowledged: true, revisionConfirmed: true };
const at = '2026-11-23T10:42:00.000Z';

/** Every event, with each payload that makes a difference. */
const events: SyncEvent[] = [
  { kind: 'opened', program: null, workbook: null, revision: null },
  { kind: 'opened', program: 'cedar-basin', workbook: 'w1', revision: 3 },
  { kind: 'opened', program: 'cedar-basin', workbook: 'w1', revision: 3, unfinished: 340 },
  { kind: 'totalsDismissed', totals: [] },
  { kind: 'touched' },
  { kind: 'readStarted' },
  { kind: 'read', toSend: 0, refusals: [] },
  { kind: 'read', toSend: 2, refusals: [refusal] },
  { kind: 'sendStarted' },
  ...[[], [conflict]].flatMap((conflicts): SyncEvent[] =>
    [[], [refusal]].map((refusals) => ({
      kind: 'replied',
      accepted: 1,
      committed: 4,
      conflicts,
      refusals,
      warnings: [],
      received: { values: 0, rows: 0 },
    })),
  ),
  { kind: 'applied', revision: 4 },
  { kind: 'progressed', progress: { done: 1, total: 2, unit: 'rows' } },
  { kind: 'leftOut', places: [{ table: 'sites', row: 'R0A1B2C3D4E5F6G7', column: 'name' }] },
  { kind: 'undone', committed: 5 },
  { kind: 'held', isHeld: true },
  { kind: 'newsRead' },
  { kind: 'disconnected' },
  { kind: 'reconnected' },
  { kind: 'editingEnded' },
  { kind: 'shownOutdated' },
  { kind: 'cancelled' },
  { kind: 'checkStarted' },
  ...evidences.flatMap((evidence): SyncEvent[] => [
    { kind: 'checked', toSend: 0, drafts: {}, conflicts: [], refusals: [], unread: [], gone: [], evidence, at },
    {
      kind: 'checked',
      toSend: 1,
      drafts: {},
      conflicts: [conflict],
      refusals: [refusal],
      unread: [],
      gone: [],
      evidence,
      at,
    },
  ]),
  { kind: 'asked', question: { kind: 'rowsApart', table: 'sites', rowKeys: ['0417'] } },
  { kind: 'answered' },
  { kind: 'decided', conflict: 'c1' },
  { kind: 'failed', problem: { at: 'server', problem: { kind: 'offline' } } },
];

/** What is noted in a state without a say in what is shown: other values than any event brings. */
const otherNotes = {
  workbook: 'w2',
  unfinished: 7,
  isHeld: true,
  revision: 9,
  drafts: { sites: ['R0A1B2C3D4E5F6G7'] },
  leftOut: [{ table: 'sites', row: 'R0A1B2C3D4E5F6G7', column: 'code' }],
  accepted: 5,
  undoable: 8,
  received: { values: 3, rows: 1 },
  newsSince: 2,
  progress: { done: 3, total: 9, unit: 'changes' },
  unread: [],
  gone: [],
  dismissed: [],
  putBacks: [],
  undone: 5,
  isShownOutdated: true,
  warnings: [{ table: 'sites', row: 'R0A1B2C3D4E5F6G7', rule: 'V08', message: 'A district code.' }],
  checkedAt: '2026-11-24T08:00:00.000Z',
} satisfies Partial<SyncState>;

/** A state without its notes, as text. */
function essence(state: SyncState): string {
  return JSON.stringify(state, (name, value: unknown) => (name in otherNotes ? undefined : value));
}

/** Every state that any sequence of events leads to, one for all that differ in their notes only. */
function reachableStates(): SyncState[] {
  const found = new Map<string, SyncState>([[essence(initialState), initialState]]);
  const open = [initialState];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const event of events) {
      const next = nextState(state, event);
      const name = essence(next);
      if (found.has(name)) continue;
      found.set(name, next);
      open.push(next);
    }
  }
  return [...found.values()];
}

describe('the state machine of the pane', () => {
  const states = reachableStates();

  test('the walk reaches every phase and every status', () => {
    const statuses = new Set(states.map(statusOf));
    expect([...statuses].toSorted()).toEqual([
      'checking',
      'conflicts',
      'localEdits',
      'notChecked',
      'notConnected',
      'problem',
      'question',
      'reading',
      'receiving',
      'refusals',
      'sending',
      'starting',
      'synced',
      'touched',
    ]);
    expect(new Set(states.map(({ phase }) => phase)).size).toBe(7);
  });

  test('what is noted beside has no say in the status, now or after any event, so one state stands for all that differ there', () => {
    for (const state of states) {
      const noted = { ...state, ...otherNotes };
      expect(statusOf(noted)).toBe(statusOf(state));
      const differ = events.filter((event) => essence(nextState(noted, event)) !== essence(nextState(state, event)));
      expect(differ, essence(state)).toEqual([]);
    }
  });

  test('[PRO18] in every state, "synced" is said only with an empty queue, an equal sheet and a confirmed revision', () => {
    const synced = states.filter((state) => statusOf(state) === 'synced');
    expect(synced.length).toBeGreaterThan(0);
    for (const state of synced) {
      expect(state).toMatchObject({
        phase: 'resting',
        toSend: 0,
        conflicts: [],
        refusals: [],
        question: null,
        problem: null,
        touched: false,
        evidence: proven,
      });
    }
  });

  test('[PRO18] only a complete check leads to "synced"; a touch during it or after it takes that back', () => {
    for (const state of states) {
      for (const event of events) {
        const next = nextState(state, event);
        if (statusOf(next) === 'synced' && statusOf(state) !== 'synced') {
          expect(event).toEqual({
            kind: 'checked',
            toSend: 0,
            drafts: {},
            conflicts: [],
            refusals: [],
            unread: [],
            gone: [],
            evidence: proven,
            at,
          });
          expect(state.touched).toBe(false);
        }
        if (event.kind === 'touched') expect(statusOf(next)).not.toBe('synced');
      }
    }
  });

  test('no event is lost on a phase: from every state a sync can be started, and every phase can end', () => {
    for (const state of states) {
      expect(nextState(state, { kind: 'readStarted' }).phase).toBe('reading');
      const failed = nextState(state, { kind: 'failed', problem: { at: 'server', problem: { kind: 'signedOut' } } });
      expect(statusOf(failed)).toBe('problem');
      expect(['resting', 'notConnected']).toContain(failed.phase);
    }
  });

  test('being offline ends when the server is heard again; other problems wait for the person', () => {
    const resting: SyncState = { ...initialState, phase: 'resting', program: 'cedar-basin', toSend: 3 };
    const offline: SyncState = { ...resting, problem: { at: 'server', problem: { kind: 'offline' } } };
    expect(statusOf(nextState(offline, { kind: 'reconnected' }))).toBe('localEdits');
    const noAccess: SyncState = { ...resting, problem: { at: 'server', problem: { kind: 'noAccess' } } };
    expect(nextState(noAccess, { kind: 'reconnected' })).toBe(noAccess);
  });
});

test('[FA6] a dismissed total stays away wherever its row moves, until it has gone; what was typed below a table comes back', () => {
  const total: UnreadRow = { kind: 'totals', table: 'sites', position: 9, label: 'Total' };
  const below: UnreadRow = { kind: 'below', table: 'sites', position: 12, label: '0499' };
  const seen = (state: SyncState, unread: readonly UnreadRow[]): SyncState =>
    nextState(state, {
      kind: 'checked',
      toSend: 0,
      drafts: {},
      conflicts: [],
      refusals: [],
      unread,
      gone: [],
      evidence: proven,
      at,
    });
  const resting: SyncState = { ...initialState, phase: 'resting', program: 'cedar-basin' };
  const dismissed = nextState(seen(resting, [total, below]), { kind: 'totalsDismissed', totals: [total] });
  expect(dismissed.unread).toEqual([below]);
  const moved = seen(dismissed, [{ ...total, position: 10 }, below]);
  expect(moved.unread).toEqual([below]);
  const another: UnreadRow = { ...total, table: 'systems' };
  expect(seen(moved, [total, another]).unread).toEqual([another]);
  expect(seen(seen(moved, []), [total]).unread).toEqual([total]);
});
