import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { ExplainedFigure } from './explained-figure.ts';
import { placeShares, projectFigure } from './place-shares.ts';

const figure: ExplainedFigure = {
  measure: 'current',
  label: 'Current Budget',
  of: 'North',
  part: {},
  place: { cut: 'region', group: 'North' },
  revision: 7,
  asOf: '2026-10-31',
};
const rows = [
  { region: 'North', project: '26.00001', current: 3_333 },
  { region: 'South', project: '26.00001', current: 6_667 },
  { region: 'North', project: '26.00002', current: -9_000 },
  { region: 'North', project: '26.00003', current: 0 },
];

describe('a figure of a place', () => {
  test('is the sum of its shares of projects, the largest first, each beside the whole', () => {
    const shares = placeShares({ rows }, figure, noNames);
    expect(shares).toEqual([
      { project: '26.00002', label: '26.00002', amount: -9_000, whole: -9_000 },
      { project: '26.00001', label: '26.00001', amount: 3_333, whole: 10_000 },
    ]);
  });

  test('leads to the same figure of a whole project, on the same day', () => {
    const [share] = placeShares({ rows }, figure, noNames);
    expect(share && projectFigure(figure, share)).toEqual({
      ...figure,
      of: '26.00002',
      part: { project: '26.00002' },
      place: null,
    });
  });

  test('of no place has none', () => {
    expect(placeShares({ rows }, { ...figure, place: null }, noNames)).toEqual([]);
  });
});
