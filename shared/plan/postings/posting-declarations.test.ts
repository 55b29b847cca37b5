import { describe, expect, test } from 'vitest';
import { postProgram } from './post-program.ts';
import { programRows } from '../figures/columns-read.ts';
import { commitmentCounts } from './posting-declarations.ts';

const open = { awardDate: '2026-01-10', status: 'Open', statusDate: null };
const cancelled = { ...open, status: 'Cancelled', statusDate: '2026-04-01' };

/** Accounts posted to, with their days. */
function posted(stored: Parameters<typeof programRows>[0]): (string | null)[][] {
  const found: (string | null)[][] = [];
  postProgram(programRows(stored), null, ({ account, date }) => found.push([account, date]));
  return found;
}

describe('a commitment', () => {
  test('counts from the very day of its award on', () => {
    expect(['2026-01-09', '2026-01-10', '2026-12-31', null].map((day) => commitmentCounts(open, day))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  test('that was cancelled counts to the day before, and no more on the very day of its end', () => {
    const days = ['2026-01-09', '2026-01-10', '2026-03-31', '2026-04-01', '2026-04-02', null];
    expect(days.map((day) => commitmentCounts(cancelled, day))).toEqual([false, true, true, false, false, false]);
  });

  test('that is a draft never counts, whatever days it names', () => {
    const draft = { ...cancelled, status: 'Draft' };
    expect(['2026-01-10', null].map((day) => commitmentCounts(draft, day))).toEqual([false, false]);
  });

  test('that was cancelled on the day of its award or before has posted nothing at all', () => {
    const contract = { ...cancelled, number: 'PO-1', line: 1, budgetLine: 'BL-1', original: 900 };
    const of = (statusDate: string) => posted({ commitments: [{ row: 'C', cells: { ...contract, statusDate } }] });
    expect(of('2026-01-10')).toEqual([]);
    expect(of('2026-01-09')).toEqual([]);
    expect(of('2026-01-11')).toEqual([
      ['contract', '2026-01-10'],
      ['contract', '2026-01-11'],
    ]);
  });
});

test('[§1.15] where E-Rate pays nothing of a posting, nothing stands beside it', () => {
  const spent = { postingDate: '2026-03-01', period: '2026-03', budgetLine: 'BL-1', amount: 40 };
  const of = (erateShare: number | null) => posted({ expenditures: [{ row: 'E', cells: { ...spent, erateShare } }] });
  for (const none of [0, null]) expect(of(none)).toEqual([['direct', '2026-03-01']]);
  expect(of(-34)).toEqual([
    ['direct', '2026-03-01'],
    ['erate', '2026-03-01'],
  ]);
});
