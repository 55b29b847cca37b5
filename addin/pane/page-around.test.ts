import { expect, test } from 'vitest';
import { initialState, type SyncState } from '../sync/session/sync-state.ts';
import { continuedBy, standingOf, type PageAround, type Standing } from './page-around.ts';

const resting: SyncState = { ...initialState, phase: 'resting', program: 'p', workbook: 'w', revision: 7 };
const read: SyncState = { ...resting, toSend: 2, checkedAt: '2026-11-28T12:00:00Z' };

test('[FC10] a workbook tells how it stands once its sheet has been read, and that it is syncing at once', () => {
  expect(standingOf(resting, 'ann@x')).toBeNull();
  expect(standingOf(read, 'ann@x')).toEqual({
    person: 'ann@x',
    program: 'p',
    unsent: 2,
    leftOut: [],
    isSyncing: false,
  });
  expect(standingOf({ ...resting, phase: 'sending' }, 'ann@x')?.isSyncing).toBe(true);
  expect(standingOf({ ...read, phase: 'checking' }, 'ann@x')?.isSyncing).toBe(false);
});

test('[FC10] nothing is told of a file that the person has yet to say what it is', () => {
  expect(standingOf({ ...read, isHeld: true }, 'ann@x')).toBeNull();
});

test('[FC10] a workbook goes on only for the person who left it', () => {
  const standing: Standing = { person: 'ann@x', program: 'p', unsent: 0, leftOut: [], isSyncing: false };
  const around: PageAround = {
    continued: standing,
    connectTo: null,
    kept: () => Promise.resolve(),
    tell: () => undefined,
  };
  expect(continuedBy(around, 'ann@x')).toBe(standing);
  expect(continuedBy(around, 'bob@x')).toBeNull();
  expect(continuedBy({ ...around, continued: null }, 'ann@x')).toBeNull();
  expect(continuedBy(null, 'ann@x')).toBeNull();
});
