import type { WireRowChange } from '../../../shared/protocol/history.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../../shared/tables/cell.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { differenceWords, moneyDifference } from '../money-words.ts';

/** One line of a list of changes: a cell of a row that was there before and after, or a whole new or deleted row. */
export interface ChangeItem {
  readonly table: string;
  readonly row: RowId;
  readonly key: string;
  readonly kind: WireRowChange['kind'];
  /** Null: the whole row. */
  readonly column: string | null;
  readonly before: Cell;
  readonly after: Cell;
  /** The change of money in cents, of a whole row that of its largest amount; null where there is no money. */
  readonly money: MoneyChange | null;
}

export interface MoneyChange {
  readonly column: string;
  readonly cents: number;
}

/** The items of one changed row: each changed cell, or the row as one where it came or went. */
export function changeItems({ table, row, key, kind, cells }: WireRowChange): ChangeItem[] {
  const place = { table, row, key, kind };
  const changes = cells.map((cell) => ({ ...cell, money: moneyChange(table, cell.column, cell.before, cell.after) }));
  if (kind === 'update') return changes.map((change) => ({ ...place, ...change }));
  const [largest] = changes.flatMap(({ money }) => (money === null ? [] : [money])).toSorted(byCents);
  return [{ ...place, column: null, before: null, after: null, money: largest ?? null }];
}

/** Null where the column is no money, or nothing has changed in it. */
export function moneyChange(table: string, column: string, before: Cell, after: Cell): MoneyChange | null {
  const cents = moneyDifference(table, column, before, after);
  return cents === null || cents === 0 ? null : { column, cents };
}

function byCents(a: MoneyChange, b: MoneyChange): number {
  return Math.abs(b.cents) - Math.abs(a.cents);
}

/** Orders the largest change of money first; what has no money keeps its order behind. */
export function byMoney(a: Pick<ChangeItem, 'money'>, b: Pick<ChangeItem, 'money'>): number {
  return Math.abs(b.money?.cents ?? 0) - Math.abs(a.money?.cents ?? 0);
}

/** Where an item is: "Budget Lines · BL-010 · Original". */
export function itemPlace({ table, key, column }: ChangeItem, names: CodeNames): string {
  return placeWords(table, key, column, names);
}

/** What an item says: "10,000.00 → 12,500.00 (+2,500.00)", "new row (Original +12,500.00)". */
export function itemWords({ table, kind, column, before, after, money }: ChangeItem, names: CodeNames): string {
  const amount = money === null ? '' : differenceWords(money.cents);
  if (column === null) {
    const what = kind === 'delete' ? 'row deleted' : 'new row';
    const label = money === null ? '' : (findTable(table)?.columns[money.column]?.label ?? money.column);
    return amount === '' ? what : `${what} (${label} ${amount})`;
  }
  const values = `${valueWords(table, column, before, names)} → ${valueWords(table, column, after, names)}`;
  return amount === '' ? values : `${values} (${amount})`;
}

/** A cell to jump to; null where the row is gone. A new row is shown at its key. */
export function itemCell({ table, row, kind, column }: ChangeItem) {
  if (kind === 'delete') return null;
  return { table, row, column: column ?? findTable(table)?.key[0] ?? '' };
}

/** A key for lists: an item appears once per row and column of a revision. */
export function itemKey({ table, row, column }: ChangeItem): string {
  return `${table} ${row} ${column ?? ''}`;
}
