import { tables as planTables } from '../../../shared/tables/all-tables.ts';
import { columnReference } from '../../../shared/tables/column-reference.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { keyRangeName, listRangeName, type DropDownSources } from './drop-downs.ts';
import type { TableLayout } from '../read/table-layout.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';

/** Hidden sheet with the values of list columns that do not fit a literal list (long, or with commas in a value). */
export const LIST_SHEET = '_SEP_Lists';

interface ValueList {
  readonly name: string;
  readonly values: readonly string[];
}

/** Names that drop-downs of this workbook can refer to. One request. */
export async function findDropDownSources(context: Excel.RequestContext): Promise<DropDownSources> {
  const names = context.workbook.names;
  names.load('items/name');
  await context.sync();
  return new Set(names.items.map(({ name }) => name));
}

/**
 * Defines what drop-downs refer to: the key column of each table that has one key column, and a hidden range for each
 * list that is too long. Queued only; returns every name there will be.
 */
export function queueDropDownSources(
  context: Excel.RequestContext,
  layouts: readonly TableLayout[],
  existing: DropDownSources,
): DropDownSources {
  const names = new Set(existing);
  const add = (name: string, reference: string): void => {
    if (names.has(name)) return;
    context.workbook.names.add(name, reference);
    names.add(name);
  };
  for (const { table, headers, match } of layouts) {
    const [key] = table.key;
    const header =
      key !== undefined && table.key.length === 1 ? headers[match.indexByColumn.get(key) ?? -1] : undefined;
    if (header !== undefined) add(keyRangeName(table.excelName), `=${columnReference(table.excelName, header)}`);
  }
  const lists = planTables.flatMap(longLists).filter(({ name }) => !names.has(name));
  if (lists.length > 0) queueLists(context, lists, add);
  return names;
}

function longLists(table: Table): ValueList[] {
  return Object.entries(table.columns).flatMap(([name, column]): ValueList[] => {
    if (column.kind !== 'list') return [];
    const isLong = column.values.join(',').length > 255 || column.values.some((value) => value.includes(','));
    return isLong ? [{ name: listRangeName(table.excelName, name), values: column.values }] : [];
  });
}

function queueLists(
  context: Excel.RequestContext,
  lists: readonly ValueList[],
  add: (name: string, reference: string) => void,
): void {
  const sheet = context.workbook.worksheets.add(LIST_SHEET);
  sheet.visibility = 'VeryHidden';
  lists.forEach(({ name, values }, index) => {
    const range = sheet.getRangeByIndexes(0, index, values.length, 1);
    range.numberFormat = values.map(() => ['@']);
    range.values = values.map((value) => [value]);
    const letters = columnLetters(index);
    add(name, `=${LIST_SHEET}!$${letters}$1:$${letters}$${values.length}`);
  });
}
