import type { Column } from '../../../shared/tables/column.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { bodyBlock, type TableLayout } from '../read/table-layout.ts';

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
  for (const dropDown of dropDownsOf(layout, sources)) {
    queueDropDown(bodyBlock(layout, start, dropDown.index, rowCount, 1), dropDown);
  }
}

/** A column whose values are chosen from a list. */
export interface DropDown {
  /** Place of the column in the sheet's table, from 0. */
  readonly index: number;
  readonly label: string;
  readonly source: string;
}

/** The columns of a table that have a drop-down. */
export function dropDownsOf(layout: TableLayout, sources: DropDownSources): DropDown[] {
  return [...layout.match.indexByColumn].flatMap(([name, index]): DropDown[] => {
    const column = layout.table.columns[name];
    if (!column || column.computed === true) return [];
    const source = dropDownSource(layout, name, column, sources);
    return source === null ? [] : [{ index, label: column.label, source }];
  });
}

export function queueDropDown({ dataValidation }: Excel.Range, { label, source }: DropDown): void {
  dataValidation.rule = { list: { inCellDropDown: true, source } };
  dataValidation.errorAlert = {
    message: `${label}: choose a value of the list.`,
    showAlert: true,
    style: 'Warning',
    title: 'Not in the list',
  };
}
