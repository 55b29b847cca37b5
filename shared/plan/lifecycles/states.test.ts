import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Cells } from '../../tables/cell.ts';
import { changes } from '../../tables/changes.ts';
import type { Lifecycle } from './lifecycle.ts';
import { lifecycles } from './lifecycles.ts';
import { around, personOf } from '../rules/testing/plan-of.ts';
import type { Author } from '../rules/row-rule.ts';
import { brokenTransition, dutyToReach, ownRequest, stateOf } from './states.ts';

function lifecycle(id: string): Lifecycle {
  const found = lifecycles.find((each) => each.id === id);
  if (!found) throw new Error(`No ${id}.`);
  return found;
}

const ofChanges = lifecycle('LCK9');
const reason = 'Bids came in above the estimate.';
const draft = { number: 'BC-1', type: 'Transfer', status: 'Draft', reason };
const pending = { ...draft, status: 'Pending' };

/** Somebody has set the change so. */
function set(person: string, after: Cells): JournalEntry {
  const at = '2026-11-02T10:00:00.000Z';
  return { table: '', row: 'R', revision: 1, kind: 'update', before: {}, after, by: person, at, person };
}

/** What stands against a change becoming another one. */
function broken(before: Cells, cells: Cells, author?: Author, history: readonly JournalEntry[] = []): string | null {
  const near = around(before, {}, {}, author ? { author, history } : { history });
  return brokenTransition(ofChanges, { ...before, ...cells }, near);
}

describe('[LCK9] the way from a state to another', () => {
  test('names every state that it can go to instead', () => {
    expect(broken(pending, { status: 'Closed' })).toBe(
      'Status of BC-1 cannot become Closed: it is Pending and can become Draft, BOC Recommended, Approved, Rejected or Withdrawn.',
    );
    expect(broken({ ...draft, status: 'Withdrawn' }, { status: 'Draft' })).toBe(
      'Status of BC-1 cannot become Draft: it is Withdrawn and stays so. Enter a new change instead.',
    );
  });

  test('names all that is missing on it, and nothing once it is there', () => {
    const need = (words: string) => ({ words, holds: (cells: Cells) => cells[words] === true });
    const transitions = [{ from: ['Draft'], to: 'Pending', needs: ['a day', 'a vote', 'a name'].map(need) }];
    const strict: Lifecycle = { ...ofChanges, transitions };
    const said = (cells: Cells) => brokenTransition(strict, { ...pending, ...cells }, around(draft));
    expect(said({})).toBe('Status of BC-1 cannot become Pending yet: it needs a day, a vote and a name.');
    expect(said({ 'a day': true })).toBe('Status of BC-1 cannot become Pending yet: it needs a vote and a name.');
    expect(said({ 'a day': true, 'a vote': true })).toContain('it needs a name.');
    expect(said({ 'a day': true, 'a vote': true, 'a name': true })).toBeNull();
  });

  test('is not gone by a row that comes in, stays, or loses its state to an empty cell', () => {
    expect(brokenTransition(ofChanges, { ...draft, status: 'Approved' }, around(null))).toBeNull();
    expect(broken(draft, { title: 'x' })).toBeNull();
    expect(broken(draft, { status: null })).toBeNull();
    expect(stateOf(ofChanges, { status: 5 })).toBeNull();
  });

  test('is told under the number by which everybody knows the row', () => {
    expect(broken(draft, { number: 'BC-2', status: 'Approved' })).toContain('Status of BC-1 cannot');
    expect(broken({ ...draft, number: null }, { number: 'BC-2', status: 'Approved' })).toContain('Status of BC-2');
  });

  test('back is free to who asked for it, to who decides on such, and where nobody knows who asked', () => {
    const byBen = [set('ben', { status: 'Pending' })];
    const back = { status: 'Withdrawn' };
    expect(broken(pending, back, personOf('editor'), byBen)).toBe(
      'Status of BC-1 can be set to Withdrawn only by who asked for it, or by finance.',
    );
    expect(broken(pending, back, { ...personOf('editor'), person: 'ben' }, byBen)).toBeNull();
    expect(broken(pending, back, personOf('finance'), byBen)).toBeNull();
    expect(broken(pending, back, personOf('editor'))).toBeNull();
    expect(broken(pending, back, undefined, byBen)).toBeNull();
  });

  test('on is free to anybody, whoever has entered it', () => {
    expect(broken(draft, { status: 'Pending' }, personOf('editor'), [set('ben', { reason: 'x' })])).toBeNull();
  });
});

describe('[V24] what somebody has asked for themselves', () => {
  const own = (before: Cells | null, cells: Cells, history: readonly JournalEntry[], author?: Author) =>
    ownRequest(
      ofChanges,
      { ...before, ...cells },
      around(before, {}, {}, { author: author ?? personOf('finance'), history }),
    );
  const byAnn = [set('ann', { status: 'Pending' })];
  const byBen = [set('ben', { status: 'Pending' })];
  const refused = 'You have asked for BC-1 yourself, so somebody else has to decide on it.';

  test('is decided on by somebody else, and by nobody who alters it in the same act', () => {
    expect(own(pending, { status: 'Approved' }, byAnn)).toBe(refused);
    expect(own(pending, { status: 'Approved' }, byBen)).toBeNull();
    expect(own(pending, { status: 'Approved', reason: 'Quite another reason for it.' }, byBen)).toBe(refused);
    expect(own(pending, { status: 'Approved', effectiveDate: '2026-11-23' }, byBen)).toBeNull();
    expect(own({ ...pending, title: 'x' }, { status: 'Rejected', title: null }, byBen)).toBe(refused);
  });

  test('may be sent, taken back, noted on and entered', () => {
    expect(own(draft, { status: 'Pending' }, byAnn)).toBeNull();
    expect(own(pending, { status: 'Draft' }, byAnn)).toBeNull();
    expect(own(pending, { note: 'x' }, byAnn)).toBeNull();
    expect(own(pending, { status: null }, byAnn)).toBeNull();
    expect(own({ ...pending, status: null }, { status: 'Approved' }, byAnn)).toBeNull();
    expect(own(null, { ...pending, status: 'Approved' }, byAnn)).toBeNull();
    expect(own({ ...pending, status: 'Rejected' }, { status: 'Approved' }, byAnn)).toBeNull();
  });

  test('is not told to a look ahead, by nobody', () => {
    const near = around(pending, {}, {}, { history: byAnn });
    expect(ownRequest(ofChanges, { ...pending, status: 'Approved' }, near)).toBeNull();
  });

  test('is nothing where nothing is asked for', () => {
    const transitions = [{ from: ['Pending'], to: 'Approved', by: 'another' as const }];
    const plain: Lifecycle = {
      id: 'LCK97',
      table: changes,
      column: 'status',
      name: 'number',
      transitions,
      instead: '',
    };
    const near = around(pending, {}, {}, { author: personOf('finance'), history: byAnn });
    expect(ownRequest(plain, { ...pending, status: 'Approved' }, near)).toBeNull();
  });
});

describe('the duty that a state takes', () => {
  const duty = (id: string, before: Cells | null, after: Cells, isBroughtIn = false) =>
    dutyToReach(lifecycle(id), before, after, isBroughtIn);

  test('is that of who decides on such, and none where a row stays or loses its state', () => {
    const approved = { ...pending, status: 'Approved' };
    expect(duty('LCK9', pending, approved)).toBe('approveStaffChanges');
    expect(duty('LCK9', pending, { ...approved, type: 'Board Amendment' })).toBe('recordBoardActs');
    expect(duty('LCK9', approved, { ...approved, title: 'x' })).toBeNull();
    expect(duty('LCK9', approved, { ...approved, status: null })).toBeNull();
    expect(duty('LCK9', draft, pending)).toBeNull();
    expect(duty('LCK9', { ...pending, status: null }, approved)).toBe('approveStaffChanges');
  });

  test('follows from the state that a row leaves as well', () => {
    const cancelled = { number: 'P', status: 'Cancelled' };
    expect(duty('LCK2', { number: 'P', status: 'Proposed' }, cancelled)).toBeNull();
    expect(duty('LCK2', { number: 'P', status: 'Active' }, cancelled)).toBe('recordBoardActs');
  });

  test('is an administrator’s for what is entered as decided, unless it is brought in', () => {
    const approved = { ...pending, status: 'Approved' };
    expect(duty('LCK9', null, approved)).toBe('administer');
    expect(duty('LCK9', null, approved, true)).toBe('approveStaffChanges');
    expect(duty('LCK9', null, draft)).toBeNull();
  });

  test('is none in particular where a lifecycle names none', () => {
    expect(duty('LCK11', { status: 'Draft' }, { status: 'Open' })).toBeNull();
    expect(duty('LCK11', null, { status: 'Open' })).toBeNull();
    expect(duty('LCK21', null, { status: 'Explained' })).toBe('closeMonths');
  });
});
