import { describe, expect, test } from 'vitest';
import { programRows } from '../figures/columns-read.ts';
import { planFacts } from '../figures/plan-facts.ts';
import type { Cut } from '../figures/cuts.ts';
import { NO_FRN, NO_LINE, NO_SERIES } from '../figures/rest-groups.ts';
import { groupOfSums, sumsOfCut } from './cut-of-sums.ts';
import { NO_SITE } from './line-sums.ts';

const source = (code: string, type: string, series: string | null) => ({
  row: code,
  cells: { code, type, series, authorized: 0, available: 0 },
});
const facts = planFacts(
  programRows({
    fundingSources: [source('BND-A', 'GO Bond', '2022-A'), source('F40', 'General/Other', null)],
    sites: [{ row: '0417', cells: { code: '0417', region: 'North', boardDistrict: '3', status: 'Active' } }],
    fundingRequests: [
      {
        row: 'R1',
        cells: {
          frn: '9900000001',
          fundingYear: 2025,
          category: 'C2',
          status: 'Funded',
          preDiscount: 1,
          discount: 850_000,
        },
      },
    ],
  }),
);

test('a cut adds up the sums of lines, of sources, of sites or of requests', () => {
  const cuts: readonly Cut[] = [
    'project',
    'source',
    'sourceType',
    'series',
    'frn',
    'erateCategory',
    'site',
    'region',
    'boardDistrict',
  ];
  expect(cuts.map(sumsOfCut)).toEqual([
    'project',
    'source',
    'source',
    'source',
    'requests',
    'requests',
    'site',
    'site',
    'site',
  ]);
});

describe('kept sums count in the group', () => {
  test.each<[Cut, string, string]>([
    ['project', '26.00001', '26.00001'],
    ['sourceType', 'BND-A', 'GO Bond'],
    ['series', 'BND-A', '2022-A'],
    ['frn', '9900000001', '9900000001'],
    ['erateCategory', '9900000001', 'C2'],
    ['site', '0417', '0417'],
    ['region', '0417', 'North'],
    ['boardDistrict', '0417', '3'],
  ])('%s of %s: %s', (cut, group, expected) => {
    expect(groupOfSums(cut, facts)(group)).toBe(expected);
  });

  test('of the rest, where the source, the series or the site is not known', () => {
    const rest = (cut: Cut, group: string) => groupOfSums(cut, facts)(group);
    expect([rest('series', 'F40'), rest('series', NO_LINE)]).toEqual([NO_SERIES, NO_LINE]);
    expect(rest('series', 'GONE')).toBe(NO_SERIES);
    expect(rest('sourceType', NO_LINE)).toBe(NO_LINE);
    expect(rest('region', '9999')).toBe('Districtwide');
    expect(rest('site', NO_SITE)).toBe('Districtwide');
    expect([rest('frn', ''), rest('erateCategory', '')]).toEqual([NO_FRN, NO_FRN]);
  });
});
