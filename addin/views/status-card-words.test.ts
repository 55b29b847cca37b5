import { describe, expect, test } from 'vitest';
import { noNames } from '../../shared/tables/code-names.ts';
import {
  initialState,
  type OpenConflict,
  type OpenRefusal,
  type Problem,
  type Question,
  type SyncState,
} from '../sync/session/sync-state.ts';
import { statusCardWords } from './status-card-words.ts';

const resting: SyncState = { ...initialState, phase: 'resting', program: 'cedar-basin', revision: 3 };
const proven = { queueEmpty: true, sheetEqualsAcknowledged: true, revisionConfirmed: true };
const conflict: OpenConflict = {
  id: 'c1',
  table: 'budgetLines',
  row: 'R0000000000000A1',
  column: 'note',
  kind: 'cell',
  base: null,
  local: 'rev B',
  remote: 'rev C',
  by: 'Sam South',
  at: '2026-11-23T10:29:00Z',
  revision: 4,
  rowKey: 'BL-010',
};
const refusal: OpenRefusal = {
  table: 'budgetLines',
  row: 'R0000000000000A1',
  column: 'original',
  rule: 'V06',
  value: 'tbd',
  message: 'Original Amount tbd must be dollars and cents.',
  rowKey: 'BL-010',
};

const setting = { autoSync: { kind: 'off' }, role: 'editor', names: noNames } as const;

function missing(table: string, count: number) {
  const rows = Array.from({ length: count }, (_, index) => `R${index}`);
  return { kind: 'missingRows', cleared: [], tables: [{ table, rows, rowKeys: rows }] } as const;
}

describe('the status card', () => {
  test('"All changes synced" needs all three pieces of evidence [PRO18]', () => {
    expect(statusCardWords({ ...resting, evidence: proven }, setting).title).toBe('All changes synced');
    for (const missing of ['queueEmpty', 'sheetEqualsAcknowledged', 'revisionConfirmed']) {
      const card = statusCardWords({ ...resting, evidence: { ...proven, [missing]: false } }, setting);
      expect(card.title).toBe('Not checked yet');
    }
  });

  test('[PRO18, FA6] what stands below a table is told first, and is not "all"; a total is', () => {
    const row = { kind: 'below', table: 'sites', position: 9, label: '0499' } as const;
    const total = { ...row, kind: 'totals' } as const;
    const card = (unread: SyncState['unread']) => statusCardWords({ ...resting, evidence: proven, unread }, setting);
    expect(card([row, total])).toMatchObject({
      tone: 'waiting',
      title: 'All but 1 row synced',
      line: 'It stands below a table, so it isn’t sent.',
    });
    expect(card([row, { ...row, position: 10 }])).toMatchObject({
      title: 'All but 2 rows synced',
      line: 'They stand below a table, so they aren’t sent.',
    });
    expect(card([total])).toMatchObject({ tone: 'good', title: 'All changes synced' });
  });

  test('a green tone is only for synced: saved locally is not green', () => {
    expect(statusCardWords({ ...resting, toSend: 3 }, setting)).toMatchObject({
      tone: 'waiting',
      title: '3 changes saved in this workbook',
      action: { label: 'Send now' },
    });
  });

  test('[FB12] one change is spoken of as one, by hand and by itself, and finance is not told that finance sees it', () => {
    const lineOf = (toSend: number, kind: 'off' | 'whenOthersSync') =>
      statusCardWords({ ...resting, toSend }, { ...setting, autoSync: { kind } }).line;
    expect([lineOf(1, 'off'), lineOf(2, 'off')]).toEqual([
      'Finance sees it once you send it.',
      'Finance sees them once you send them.',
    ]);
    const ofFinance = (toSend: number) => statusCardWords({ ...resting, toSend }, { ...setting, role: 'finance' }).line;
    expect([ofFinance(1), ofFinance(2)]).toEqual([
      'Others see it once you send it.',
      'Others see them once you send them.',
    ]);
    expect([lineOf(1, 'whenOthersSync'), lineOf(2, 'whenOthersSync')]).toEqual([
      'It’ll be sent by itself.',
      'They’ll be sent by themselves.',
    ]);
  });

  test('[FB3] a viewer is told that nothing typed is sent, and what to ask for, instead of a button', () => {
    const ofViewer = (toSend: number) => statusCardWords({ ...resting, toSend }, { ...setting, role: 'viewer' });
    expect(ofViewer(1)).toMatchObject({
      title: '1 change saved in this workbook',
      line: 'You may look at this program but not change it, so it isn’t sent. It stays in this workbook. Ask an administrator for edit rights.',
      action: null,
    });
    expect(ofViewer(2).line).toContain('so they aren’t sent. They stay in this workbook.');
  });

  test('[FB3] a viewer who has synced all the same is told the same, not that something was not accepted', () => {
    const refused = { ...resting, toSend: 1, refusals: [refusal] };
    const words = statusCardWords(refused, { ...setting, role: 'viewer' });
    expect(words).toMatchObject({ title: '1 change saved in this workbook', action: null, tone: 'waiting' });
    expect(words.line).toContain('It stays in this workbook.');
  });

  test('what was sent and received is said when synced', () => {
    const card = statusCardWords(
      {
        ...resting,
        evidence: proven,
        accepted: 1,
        received: { values: 5, rows: 1 },
      },
      setting,
    );
    expect(card.line).toBe('Sent 1 change. Received 5 new values and 1 new row; nothing of yours was replaced.');
  });

  test('a conflict asks for a decision and says that nothing was overwritten', () => {
    expect(statusCardWords({ ...resting, conflicts: [conflict] }, setting)).toMatchObject({
      title: '1 value needs your decision',
      line: 'Everything else is synced. Your values stay in this workbook.',
      action: { does: 'review' },
    });
    expect(statusCardWords({ ...resting, conflicts: [conflict], toSend: 1 }, setting).line).not.toContain('synced');
  });

  test('one refusal is named and can be jumped to; several lead to the review', () => {
    expect(statusCardWords({ ...resting, refusals: [refusal] }, setting)).toMatchObject({
      line: 'Budget Lines · BL-010: Original Amount tbd must be dollars and cents.',
      action: { does: 'jumpToRefusal' },
    });
    expect(statusCardWords({ ...resting, refusals: [refusal, refusal] }, setting).action).toMatchObject({
      does: 'review',
    });
  });

  test('[FA7] what one row lacks is said in one line', () => {
    const lacking = ['project', 'source'].map((column): OpenRefusal => ({ ...refusal, column, rule: 'V01' }));
    expect(statusCardWords({ ...resting, refusals: lacking }, setting)).toMatchObject({
      title: '2 values weren’t accepted',
      line: 'Budget Lines · BL-010: Two required cells are empty: Project Number and Source Code.',
      action: { does: 'review' },
    });
  });

  test('every problem has an action that fits', () => {
    const offline = statusCardWords({ ...resting, problem: { at: 'server', problem: { kind: 'offline' } } }, setting);
    expect(offline.action).toMatchObject({ label: 'Try again' });
    const filtered = { at: 'workbook', problem: { kind: 'filterOn', tables: ['sites'] } } as const;
    expect(statusCardWords({ ...resting, problem: filtered }, setting).action).toMatchObject({
      does: 'syncClearingFilters',
    });
    const readOnly = { at: 'workbook', problem: { kind: 'readOnly' } } as const;
    expect(statusCardWords({ ...resting, problem: readOnly }, setting).action).toBeNull();
  });

  test('news leads to what is new until it is marked as read', () => {
    const news = { ...resting, evidence: proven, received: { values: 5, rows: 0 }, newsSince: 2 };
    expect(statusCardWords(news, setting).action).toMatchObject({ does: 'showNews' });
    expect(statusCardWords({ ...news, newsSince: 3 }, setting).action).toMatchObject({ does: 'sync' });
  });

  test('a file that is only looked at offers nothing that sends', () => {
    expect(statusCardWords({ ...resting, isHeld: true, toSend: 3 }, setting)).toMatchObject({
      title: 'Only for looking',
      action: null,
    });
  });

  test('changes are said to go by themselves only where they do', () => {
    const auto = { ...setting, autoSync: { kind: 'whenOthersSync' } } as const;
    expect(statusCardWords({ ...resting, toSend: 3 }, auto).line).toContain('by themselves');
    expect(statusCardWords({ ...resting, toSend: 3 }, setting).line).not.toContain('by themselves');
  });

  test.each<[Problem, string | null]>([
    [{ at: 'workbook', problem: { kind: 'editingCell' } }, 'Try again'],
    [{ at: 'workbook', problem: { kind: 'filterOn', tables: ['sites'] } }, 'Update now'],
    [{ at: 'workbook', problem: { kind: 'sheetProtected', sheet: 'Sites' } }, 'Try again'],
    [{ at: 'workbook', problem: { kind: 'rowsBlocked', table: 'Sites', sheet: 'Sites', by: 'Mine' } }, 'Sync now'],
    [{ at: 'workbook', problem: { kind: 'workbookProtected' } }, 'Try again'],
    [{ at: 'workbook', problem: { kind: 'readOnly' } }, null],
    [{ at: 'workbook', problem: { kind: 'cancelled' } }, 'Sync now'],
    [{ at: 'workbook', problem: { kind: 'rowsMoved', table: 'Sites' } }, 'Sync now'],
    [{ at: 'workbook', problem: { kind: 'textNotKept', sheet: 'Sites', address: 'A2', text: '007' } }, 'Sync now'],
    [{ at: 'workbook', problem: { kind: 'metadataNewer', message: 'Newer.' } }, 'Reload'],
    [{ at: 'server', problem: { kind: 'addinTooOld' } }, 'Reload'],
    [{ at: 'server', problem: { kind: 'signedOut' } }, 'Sign in'],
    [{ at: 'server', problem: { kind: 'noAccess' } }, 'Try again'],
  ])('%j asks for attention and offers %s', (problem, label) => {
    const card = statusCardWords({ ...resting, problem }, setting);
    expect([card.tone, card.action?.label ?? null]).toEqual(['attention', label]);
    expect(card.title).not.toBe('');
  });

  test('[FD14] a server that asks to wait is no alarm: the pane tries by itself, and says when', () => {
    const problem: Problem = { at: 'server', problem: { kind: 'busy', retryAfterSeconds: 5 } };
    expect(statusCardWords({ ...resting, problem }, setting)).toEqual({
      tone: 'waiting',
      title: 'It’s taking longer than usual',
      line: 'Your changes are saved. Next try in 5 s.',
      action: { label: 'Try now', does: 'sync' },
    });
  });

  test.each<[Question, string]>([
    [missing('sites', 1), '1 row missing here'],
    [{ kind: 'missingRows', tables: [], cleared: missing('sites', 2).tables }, '2 rows emptied here'],
    [{ kind: 'rowsApart', table: 'sites', rowKeys: ['0417'] }, 'Rows and their IDs have come apart'],
    [{ kind: 'review', program: null, differences: [] }, 'This workbook lost its sync information'],
  ])('%j leads to the review', (question, title) => {
    expect(statusCardWords({ ...resting, question }, setting)).toMatchObject({
      tone: 'attention',
      title,
      action: { does: 'review' },
    });
  });

  test('rows that are missing are counted over all their tables', () => {
    const tables = [...missing('sites', 3).tables, ...missing('systems', 2).tables];
    expect(statusCardWords({ ...resting, question: { kind: 'missingRows', tables, cleared: [] } }, setting).title).toBe(
      '5 rows missing here',
    );
  });

  test('work under way offers nothing, and tells how many changes go', () => {
    expect(statusCardWords({ ...resting, phase: 'sending', toSend: 1 }, setting)).toMatchObject({
      tone: 'busy',
      title: 'Sending 1 change…',
      action: null,
    });
    expect(statusCardWords({ ...resting, phase: 'sending' }, setting).title).toBe('Asking for news…');
    expect(statusCardWords({ ...resting, phase: 'applying' }, setting).title).toBe('Bringing in new values…');
  });

  test('of several values that wait the card tells how many', () => {
    expect(statusCardWords({ ...resting, conflicts: [conflict, conflict] }, setting).title).toBe(
      '2 values need your decision',
    );
    expect(statusCardWords({ ...resting, refusals: [refusal, refusal] }, setting).title).toBe(
      '2 values weren’t accepted',
    );
    const touched = statusCardWords({ ...resting, conflicts: [conflict], touched: true }, setting);
    const refused = statusCardWords({ ...resting, conflicts: [conflict], refusals: [refusal] }, setting);
    for (const { line } of [touched, refused]) expect(line).toContain('nothing was overwritten');
  });

  test('what came in alone is said, one of a kind as one', () => {
    const state = { ...resting, evidence: proven };
    const lineOf = (values: number, rows: number) =>
      statusCardWords({ ...state, received: { values, rows } }, setting).line;
    expect(lineOf(1, 0)).toBe('Received 1 new value; nothing of yours was replaced.');
    expect(lineOf(0, 2)).toBe('Received 2 new rows; nothing of yours was replaced.');
    expect(lineOf(0, 0)).toBe('');
    expect(statusCardWords({ ...state, checkedAt: '2026-11-23T10:29:00Z' }, setting).line).toMatch(
      /^Checked at \d\d:\d\d\.$/,
    );
  });
});
