import { expect, test } from 'vitest';
import { tableNamed, tables } from '../../tables/all-tables.ts';
import type { TableName } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import { decisionsAwaited, waitingStates } from './decision-awaited.ts';

const awaited = (table: TableName, cells: Cells) =>
  decisionsAwaited(tableNamed(table), cells).map(({ to, duty }) => [to, duty]);

test('a row waits for the duty of who decides on it, and for nobody before it is asked for or after', () => {
  const staff = { type: 'Staff Modification' };
  expect(awaited('changes', { ...staff, status: 'Pending' })).toEqual([['Approved', 'approveStaffChanges']]);
  expect(awaited('changes', { type: 'Board Amendment', status: 'Pending' })).toEqual([['Approved', 'recordBoardActs']]);
  expect(awaited('changes', { type: 'Board Amendment', status: 'BOC Recommended' })).toEqual([
    ['Approved', 'recordBoardActs'],
  ]);
  for (const status of ['Draft', 'Approved', 'Rejected', 'Withdrawn'])
    expect(awaited('changes', { ...staff, status })).toEqual([]);
  expect(awaited('commitmentChanges', { status: 'Pending' })).toEqual([['Approved', 'approveChangeOrders']]);
  expect(awaited('projects', { status: 'Active', financialStatus: 'Closing' })).toEqual([['Closed', 'closeProjects']]);
  expect(awaited('periods', { status: 'Soft close' })).toEqual([['Closed', 'closeMonths']]);
  expect(awaited('periods', { status: 'Open' })).toEqual([]);
  expect(awaited('commitments', { status: 'Draft' })).toEqual([]);
});

test('the states in which rows wait are known of every table', () => {
  expect(tables.flatMap((table) => waitingStates(table).map((each) => [table.name, each]))).toEqual([
    ['projects', { column: 'financialStatus', states: ['Closing'] }],
    ['commitmentChanges', { column: 'status', states: ['Pending'] }],
    ['changes', { column: 'status', states: ['Pending', 'BOC Recommended'] }],
    ['periods', { column: 'status', states: ['Soft close'] }],
  ]);
});
