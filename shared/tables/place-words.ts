import { findTable } from './all-tables.ts';
import type { Cell } from './cell.ts';
import { namedCode, tableOfCodes, type CodeNames } from './code-names.ts';
import { formatCell } from './kinds/kind-of.ts';
import { filledKeyParts, keyParts, type Table } from './table.ts';

/** Where a cell is, as a person says it: "Budget Lines · BL-010 · Note". Column null: the whole row. */
export function placeWords(table: string, rowKey: string, column: string | null, names: CodeNames): string {
  const columnLabel = column === null ? '' : columnWords(table, column);
  const parts = [tableWords(table), keyWords(table, rowKey, names), columnLabel];
  return parts.filter(isFilled).join(' · ');
}

/**
 * [FB6, FB12] A business key with the names of its codes: "0417 · Alder Elementary"; of several key columns each by its
 * label, empty ones left out: "Project Number 26.00001 (North Group 1), Location Code 0417 (Alder Elementary)".
 * Empty where no part of the key is given.
 */
export function keyWords(table: string, rowKey: string, names: CodeNames): string {
  const found = findTable(table);
  if (found === undefined) return keyParts(rowKey).filter(isFilled).join(', ');
  const parts = filledKeyParts(found.key, rowKey).map(({ column, value }) => {
    const name = nameOf(found, column, value, names);
    if (found.key.length === 1) return namedCode(value, name);
    const labelled = `${found.columns[column]?.label ?? column} ${value}`;
    return name === undefined || name === '' ? labelled : `${labelled} (${name})`;
  });
  return parts.join(', ');
}

function isFilled(text: string): boolean {
  return text !== '';
}

function nameOf(table: Table, name: string, code: string, names: CodeNames): string | undefined {
  const column = table.columns[name];
  const of = column === undefined ? null : tableOfCodes(table, name, column);
  return of === null ? undefined : names.of(of, code);
}

/** Title of a table. */
export function tableWords(table: string): string {
  return findTable(table)?.label ?? table;
}

/** Header of a column. */
export function columnWords(table: string, column: string): string {
  return findTable(table)?.columns[column]?.label ?? column;
}

/** A canonical value as a person reads it, a code with its name; "(empty)" where there is none. */
export function valueWords(table: string, column: string | null, value: Cell, names: CodeNames): string {
  const ofTable = findTable(table);
  const found = column === null ? undefined : ofTable?.columns[column];
  if (ofTable === undefined || column === null || found === undefined) return orEmpty(String(value ?? ''));
  const text = formatCell(found, value);
  return orEmpty(found.kind === 'reference' ? namedCode(text, nameOf(ofTable, column, text, names)) : text);
}

function orEmpty(text: string): string {
  return text === '' ? '(empty)' : text;
}
