import type { Edit, Revision } from '../sync/edit.ts';
import { findTable } from '../tables/all-tables.ts';
import type { Cells, RowId } from '../tables/cell.ts';
import type { Table } from '../tables/table.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import { cellsInColumns } from './insert-rows.ts';
import { cellsOfLine, type RowsLine } from './rows-line.ts';
import type { ParsedSyncRequest, TableEdits } from './sync.ts';

/** What is wrong with the edits of a request: the path of the first wrong field, such as "edits.sites.inserts.0.cells". */
export interface WrongEdit {
  readonly path: string;
  readonly message: string;
}

export type ParsedEdits =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly wrong: WrongEdit };

/**
 * The edits of a request, each cell with the revision at which its author saw it; `wireEdits` is the way back. Values are
 * checked later, cell by cell. Wrong is a table or column that is none, a computed column, or a row that is edited twice.
 */
export function parseEdits({ edits: wire, base }: Pick<ParsedSyncRequest, 'edits' | 'base'>): ParsedEdits {
  const reader = editReader(base);
  const wrong = reader.read(wire);
  return wrong ? { ok: false, wrong } : { ok: true, edits: reader.edits };
}

/** Puts the edits of a request together, which may come in several parts. */
export interface EditReader {
  /** Those read so far. */
  readonly edits: readonly Edit[];
  /** @returns what is wrong, null when nothing is */
  read(wire: ParsedSyncRequest['edits']): WrongEdit | null;
  readRows(line: RowsLine): WrongEdit | null;
}

export function editReader(base: Revision): EditReader {
  const edits: Edit[] = [];
  const editedRows = new Map<string, EditedRows>();
  const partOf = (table: Table): Part => {
    return { edits, table, base, rows: getOrMake(editedRows, table.name, (): EditedRows => new Map()) };
  };
  return {
    edits,
    read: (wire) => {
      for (const [name, ofTable] of Object.entries(wire)) {
        const table = findTable(name);
        if (!table) return { path: `edits.${name}`, message: 'There is no such table.' };
        const wrong = addEdits(partOf(table), ofTable);
        if (wrong) return wrong;
      }
      return null;
    },
    readRows: (line) => {
      const table = findTable(line.table);
      return table ? addLine(partOf(table), line) : { path: 'table', message: 'There is no such table.' };
    },
  };
}

/** Edits of one table, to be added to those there are. */
interface Part {
  readonly edits: Edit[];
  readonly table: Table;
  readonly base: Revision;
  readonly rows: EditedRows;
}

function addLine({ edits, table, base, rows }: Part, line: RowsLine): WrongEdit | null {
  for (const column of Object.keys(line.columns)) {
    const message = wrongColumn(table, column);
    if (message !== null) return { path: `columns.${column}`, message };
  }
  let place = 0;
  for (const cells of cellsOfLine(line)) {
    const row = line.rows[place] ?? '';
    const wrong = checkOnce(rows, row, null);
    if (wrong) return { path: `rows.${place}`, message: wrong.message };
    edits.push({ kind: 'insert', table: table.name, row, cells, seen: base });
    place++;
  }
  return null;
}

function addEdits(part: Part, ofTable: TableEdits): WrongEdit | null {
  const { edits, table, base, rows } = part;
  const { name } = table;
  for (const [index, edit] of (ofTable.inserts ?? []).entries()) {
    const wrong = checkOnce(rows, edit.row, null) ?? checkColumns(table, edit.cells);
    if (wrong) return placed(wrong, `edits.${name}.inserts.${index}`);
    const { row, cells, seen = base } = edit;
    edits.push({ kind: 'insert', table: name, row, cells, seen, ...basketOf(edit) });
  }
  const wrong = addInsertRows(part, ofTable.insertRows);
  if (wrong) return placed(wrong, `edits.${name}.insertRows`);
  for (const [index, edit] of (ofTable.updates ?? []).entries()) {
    const columns = Object.keys(edit.cells);
    const wrong = checkOnce(rows, edit.row, columns) ?? checkColumns(table, edit.cells);
    if (wrong) return placed(wrong, `edits.${name}.updates.${index}`);
    const { row, cells } = edit;
    const seen = Object.fromEntries(columns.map((column) => [column, edit.seen?.[column] ?? base]));
    edits.push({ kind: 'update', table: name, row, cells, seen, ...basketOf(edit) });
  }
  for (const [index, edit] of (ofTable.deletes ?? []).entries()) {
    const wrong = checkOnce(rows, edit.row, null);
    if (wrong) return placed(wrong, `edits.${name}.deletes.${index}`);
    edits.push({ kind: 'delete', table: name, row: edit.row, seen: edit.seen ?? base, ...basketOf(edit) });
  }
  return null;
}

function addInsertRows({ edits, table, base, rows }: Part, inserts: TableEdits['insertRows']): WrongEdit | null {
  if (inserts === undefined) return null;
  const { columns } = inserts;
  for (const [index, column] of columns.entries()) {
    const message = wrongColumn(table, column) ?? (columns.indexOf(column) < index ? `${column} comes twice.` : null);
    if (message !== null) return { path: `columns.${index}`, message };
  }
  for (const [index, values] of inserts.rows.entries()) {
    const [row] = values;
    if (values.length > columns.length + 1) {
      return {
        path: `rows.${index}`,
        message: `The row has more values than there are columns: ${values.length - 1}, not ${columns.length}.`,
      };
    }
    const wrong = checkOnce(rows, row, null);
    if (wrong) return { path: `rows.${index}`, message: wrong.message };
    edits.push({ kind: 'insert', table: table.name, row, cells: cellsInColumns(columns, values), seen: base });
  }
  return null;
}

function placed({ path, message }: WrongEdit, edit: string): WrongEdit {
  return { path: `${edit}.${path}`, message };
}

function basketOf(edit: { basket?: string | undefined }): { basket?: string } {
  return edit.basket === undefined ? {} : { basket: edit.basket };
}

/** Columns that a row is edited in so far; null: the row as a whole. */
type EditedRows = Map<RowId, readonly string[] | null>;

/** A row comes once in a request, or in several updates of different columns (some of them in a basket). */
function checkOnce(rows: EditedRows, row: RowId, columns: readonly string[] | null): WrongEdit | null {
  const earlier = rows.get(row);
  if (earlier === undefined) {
    rows.set(row, columns);
    return null;
  }
  if (columns === null || earlier === null || columns.some((column) => earlier.includes(column))) {
    return { path: 'row', message: `Row ${row} comes twice in this request.` };
  }
  rows.set(row, [...earlier, ...columns]);
  return null;
}

function checkColumns(table: Table, cells: Cells): WrongEdit | null {
  for (const name of Object.keys(cells)) {
    const message = wrongColumn(table, name);
    if (message !== null) return { path: `cells.${name}`, message };
  }
  return null;
}

function wrongColumn(table: Table, name: string): string | null {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column) return `${table.label} has no such column.`;
  return column.computed === true ? `${column.label} is computed and cannot be edited.` : null;
}
