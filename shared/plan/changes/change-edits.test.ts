import { describe, expect, test } from 'vitest';
import { actEdit, cellsOfAct } from './act-edits.ts';
import { amendmentEdit, notForTheBoard } from './amendment-edits.ts';
import { dutyToApprove } from '../lifecycles/lifecycles.ts';
import { waitsFor } from './waits-for.ts';

const cells = { number: 'BC-1', type: 'Transfer', status: 'Pending', title: 'Re-phase', reason: 'It rains.' };
const stored = { row: 'R1', revision: 3, cells };

describe('the edit of an act on a change', () => {
  test('writes the state that it brings about and what is said with it, and leaves the rest', () => {
    const fields = { reportNumber: 'Rep-1', boardDate: null, reason: 'Agreed.' };
    expect(cellsOfAct('approve', fields)).toEqual({ status: 'Approved', reportNumber: 'Rep-1', boardDate: null });
    expect(cellsOfAct('submit', fields)).toMatchObject({ status: 'Pending', reason: 'Agreed.' });
    expect(cellsOfAct('submit', {})).toStrictEqual({ status: 'Pending' });
    const all = { reportNumber: 'a', resolutionNumber: 'b', boardDate: 'c', effectiveDate: 'd' };
    expect(cellsOfAct('approve', all)).toEqual({ status: 'Approved', ...all });
  });

  test('[M12] is about the change as it was seen, and says no more than the act does', () => {
    const edit = actEdit('approve', stored, { fields: { effectiveDate: '2026-11-23' }, seen: 7, basket: 'act' });
    expect(edit).toEqual({
      kind: 'update',
      table: 'changes',
      row: 'R1',
      cells: { status: 'Approved', effectiveDate: '2026-11-23' },
      seen: { status: 7, effectiveDate: 7 },
      basket: 'act',
    });
  });
});

describe('a change joins an amendment', () => {
  const fields = { reportNumber: 'Rep-1' };
  const why = (more: object) => notForTheBoard({ ...cells, ...more }, fields);

  test('until it is decided, and as what the Board decides on', () => {
    for (const status of ['Approved', 'Rejected', 'Withdrawn'])
      expect(why({ status })).toBe(`BC-1 is ${status.toLowerCase()}, so it stays as it was decided.`);
    expect(why({})).toBe('BC-1 waits as a Transfer. Set it back to Draft to take it to the Board.');
    expect(why({ type: 'Board Amendment' })).toBeNull();
    expect(why({ status: 'Draft' })).toBeNull();
  });

  test('under the report by which it is recommended, once it is', () => {
    const recommended = { type: 'Board Amendment', status: 'BOC Recommended' };
    expect(why({ ...recommended, reportNumber: 'Rep-2' })).toBe(
      'BC-1 is recommended under Rep-2, so it stays with that report.',
    );
    for (const reportNumber of ['Rep-1', null, undefined]) expect(why({ ...recommended, reportNumber })).toBeNull();
    expect(why({ type: 'Board Amendment', reportNumber: 'Rep-2' })).toBeNull();
  });

  test('by its report, with what is said of the meeting; a draft becomes a Board Amendment', () => {
    const said = { ...fields, boardDate: '2026-12-15', resolutionNumber: null };
    const waiting = amendmentEdit(stored, said, 7);
    expect(waiting).toMatchObject({ kind: 'update', table: 'changes', row: 'R1', basket: 'amendment' });
    expect(waiting.cells).toEqual({ status: 'Pending', ...said });
    expect(waiting.seen).toEqual({ status: 7, reportNumber: 7, boardDate: 7, resolutionNumber: 7 });
    const draft = amendmentEdit({ ...stored, cells: { number: 'BC-1', status: 'Draft' } }, fields, 7);
    expect(draft.cells).toEqual({ status: 'Draft', reportNumber: 'Rep-1', type: 'Board Amendment' });
    expect(amendmentEdit({ ...stored, cells: {} }, fields, 7).cells).toStrictEqual({ status: null, ...fields });
  });
});

describe('who goes on with a change', () => {
  test('is whoever drafts it, by name where it says so', () => {
    expect(waitsFor({ ...cells, status: 'Draft', requestedBy: 'PM-07' })).toEqual({ duty: null, who: 'PM-07' });
    expect(waitsFor({ ...cells, status: 'Draft', requestedBy: null })).toEqual({ duty: null, who: 'its author' });
  });

  test('is who decides on such: finance, and of a board amendment the committee and then the Board', () => {
    expect(waitsFor(cells)).toEqual({ duty: 'approveStaffChanges', who: 'finance' });
    const board = { ...cells, type: 'Board Amendment' };
    expect(waitsFor(board)).toEqual({ duty: 'recordBoardActs', who: 'the oversight committee' });
    expect(waitsFor({ ...board, status: 'BOC Recommended' })).toEqual({ duty: 'recordBoardActs', who: 'the Board' });
    expect(dutyToApprove({ type: 'Transfer' })).toBe('approveStaffChanges');
  });

  test('is nobody once it is settled, or while it has no state', () => {
    for (const status of ['Approved', 'Rejected', 'Withdrawn', null]) expect(waitsFor({ ...cells, status })).toBeNull();
  });
});
