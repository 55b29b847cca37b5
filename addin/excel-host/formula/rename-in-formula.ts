import { stringifyStructRef } from '@borgar/fx';
import { columnName, quoteSheetName } from '../book/address.ts';
import type { Area } from '../book/area.ts';
import type { TableInfo } from '../book/book.ts';
import type { TableExpression, WrittenReference } from './expression.ts';
import { LOST, rewriteReferences, splitPrefix } from './rewrite-references.ts';
import { tableReferenceArea } from './table-reference-area.ts';

/** The formula after a sheet got another name; undefined as the new name: after it was deleted. */
export function renameSheet(formula: string, from: string, to: string | undefined): string {
  return rewriteReferences(formula, (reference, text) => {
    if (reference.kind === 'table' || !same(reference.sheetName, from)) return undefined;
    return to === undefined ? LOST : `${quoteSheetName(to)}!${splitPrefix(text)[1]}`;
  });
}

/** The formula after a table got another name; undefined as the new name: after it was deleted with its cells. */
export function renameTable(formula: string, from: string, to: string | undefined): string {
  return rewriteReferences(formula, (reference, text) => {
    if (reference.kind === 'name') {
      return reference.sheetName === undefined && same(reference.name, from) ? (to ?? LOST) : undefined;
    }
    if (reference.kind !== 'table' || !same(reference.tableName, from)) return undefined;
    return to === undefined ? LOST : to + text.slice(text.indexOf('['));
  });
}

/** First and last column of a reference. */
type Columns = readonly [first: string, last: string];

/**
 * The formula after columns of a table got other names; `renames` leads from names in small letters to the new ones.
 * `isInside`: the formula stands in that table, where references need no name of it.
 */
export function renameColumns(
  formula: string,
  tableName: string,
  isInside: boolean,
  renames: ReadonlyMap<string, string>,
): string {
  const renamed = (name: string): string => renames.get(name.toLowerCase()) ?? name;
  return rewriteColumns(formula, tableName, isInside, ([first, last]) => [renamed(first), renamed(last)]);
}

/** The formula after columns of a table were deleted: a reference to several columns means those of them that are left. */
export function deleteColumns(
  formula: string,
  tableName: string,
  isInside: boolean,
  before: readonly string[],
  isDeleted: (index: number) => boolean,
): string {
  return rewriteColumns(formula, tableName, isInside, (columns) => {
    const places = columns.map((name) => before.findIndex((known) => same(known, name)));
    const [from, to] = [Math.min(...places), Math.max(...places)];
    if (from < 0 || !places.some(isDeleted)) return columns;
    const left = before.filter((_, index) => index >= from && index <= to && !isDeleted(index));
    const [first] = left;
    return first === undefined ? undefined : [first, left.at(-1) ?? first];
  });
}

/** `change` gives the columns that a reference to the table is to name instead; undefined where none of them is left. */
function rewriteColumns(
  formula: string,
  tableName: string,
  isInside: boolean,
  change: (columns: Columns) => Columns | undefined,
): string {
  return rewriteReferences(formula, (reference, text) => {
    if (reference.kind !== 'table' || reference.columns === undefined) return undefined;
    const isMeant = reference.tableName === undefined ? isInside : same(reference.tableName, tableName);
    if (!isMeant) return undefined;
    const after = change(reference.columns);
    if (after === undefined) return LOST;
    const [first, last] = reference.columns;
    return after[0] === first && after[1] === last ? undefined : writeTable(reference, text, after);
  });
}

/** The formula after a table became plain cells: what was named by its columns is named by its cells. */
export function tableToCells(
  formula: string,
  table: TableInfo,
  sheetName: string,
  isInside: boolean,
  row: number,
): string {
  return rewriteReferences(formula, (reference) => {
    const meant = asTableReference(reference, table);
    if (meant === undefined || (meant.tableName === undefined && !isInside)) return undefined;
    const area = tableReferenceArea(table, meant, row);
    if (area === undefined) return LOST;
    const isThisRow = meant.sections.includes('this row');
    return `${quoteSheetName(sheetName)}!${fixedAddress(area, !isThisRow)}`;
  });
}

function asTableReference(reference: WrittenReference['expression'], table: TableInfo): TableExpression | undefined {
  if (reference.kind === 'name') {
    const isTable = reference.sheetName === undefined && same(reference.name, table.name);
    return isTable ? { kind: 'table', tableName: table.name, sections: [], columns: undefined } : undefined;
  }
  if (reference.kind !== 'table') return undefined;
  return reference.tableName === undefined || same(reference.tableName, table.name) ? reference : undefined;
}

function fixedAddress({ row, column, rowCount, columnCount }: Area, isRowFixed: boolean): string {
  const corner = (atRow: number, atColumn: number): string =>
    `$${columnName(atColumn)}${isRowFixed ? '$' : ''}${atRow + 1}`;
  const first = corner(row, column);
  return rowCount === 1 && columnCount === 1
    ? first
    : `${first}:${corner(row + rowCount - 1, column + columnCount - 1)}`;
}

function writeTable(reference: TableExpression, text: string, [first, last]: readonly [string, string]): string {
  return stringifyStructRef({
    table: text.slice(0, text.indexOf('[')),
    sections: [...reference.sections],
    columns: first === last ? [first] : [first, last],
  });
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
