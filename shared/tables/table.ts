import type { Duty } from '../access/duty.ts';
import type { Cell, Cells } from './cell.ts';
import type { CellOf, Column } from './column.ts';

/** A composite foreign key: these columns together hold the key of a row of `table`, in the order of its key columns. */
export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
}

/** How a row finds the region and project that an editor's row scope is checked against. Column names of this table. */
export interface RowScope {
  readonly project?: string;
  readonly site?: string;
  readonly region?: string;
  /** Column that refers to a budget line, whose project counts. */
  readonly budgetLine?: string;
  /** Columns that together refer to a commitment, whose budget line counts. */
  readonly commitment?: readonly string[];
  /** Column that holds the number of a budget change, whose lines count: all that it moves. */
  readonly change?: string;
}

export interface Table<Columns extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>> {
  /** Name on the wire and in code, camelCase. */
  readonly name: string;
  /** Sheet name and title in words. */
  readonly label: string;
  /** Name of the Excel table (a defined name: no spaces). */
  readonly excelName: string;
  /** Name of the SQL table. */
  readonly sqlName: string;
  readonly help: string;
  /** Columns of the business key, in order.. */
  readonly key: readonly string[];
  /** Column whose text names a row; it stands beside the key wherever a person reads the key. */
  readonly rowName?: string;
  /** Further sets of columns that no two rows may share (blank in any of them: not checked). */
  readonly unique?: readonly (readonly string[])[];
  readonly foreignKeys?: readonly ForeignKey[];
  /** [M12, V24] The column by which somebody decides on the row, and the columns that say what is asked for. */
  readonly decision?: { readonly column: string; readonly on: readonly string[] };
  /** Duty of who may edit rows. */
  readonly duty: Duty;
  /** Absent: only people without a row scope may edit. */
  readonly scope?: RowScope;
  readonly columns: Columns;
}

export type RowOf<T extends Table> = { readonly [C in keyof T['columns']]: CellOf<T['columns'][C]> };

/** Checks a definition's shape while keeping its literal types. */
export function defineTable<const Columns extends Readonly<Record<string, Column>>>(
  table: Table<Columns>,
): Table<Columns> {
  return table;
}

const KEY_SEPARATOR = '/';

/**
 * The business key of a row as one text: key cells joined by "/", an empty key cell as "".
 * "/" and "\" inside a cell are escaped by "\", so different keys never collide.
 */
export function keyOf(table: Table, cells: Cells): string {
  return keyTextOf(table.key, cells);
}

/** Joins key cells to the key text of `keyOf`. */
export function keyText(parts: readonly Cell[]): string {
  let text = '';
  for (let i = 0; i < parts.length; i++) text += i === 0 ? keyPart(parts[i]) : KEY_SEPARATOR + keyPart(parts[i]);
  return text;
}

/** The key text of these columns of a row, an absent cell as an empty one. */
export function keyTextOf(columns: readonly string[], cells: Cells): string {
  let text = '';
  for (let i = 0; i < columns.length; i++) {
    const part = keyPart(cells[columns[i] ?? '']);
    text += i === 0 ? part : KEY_SEPARATOR + part;
  }
  return text;
}

function keyPart(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  const part = String(cell);
  if (!part.includes(KEY_SEPARATOR) && !part.includes('\\')) return part;
  return part.replaceAll('\\', '\\\\').replaceAll(KEY_SEPARATOR, '\\/');
}

/** The key cells of a key text of `keyOf`, as text. */
export function keyParts(text: string): string[] {
  const parts = [''];
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === KEY_SEPARATOR) parts.push('');
    else parts.push((parts.pop() ?? '') + (character === '\\' ? text.charAt(++i) : character));
  }
  return parts;
}

/** The parts of a key text of these columns that hold something, each with its column. */
export function filledKeyParts(columns: readonly string[], text: string): { column: string; value: string }[] {
  const values = keyParts(text);
  return columns.flatMap((column, index) => {
    const value = values[index] ?? '';
    return value === '' ? [] : [{ column, value }];
  });
}

/** True when every key cell is empty: such a row has no key yet. */
export function keyIsBlank(table: Table, cells: Cells): boolean {
  return table.key.every((column) => (cells[column] ?? null) === null);
}

/** [M7] True for the cells that a row cannot be without: its key and its required cells. */
export function isIndispensable({ key, columns }: Table, column: string): boolean {
  return key.includes(column) || columns[column]?.required === true;
}

/** Header of a column; of a column that the table does not have, its name. */
export function columnLabel(table: Table, name: string): string {
  return table.columns[name]?.label ?? name;
}

/** By table: a sync asks hundreds of times. */
const editable = new WeakMap<Table, readonly string[]>();

/** Names of the columns a person may edit, in order. */
export function editableColumns(table: Table): readonly string[] {
  const known = editable.get(table);
  if (known) return known;
  const names = Object.keys(table.columns).filter((name) => table.columns[name]?.computed !== true);
  editable.set(table, names);
  return names;
}

/** Names of the columns that the server computes, in order. */
export function computedColumns(table: Table): string[] {
  return Object.keys(table.columns).filter((name) => table.columns[name]?.computed === true);
}

/** Every reference a table makes: single columns and composite foreign keys alike. */
export function referencesOf(table: Table): ForeignKey[] {
  const single = Object.entries(table.columns).flatMap(([name, column]) =>
    column.kind === 'reference' ? [{ columns: [name], table: column.table }] : [],
  );
  return [...single, ...(table.foreignKeys ?? [])];
}
