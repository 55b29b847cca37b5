import { describe, expect, test } from 'vitest';
import { noAmounts, type Amounts } from '../figures/amounts.ts';
import { defaultSettings } from '../program-settings.ts';
import type { Cells } from '../../tables/cell.ts';
import { changeDecision } from './change-decision.ts';
import type { ChangeFacts, ChangeLine, MovedLine } from './change-facts.ts';
import { contingencyFigures, groupFigures, lineFigures, sourcesOff } from './change-figures.ts';

function lineOf(id: string, amounts: Partial<Amounts>, more: Partial<MovedLine> = {}): MovedLine {
  return {
    id,
    project: '26.00001',
    source: 'BND-A',
    fiscalYear: '2026-27',
    category: 'Equipment',
    location: null,
    system: null,
    account: null,
    isNew: false,
    amounts: { ...noAmounts(), ...amounts },
    ...more,
  };
}

const known = [
  lineOf('BL-1', { current: 1_000, expended: 300, openEncumbrance: 400 }),
  lineOf('BL-2', { current: 500, pending: -50 }, { category: 'Contingency' }),
  lineOf('BL-3', { current: 900 }, { project: '26.00002', source: 'F40' }),
];

function moves(...amounts: readonly (readonly [string, number])[]): ChangeLine[] {
  return amounts.map(([budgetLine, amount], index) => ({
    line: index + 1,
    row: null,
    budgetLine,
    amount,
    counterpart: null,
    note: null,
  }));
}

function facts(change: Cells, lines: readonly ChangeLine[]): ChangeFacts {
  const whole = (current: number, more: Partial<Amounts> = {}) => ({
    name: null,
    amounts: { ...noAmounts(), current, ...more },
  });
  return {
    change: { type: 'Staff Modification', ...change },
    lines,
    budgetLines: new Map(known.map((line) => [line.id, line])),
    projects: new Map([
      ['26.00001', whole(1_500, { contingencyBudget: 500, contingencyDrawn: 20 })],
      ['26.00002', whole(900)],
    ]),
    sources: new Map([
      ['BND-A', { ...whole(1_500), authorized: 2_000 }],
      ['F40', { ...whole(900), authorized: 900 }],
    ]),
    settings: { ...defaultSettings, delegatedLimit: 250 },
    asOf: '2026-11-23',
  };
}

const draft = { status: 'Draft' };
const pending = { status: 'Pending', submittedOn: '2026-11-20' };
const approved = { status: 'Approved', effectiveDate: '2026-11-23' };
const transfer = moves(['BL-1', 100], ['BL-2', -100]);

describe('what a change does to its budget lines', () => {
  test('[V22] is what they have now and with it, with what else waits taken off what is left', () => {
    expect(lineFigures(facts(draft, transfer))).toMatchObject([
      {
        current: { before: 1_000, net: 100, after: 1_100 },
        obligated: 700,
        uncommitted: { before: 300, net: 100, after: 400 },
        otherPending: 0,
        left: 400,
      },
      { current: { before: 500, net: -100, after: 400 }, otherPending: -50, left: 350 },
    ]);
  });

  test('of one that waits does not take it off twice: the plan has reserved it already', () => {
    const [, second] = lineFigures(facts(pending, moves(['BL-1', 50], ['BL-2', -50])));
    expect(second).toMatchObject({ current: { before: 500, after: 450 }, otherPending: 0, left: 450 });
  });

  test('of one that counts is what they had without it', () => {
    const [first] = lineFigures(facts(approved, transfer));
    expect(first).toMatchObject({ current: { before: 900, net: 100, after: 1_000 }, left: 300 });
  });

  test('goes on from line to line where several name the same budget line', () => {
    const figures = lineFigures(facts(draft, moves(['BL-1', 100], ['BL-1', 50], ['BL-2', -150])));
    expect(figures.map(({ current }) => [current.before, current.after])).toEqual([
      [1_000, 1_100],
      [1_100, 1_150],
      [500, 350],
    ]);
    expect(figures.map(({ left }) => left)).toEqual([450, 450, 300]);
  });
});

test('projects, sources and contingency are told whole, before and after', () => {
  const change = facts(draft, moves(['BL-2', -100], ['BL-3', 100]));
  expect(groupFigures(change, 'project').map(({ key, current }) => [key, current.before, current.net])).toEqual([
    ['26.00001', 1_500, -100],
    ['26.00002', 900, 100],
  ]);
  expect(groupFigures(change, 'source').map(({ key, current }) => [key, current.after])).toEqual([
    ['BND-A', 1_400],
    ['F40', 1_000],
  ]);
  expect(contingencyFigures(change)).toEqual([
    {
      project: '26.00001',
      budget: { before: 500, net: -100, after: 400 },
      drawn: { before: 20, net: 100, after: 120 },
    },
  ]);
});

test('[V20] a source out of balance names who could be the other side: contingency first, and only with enough left', () => {
  expect(sourcesOff(facts(draft, transfer))).toEqual([]);
  const off = (amount: number) => sourcesOff(facts(draft, moves(['BL-1', amount])))[0];
  expect(off(100)).toMatchObject({ source: 'BND-A', amount: 100, unallocated: 500 });
  expect(off(100)?.candidates).toEqual([
    { budgetLine: 'BL-2', project: '26.00001', category: 'Contingency', left: 450 },
  ]);
  expect(off(451)?.candidates).toEqual([]);
  expect(off(-10_000)?.candidates).toHaveLength(1);
});

describe('[V23] which rule decides', () => {
  const decided = (change: Cells, lines: readonly ChangeLine[]) => changeDecision(facts(change, lines));

  test('staff may, within what is delegated to them', () => {
    expect(decided(draft, transfer)).toMatchObject({ by: 'staff', duty: 'approveStaffChanges', rule: null });
    expect(decided({ ...draft, type: 'Technical Correction' }, moves(['BL-1', 251]))).toMatchObject({ by: 'staff' });
  });

  test('the board must beyond it, and when what is unallocated moves', () => {
    expect(decided(draft, moves(['BL-1', 251], ['BL-2', -251]))).toMatchObject({
      by: 'board',
      duty: 'recordBoardActs',
      rule: 'V23',
      needsBoard: true,
      why: 'It needs the Board: it moves 2.51, more than the delegated 2.50.',
    });
    expect(decided({ ...draft, type: 'Board Amendment' }, moves(['BL-1', 100]))).toMatchObject({
      by: 'board',
      rule: 'V20',
    });
    expect(decided({ ...draft, type: 'Board Amendment' }, transfer)).toMatchObject({ by: 'board', needsBoard: false });
  });
});
