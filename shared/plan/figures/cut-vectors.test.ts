import { describe, expect, test } from 'vitest';
import { noAmounts } from './amounts.ts';
import {
  compareGroups,
  cuts,
  groupOf,
  isCut,
  isPlaceCut,
  isProjectCut,
  isRequestCut,
  isSourceCut,
  requestGroup,
  sourceGroup,
  type Cut,
} from './cuts.ts';
import type { LineFacts } from './line-facts.ts';
import { planFacts, type ProjectFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';

const factsOfOne = () =>
  planFacts(
    programRows({
      projects: [
        {
          row: 'P',
          cells: {
            number: '26.00001',
            name: 'P',
            program: 'Safety',
            primarySystem: 'WLAN',
            class: 'Site',
            status: 'Active',
            financialStatus: 'Open',
            percentComplete: 0,
            manager: 'PM-07',
          },
        },
      ],
      sites: [{ row: 'S', cells: { code: '0417', region: 'North', boardDistrict: '3', status: 'Active' } }],
      scope: [
        {
          row: 'C',
          cells: { project: '26.00001', location: '0417', system: 'WLAN', status: 'Planned', basis: 'Equal' },
        },
      ],
    }),
  );
const bare: LineFacts = {
  row: 'L',
  id: 'BL-1',
  project: '26.00001',
  source: null,
  fiscalYear: null,
  category: null,
  location: null,
  system: null,
  sourceType: null,
  series: null,
  object: null,
  requests: [],
  frn: null,
  erateCategory: null,
  amounts: noAmounts(),
};
const full: LineFacts = {
  ...bare,
  source: 'BND-A',
  fiscalYear: '2026-27',
  category: 'Equipment',
  system: 'PA',
  sourceType: 'GO Bond',
  series: '2022-A',
  object: '6400',
  frn: '9900000001',
  erateCategory: 'C2',
};
const gone: ProjectFacts = { number: '26.00001', cells: undefined, lines: [], amounts: noAmounts(), shares: undefined };

describe('[§2.2] money of a line counts in one group of each cut', () => {
  test.each<[Cut, saysAll: string, saysNothing: string, carriesForecast: string]>([
    ['project', '26.00001', '26.00001', '26.00001'],
    ['source', 'BND-A', 'No budget line', 'No budget line'],
    ['fiscalYear', '2026-27', 'No budget line', 'No budget line'],
    ['category', 'Equipment', 'No budget line', 'No budget line'],
    ['system', 'PA', 'WLAN', 'WLAN'],
    ['status', 'Active', 'Active', 'Active'],
    ['program', 'Safety', 'Safety', 'Safety'],
    ['manager', 'PM-07', 'PM-07', 'PM-07'],
    ['sourceType', 'GO Bond', 'No budget line', 'No budget line'],
    ['series', '2022-A', 'No series', 'No budget line'],
    ['object', '6400', 'No account string', 'No budget line'],
    ['erateCategory', 'C2', 'No FRN', 'No FRN'],
    ['frn', '9900000001', 'No FRN', 'No FRN'],
    ['site', '0417', '0417', '0417'],
    ['region', 'North', 'North', 'North'],
    ['boardDistrict', '3', '3', '3'],
  ])('%s: %s, else %s, and of a loose forecast %s', (cut, saysAll, saysNothing, loose) => {
    const facts = factsOfOne();
    const [project, site] = [facts.projects.get('26.00001') ?? gone, facts.sites.get('0417') ?? null];
    const groups = [full, bare, { ...bare, row: null }].map((line) => groupOf(cut, line, project, site));
    expect(groups).toEqual([saysAll, saysNothing, loose]);
  });

  test('without a site it is districtwide, and of a project that is gone it is of none', () => {
    const of = (cut: Cut) => groupOf(cut, bare, gone, null);
    expect((['site', 'region', 'boardDistrict'] as const).map(of)).toEqual(
      Array.from({ length: 3 }, () => 'Districtwide'),
    );
    expect((['system', 'status', 'program', 'manager'] as const).map(of)).toEqual([
      'No budget line',
      'No budget line',
      'No budget line',
      'No project manager',
    ]);
  });
});

test('a cut is by place, by project, by source or by request, or by what the line says', () => {
  const those = (is: (cut: Cut) => boolean) => cuts.filter(is);
  expect(new Set(those(isPlaceCut))).toEqual(new Set(['site', 'region', 'boardDistrict']));
  expect(new Set(those(isProjectCut))).toEqual(new Set(['project', 'status', 'program', 'manager']));
  expect(new Set(those(isSourceCut))).toEqual(new Set(['source', 'sourceType', 'series']));
  expect(new Set(those(isRequestCut))).toEqual(new Set(['frn', 'erateCategory']));
  expect([isCut('region'), isCut('luck'), isCut('')]).toEqual([true, false, false]);
});

test('a source counts by its code, type or series, a request by its number or category', () => {
  const source = { type: 'GO Bond', series: null };
  expect((['source', 'sourceType', 'series'] as const).map((cut) => sourceGroup(cut, 'BND-A', source))).toEqual([
    'BND-A',
    'GO Bond',
    'No series',
  ]);
  expect(sourceGroup('series', 'BND-A', { ...source, series: '2022-A' })).toBe('2022-A');
  expect((['frn', 'erateCategory'] as const).map((cut) => requestGroup(cut, '99', { category: 'C2' }))).toEqual([
    '99',
    'C2',
  ]);
});

test('groups stand in the order of their list, others behind it by their text, the rest last', () => {
  const sorted = (cut: Cut, ...groups: string[]) => groups.sort((a, b) => compareGroups(cut, a, b));
  expect(sorted('status', 'No budget line', 'Zeta', 'Complete', 'Alpha', 'Proposed', 'Active')).toEqual([
    'Proposed',
    'Active',
    'Complete',
    'Alpha',
    'Zeta',
    'No budget line',
  ]);
  expect(sorted('source', 'No budget line', 'ZED', 'BND-A')).toEqual(['BND-A', 'ZED', 'No budget line']);
});
