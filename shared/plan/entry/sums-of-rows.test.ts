import { expect, test } from 'vitest';
import { programRows } from '../figures/columns-read.ts';
import { nothingPosted } from './dated-sums.ts';
import { sumsOfRows } from './sums-of-rows.ts';

const DAY = '2026-11-23';
const line = (id: string, original: number) => ({
  row: id,
  cells: { id, project: 'P', source: 'S', fiscalYear: '2026-27', category: 'Equipment', original },
});
const change = (number: string, effectiveDate: string) => ({
  row: number,
  cells: { number, type: 'Transfer', status: 'Approved', effectiveDate, submittedOn: '2026-01-01' },
});
const changeLine = (number: string, budgetLine: string, amount: number) => ({
  row: `${number} ${budgetLine}`,
  cells: { change: number, budgetLine, amount },
});
const program = programRows({
  budgetLines: [line('BL-1', 100), line('BL-2', 1000)],
  changes: [change('BC-1', DAY), change('BC-2', '2026-12-01')],
  changeLines: [changeLine('BC-1', 'BL-1', 5), changeLine('BC-2', 'BL-1', 7), changeLine('BC-2', 'BL-9', 3)],
});

test('sums of lines and of all lines of a source tell apart what is dated after the day, and nothing else', () => {
  const sums = sumsOfRows(() => program);
  const of = (kind: 'line' | 'source', key: string, after = DAY) => {
    const { all, later } = sums(kind, key, after);
    return [all.current, [...(later ?? [])].map(([day, amounts]) => [day, amounts.current])];
  };
  expect(of('line', 'BL-1')).toEqual([112, [['2026-12-01', 7]]]);
  expect(of('line', 'BL-2')).toEqual([1000, []]);
  expect(of('source', 'S')).toEqual([1112, [['2026-12-01', 7]]]);
  expect(of('line', 'BL-1', '2026-11-30')).toEqual([112, [['2026-12-01', 7]]]);
  expect(of('line', 'BL-1', '2026-11-22')[1]).toEqual([
    [DAY, 5],
    ['2026-12-01', 7],
  ]);
  expect(of('line', 'BL-1', '2026-12-01')).toEqual([112, []]);
});

test('nothing is posted on what is not there, and rows are read only when a sum is asked for, and once for a day', () => {
  let read = 0;
  const sums = sumsOfRows(() => {
    read++;
    return program;
  });
  expect(read).toBe(0);
  expect(sums('line', 'BL-9', DAY)).toBe(nothingPosted);
  expect(sums('source', 'T', DAY)).toBe(nothingPosted);
  expect(read).toBe(1);
});
