import { describe, expect, test } from 'vitest';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { filterProjects, projectRows, sortProjects, type ProjectFilter } from './project-rows.ts';

const cells = (number: string, more: Cells = {}): Cells => ({
  number,
  name: `Project ${number}`,
  status: 'Active',
  region: 'North',
  ...more,
});
const state: ProgramState = {
  revision: 1,
  tables: new Map([
    [
      'projects',
      new Map([
        [
          'r2',
          cells('26.2', {
            current: 900,
            vac: -5,
            overallIndicator: 'Red',
            scheduleIndicator: 'Red',
            budgetIndicator: 'Green',
          }),
        ],
        ['r1', cells('26.1', { current: 100, vac: 10, overallIndicator: 'Green', region: null })],
        [
          'r3',
          cells('26.3', {
            status: 'Complete',
            current: 500,
            vac: -70,
            overallIndicator: 'Yellow',
            budgetIndicator: 'Red',
            manager: 'PM-1',
          }),
        ],
      ]),
    ],
  ]),
};
const rows = projectRows(state);
const all: ProjectFilter = { text: '', status: null, region: null, standing: null };
const found = (filter: Partial<ProjectFilter>) =>
  filterProjects(rows, { ...all, ...filter }).map(({ number }) => number);

test('projects are listed by number with what the plan computes; what is not there is none', () => {
  expect(rows.map(({ number }) => number)).toEqual(['26.1', '26.2', '26.3']);
  expect(rows[2]).toMatchObject({
    row: 'r3',
    manager: 'PM-1',
    current: 500,
    expended: 0,
    schedule: '–',
    overall: 'Yellow',
  });
  expect(rows[0]).toMatchObject({ region: null, manager: null });
});

describe('a project is found', () => {
  test('by a part of its number or name, by status, region, and how it stands', () => {
    expect(found({ text: ' PROJECT 26.2 ' })).toEqual(['26.2']);
    expect(found({ status: 'Complete' })).toEqual(['26.3']);
    expect(found({ region: 'North' })).toEqual(['26.2', '26.3']);
    expect(found({ standing: 'late' })).toEqual(['26.2']);
    expect(found({ standing: 'overBudget' })).toEqual(['26.3']);
    expect(found({ standing: 'watch' })).toEqual(['26.2', '26.3']);
    expect(found({ standing: 'late', text: '26.3' })).toEqual([]);
  });

  test('in the order that is asked for', () => {
    const order = (by: Parameters<typeof sortProjects>[1]) => sortProjects(rows, by).map(({ number }) => number);
    expect(order('current')).toEqual(['26.2', '26.3', '26.1']);
    expect(order('vac')).toEqual(['26.3', '26.2', '26.1']);
    expect(order('standing')).toEqual(['26.2', '26.3', '26.1']);
    expect(order('number')).toEqual(['26.1', '26.2', '26.3']);
  });
});
