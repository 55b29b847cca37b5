import type { Cell } from '../cell.ts';
import type { Column, ColumnKind } from '../column.ts';
import { dateKindSpec, fiscalYearKindSpec, periodKindSpec } from './date-kinds.ts';
import { flagKindSpec } from './flag-kind.ts';
import { isEmptyCell, type ColumnOf, type KindSpec } from './kind-spec.ts';
import { decimalKindSpec, integerKindSpec, moneyKindSpec, percentKindSpec } from './number-kinds.ts';
import { parsed, refused, shown, type ExcelCell, type Parsed } from './parsed.ts';
import { codeKindSpec, isBlankText, listKindSpec, referenceKindSpec, textKindSpec } from './text-kinds.ts';

/** A new kind does not compile until it has an entry here. */
const kindSpecs: { readonly [K in ColumnKind]: KindSpec<ColumnOf<K>> } = {
  text: textKindSpec,
  longText: textKindSpec,
  code: codeKindSpec,
  list: listKindSpec,
  reference: referenceKindSpec,
  integer: integerKindSpec,
  money: moneyKindSpec,
  percent: percentKindSpec,
  decimal: decimalKindSpec,
  date: dateKindSpec,
  fiscalYear: fiscalYearKindSpec,
  period: periodKindSpec,
  flag: flagKindSpec,
};

function specOf<K extends ColumnKind>(column: ColumnOf<K>): KindSpec<ColumnOf<K>> {
  const kind: K = column.kind;
  return kindSpecs[kind];
}

/** [E2] Reads a JSON value into the canonical value of the column, or says which rule it breaks. */
export function cellFromWire(column: Column, value: unknown): Parsed {
  if (value === null || value === undefined) return parsed(null);
  if (typeof value === 'string' && isBlankText(value)) return parsed(null);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return specOf(column).fromWire(column, value);
  }
  return refused('E2', `${column.label} must be one value, not ${shown(value)}.`);
}

/** Reads an Excel cell into the canonical value of the column [W5, W6], or says which rule it breaks. */
export function cellFromExcel(column: Column, cell: ExcelCell): Parsed {
  if (cell.isError) {
    return refused('W5', `${column.label} shows the error ${shown(cell.value)}. Mend the formula or type a value.`);
  }
  if (typeof cell.value === 'string' && isBlankText(cell.value)) return parsed(null);
  return specOf(column).fromExcel(column, cell);
}

/** The value to write into an Excel cell; "" for empty. Money becomes dollars, a date its serial day number. */
export function cellToExcel(column: Column, value: Cell, date1904: boolean): string | number | boolean {
  return isEmptyCell(value) ? '' : specOf(column).toExcel(column, value, date1904);
}

/** The value as a person reads it; "" for empty. */
export function formatCell(column: Column, value: Cell): string {
  return isEmptyCell(value) ? '' : specOf(column).format(column, value);
}

/** Excel number format of the column; "@" for text. */
export function numberFormatOf(column: Column): string {
  return specOf(column).numberFormat(column);
}

/** True when the column's Excel cells hold text that must never be parsed as number, date or formula [A4]. */
export function isTextColumn(column: Column): boolean {
  return specOf(column).isText;
}

export function sqlTypeOf(column: Column): 'text' | 'integer' {
  return specOf(column).sqlType;
}
