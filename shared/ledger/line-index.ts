import { getOrMake } from '../sync/get-or-make.ts';
import type { ProgramRows } from '../sync/program-rows.ts';
import type { Cells } from '../tables/cell.ts';
import {
  accountDigits,
  accountParts,
  codeForm,
  orderForm,
  projectForm,
  SCHOOL_DIGITS,
  STATE_DIGITS,
} from './code-forms.ts';

/** A budget line, as far as rows of a ledger are known by it. */
export interface LineFacts {
  readonly id: string;
  readonly project: string;
  readonly source: string;
  readonly fiscalYear: string;
  readonly category: string;
  /** 22 or 26 digits; null: it has no account string. */
  readonly account: string | null;
  /** What schools and departments call the place of the line: its code, the end of its CDS code, the school of its account. */
  readonly places: readonly string[];
}

/** A line of a commitment. */
export interface OrderFacts {
  readonly number: string;
  readonly line: number;
  readonly budgetLine: string;
}

/** The plan, by what rows of a ledger name of it. */
export interface LineIndex {
  readonly lines: readonly LineFacts[];
  readonly byId: ReadonlyMap<string, LineFacts>;
  /** By the digits of fund to object. */
  readonly byAccount: ReadonlyMap<string, readonly LineFacts[]>;
  readonly byProject: ReadonlyMap<string, readonly LineFacts[]>;
  readonly orders: ReadonlyMap<string, readonly OrderFacts[]>;
}

const SCHOOL_PART = 6;
const CDS_SCHOOL = -7;

export function lineIndex(tables: ReadonlyMap<string, ProgramRows>): LineIndex {
  const sites = new Map(rowsOf(tables, 'sites').map((cells) => [text(cells['code']), cells]));
  const lines = rowsOf(tables, 'budgetLines').map((cells) => lineFacts(cells, sites));
  const orders = rowsOf(tables, 'commitments').map((cells): OrderFacts => ({
    number: text(cells['number']),
    line: Number(cells['line']),
    budgetLine: text(cells['budgetLine']),
  }));
  return {
    lines,
    byId: new Map(lines.map((line) => [codeForm(line.id), line])),
    byAccount: groupBy(
      lines.filter(({ account }) => account !== null),
      ({ account }) => (account ?? '').slice(0, STATE_DIGITS),
    ),
    byProject: groupBy(lines, ({ project }) => projectForm(project)),
    orders: groupBy(orders, ({ number }) => orderForm(number)),
  };
}

/** The rows of a table, in the order in which they were given. */
export function rowsOf(tables: ReadonlyMap<string, ProgramRows>, name: string): Cells[] {
  return [...(tables.get(name)?.values() ?? [])];
}

export function text(cell: Cells[string] | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** A place without its leading zeros. */
export function placeForm(name: string): string {
  return codeForm(name).replace(/^0+(?=.)/, '');
}

function lineFacts(cells: Cells, sites: ReadonlyMap<string, Cells>): LineFacts {
  const account = accountDigits(text(cells['account']));
  const location = text(cells['location']);
  const cds = text(sites.get(location)?.['cdsCode']).slice(CDS_SCHOOL);
  const school = account === null ? '' : (accountParts(account.slice(0, SCHOOL_DIGITS))[SCHOOL_PART] ?? '');
  return {
    id: text(cells['id']),
    project: text(cells['project']),
    source: text(cells['source']),
    fiscalYear: text(cells['fiscalYear']),
    category: text(cells['category']),
    account,
    places: [location, cds, school].filter((place) => place !== '').map(placeForm),
  };
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) getOrMake(groups, keyOf(item), (): T[] => []).push(item);
  return groups;
}
