import { expect, test } from 'vitest';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { codeNames, noNames } from '../../../shared/tables/code-names.ts';
import { totalsCsv } from './totals-csv.ts';

const figures = { obligated: 0, expended: 12_345_678_901, eac: 5, vac: -5, percentSpent: 12.5 };
const reply = (by: string, group: string): TotalsReply => ({
  revision: 7,
  asOf: '2026-10-31',
  by: [by],
  measures: [],
  rows: [{ ...figures, [by]: group, current: 100_050 }],
  total: { ...figures, current: 100_050 },
});

test('totals are exported with codes and names apart, and every amount to the cent', () => {
  const names = codeNames([['fundingSources', [{ code: 'BND-A', name: 'Measure A, 2016' }]]]);
  const { name, text } = totalsCsv(reply('source', 'BND-A'), 'source', names);
  expect(name).toBe('Totals by funding source as of 2026-10-31, revision 7.csv');
  expect(text.split('\r\n')).toEqual([
    '\uFEFFFunding Source,Name,Current Budget,Obligated,Expended,Forecast at Completion,Variance at Completion,% Spent',
    'BND-A,"Measure A, 2016",1000.50,0.00,123456789.01,0.05,-0.05,12.5',
    'Program,,1000.50,0.00,123456789.01,0.05,-0.05,12.5',
    '',
  ]);
});

test('a group that a spreadsheet would take for a formula stays a text', () => {
  expect(totalsCsv(reply('series', '=1+1'), 'series', noNames).text).toContain("\r\n'=1+1,");
});
