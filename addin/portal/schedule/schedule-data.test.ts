import { expect, test } from 'vitest';
import { workLine } from '../../../shared/plan/schedule/testing/work-line.ts';
import { countedWork } from './schedule-data.ts';

const line = (location: string, project: string) => {
  const { systems, blocked, clashes, ...work } = workLine(location, { project });
  return { ...work, systems: [...systems], blocked: [...blocked], clashes: [...clashes] };
};

test('what a filter leaves is told in projects and lines', () => {
  const work = [line('1', '26.00001'), line('2', '26.00001'), line('1', '26.00002')];
  expect(countedWork({ work, all: 1_200 })).toBe('2 projects, 3 of 1,200 lines of work');
  expect(countedWork({ work, all: 3 })).toBe('2 projects, 3 lines of work');
  expect(countedWork({ work: work.slice(0, 1), all: 1 })).toBe('1 project, 1 line of work');
});
