import { expect, test } from 'vitest';
import type { FigurePart } from './explain-figure.ts';
import { figureTables } from './figure-tables.ts';

const always = ['sites', 'siteBoundaries', 'projects', 'fundingSources', 'budgetLines', 'fundingRequests'];
const changed = ['changes', 'changeLines'];
const ordered = ['commitments', 'commitmentChanges'];
const paid = ['commitments', 'expenditures'];

test.each<[string, FigurePart, readonly string[]]>([
  ['original', {}, []],
  ['current', {}, changed],
  ['pending', {}, changed],
  ['committed', {}, ordered],
  ['expended', {}, paid],
  ['expendedByPostingYear', {}, paid],
  ['uncommitted', {}, [...changed, ...ordered, ...paid]],
  // What is still to come follows from all that is posted, and from forecasts.
  ['etc', {}, [...changed, ...ordered, ...paid, 'forecasts']],
  ['vac', {}, [...changed, ...ordered, ...paid, 'forecasts']],
  // What sources and requests say themselves.
  ['authorized', {}, []],
  ['erateGross', {}, []],
  ['unallocated', {}, changed],
  // Which request a line is for, its commitments say; among sites it is shared by scope.
  ['original', { frn: '1' }, ['commitments']],
  ['original', { erateCategory: 'C2' }, ['commitments']],
  ['original', { site: '0417' }, ['scope']],
  ['original', { region: 'North' }, ['scope']],
  ['original', { source: 'BND-A', project: 'P' }, []],
])('%s of %j is made of what everything is, and of %j', (measure, part, more) => {
  expect(new Set(figureTables(measure, part))).toEqual(new Set([...always, ...more]));
});

test('a figure that is not in money, or that there is not, is made of nothing', () => {
  for (const name of ['luck', 'percentSpent']) {
    expect(() => figureTables(name, {})).toThrow(`There is no figure ${name} in money.`);
  }
});
