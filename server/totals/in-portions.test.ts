import { expect, test } from 'vitest';
import type { ChangedRow } from '../../shared/plan/postings/reposted-rows.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { inPortions } from './in-portions.ts';

const none: Cells = {};

function comes(table: string, row: string, after: Cells): ChangedRow {
  return { change: { table, row, kind: 'insert', before: none, after }, before: undefined, after };
}

function turns(table: string, row: string, before: Cells, after: Cells): ChangedRow {
  return { change: { table, row, kind: 'update', before, after }, before, after };
}

const project = (number: string) => comes('projects', `P${number}`, { number });
const line = (row: string, number: string) => comes('budgetLines', row, { project: number });

function rowsOf(changed: readonly ChangedRow[], atATime: number): string[] {
  return inPortions(changed, atATime).map((rows) => rows.map(({ change }) => change.row).join(' '));
}

test('new lines come with all of their project, and everything else before them', () => {
  const changed = [line('L1', '1'), line('L2', '2'), project('1'), comes('sites', 'S', none), line('L3', '1')];
  expect(rowsOf(changed, 2)).toEqual(['S', 'L1 P1 L3', 'L2']);
  expect(rowsOf(changed, 5)).toEqual(['L1 L2 P1 S L3']);
});

test('a project that changes, or takes a line over, keeps its lines with everything else', () => {
  const changes = turns('projects', 'P1', { number: '1' }, { number: '1', status: 'Approved' });
  const moves = turns('budgetLines', 'L9', { project: '2' }, { project: '3' });
  const changed = [line('L1', '1'), line('L2', '2'), project('3'), line('L3', '3'), line('L4', '4'), changes, moves];
  expect(rowsOf(changed, 1)).toEqual(['L1 L2 P3 L3 P1 L9', 'L4']);
});
