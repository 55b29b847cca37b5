import { codeNames, noNames } from '../../../shared/tables/code-names.ts';
import { describe, expect, test } from 'vitest';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { cutLabels, cuts } from '../../../shared/plan/figures/cuts.ts';
import { insertWords } from './insert-words.ts';
import { cutLines, figuresOfCut, figureWords, programLine, shownMeasures } from './totals-figures.ts';

const names = codeNames([['fundingSources', [{ code: 'BND-A', name: 'Measure A' }]]]);
const none = { current: 0, obligated: 0, expended: 0, eac: 0, vac: 0, percentSpent: null };

function reply(by: string, rows: TotalsReply['rows'], total: TotalsReply['total'] = none): TotalsReply {
  return { revision: 151, asOf: null, by: [by], measures: [], rows, total };
}

const bySource = reply(
  'source',
  [
    {
      ...none,
      source: 'BND-A',
      current: 1_000,
      obligated: 500,
      expended: 250,
      eac: 2_000,
      vac: -1_000,
      percentSpent: 25,
    },
    { ...none, source: 'ERT', current: -400 },
  ],
  { ...none, current: 600, percentSpent: 41.7 },
);

describe('figures of the plan', () => {
  test('are budget, obligated, expended, forecast, variance and percent spent', () => {
    expect(shownMeasures.map(({ label }) => label)).toEqual([
      'Current Budget',
      'Obligated',
      'Expended',
      'Forecast at Completion',
      'Variance at Completion',
      '% Spent',
    ]);
    expect(programLine(bySource).values).toEqual([600, 0, 0, 0, 0, 41.7]);
    expect(cutLines(bySource, 'source', noNames)[0]).toEqual({
      group: 'BND-A',
      values: [1_000, 500, 250, 2_000, -1_000, 25],
    });
  });

  test('are worded as money and percentages, a dash where there is none', () => {
    expect(figureWords('money', -123_456)).toBe('-1,234.56');
    expect(figureWords('percent', 41.7)).toBe('41.7%');
    expect(figureWords('percent', null)).toBe('–');
  });

  test('can be cut by everything the plan can be cut by', () => {
    expect(Object.keys(cutLabels).toSorted()).toEqual([...cuts].toSorted());
  });
});

test('[FB6] a group that is a code is named, in the pane and in the sheet; other groups are words already', () => {
  expect(cutLines(bySource, 'source', names)[0]?.group).toBe('BND-A · Measure A');
  const byRegion = figuresOfCut(reply('region', [{ ...none, region: 'North' }]), 'region', names);
  expect(byRegion.columns.map(({ label }) => label).slice(0, 2)).toEqual(['Region', 'Current Budget']);
});

describe('figures for the sheet', () => {
  test('are the groups, then the program, under a title and the revision', () => {
    const figures = figuresOfCut(bySource, 'source', names);
    expect(figures).toMatchObject({ title: 'Totals by funding source', asOf: 'as of revision 151' });
    expect(figures.columns.map(({ kind }) => kind)).toEqual([
      'text',
      'text',
      'money',
      'money',
      'money',
      'money',
      'money',
      'percent',
    ]);
    expect(figures.rows.map(([code, name, current]) => [code, name, current])).toEqual([
      ['BND-A', 'Measure A', 1_000],
      ['ERT', '', -400],
      ['Program', '', 600],
    ]);
  });

  test('say what has come of putting them there', () => {
    expect(insertWords({ ok: true, value: 'written' }, 151).text).toContain('as of revision 151');
    expect(insertWords({ ok: true, value: 'occupied' }, 151).text).toMatch(
      /^Those cells aren’t empty.* Select an empty place and try again; nothing was written\.$/,
    );
    expect(insertWords({ ok: false, problem: { kind: 'editingCell' } }, 151).text).toBe(
      'Finish editing the cell. Press Enter or Esc, then we’ll continue.',
    );
  });
});
