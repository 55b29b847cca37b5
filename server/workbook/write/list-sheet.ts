import type { CellValue, NamedRange, WriteSheet } from 'hucre';
import type { Column } from '../../../shared/tables/column.ts';
import { columnReference } from '../../../shared/tables/column-reference.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { absoluteColumnRange } from '../cell-address.ts';
import { excelText } from '../../../shared/workbook-file/excel-text.ts';
import type { WorkbookTable } from './program-workbook.ts';

const LIST_SHEET = '_Lists';

/** The lists of all drop-downs: a hidden sheet with one column per list, and a defined name for each. */
export interface DropDowns {
  readonly sheet: WriteSheet;
  readonly names: readonly NamedRange[];
  /** Defined name with the choices of a column; undefined when the column has no drop-down. */
  nameFor(column: Column): string | undefined;
}

/**
 * Lists come from the column definitions, references from the key column of the table they name. Both are reached by
 * defined names, since a list written into the validation itself may have at most 255 characters.
 */
export function dropDownsOf(tables: readonly WorkbookTable[]): DropDowns {
  const lists = distinctLists(tables.map(({ table }) => table));
  const columns = [...lists.values()];
  const height = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows: CellValue[][] = [columns.map(({ name }) => name)];
  for (let i = 0; i < height; i++) rows.push(columns.map(({ values }) => excelText(values[i] ?? '') || null));
  const listNames = columns.map(({ name, values }, index) => ({
    name,
    range: absoluteColumnRange(LIST_SHEET, index, 1, values.length),
  }));
  const keyNames = tables.flatMap(keyName);
  return {
    sheet: { name: LIST_SHEET, hidden: true, rows },
    names: [...listNames, ...keyNames],
    nameFor: (column) => {
      switch (column.kind) {
        case 'list':
          return lists.get(listKey(column.values))?.name;
        case 'reference':
          return keyNames.find(({ name }) => name === keyListName(column.table))?.name;
        default:
          return undefined;
      }
    },
  };
}

function listKey(values: readonly string[]): string {
  return JSON.stringify(values);
}

interface NamedList {
  readonly name: string;
  readonly values: readonly string[];
}

/** One entry per different list; two columns with the same choices share it. */
function distinctLists(tables: readonly Table[]): Map<string, NamedList> {
  const lists = new Map<string, NamedList>();
  for (const table of tables) {
    for (const [name, column] of Object.entries(table.columns)) {
      if (column.kind !== 'list' || column.computed === true || lists.has(listKey(column.values))) continue;
      lists.set(listKey(column.values), { name: `SEP_List_${table.name}_${name}`, values: column.values });
    }
  }
  return lists;
}

function keyListName(table: string): string {
  return `SEP_Keys_${table}`;
}

/**
 * The key column of a table whose key is one column. [FA4] It is the table's column itself, not the rows of today, so a
 * row typed below the table is in every list at once. A validation cannot name a table's column, but it can name this.
 */
function keyName({ table }: WorkbookTable): NamedRange[] {
  const [key] = table.key;
  const column = key === undefined || table.key.length !== 1 ? undefined : table.columns[key];
  return column === undefined
    ? []
    : [{ name: keyListName(table.name), range: columnReference(table.excelName, column.label) }];
}
