import { describe, expect, test } from 'vitest';
import { PRACTICE_PROGRAM } from '../../../shared/tables/workbook-metadata.ts';
import { initialState } from '../../sync/session/sync-state.ts';
import {
  askAgainMs,
  foundWorkbook,
  isHeldAt,
  isToBeAsked,
  nextGateStep,
  type FoundWorkbook,
  type GateEvent,
  type GateStep,
} from './gate-steps.ts';
import type { WorkbookOrigin } from './workbook-origin.ts';

const workbook: FoundWorkbook = { program: 'p', workbook: 'w', revision: 7, unfinished: null };
const own: WorkbookOrigin = { usedBy: null, oldCopy: null };
const oldCopy = { revision: 7, madeAt: null, changed: 3 };
const copy: WorkbookOrigin = { usedBy: 'Ben', oldCopy: null };
const old: WorkbookOrigin = { usedBy: null, oldCopy };
const oldOfBen: WorkbookOrigin = { usedBy: 'Ben', oldCopy };

const after = (...events: GateEvent[]): GateStep => events.reduce<GateStep>(nextGateStep, 'looking');
const found = (unfinished: number | null = null): GateEvent => ({
  kind: 'found',
  workbook: { ...workbook, unfinished },
});
const answered = (origin: WorkbookOrigin): GateEvent => ({ kind: 'answered', origin });
const choseCopy = (choice: 'look' | 'mine' | 'shared', origin = copy): GateEvent => ({
  kind: 'choseCopy',
  choice,
  origin,
});
const choseOldCopy = (choice: 'update' | 'look'): GateEvent => ({ kind: 'choseOldCopy', choice });
const silence: GateEvent = { kind: 'notAnswered' };

describe('[FB13] the gate of a file', () => {
  test('opens of itself for a workbook that is neither a copy nor old, or not connected at all', () => {
    expect(after(found(), answered(own))).toBe('open');
    expect(after({ kind: 'found', workbook: 'notConnected' })).toBe('open');
    // [FC10] Where the same person left it in this browser there is nothing to ask.
    expect(after({ kind: 'found', workbook: 'continued' })).toBe('open');
    expect(isToBeAsked('continued')).toBe(false);
  });

  test('stays shut for the practice workbook, about which no server is asked', () => {
    const practice: FoundWorkbook = { ...workbook, program: PRACTICE_PROGRAM, revision: 0 };
    const step = after({ kind: 'found', workbook: practice }, answered(own), silence, { kind: 'choseOnlyToLook' });
    expect([step, isHeldAt(step), isToBeAsked(practice)]).toEqual(['practice', true, false]);
    expect(after({ kind: 'found', workbook: { ...practice, unfinished: 3 } })).toBe('practice');
  });

  test('waits for an answer however often there is none, and takes it when it comes', () => {
    const long = Array.from({ length: 1_000 }, () => silence);
    expect(after(found(), ...long)).toBe('looking');
    expect(after(found(), ...long, answered(copy))).toBe('copy');
    expect(after(found(), ...long, answered(old))).toBe('oldCopy');
  });

  test('lets a copy go on by what the person says it is, and asks about an old one next', () => {
    expect(after(found(), answered(copy), choseCopy('look'))).toBe('lookOnly');
    expect(after(found(), answered(copy), choseCopy('mine'))).toBe('open');
    expect(after(found(), answered(copy), choseCopy('shared'))).toBe('open');
    expect(after(found(), answered(oldOfBen), choseCopy('mine', oldOfBen))).toBe('oldCopy');
    expect(after(found(), answered(oldOfBen), choseCopy('look', oldOfBen))).toBe('lookOnly');
  });

  test('lets an old file go on only up to date, or to be looked at', () => {
    expect(after(found(), answered(old), choseOldCopy('update'))).toBe('open');
    expect(after(found(), answered(old), choseOldCopy('look'))).toBe('lookOnly');
  });

  test('a file that was only to be looked at stays so when the answer comes late', () => {
    expect(after(found(), silence, { kind: 'choseOnlyToLook' }, answered(own))).toBe('lookOnly');
  });

  test('an update that was broken off is asked about without the server', () => {
    expect(after(found(12))).toBe('unfinished');
    expect(after(found(12), answered(own))).toBe('unfinished');
    for (const choice of ['finish', 'later'] as const) {
      expect(after(found(12), { kind: 'choseUnfinished', choice })).toBe('open');
    }
    expect([isToBeAsked(workbook), isToBeAsked({ ...workbook, unfinished: 12 })]).toEqual([true, false]);
    expect([isToBeAsked('notConnected'), isToBeAsked(null)]).toEqual([false, false]);
  });

  test('no order of events opens it but the person’s word or an answer that nothing is the matter', () => {
    const events: readonly GateEvent[] = [
      found(),
      silence,
      answered(copy),
      answered(old),
      answered(oldOfBen),
      { kind: 'choseOnlyToLook' },
      choseCopy('look'),
      choseOldCopy('look'),
    ];
    let steps = new Set<GateStep>(['looking']);
    for (let length = 0; length < 6; length++) {
      steps = new Set([...steps].flatMap((step) => events.map((event) => nextGateStep(step, event))));
      expect([...steps].filter((step) => !isHeldAt(step))).toEqual([]);
    }
  });

  test('holds everything at every step but the open one', () => {
    const steps = ['looking', 'unfinished', 'copy', 'oldCopy', 'lookOnly', 'open'] as const;
    expect(steps.filter(isHeldAt)).toEqual(['looking', 'unfinished', 'copy', 'oldCopy', 'lookOnly']);
  });

  test('knows a workbook once it has been opened, and whether it is connected', () => {
    expect(foundWorkbook(initialState)).toBeNull();
    const opened = { ...initialState, phase: 'resting' } as const;
    expect(foundWorkbook({ ...opened, ...workbook })).toEqual(workbook);
    for (const missing of ['program', 'workbook', 'revision'] as const) {
      expect(foundWorkbook({ ...opened, ...workbook, [missing]: null })).toBe('notConnected');
    }
  });

  test('asks again after longer and longer waits, every ten seconds in the end, and never gives up', () => {
    expect([0, 1, 2, 3, 4, 1_000].map(askAgainMs)).toEqual([1_000, 2_000, 5_000, 10_000, 10_000, 10_000]);
  });
});
