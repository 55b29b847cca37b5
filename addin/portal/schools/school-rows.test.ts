import { expect, test } from 'vitest';
import { actual, expected, workLine } from '../../../shared/plan/schedule/testing/work-line.ts';
import { filterSchools, schoolRows, workWords } from './school-rows.ts';

const site = (code: string, name: string, region = 'North') => ({
  code,
  name,
  type: 'Elementary',
  status: 'Active',
  region,
  boardDistrict: '1',
  city: 'Cedar Basin',
  latitude: null,
  longitude: null,
  current: 0,
  expended: 0,
});
const sites = [
  site('0420', 'Peñasco 0417 Annex'),
  site('0417', 'Alder Elementary'),
  site('0500', 'Birch Middle', 'South'),
];
const work = [
  workLine('0417', { start: actual('2026-01-01'), finish: actual('2026-02-01') }),
  workLine('0420', { start: actual('2026-10-01'), finish: expected('2026-12-05'), variance: 20, indicator: 'Yellow' }),
];
const rows = schoolRows(sites, work, '2026-10-31');
const found = (filter: Partial<Parameters<typeof filterSchools>[1]>) =>
  filterSchools(rows, { text: '', region: null, standing: null, ...filter }).map(({ code }) => code);

test('schools are found by code, name or city, however it is typed; a whole code comes first', () => {
  expect(found({ text: 'penasco' })).toEqual(['0420']);
  expect(found({ text: '0417' })).toEqual(['0417', '0420']);
  expect(found({ text: 'cedar birch' })).toEqual(['0500']);
  expect(found({ region: 'South' })).toEqual(['0500']);
});

test('schools are found by how all their work stands', () => {
  expect([found({ standing: 'late' }), found({ standing: 'done' }), found({ standing: 'none' })]).toEqual([
    ['0420'],
    ['0417'],
    ['0500'],
  ]);
});

test('what happens at a school is told by what comes next', () => {
  const words = (...lines: Parameters<typeof workWords>[0]) => workWords(lines, '2026-10-31');
  expect(words()).toBe('Nothing planned');
  expect(words(...work.slice(0, 1))).toBe('1 project, done');
  expect(words(...work)).toBe('1 project, next one finishes 2026-12-05');
  expect(words(workLine('1', { start: expected('2026-11-02'), finish: expected('2026-12-05') }), ...work)).toBe(
    '2 projects, next one starts 2026-11-02',
  );
  expect(words(workLine('1'))).toBe('1 project');
});
