import type { Column } from '../../shared/tables/column.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import { bodyBlock, type TableLayout } from './table-layout.ts';

/** Excel refuses a literal list that is longer, commas included. */
const LITERAL_LIST_LIMIT = 255;

/** Defined name of the range with the values a list or reference column may take, by name of the range. */
export type DropDownSources = ReadonlySet<string>;

/** Name of the range that holds the keys of a table: `SEP_Key_SEP_Sites`. */
export function keyRangeName(excelName: string): string {
  return `${excelName}_Keys`;
}

/** Name of the range that holds the values of a list column, where they are too long for a literal list. */
export function listRangeName(excelName: string, column: string): string {
  return `${excelName}_${column}_List`;
}

/** Source of a column's drop-down: a literal list, a formula that names a range, or null for none. */
export function dropDownSource(
  layout: TableLayout,
  name: string,
  column: Column,
  sources: DropDownSources,
): string | null {
  if (column.kind === 'list') {
    const literal = column.values.join(',');
    const isLiteral = literal.length <= LITERAL_LIST_LIMIT && column.values.every((value) => !value.includes(','));
    if (isLiteral) return literal;
    return named(listRangeName(layout.table.excelName, name), sources);
  }
  if (column.kind === 'reference') {
    const target = findTable(column.table);
    return target ? named(keyRangeName(target.excelName), sources) : null;
  }
  return null;
}

function named(name: string, sources: DropDownSources): string | null {
  return sources.has(name) ? `=${name}` : null;
}

/**
 * Sets drop-downs on body rows. They help the person who types; a value that is not in the list is not stopped here
 * (a paste would go round it anyway) but refused by the rules with a sentence.
 */
export function queueDropDowns(layout: TableLayout, start: number, rowCount: number, sources: DropDownSources): void {
  for (const [name, index] of layout.match.indexByColumn) {
    const column = layout.table.columns[name];
    if (!column || column.computed === true) continue;
    const source = dropDownSource(layout, name, column, sources);
    if (source === null) continue;
    const { dataValidation } = bodyBlock(layout, start, index, rowCount, 1);
    dataValidation.rule = { list: { inCellDropDown: true, source } };
    dataValidation.errorAlert = {
      message: `${column.label}: choose a value of the list.`,
      showAlert: true,
      style: 'Warning',
      title: 'Not in the list',
    };
  }
}
