import { findTable } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { formatCell } from '../../shared/tables/kinds/kind-of.ts';

/** Where a cell is, as a person says it: "Budget Lines · BL-010 · Note". Column null: the whole row. */
export function placeWords(table: string, rowKey: string, column: string | null): string {
  const columnLabel = column === null ? '' : columnWords(table, column);
  return [findTable(table)?.label ?? table, rowKey, columnLabel].filter((part) => part !== '').join(' · ');
}

/** Header of a column. */
export function columnWords(table: string, column: string): string {
  return findTable(table)?.columns[column]?.label ?? column;
}

/** A canonical value as a person reads it; "(empty)" where there is none. */
export function valueWords(table: string, column: string | null, value: Cell): string {
  const found = column === null ? undefined : findTable(table)?.columns[column];
  const text = found === undefined ? String(value ?? '') : formatCell(found, value);
  return text === '' ? '(empty)' : text;
}

/** "1 change", "6,347 changes". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Hour and minute on this computer's clock, such as "10:42". */
export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', hour12: false });
}

/** "today 10:31", else "Nov 20, 10:31". */
export function momentWords(iso: string, now: Date): string {
  const moment = new Date(iso);
  const day =
    moment.toDateString() === now.toDateString()
      ? 'today'
      : `${moment.toLocaleDateString('en-US', { month: 'short', day: 'numeric' })},`;
  return `${day} ${clockTime(iso)}`;
}
