import type { Cells } from '../tables/cell.ts';
import type { Table } from '../tables/table.ts';
import type { ChangedValue } from './number-slips.ts';

/** The largest amount of a row in cents, computed columns included: what is booked elsewhere when its codes are wrong. */
export function largestAmount(table: Table, cells: Cells): number {
  const amounts = Object.entries(table.columns)
    .filter(([, { kind }]) => kind === 'money')
    .map(([name]) => cells[name]);
  return Math.max(0, ...amounts.map((amount) => (typeof amount === 'number' ? Math.abs(amount) : 0)));
}

/** Cents that a changed cell moves; for a code or reference the row's largest amount; 0 for anything else. */
export function moneyAtStake({ column, before, after }: ChangedValue, table: Table, cells: Cells): number {
  if (column.kind === 'money') return Math.abs(cents(after) - cents(before));
  return column.kind === 'code' || column.kind === 'reference' ? largestAmount(table, cells) : 0;
}

function cents(value: ChangedValue['before']): number {
  return typeof value === 'number' ? value : 0;
}
