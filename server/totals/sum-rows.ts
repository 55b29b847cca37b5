import { z } from 'zod';
import { noSums, type AccountSums } from '../../shared/plan/sums/account-sums.ts';
import { amountNames, noAmounts, type Amounts } from '../../shared/plan/figures/amounts.ts';
import type { GroupSum } from '../../shared/plan/sums/group-sums.ts';
import { lineGroups, type LineSum } from '../../shared/plan/sums/line-sums.ts';
import type { ProjectPlaces } from '../../shared/plan/sums/project-places.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import type { SqlValue } from '../storage/each-row.ts';
import { sqlColumn, type AmountColumns, type ProjectPlacesRow } from '../storage/schema.ts';
import { summedAccounts } from '../../shared/plan/postings/accounts.ts';

export const sumColumns: readonly string[] = summedAccounts.map(sqlColumn);

function sumValues(sums: Readonly<AccountSums>): number[] {
  return summedAccounts.map((account) => sums[account]);
}

export const postingKey = ['program', 'table_name', 'row_id', 'ordinal'] as const;
export const postingColumns = [...postingKey, 'line', 'account', 'date', 'cents', 'change'] as const;

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
  const told = [JSON.stringify(groups), spent.size === 0 ? NOTHING_SPENT : JSON.stringify(Object.fromEntries(spent))];
  return [program, project, line, Number(isContingency), Number(isReserve), ...sumValues(sums), ...told];
}

/** What tells a line and its sums, in the order in which `lineSumOf` takes it. */
export const lineSumCells = lineSumColumns.slice(1);

/** Throws TypeError where the cells are none that `lineSumValues` makes. Of a large program there are a hundred thousand. */
export function lineSumOf([project, ...cells]: readonly unknown[]): LineSum {
  const { line, kind, sums } = postedOnLine(cells);
  const [groups, spent] = cells.slice(AMOUNTS_OF_LINE);
  return {
    line,
    project: textIn(project),
    kind,
    groups: groupsIn(textIn(groups)),
    sums,
    spent: spent === NOTHING_SPENT ? new Map() : new Map(Object.entries(spentText.parse(JSON.parse(textIn(spent))))),
  };
}

/** What tells the sums of a line and nothing else of it, in the order in which `postedOnLine` takes it. */
export const postedOnLineCells = ['line', 'is_contingency', 'is_reserve', ...sumColumns];
const AMOUNTS_OF_LINE = postedOnLineCells.length;

/** A line with its sums and nothing else. */
export type PostedOnLine = Pick<LineSum, 'line' | 'kind' | 'sums'>;

/** Throws TypeError where the cells are none that `lineSumValues` makes. */
export function postedOnLine([line, isContingency, isReserve, ...cells]: readonly unknown[]): PostedOnLine {
  const sums = noSums();
  for (const [i, account] of summedAccounts.entries()) sums[account] = numberIn(cells[i]);
  return { line: textIn(line), kind: { isContingency: isContingency === 1, isReserve: isReserve === 1 }, sums };
}

const NOTHING_SPENT = '{}';
const spentText = z.record(z.string(), z.number());

function groupsIn(text: string): LineSum['groups'] {
  const groups: unknown = JSON.parse(text);
  if (isGroups(groups)) return groups;
  throw new TypeError(`${text} are no groups of a line.`);
}

function isGroups(value: unknown): value is LineSum['groups'] {
  if (typeof value !== 'object' || value === null) return false;
  const cells: { readonly [group: string]: unknown } = { ...value };
  return lineGroups.every((group) => typeof cells[group] === 'string');
}

function textIn(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  throw new TypeError(`${String(cell)} is no text.`);
}

/** A number as the database gives it. Throws TypeError where it is none. */
export function numberIn(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  throw new TypeError(`${String(cell)} is no number.`);
}

/** The SQL columns of amounts, in the order of `amountNames`. */
export const amountColumns = amountNames.map(sqlColumn);

export const groupSumKey = ['program', 'cut', 'group_name'] as const;
/** Of a group that is there already, these grow. */
export const groupSumsAdded = ['lines', ...amountColumns];
export const groupSumColumns = [...groupSumKey, ...groupSumsAdded];

/** In the order of `groupSumColumns`. */
export function groupSumValues(program: string, { cut, group, lines, amounts }: GroupSum): SqlValue[] {
  return [program, cut, group, lines, ...amountNames.map((name) => amounts[name])];
}

/** Amounts from cells in the order of `amountColumns`. Throws TypeError where one is no number. */
export function amountsOfCells(cells: readonly unknown[]): Amounts {
  const amounts = noAmounts();
  for (const [i, name] of amountNames.entries()) amounts[name] = numberIn(cells[i]);
  return amounts;
}

export function amountsOfRow(row: Readonly<AmountColumns>): Amounts {
  const amounts = noAmounts();
  for (const name of amountNames) amounts[name] = row[columnOfAmount[name]];
  return amounts;
}

const columnOfAmount: { readonly [A in keyof Amounts]: keyof AmountColumns } = {
  original: 'original',
  boardApproved: 'board_approved',
  current: 'current',
  pending: 'pending',
  committed: 'committed',
  openEncumbrance: 'open_encumbrance',
  expended: 'expended',
  directCost: 'direct_cost',
  etc: 'etc',
  contingencyBudget: 'contingency_budget',
  contingencyDrawn: 'contingency_drawn',
  programReserve: 'program_reserve',
  commitmentOriginal: 'commitment_original',
  changeOrders: 'change_orders',
};

export const placesKey = ['program', 'project'] as const;
export const placesColumns = [...placesKey, 'shares', 'sites'];

/** In the order of `placesColumns`. */
export function placesValues(program: string, { project, shares, sites }: ProjectPlaces): SqlValue[] {
  return [program, project, JSON.stringify(shares.map(({ site, weight }) => [site, weight])), JSON.stringify(sites)];
}

const sharesText = z.array(z.tuple([z.string(), z.number()]));
const sitesText = z.array(z.string());

export function placesOfRow({ project, shares, sites }: Omit<ProjectPlacesRow, 'program'>): ProjectPlaces {
  const pairs = sharesText.parse(JSON.parse(shares));
  return {
    project,
    shares: pairs.map(([site, weight]) => ({ site, weight })),
    sites: sitesText.parse(JSON.parse(sites)),
  };
}
