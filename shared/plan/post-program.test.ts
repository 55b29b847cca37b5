import { describe, expect, test } from 'vitest';
import type { Cells } from '../tables/cell.ts';
import { programRows } from '../totals/program-rows.ts';
import { postProgram } from './post-program.ts';
import type { Posting } from './posting.ts';

const numbered = (rows: readonly Cells[]) => rows.map((cells, index) => ({ row: `R${index}`, cells }));

const line = { id: 'BL-1', project: '26.00001', source: 'BND-A', fiscalYear: '2025-26', category: 'Equipment' };
const contract = {
  number: 'PO-1',
  line: 1,
  budgetLine: 'BL-1',
  awardDate: '2026-01-10',
  original: 900,
  status: 'Open',
};
const order = { commitment: 'PO-1', commitmentLine: 1, date: '2026-02-01', reason: 'Unforeseen', status: 'Approved' };
const payment = {
  postingDate: '2026-03-01',
  period: '2026-03',
  budgetLine: 'BL-1',
  commitment: 'PO-1',
  commitmentLine: 1,
};

function posted(stored: Parameters<typeof programRows>[0], asOf: string | null = null): Posting[] {
  const postings: Posting[] = [];
  postProgram(programRows(stored), asOf, (posting) => postings.push(posting));
  return postings;
}

const short = (postings: readonly Posting[]) =>
  postings.map(({ account, line: on, date, cents }) => [account, on, date, cents]);

describe('postings', () => {
  test('a budget line posts its original amount, which always counts, and names its row', () => {
    expect(posted({ budgetLines: numbered([{ ...line, original: 700 }]) }, '1999-01-01')).toEqual([
      {
        account: 'original',
        line: 'BL-1',
        date: null,
        cents: 700,
        table: 'budgetLines',
        row: 'R0',
        change: null,
      },
    ]);
  });

  test('a change line posts what its change is: board, other, pending, or nothing', () => {
    const accountOf = (change: Cells, asOf: string | null = null) =>
      posted(
        {
          changes: numbered([{ number: 'BC-1', ...change }]),
          changeLines: numbered([{ change: 'BC-1', budgetLine: 'BL-1', amount: 50 }]),
        },
        asOf,
      ).map(({ account, date, change: number }) => [account, date, number]);
    const board = { type: 'Board Amendment', status: 'Approved', effectiveDate: '2026-02-01' };
    expect(accountOf(board)).toEqual([['board', '2026-02-01', 'BC-1']]);
    expect(accountOf(board, '2026-02-01')).toEqual([['board', '2026-02-01', 'BC-1']]);
    expect(accountOf(board, '2026-01-31')).toEqual([]);
    expect(accountOf({ ...board, effectiveDate: null }, '2026-01-31')).toEqual([['board', null, 'BC-1']]);
    expect(accountOf({ ...board, type: 'Reserve Draw' })).toEqual([['staff', '2026-02-01', 'BC-1']]);
    for (const status of ['Pending', 'BOC Recommended'])
      expect(accountOf({ ...board, status }, '2026-01-31')).toEqual([['pending', '2026-02-01', 'BC-1']]);
    for (const status of ['Draft', 'Rejected', 'Withdrawn']) expect(accountOf({ ...board, status })).toEqual([]);
  });

  test('a change line whose change is gone posts nothing', () => {
    expect(posted({ changeLines: numbered([{ change: 'BC-9', budgetLine: 'BL-1', amount: 50 }]) })).toEqual([]);
  });

  test('a contract counts from its award and in its states; its orders count with it, releases apart', () => {
    const orders = numbered([
      { ...order, amount: 30 },
      { ...order, amount: -70, reason: 'Release' },
      { ...order, amount: 5, status: 'Pending' },
      { ...order, amount: 6, commitmentLine: 2 },
    ]);
    const of = (commitment: Cells, asOf: string | null = null) =>
      short(posted({ commitments: numbered([{ ...contract, ...commitment }]), commitmentChanges: orders }, asOf));
    const whole = [
      ['contract', 'BL-1', '2026-01-10', 900],
      ['changeOrder', 'BL-1', '2026-02-01', 30],
      ['release', 'BL-1', '2026-02-01', -70],
    ];
    expect(of({})).toEqual(whole);
    expect(of({ status: 'Closed' }, '2026-02-01')).toEqual(whole);
    expect(of({}, '2026-01-31')).toEqual(whole.slice(0, 1));
    expect(of({}, '2026-01-09')).toEqual([]);
    for (const status of ['Draft', 'Cancelled']) expect(of({ status })).toEqual([]);
  });

  test('a payment leaves the encumbrance of the line it was ordered on and is spent on the line it is charged to', () => {
    const expenditures = numbered([{ ...payment, amount: 40, budgetLine: 'BL-2' }]);
    expect(short(posted({ commitments: numbered([{ ...contract, original: 0 }]), expenditures }))).toEqual([
      ['contract', 'BL-1', '2026-01-10', 0],
      ['liquidated', 'BL-1', '2026-03-01', -40],
      ['paid', 'BL-2', '2026-03-01', 40],
    ]);
    expect(posted({ expenditures }, '2026-02-28')).toEqual([]);
  });

  test('what is paid without a contract that counts is direct cost', () => {
    const direct = (commitments: readonly Cells[], cells: Cells = {}) =>
      short(
        posted({ commitments: numbered(commitments), expenditures: numbered([{ ...payment, amount: 40, ...cells }]) }),
      ).filter(([account]) => account !== 'contract');
    const expected = [['direct', 'BL-1', '2026-03-01', 40]];
    expect(direct([])).toEqual(expected);
    expect(direct([{ ...contract, status: 'Cancelled' }])).toEqual(expected);
    expect(direct([contract], { commitment: null })).toEqual(expected);
    expect(direct([contract], { commitmentLine: null })).toEqual(expected);
    expect(direct([contract], { commitmentLine: 2 })).toEqual(expected);
  });
});
