import { expect, test } from 'vitest';
import { finish } from '../../sync/steps.ts';
import type { Cells } from '../../tables/cell.ts';
import { lockableColumns, lockedCells, lockTables } from './locked-cells.ts';
import { locks } from './locks.ts';

/** A plan with a row of each kind, under a project in this state and a month in that one. */
function program(project: string, month: string) {
  const tables: Readonly<Record<string, readonly Cells[]>> = {
    projects: [{ number: 'P', status: project, approvalChange: 'BA-1', approvalDate: '2025-11-18' }],
    budgetLines: [
      { id: 'BL-1', project: 'P' },
      { id: 'BL-2', project: 'Q' },
    ],
    milestones: [{ project: 'P', milestone: 'M50 Installation start' }],
    changes: [{ number: 'BC-1', status: 'Pending' }],
    changeLines: [{ change: 'BC-1', line: 1, amount: 5 }],
    expenditures: [
      { document: 'V-1', period: '2026-02' },
      { document: 'V-2', period: '2026-03' },
    ],
    periods: [{ period: '2026-02', status: month }],
  };
  const rows = Object.entries(tables).map(([name, list]) => {
    return [name, new Map(list.map((cells, index) => [`${name} ${index}`, cells]))] as const;
  });
  return { revision: 1, tables: new Map(rows) };
}

/** Rows that are locked in a column. */
function lockedIn(state: ReturnType<typeof program>, table: string, column: string): string[] {
  const found = finish(lockedCells(state)).filter((each) => each.table === table && each.columns.includes(column));
  return found.flatMap(({ rows }) => [...rows]);
}

test('[FD1] what is locked is known cell by cell', () => {
  const state = program('Active', 'Closed');
  expect(lockedIn(state, 'budgetLines', 'original')).toEqual(['budgetLines 0']);
  expect(lockedIn(state, 'budgetLines', 'source')).toEqual(['budgetLines 0']);
  expect(lockedIn(state, 'budgetLines', 'note')).toEqual([]);
  expect(lockedIn(state, 'milestones', 'baselineStart')).toEqual(['milestones 0']);
  expect(lockedIn(state, 'changes', 'type')).toEqual(['changes 0']);
  expect(lockedIn(state, 'changeLines', 'amount')).toEqual(['changeLines 0']);
  expect(lockedIn(state, 'expenditures', 'amount')).toEqual(['expenditures 0']);
  expect(lockedIn(state, 'periods', 'controlTotal')).toEqual(['periods 0']);
});

test('[FD1] what is locked is free again when the lock goes', () => {
  const state = program('Proposed', 'Open');
  expect(lockedIn(state, 'budgetLines', 'original')).toEqual([]);
  expect(lockedIn(state, 'milestones', 'baselineStart')).toEqual([]);
  expect(lockedIn(state, 'expenditures', 'amount')).toEqual([]);
  expect(lockedIn(state, 'changeLines', 'amount')).toEqual(['changeLines 0']);
});

test('every lock of columns has words that fit into an input message of Excel', () => {
  for (const lock of locks) if (lock.kind === 'columns') expect(lock.hint.length).toBeLessThanOrEqual(255);
  expect(lockTables).toContain('periods');
});

test('[FD1] columns that may be locked are known of each table, without those that some people may still change', () => {
  expect(lockableColumns('budgetLines')).toEqual([
    'original',
    'project',
    'source',
    'fiscalYear',
    'category',
    'location',
    'system',
    'account',
  ]);
  expect(lockableColumns('milestones')).toEqual([
    'baselineNumber',
    'baselineStart',
    'baselineFinish',
    'project',
    'location',
    'milestone',
  ]);
  expect(lockableColumns('sites')).toEqual([]);
});

test('[FD1] what is locked only where something is said is free where nothing is, and no lock without a row is told', () => {
  const state = program('Active', 'Soft close');
  // The account strings of both lines are empty, and who closes months may still enter in one that is in soft close.
  expect(lockedIn(state, 'budgetLines', 'account')).toEqual([]);
  expect(lockedIn(state, 'expenditures', 'amount')).toEqual([]);
  for (const { rows } of finish(lockedCells(state))) expect(rows.size).toBeGreaterThan(0);
  expect(finish(lockedCells({ revision: 1, tables: new Map() }))).toEqual([]);
});

test('[FD1] a line is locked by the change that names it, and by no other', () => {
  const { revision, tables } = program('Proposed', 'Open');
  const lines = [
    { change: 'BC-1', line: 1, budgetLine: 'BL-2', amount: 5 },
    { change: 'BC-1', line: 2, budgetLine: null, amount: 5 },
  ];
  const changeLines = new Map(lines.map((cells, index) => [`changeLines ${index}`, cells]));
  const state = { revision, tables: new Map([...tables, ['changeLines', changeLines]]) };
  expect(lockedIn(state, 'budgetLines', 'source')).toEqual(['budgetLines 1']);
});
