import type { ComparedCell, Comparison } from '../../../shared/protocol/compare.ts';
import type { WireRowChange } from '../../../shared/protocol/history.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { counted } from '../cell-words.ts';
import { differenceWords } from '../money-words.ts';
import { byMoney, changeItems, type ChangeItem } from './change-items.ts';

/** What is different in one table. */
export interface ComparedTable {
  readonly table: string;
  readonly label: string;
  /** "Original +2,500.00": the sums of money first, then how much there is. */
  readonly sums: readonly string[];
  readonly items: readonly ChangeItem[];
}

/** A comparison table by table, in the order of the plan; rows that came or went are one item each. */
export function comparedTables({ changes, money }: Comparison): ComparedTable[] {
  return [...groupBy(changes, ({ table }) => table)].map(([table, cells]) => {
    const items = rowChanges(cells).flatMap(changeItems);
    const columns = findTable(table)?.columns;
    const sums = Object.entries(money[table] ?? {}).map(
      ([column, cents]) => `${columns?.[column]?.label ?? column} ${differenceWords(cents)}`,
    );
    return { table, label: findTable(table)?.label ?? table, sums: [...sums, countWords(items)], items };
  });
}

/** How the changes of a comparison are put in order. */
export type ComparisonOrder = 'table' | 'money';

/** By table as they are; by money as one list over all tables, the largest change first. */
export function orderedTables(tables: readonly ComparedTable[], order: ComparisonOrder): readonly ComparedTable[] {
  if (order === 'table' || tables.length === 0) return tables;
  const items = tables.flatMap((table) => table.items).toSorted(byMoney);
  return [{ table: '', label: 'All tables, the largest change of money first', sums: [countWords(items)], items }];
}

function rowChanges(cells: readonly ComparedCell[]): WireRowChange[] {
  return [...groupBy(cells, ({ row }) => row)].flatMap(([row, ofRow]) => {
    const [first] = ofRow;
    if (first === undefined) return [];
    const { table, key, kind } = first;
    return [{ table, row, key, kind, cells: ofRow.map(({ column, before, after }) => ({ column, before, after })) }];
  });
}

function groupBy(cells: readonly ComparedCell[], nameOf: (cell: ComparedCell) => string): Map<string, ComparedCell[]> {
  const groups = new Map<string, ComparedCell[]>();
  for (const cell of cells) {
    const name = nameOf(cell);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cell]);
    else group.push(cell);
  }
  return groups;
}

/** "12 values, 2 new rows, 1 deleted row" */
function countWords(items: readonly ChangeItem[]): string {
  const count = (kind: ChangeItem['kind']): number => items.filter((item) => item.kind === kind).length;
  const parts: [number, string][] = [
    [count('update'), 'value'],
    [count('insert'), 'new row'],
    [count('delete'), 'deleted row'],
  ];
  return parts.flatMap(([number, noun]) => (number > 0 ? [counted(number, noun)] : [])).join(', ');
}
