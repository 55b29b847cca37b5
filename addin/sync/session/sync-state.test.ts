import { describe, expect, test } from 'vitest';
import {
  initialState,
  nextState,
  type OpenConflict,
  type OpenRefusal,
  type PutBack,
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
  const second: UnreadRow = { ...total, position: 14 };
  const both = seen(moved, [total, second]);
  expect(both.unread).toEqual([second]);
  expect(nextState(both, { kind: 'totalsDismissed', totals: [second] }).unread).toEqual([]);
});

describe('each event, by what it says', () => {
  const resting: SyncState = { ...initialState, phase: 'resting', program: 'cedar-basin', revision: 3, newsSince: 3 };
  const after = (state: SyncState, ...events: readonly SyncEvent[]): SyncState => events.reduce(nextState, state);
  const replied = (committed: number | null): SyncEvent => ({
    kind: 'replied',
    accepted: 1,
    committed,
    conflicts: [],
    refusals: [],
    warnings: [],
    received: { values: 2, rows: 1 },
  });
  const offline = { at: 'server', problem: { kind: 'offline' } } as const;

  test('a decided conflict goes, and the others stay', () => {
    const other = { ...conflict, id: 'c2' };
    const open = { ...resting, conflicts: [conflict, other], evidence: proven };
    const decided = nextState(open, { kind: 'decided', conflict: 'c1' });
    expect(decided).toMatchObject({ conflicts: [other], evidence: null });
  });

  test('[FB1] put-backs stand newest first, each cell once, no more than a hundred, until they are dismissed', () => {
    const at = (row: number, now = 1): PutBack => ({
      table: 'sites',
      row: `R${row}`,
      column: 'name',
      typed: 'x',
      plan: null,
      rowKey: String(row),
      now,
    });
    const [one, two] = [at(1), at(2)];
    const said = after(resting, { kind: 'putBack', putBacks: [one] }, { kind: 'putBack', putBacks: [two] });
    expect(said.putBacks).toEqual([two, one]);
    const again = at(1, 5);
    expect(nextState(said, { kind: 'putBack', putBacks: [again] }).putBacks).toEqual([again, two]);
    const elsewhere = [
      { ...one, table: 'systems' },
      { ...one, column: 'code' },
    ];
    expect(nextState(said, { kind: 'putBack', putBacks: elsewhere }).putBacks).toEqual([...elsewhere, two, one]);
    expect(nextState(said, { kind: 'putBack', putBacks: [] }).putBacks).toEqual([two, one]);
    expect(nextState(said, { kind: 'putBacksDismissed', putBacks: [one] }).putBacks).toEqual([two]);
    const many = Array.from({ length: 100 }, (_, index) => at(index + 10));
    expect(nextState(said, { kind: 'putBack', putBacks: many }).putBacks).toEqual(many);
    expect(nextState(said, { kind: 'putBack', putBacks: many.slice(1) }).putBacks).toEqual([...many.slice(1), two]);
  });

  test('[FB10] one’s own revision is no news where nothing of others lies before it', () => {
    expect(nextState(resting, replied(4)).newsSince).toBe(4);
    expect(nextState(resting, replied(5)).newsSince).toBe(3);
    expect(nextState(resting, replied(null)).newsSince).toBe(3);
    expect(nextState(resting, { kind: 'undone', committed: 4 }).newsSince).toBe(4);
    expect(nextState(resting, { kind: 'undone', committed: null }).newsSince).toBe(3);
  });

  test('what may be undone is the last sync that made a revision', () => {
    const synced = nextState(resting, replied(4));
    expect(synced.undoable).toBe(4);
    expect(nextState(synced, replied(null)).undoable).toBe(4);
    expect(nextState(synced, { kind: 'undone', committed: 5 })).toMatchObject({ undoable: null, undone: 5 });
  });

  test('[FB10] what only one’s own undo brings is nobody’s news', () => {
    const received = { values: 2, rows: 1 };
    const undone = after(resting, replied(4), { kind: 'undone', committed: 5 }, replied(null));
    expect(nextState(undone, { kind: 'applied', revision: 5 })).toMatchObject({
      received: { values: 0, rows: 0 },
      undone: null,
      revision: 5,
    });
    expect(nextState(undone, { kind: 'applied', revision: 6 }).received).toEqual(received);
  });

  test('news begins with what a workbook holds when it is opened; an empty one has none before its first update', () => {
    const opened = (revision: number | null) =>
      nextState(initialState, { kind: 'opened', program: 'cedar-basin', workbook: 'w1', revision });
    expect(opened(3).newsSince).toBe(3);
    expect(opened(0).newsSince).toBeNull();
    expect(nextState(opened(0), { kind: 'applied', revision: 7 }).newsSince).toBe(7);
    expect(nextState(opened(3), { kind: 'applied', revision: 7 }).newsSince).toBe(3);
    expect(nextState(nextState(opened(3), { kind: 'applied', revision: 7 }), { kind: 'newsRead' }).newsSince).toBe(7);
  });

  test('opening forgets what was known, but not that the file is held', () => {
    const used = { ...resting, isHeld: true, toSend: 4, conflicts: [conflict] };
    const event = { kind: 'opened', program: 'p', workbook: 'w', revision: 1, unfinished: 340 } as const;
    expect(nextState(used, event)).toEqual({
      ...initialState,
      isHeld: true,
      phase: 'resting',
      program: 'p',
      workbook: 'w',
      revision: 1,
      newsSince: 1,
      unfinished: 340,
    });
  });

  test('a line that goes down hides no other problem, and says nothing of a workbook without a program', () => {
    expect(nextState(resting, { kind: 'disconnected' }).problem).toEqual(offline);
    const editing: SyncState = { ...resting, problem: { at: 'workbook', problem: { kind: 'editingCell' } } };
    expect(nextState(editing, { kind: 'disconnected' })).toBe(editing);
    expect(nextState(initialState, { kind: 'disconnected' })).toBe(initialState);
  });

  test('a busy server ends like a lost one when it is heard; a cell that is being edited does not', () => {
    const busy: SyncState = {
      ...resting,
      problem: { at: 'server', problem: { kind: 'busy', retryAfterSeconds: 5 } },
    };
    expect(nextState(busy, { kind: 'reconnected' }).problem).toBeNull();
    const editing: SyncState = { ...resting, problem: { at: 'workbook', problem: { kind: 'editingCell' } } };
    expect(nextState(editing, { kind: 'reconnected' })).toBe(editing);
    expect(nextState(editing, { kind: 'editingEnded' }).problem).toBeNull();
    expect(nextState(busy, { kind: 'editingEnded' })).toBe(busy);
  });

  test('[FB2] a whole reading ends what hindered reading, and nothing else', () => {
    const checked = (problem: SyncState['problem']) =>
      nextState(
        { ...resting, problem },
        {
          kind: 'checked',
          toSend: 0,
          drafts: {},
          conflicts: [],
          refusals: [],
          unread: [],
          gone: [],
          evidence: proven,
          at,
        },
      ).problem;
    expect(checked({ at: 'workbook', problem: { kind: 'editingCell' } })).toBeNull();
    expect(checked({ at: 'workbook', problem: { kind: 'readOnly' } })).toEqual({
      at: 'workbook',
      problem: { kind: 'readOnly' },
    });
    expect(checked(offline)).toEqual(offline);
    expect(checked({ at: 'workbook', problem: { kind: 'unreadable', sheet: 'Sites', address: 'B2' } })).toBeNull();
  });

  test.each<[string, SyncEvent]>([
    ['a question', { kind: 'asked', question: { kind: 'rowsApart', table: 'sites', rowKeys: ['0417'] } }],
    ['a list that is out of date', { kind: 'shownOutdated' }],
    ['a cancelled sync', { kind: 'cancelled' }],
    ['a failure', { kind: 'failed', problem: offline }],
  ])('%s ends the sync, its progress and its evidence', (_, event) => {
    const busy: SyncState = {
      ...resting,
      phase: 'reading',
      progress: { done: 1, total: 2, unit: 'rows' },
      evidence: proven,
    };
    expect(nextState(busy, event)).toMatchObject({ phase: 'resting', progress: null, evidence: null });
    expect(nextState({ ...busy, program: null }, event).phase).toBe('notConnected');
  });

  test('a sync begins without what the one before had said', () => {
    const asked: SyncState = {
      ...resting,
      question: { kind: 'rowsApart', table: 'sites', rowKeys: [] },
      problem: offline,
      isShownOutdated: true,
      touched: true,
    };
    expect(nextState(asked, { kind: 'readStarted' })).toMatchObject({
      question: null,
      problem: null,
      isShownOutdated: false,
      touched: false,
    });
    expect(nextState(asked, { kind: 'shownOutdated' }).isShownOutdated).toBe(true);
    expect(nextState(asked, { kind: 'answered' }).question).toBeNull();
    expect(nextState(asked, { kind: 'checkStarted' })).toMatchObject({ touched: false, problem: offline });
  });
});
