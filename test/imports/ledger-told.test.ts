import { describe, expect, test } from 'vitest';
import { ledgerSums, type LedgerPlan } from '../../shared/ledger/ledger-plan.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { ledgerPlan } from './ledger-plan.ts';
import { ledgerOf } from './read-ledger.ts';

const heads = 'Voucher ID,Line,GL Date,PO No.,GL Account,Project,Budget Year,Supplier,Text,Amount,Reversal of';

/** One row under these heads, the rest of it as of a posting of 100.00 in October. */
function row(cells: Partial<Record<string, string>>): string {
  const usual: Record<string, string> = {
    'Voucher ID': '5100000009',
    Line: '1',
    'GL Date': '2026-10-05',
    Amount: '100.00',
  };
  return heads
    .split(',')
    .map((head) => cells[head] ?? usual[head] ?? '')
    .join(',');
}

function read(...rows: string[]): LedgerPlan {
  return ledgerOf([heads, ...rows].join('\n'), ledgerPlan);
}

function cellsIn({ edits }: LedgerPlan): Cells[] {
  return edits.flatMap((edit) => (edit.kind === 'insert' ? [edit.cells] : []));
}

const a6400 = '21-9010-0-0000-8500-6400-417';
const a5800 = '21-9010-0-0000-8500-5800-417';

describe('[LDG2] a row of the ledger finds its budget line', () => {
  test.each([
    [
      'its commitment',
      { 'PO No.': 'PO-4500000123' },
      { budgetLine: 'BL-001', commitment: '4500000123', commitmentLine: 10 },
    ],
    ['commitment and line in one', { 'PO No.': '4500000124-00020' }, { budgetLine: 'BL-005', commitmentLine: 20 }],
    [
      'the line of its commitment that is on its account',
      { 'PO No.': '4500000124', 'GL Account': '40.0000.0.0000.8500.6400.418' },
      { budgetLine: 'BL-005', commitmentLine: 20 },
    ],
    [
      'its account where that is of another source than the commitment, which stays paid',
      { 'PO No.': '4500000124-10', 'GL Account': '40-0000-0-0000-8500-6400-418', Project: '26.00002' },
      { budgetLine: 'BL-005', commitment: '4500000124', commitmentLine: 10 },
    ],
    [
      'account and project',
      { 'GL Account': '2190100000085006400417', Project: '26.00001' },
      { budgetLine: 'BL-001', account: a6400 },
    ],
    [
      'account, project and budget year',
      { 'GL Account': '21-9010-0-0000-8500-6200', Project: '26.0001', 'Budget Year': 'FY26' },
      { budgetLine: 'BL-006' },
    ],
    [
      'a rule, and what its account leaves open',
      { 'GL Account': a5800, Project: '26.00001', Text: 'PM LABOR OCT' },
      { budgetLine: 'BL-003' },
    ],
    ['a rule with a line', { Supplier: 'vendor a12' }, { budgetLine: 'BL-001' }],
    [
      'the posting that it takes back',
      { 'Reversal of': '5100000001', Amount: '(100.00)' },
      { budgetLine: 'BL-001', commitment: '4500000123', amount: -10_000, type: 'Credit' },
    ],
  ])('by %s', (_by, cells, expected) => {
    const plan = read(row(cells));
    expect(plan.exceptions).toEqual([]);
    expect(cellsIn(plan)).toMatchObject([expected]);
  });

  test.each([
    [
      'an account of two lines',
      { 'GL Account': a5800, Project: '26.00001' },
      'ambiguous',
      `Account ${a5800} and project 26.00001 fit 2 budget lines.`,
    ],
    [
      'a commitment of two lines',
      { 'PO No.': '4500000124' },
      'ambiguous',
      'Commitment 4500000124 has 2 lines in the plan. Say which one is paid.',
    ],
    ['a commitment that the plan has not', { 'PO No.': '4599' }, 'unmatched', 'Commitment 4599 is not in the plan.'],
    [
      'an account of another project',
      { 'GL Account': a6400, Project: '26.00010' },
      'unmatched',
      `Account ${a6400} is of 26.00001, not of project 26.00010.`,
    ],
    [
      'an account that has lost its digits',
      { 'GL Account': '2.19E+21' },
      'unmatched',
      'Account 2.19E+21 has lost digits',
    ],
    [
      'nothing that says where',
      {},
      'unmatched',
      'The row names no commitment, no account and no project, and no ledger rule fits it.',
    ],
  ])('and stays out with %s', (_with, cells, why, message) => {
    const plan = read(row(cells));
    expect(plan.edits).toEqual([]);
    expect(plan.ledgerRows).toMatchObject([{ fate: { kind: 'exception', why, cents: 10_000 } }]);
    expect(plan.exceptions[0]?.message).toContain(message);
    expect(plan.exceptions[0]).toMatchObject({ row: 2, rule: 'LDG2' });
  });

  test('what may be several lines is told with those that it may be', () => {
    const [exception] = read(row({ 'GL Account': a5800, Project: '26.00001' })).exceptions;
    expect(exception).toMatchObject({ cell: 'E2', value: a5800 });
    expect(exception?.message).toContain(
      'It may be BL-002 (26.00001, BND-A, 2026-27, Services & Licenses) or BL-003 (26.00001, BND-A, 2026-27, Project Management).',
    );
  });

  test('what the office’s rules leave out of the plan is left out, and its sum is told', () => {
    const sums = ledgerSums(read(row({ 'GL Account': '21-9010-0-0000-4300-4300-417' })).ledgerRows);
    expect(sums).toMatchObject({ outside: { rows: 1, cents: 10_000 }, exceptions: { rows: 0 } });
  });
});

describe('[V32] documents that are there already', () => {
  const first = { 'Voucher ID': '0005100000001', 'GL Date': '2026-09-03', 'PO No.': '4500000123' };

  test('are skipped in whichever form they are written', () => {
    for (const written of [first, { ...first, 'Voucher ID': '5100000001', Line: '' }]) {
      const plan = read(row(written));
      expect([plan.edits, plan.exceptions]).toEqual([[], []]);
      expect(plan.ledgerRows).toMatchObject([{ fate: { kind: 'duplicate', of: 'plan' } }]);
    }
  });

  test('with another amount are told with both, and change nothing', () => {
    const plan = read(row({ ...first, Amount: '110.00' }));
    expect(plan.edits).toEqual([]);
    expect(plan.exceptions[0]?.message).toContain(
      'line 1 is in the plan with 100.00 of 2026-09-03; the file says 110.00 of 2026-09-03.',
    );
  });

  test('twice in a file are taken once; with other contents neither is', () => {
    const twice = read(row({ Supplier: 'Vendor A1' }), row({ Supplier: 'Vendor A1', 'Voucher ID': '005100000009' }));
    expect(ledgerSums(twice.ledgerRows)).toMatchObject({ taken: { rows: 1 }, duplicates: { rows: 1 } });
    const split = read(row({ 'GL Account': a6400 }), row({ 'GL Account': '40-0000-0-0000-8500-6400-418' }));
    expect(ledgerSums(split.ledgerRows)).toMatchObject({ taken: { rows: 0 }, exceptions: { rows: 2, cents: 20_000 } });
  });

  test('without line numbers get their own, and what stands twice is a question, not a duplicate', () => {
    const vendor = { Supplier: 'Vendor A1', Line: '' };
    const plan = read(
      row({ ...vendor, Amount: '7.00' }),
      row({ ...vendor, Amount: '5.00' }),
      row({ ...vendor, Amount: '5.00' }),
    );
    expect(cellsIn(plan).map(({ line, amount }) => [line, amount])).toEqual([
      [2, 700],
      [1, 500],
    ]);
    expect(plan.exceptions[0]?.message).toContain('Number its lines if both are meant');
  });
});

test('[V31] what is dated in a closed month goes into the next open one with its own date, and is told', () => {
  const plan = read(row({ 'GL Date': '2026-08-30', 'PO No.': '4500000123' }));
  expect(cellsIn(plan)).toMatchObject([{ postingDate: '2026-08-30', period: '2026-10' }]);
  expect(plan.late).toEqual([
    {
      row: 2,
      message: 'Period 2026-08 is closed; 5100000009 was placed in 2026-10 with its original posting date kept.',
    },
  ]);
});

describe('credits', () => {
  const csv = (line: string) => `Voucher ID,Line,GL Date,PO No.,Debit,Credit\n9,1,2026-10-05,4500000123,${line}`;

  test.each([
    ['12.50,', 1_250],
    [',12.50', -1_250],
    ['20.00,12.50', 750],
    [',"1,250.00"', -125_000],
  ])('debit and credit %j are %i cents', (line, cents) => {
    expect(cellsIn(ledgerOf(csv(line), ledgerPlan))).toMatchObject([{ amount: cents }]);
  });

  test('one below zero may be a credit or take one back: it is asked for', () => {
    const plan = ledgerOf(csv(',-12.50'), ledgerPlan);
    expect([plan.edits, plan.exceptions[0]?.rule]).toEqual([[], 'V06']);
  });

  test('an amount marked as credit is one, whichever sign it has', () => {
    const marked = (amount: string) =>
      ledgerOf(`Voucher ID,GL Date,PO No.,Amount,D/C\n9,2026-10-05,4500000123,${amount},CR`, ledgerPlan);
    expect([...cellsIn(marked('5.00')), ...cellsIn(marked('-5.00'))].map(({ amount }) => amount)).toEqual([-500, -500]);
  });
});

test('totals between the rows are passed over, and a row that only lacks its number is not', () => {
  const plan = read(
    row({ Supplier: 'Vendor A1' }),
    'Total,,,,,,,,,100.00,',
    row({ 'Voucher ID': '', Supplier: 'Vendor A1' }),
  );
  expect(plan.skipped.map(({ why }) => why)).toEqual(['totals']);
  expect(ledgerSums(plan.ledgerRows)).toMatchObject({ total: { rows: 2, cents: 20_000 }, exceptions: { rows: 1 } });
});

describe('balances of the state’s account codes (UserGL)', () => {
  const head =
    'Ccode,Dcode,SchoolCode,Fiscalyear,Period,AccountCode,Fund,Resource,Projectyear,Goal,Function,Object,Value';
  const balance = (school: string, object: string, value: string) =>
    `99,10000,${school},2026,A,219010000008500${object},21,9010,0,0000,8500,${object},${value}`;
  const rows = [
    balance('9900417', '6400', '1500.25'),
    balance('9900418', '6400', '-20.00'),
    balance('0000000', '8660', '-99.00'),
  ];
  const plan = ledgerOf([head, ...rows].join('\n'), ledgerPlan, { defaults: { postingDate: '2026-10-31' } });

  test('are known by month, account and school, and go to the line of the account at that school', () => {
    expect(cellsIn(plan)).toMatchObject([
      {
        document: 'G26102190100000085006400',
        line: 9_900_417,
        budgetLine: 'BL-001',
        amount: 150_025,
        postingDate: '2026-10-31',
      },
      { document: 'G26102190100000085006400', line: 9_900_418, budgetLine: 'BL-004', amount: -2_000 },
    ]);
  });

  test('of revenue are none of the expenditures, and told by their sum', () => {
    expect(ledgerSums(plan.ledgerRows).outside).toEqual({ rows: 1, cents: -9_900 });
  });
});

describe('commitments of the ledger', () => {
  const csv = (...lines: string[]) =>
    ['PO No.,PO Line,Supplier,PO Date,GL Account,Project,PO Amount', ...lines].join('\n');

  test('are taken in on the line of their account, those that the plan has are skipped', () => {
    const plan = ledgerOf(
      csv(
        `4500000200,10,Vendor A1,2026-10-02,${a6400},26.00001,500.00`,
        `4500000123,10,Vendor A1,2026-10-02,,,1050.00`,
      ),
      ledgerPlan,
    );
    expect(plan.into).toBe('commitments');
    expect(cellsIn(plan)).toMatchObject([
      { number: '4500000200', line: 10, budgetLine: 'BL-001', original: 50_000, status: 'Open', type: 'PO' },
    ]);
    expect(ledgerSums(plan.ledgerRows)).toMatchObject({ taken: { rows: 1 }, duplicates: { rows: 1, cents: 105_000 } });
  });

  test('[LDG3] with another amount stay out with the change order that is missing', () => {
    const plan = ledgerOf(csv('PO-4500000123,10,Vendor A1,2026-10-02,,,1120.00'), ledgerPlan);
    expect([plan.edits, plan.exceptions.map(({ rule, message }) => `${rule} ${message}`)]).toEqual([
      [],
      [
        'LDG3 Commitment PO-4500000123 line 10 is 1,120.00 in the ledger and 1,050.00 in the plan. Enter a change order of 70.00.',
      ],
    ]);
  });
});
