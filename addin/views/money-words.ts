import type { Cell } from '../../shared/tables/cell.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';

/** Cents as a difference: "+2,500.00", "−3,200.00", "±0.00". */
export function differenceWords(cents: number): string {
  const sign = cents > 0 ? '+' : cents < 0 ? '−' : '±';
  return sign + formatMoney(Math.abs(cents));
}

/** True for a cell that holds money. */
export function isMoneyColumn(table: string, column: string): boolean {
  return findTable(table)?.columns[column]?.kind === 'money';
}

/** Cents by which a cell goes up from one value to another, an empty one as 0; null where it holds no money. */
export function moneyDifference(table: string, column: string, from: Cell, to: Cell): number | null {
  return isMoneyColumn(table, column) ? cents(to) - cents(from) : null;
}

function cents(value: Cell): number {
  return typeof value === 'number' ? value : 0;
}

/** What a change does to the money, in a sentence: "+2,500.00"; [FB12] null, where no cell holds money, said in words. */
export function effectWords(cents: number | null): string {
  return cents === null ? 'no amount changes' : differenceWords(cents);
}
