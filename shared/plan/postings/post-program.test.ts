import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { programRows } from '../figures/columns-read.ts';
import { amountsOfSums, noSums } from '../sums/account-sums.ts';
import { noAmounts } from '../figures/amounts.ts';
import { postProgram } from './post-program.ts';
import type { Posting } from './posting.ts';

const numbered = (rows: readonly Cells[]) => rows.map((cells, index) => ({ row: `R${index}`, cells }));

const line = { id: 'BL-1', project: '26.00001', source: 'BND-A', fiscalYear: '2025-26', category: 'Equipment' };
const project = {
  number: '26.00001',
  name: 'Refresh',
  program: 'School Network Modernization',
  primarySystem: 'WLAN',
  class: 'Site',
  financialStatus: 'Open',
  percentComplete: 0,
};
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
    const waiting = ['pending', null, 'BC-1'];
    const approved = [waiting, ['pending', '2026-02-01', 'BC-1'], ['board', '2026-02-01', 'BC-1']];
    expect(accountOf(board)).toEqual(approved);
    expect(accountOf(board, '2026-02-01')).toEqual(approved);
    expect(accountOf(board, '2026-01-31')).toEqual([waiting]);
    expect(accountOf({ ...board, effectiveDate: null }, '2026-01-31')).toEqual([['board', null, 'BC-1']]);
    expect(accountOf({ ...board, type: 'Reserve Draw' }).at(-1)).toEqual(['staff', '2026-02-01', 'BC-1']);
    for (const status of ['Pending', 'BOC Recommended'])
      expect(accountOf({ ...board, status }, '2026-01-31')).toEqual([waiting]);
    for (const status of ['Draft', 'Rejected', 'Withdrawn']) expect(accountOf({ ...board, status })).toEqual([]);
  });

  test('a budget line of a proposed project is requested', () => {
    const accountOf = (status: string) =>
      posted({
        projects: numbered([{ ...project, status }]),
        budgetLines: numbered([{ ...line, original: 700 }]),
      }).map(({ account, date, cents }) => [account, date, cents]);
    expect(accountOf('Proposed')).toEqual([['requested', null, 700]]);
    for (const status of ['Approved', 'Active', 'Cancelled'])
      expect(accountOf(status)).toEqual([['original', null, 700]]);
  });

  test('what a change that is approved for a later day does is pending until then, and nothing of it is left after', () => {
    const change = { number: 'BC-1', type: 'Staff Modification', status: 'Approved', effectiveDate: '2026-02-01' };
    const postings = posted({
      changes: numbered([change]),
      changeLines: numbered([{ change: 'BC-1', budgetLine: 'BL-1', amount: 50 }]),
    });
    expect(short(postings)).toEqual([
      ['pending', 'BL-1', null, 50],
      ['pending', 'BL-1', '2026-02-01', -50],
      ['staff', 'BL-1', '2026-02-01', 50],
    ]);
  });

  test('[T4] a change is pending from its submission on; one that comes into effect no later has never waited', () => {
    const postings = (cells: Cells) =>
      short(
        posted({
          changes: numbered([{ number: 'BC-1', type: 'Reserve Draw', status: 'Pending', ...cells }]),
          changeLines: numbered([{ change: 'BC-1', budgetLine: 'BL-1', amount: 50 }]),
        }),
      );
    const waits = ['pending', 'BL-1', '2026-01-10', 50];
    expect(postings({ submittedOn: '2026-01-10' })).toEqual([waits]);
    const approved = { submittedOn: '2026-01-10', status: 'Approved' };
    const counts = (day: string | null) => ['staff', 'BL-1', day, 50];
    expect(postings({ ...approved, effectiveDate: '2026-01-11' })).toEqual([
      waits,
      ['pending', 'BL-1', '2026-01-11', -50],
      counts('2026-01-11'),
    ]);
    expect(postings({ ...approved, effectiveDate: '2026-01-10' })).toEqual([counts('2026-01-10')]);
    expect(postings({ ...approved, effectiveDate: '2025-12-01' })).toEqual([counts('2025-12-01')]);
    expect(postings(approved)).toEqual([counts(null)]);
  });

  test('a change line whose change is gone posts nothing', () => {
    expect(posted({ changeLines: numbered([{ change: 'BC-9', budgetLine: 'BL-1', amount: 50 }]) })).toEqual([]);
  });

  test('a contract counts from its award and in its states; its orders count with it, releases and those that wait apart', () => {
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
      ['pendingOrder', 'BL-1', '2026-02-01', 5],
    ];
    expect(of({})).toEqual(whole);
    expect(of({ status: 'Closed' }, '2026-02-01')).toEqual(whole);
    expect(of({}, '2026-01-31')).toEqual(whole.slice(0, 1));
    expect(of({ awardDate: '2026-02-15' }).map(([account, , date]) => [account, date])).toEqual([
      ['contract', '2026-02-15'],
      ['changeOrder', '2026-02-15'],
      ['release', '2026-02-15'],
      ['pendingOrder', '2026-02-15'],
    ]);
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

  test('[§1.15] what E-Rate pays of a posting stands beside it, and adds to no figure', () => {
    const expenditures = numbered([{ ...payment, amount: 40, commitment: null, erateShare: 34 }]);
    expect(short(posted({ expenditures }))).toEqual([
      ['direct', 'BL-1', '2026-03-01', 40],
      ['erate', 'BL-1', '2026-03-01', 34],
    ]);
    const sums = { ...noSums(), direct: 40, erate: 34, pendingOrder: 7 };
    expect(amountsOfSums(sums, { isContingency: true, isReserve: true })).toEqual({
      ...noAmounts(),
      expended: 40,
      directCost: 40,
    });
  });

  test('a cancelled contract counts from its award until the day it was cancelled, and what it took back stays direct cost', () => {
    const on = (asOf: string | null, statusDate: string | null = '2026-04-01') => {
      const sums = new Map<string, number>();
      const program = {
        commitments: numbered([{ ...contract, status: 'Cancelled', statusDate }]),
        commitmentChanges: numbered([{ ...order, amount: 30 }]),
        expenditures: numbered([{ ...payment, amount: 40 }]),
      };
      for (const { account, cents } of posted(program, asOf)) sums.set(account, (sums.get(account) ?? 0) + cents);
      return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0));
    };
    expect(on('2026-01-10')).toEqual({ contract: 900 });
    expect(on('2026-03-31')).toEqual({ contract: 900, changeOrder: 30, paid: 40, liquidated: -40 });
    for (const asOf of ['2026-04-01', null]) expect(on(asOf)).toEqual({ direct: 40 });
    for (const never of [null, '2026-01-10']) expect(on('2026-03-31', never)).toEqual({ direct: 40 });
  });

  test('what is paid before the award is direct cost until then', () => {
    const program = {
      commitments: numbered([{ ...contract, original: 0, awardDate: '2026-03-15' }]),
      expenditures: numbered([{ ...payment, amount: 40 }]),
    };
    expect(short(posted(program)).slice(1)).toEqual([
      ['direct', 'BL-1', '2026-03-01', 40],
      ['direct', 'BL-1', '2026-03-15', -40],
      ['liquidated', 'BL-1', '2026-03-15', -40],
      ['paid', 'BL-1', '2026-03-15', 40],
    ]);
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
