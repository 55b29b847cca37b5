import { describe, expect, test } from 'vitest';
import type { PostingsReply, WirePosting } from '../../../shared/protocol/postings.ts';
import { noNames, type CodeNames } from '../../../shared/tables/code-names.ts';
import {
  amountColumn,
  groupCount,
  groupFigure,
  groupWords,
  wholeFigure,
  postingPlace,
  postingWords,
  programFigure,
} from './explained-figure.ts';
import { shownIn, shownMeasures } from './totals-figures.ts';

const values = { current: 500, obligated: 300, expended: 100, eac: 450, vac: 50, percentSpent: 20 };
const totals = (by: string, group: string) => ({
  revision: 7,
  asOf: null,
  by: [by],
  measures: Object.keys(values),
  rows: [{ [by]: group, ...values }],
  total: values,
});
const names: CodeNames = {
  of: (table, code) => (table === 'fundingSources' && code === 'BND-A' ? 'Measure A' : undefined),
};
const place = (name: string) => shownMeasures.findIndex((measure) => measure.name === name);

describe('which figures can be asked what they are made of', () => {
  test('those of the program in money', () => {
    const reply = totals('source', 'BND-A');
    expect(programFigure(reply, place('eac'))).toEqual({
      measure: 'eac',
      label: 'Forecast at Completion',
      of: 'Program',
      part: {},
      revision: 7,
      asOf: null,
    });
    expect(programFigure(reply, place('percentSpent'))).toBeNull();
    expect(programFigure(reply, 99)).toBeNull();
    expect(programFigure({ ...reply, total: {} }, place('current'))).toBeNull();
  });

  test('those of a group by its code, of a place as of anything else', () => {
    expect(groupFigure(totals('source', 'BND-A'), 'source', names, [0, place('current')])).toEqual({
      measure: 'current',
      label: 'Current Budget',
      of: 'BND-A · Measure A',
      part: { source: 'BND-A' },
      revision: 7,
      asOf: null,
    });
    expect(groupFigure(totals('region', 'North'), 'region', names, [0, place('current')])).toEqual({
      measure: 'current',
      label: 'Current Budget',
      of: 'North',
      part: { region: 'North' },
      revision: 7,
      asOf: null,
    });
    expect(groupFigure(totals('source', 'BND-A'), 'source', names, [1, place('current')])).toBeNull();
  });
});

test('[ER1] those that funding requests say themselves can be asked, too, where an answer has them', () => {
  const of = { ...totals('frn', '9900000001'), measures: [...Object.keys(values), 'erateGross'] };
  const reply = {
    ...of,
    total: { ...values, erateGross: 900 },
    rows: of.rows.map((row) => ({ ...row, erateGross: 700 })),
  };
  const last = shownIn(reply).length - 1;
  expect(programFigure(reply, last)).toMatchObject({ measure: 'erateGross', label: 'E-Rate Gross Cost', part: {} });
  expect(groupFigure(reply, 'frn', names, [0, last])).toMatchObject({ part: { frn: '9900000001' } });
  expect(shownIn(totals('frn', '9900000001'))).toEqual(shownMeasures);
});

describe('words', () => {
  type Group = PostingsReply['groups'][number];
  const group: Group = { account: 'original', change: null, title: null, reportNumber: null, amount: 1, count: 2 };
  const change: Group = { ...group, account: 'board', change: 'BC-01', count: 1 };
  const posting: WirePosting = {
    account: 'board',
    amount: -2_500_000,
    date: '2026-01-20',
    line: 'BL-002',
    change: 'BC-01',
    project: '26.00001',
    source: 'BND-A',
    table: 'changeLines',
    row: 'R1',
    key: '["BC-01",1]',
    revision: 1,
    by: 'Ana',
    at: null,
  };

  test('a group is its account, or its change with title and board report', () => {
    expect([groupWords(group), groupCount(group)]).toEqual(['Original budget', '2 rows']);
    expect([groupWords(change), groupCount(change)]).toEqual(['BC-01', 'Board amendments, 1 row']);
    expect(groupWords({ ...change, title: 'Augment', reportNumber: 'Rep-1' })).toBe('BC-01 · Augment (Rep-1)');
    expect(groupWords({ ...change, title: 'Augment' })).toBe('BC-01 · Augment');
  });

  test('an amount says where it stands, how much, since when and on which line', () => {
    expect(postingWords(posting)).toBe('-25,000.00, 2026-01-20, budget line BL-002');
    expect(postingWords({ ...posting, table: 'budgetLines', date: null })).toBe('-25,000.00');
    expect(postingWords({ ...posting, line: null, date: null })).toBe('-25,000.00');
    expect(postingPlace({ ...posting, key: null }, noNames)).toBe('Change Lines: a row that is gone');
  });

  test('a share leads to the figure of its whole project, and nothing else does', () => {
    const figure = {
      measure: 'current',
      label: 'Current',
      of: 'North',
      part: { region: 'North' },
      revision: 7,
      asOf: null,
    };
    const share: WirePosting = { ...posting, account: 'share', table: 'projects', line: null };
    expect(wholeFigure(figure, share, noNames)).toEqual({ ...figure, of: '26.00001', part: { project: '26.00001' } });
    expect(wholeFigure(figure, posting, noNames)).toBeNull();
  });

  test('a jump goes to the cell that holds the amount, or to the key of a row that holds none', () => {
    expect(amountColumn(posting)).toBe('amount');
    expect(amountColumn({ account: 'contract', table: 'commitments' })).toBe('original');
    expect(amountColumn({ account: 'estimate', table: 'budgetLines' })).toBe('id');
    expect(amountColumn({ account: 'estimate', table: 'nothing' })).toBe('');
  });
});
