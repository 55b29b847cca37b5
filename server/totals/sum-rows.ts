import { z } from 'zod';
import { noSums, summedAccounts, type AccountSums, type SummedAccount } from '../../shared/plan/account-sums.ts';
import { keptCuts, type CutSum, type LineSum } from '../../shared/plan/line-sums.ts';
import type { Posting } from '../../shared/plan/posting.ts';
import type { SqlValue } from '../storage/each-row.ts';
import { sqlColumn, type CutSumRow, type LineSumRow, type SumColumns } from '../storage/schema.ts';

export const sumColumns: readonly string[] = summedAccounts.map(sqlColumn);

const columnOf: { readonly [A in SummedAccount]: keyof SumColumns } = {
  requested: 'requested',
  original: 'original',
  board: 'board',
  staff: 'staff',
  pending: 'pending',
  contract: 'contract',
  changeOrder: 'change_order',
  release: 'release',
  liquidated: 'liquidated',
  paid: 'paid',
  direct: 'direct',
  estimate: 'estimate',
};

export function sumsOfRow(row: Readonly<SumColumns>): AccountSums {
  const sums = noSums();
  for (const account of summedAccounts) sums[account] = row[columnOf[account]];
  return sums;
}

function sumValues(sums: Readonly<AccountSums>): number[] {
  return summedAccounts.map((account) => sums[account]);
}

export const postingColumns = [
  'program',
  'table_name',
  'row_id',
  'ordinal',
  'line',
  'account',
  'date',
  'cents',
  'change',
] as const;

/** In the order of `postingColumns`, of postings whose rows' stand together. */
export function* postingValues(program: string, postings: Iterable<Posting>): Generator<SqlValue[]> {
  let [place, ordinal] = ['', 0];
  for (const { table, row, line, account, date, cents, change } of postings) {
    const here = `${table}/${row}`;
    ordinal = here === place ? ordinal + 1 : 0;
    place = here;
    yield [program, table, row, ordinal, line, account, date, cents, change];
  }
}

export const lineSumKey = ['program', 'project', 'line'] as const;
export const lineSumColumns = [...lineSumKey, 'is_contingency', 'is_reserve', ...sumColumns, 'groups', 'spent'];

/** In the order of `lineSumColumns`. */
export function lineSumValues(program: string, { line, project, kind, groups, sums, spent }: LineSum): SqlValue[] {
  const { isContingency, isReserve } = kind;
  const told = [JSON.stringify(groups), JSON.stringify(Object.fromEntries(spent))];
  return [program, project, line, Number(isContingency), Number(isReserve), ...sumValues(sums), ...told];
}

const groupsText = z.record(z.enum(keptCuts), z.string());
const spentText = z.record(z.string(), z.number());

export function lineSumOf(row: LineSumRow): LineSum {
  return {
    line: row.line,
    project: row.project,
    kind: { isContingency: row.is_contingency === 1, isReserve: row.is_reserve === 1 },
    groups: groupsText.parse(JSON.parse(row.groups)),
    sums: sumsOfRow(row),
    spent: new Map(Object.entries(spentText.parse(JSON.parse(row.spent)))),
  };
}

export const cutSumKey = ['program', 'cut', 'group_name', 'is_contingency', 'is_reserve'] as const;
export const cutSumColumns = [...cutSumKey, 'lines', ...sumColumns];

/** In the order of `cutSumColumns`. */
export function cutSumValues(program: string, { cut, group, kind, lines, sums }: CutSum): SqlValue[] {
  return [program, cut, group, Number(kind.isContingency), Number(kind.isReserve), lines, ...sumValues(sums)];
}

export function kindOfRow(row: Pick<CutSumRow, 'is_contingency' | 'is_reserve'>): CutSum['kind'] {
  return { isContingency: row.is_contingency === 1, isReserve: row.is_reserve === 1 };
}
