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

test('of a change that counts already, projects, sources and contingency are told as they were without it', () => {
  const counts = facts(approved, moves(['BL-3', 100], ['BL-2', -100]));
  const told = (of: 'project' | 'source') =>
    groupFigures(counts, of).map(({ key, current: { before, after }, lines }) => [key, before, after, lines]);
  expect(told('project')).toEqual([
    ['26.00001', 1_600, 1_500, 1],
    ['26.00002', 800, 900, 1],
  ]);
  expect(told('source')).toEqual([
    ['BND-A', 1_600, 1_500, 1],
    ['F40', 800, 900, 1],
  ]);
  expect(contingencyFigures(counts)).toEqual([
    {
      project: '26.00001',
      budget: { before: 600, net: -100, after: 500 },
      drawn: { before: -80, net: 100, after: 20 },
    },
  ]);
  expect(sourcesOff(counts).map(({ source, amount, unallocated }) => [source, amount, unallocated])).toEqual([
    ['BND-A', -100, 400],
    ['F40', 100, 100],
  ]);
});

test('what is not known of a project or source is told as nothing, and a line without its budget line is left out', () => {
  const change = facts(draft, moves(['BL-2', -100], ['BL-9', 100]));
  const bare = { ...change, projects: new Map(), sources: new Map() };
  expect(lineFigures(bare)).toHaveLength(1);
  for (const of of ['project', 'source'] as const)
    expect(groupFigures(bare, of)).toMatchObject([{ name: null, current: { before: 0, net: -100, after: -100 } }]);
  expect(
    groupFigures({ ...change, projects: new Map([['26.00001', { name: 'Wi-Fi', amounts: noAmounts() }]]) }, 'project'),
  ).toMatchObject([{ name: 'Wi-Fi' }]);
  expect(contingencyFigures(bare)).toMatchObject([{ budget: { before: 0 }, drawn: { before: 0, after: 100 } }]);
  expect(sourcesOff(bare)).toMatchObject([{ sourceName: null, amount: -100, unallocated: 0 }]);
});

test('contingency is told project by project, in the order of their numbers', () => {
  const contingency = (id: string, project: string) => lineOf(id, {}, { project, category: 'Contingency' });
  const lines = [contingency('BL-7', '26.00009'), contingency('BL-8', '26.00008')];
  const change = facts(draft, moves(['BL-7', 5], ['BL-8', -5], ['BL-7', 1]));
  const budgetLines = new Map(lines.map((line) => [line.id, line]));
  expect(contingencyFigures({ ...change, budgetLines }).map(({ project, budget }) => [project, budget.net])).toEqual([
    ['26.00008', -5],
    ['26.00009', 6],
  ]);
});

test('[V20] of those that could be the other side contingency comes first, a reserve last, then who has most left', () => {
  const side = (id: string, category: string, current: number) => lineOf(id, { current }, { category });
  const sides = [
    side('BL-R', 'Program Reserve', 9_000),
    side('BL-B', 'Equipment', 200),
    side('BL-A', 'Equipment', 200),
    side('BL-M', 'Services', 300),
    side('BL-C', 'Contingency', 100),
    side('BL-0', 'Equipment', 99),
    lineOf('BL-U', { current: 900, expended: 500, openEncumbrance: 200, pending: -101 }),
  ];
  const change = facts(draft, moves(['BL-1', 100]));
  const [off] = sourcesOff({ ...change, budgetLines: new Map([...known, ...sides].map((line) => [line.id, line])) });
  expect(off?.candidates.map(({ budgetLine, left }) => [budgetLine, left])).toEqual([
    ['BL-2', 450],
    ['BL-C', 100],
    ['BL-M', 300],
    ['BL-A', 200],
    ['BL-B', 200],
    ['BL-R', 9_000],
  ]);
  const many = Array.from({ length: 12 }, (_, n) => side(`BL-${n + 10}`, 'Equipment', 500));
  const [crowded] = sourcesOff({ ...change, budgetLines: new Map([...known, ...many].map((line) => [line.id, line])) });
  expect(crowded?.candidates).toHaveLength(8);
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

  test.each([
    [
      'Staff Modification',
      transfer,
      'Staff may decide: it moves 1.00, within the delegated 2.50, and between no two object classes.',
    ],
    ['Reserve Draw', moves(['BL-1', 251]), 'Staff decide on a change of the type Reserve Draw, whatever it moves.'],
    [
      'Board Amendment',
      transfer,
      'A Board Amendment is decided by the Board. By its amount and accounts staff could decide it.',
    ],
    ['Board Amendment', moves(['BL-1', 251]), 'It needs the Board: it moves 2.51, more than the delegated 2.50.'],
    ['Board Amendment', moves(['BL-1', 100]), 'It needs the Board: it takes 1.00 of what Measure A has unallocated.'],
    ['Board Amendment', moves(['BL-3', -100]), 'It needs the Board: it gives 1.00 back to what F40 has unallocated.'],
  ])('%s: %j', (type, lines, why) => {
    const { sources, ...change } = facts({ ...draft, type }, lines);
    const bond = sources.get('BND-A');
    const named = bond === undefined ? sources : new Map([...sources, ['BND-A', { ...bond, name: 'Measure A' }]]);
    const decision = changeDecision({ ...change, sources: named });
    expect(decision.why).toBe(why);
    expect(decision.needsBoard).toBe(decision.rule !== null);
  });
});
