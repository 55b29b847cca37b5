import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import { isOperation, type Operation } from './coverage.ts';
import { foreignRows } from './foreign-program.ts';
import { newRowCells, typedValues } from './opening-plan.ts';
import type { Random } from './random.ts';
import type { WorkbookRow } from './sheet-book.ts';
import type { Typing } from './typing.ts';

/** Something a person does in the sheet. Returns what was done, for the trace; null where there was nothing to do it to. */
type Action = (typing: Typing, table: string, random: Random) => string | null;

/** How often each operation is chosen, as weights. */
export type Habits = Readonly<Record<Operation, number>>;

export const officeHabits: Habits = {
  type: 52,
  typeKey: 7,
  blankKey: 2,
  addRow: 10,
  addTwice: 2,
  deleteRow: 6,
  copyRow: 6,
  pasteForeign: 2,
  sort: 6,
  sortWithoutIds: 2,
  filter: 3,
  undo: 4,
};

/** Somebody who moves rows about more than typing into them. */
export const rowHabits: Habits = {
  type: 20,
  typeKey: 10,
  blankKey: 5,
  addRow: 12,
  addTwice: 5,
  deleteRow: 8,
  copyRow: 10,
  pasteForeign: 5,
  sort: 9,
  sortWithoutIds: 4,
  filter: 6,
  undo: 8,
};

/** Somebody who moves postings and change orders from one line of a commitment to another. */
export const ledgerHabits: Habits = {
  type: 80,
  typeKey: 2,
  blankKey: 0,
  addRow: 3,
  addTwice: 0,
  deleteRow: 2,
  copyRow: 2,
  pasteForeign: 0,
  sort: 4,
  sortWithoutIds: 1,
  filter: 0,
  undo: 3,
};

function columnsOf(table: string): string[] {
  return Object.keys(typedValues[table] ?? {});
}

/** The column of the key that people type. */
function keyOf(table: string): string {
  return columnsOf(table)[0] ?? '';
}

function valueFor(table: string, column: string, random: Random): SheetValue {
  return random.pick(typedValues[table]?.[column] ?? ['']);
}

function anyRow(typing: Typing, table: string, random: Random): WorkbookRow | null {
  const rows = typing.book.rows(table);
  return rows.length === 0 ? null : random.pick(rows);
}

const typeInto =
  (chooseColumn: (table: string, random: Random) => string, value?: SheetValue): Action =>
  (typing, table, random) => {
    const row = anyRow(typing, table, random);
    if (row === null) return null;
    const column = chooseColumn(table, random);
    const typed = value ?? valueFor(table, column, random);
    typing.type(table, row, column, typed);
    return `types ${String(typed)} into ${table}.${column}`;
  };

function newRowIn(typing: Typing, table: string, key: SheetValue): void {
  const row: WorkbookRow = { rowId: null, origin: null, cells: new Map() };
  typing.book.rows(table).push(row);
  const cells = { ...newRowCells[table], [keyOf(table)]: key };
  for (const [column, value] of Object.entries(cells)) typing.type(table, row, column, value);
}

const addRow: Action = (typing, table, random) => {
  newRowIn(typing, table, valueFor(table, keyOf(table), random));
  return `adds a row to ${table}`;
};

/** The same new row typed twice, in one go. */
const addTwice: Action = (typing, table, random) => {
  const key = valueFor(table, keyOf(table), random);
  newRowIn(typing, table, key);
  newRowIn(typing, table, key);
  return `adds two rows under ${String(key)} to ${table}`;
};

const deleteRow: Action = (typing, table, random) => {
  const rows = typing.book.rows(table);
  if (rows.length === 0) return null;
  typing.forget(rows.splice(random.int(rows.length), 1));
  typing.book.keysTouched.add(table);
  return `deletes a row of ${table}`;
};

/** A row copied with everything, its Row ID too: the copy is a row of its own [W2]. */
const copyRow: Action = (typing, table, random) => {
  const original = anyRow(typing, table, random);
  if (original === null) return null;
  const copy: WorkbookRow = { rowId: original.rowId, origin: null, cells: new Map(original.cells) };
  const rows = typing.book.rows(table);
  rows.splice(random.int(rows.length + 1), 0, copy);
  typing.book.keysTouched.add(table);
  if (random.chance(0.7)) typing.type(table, copy, keyOf(table), valueFor(table, keyOf(table), random));
  return `copies a row of ${table}`;
};

/** A row copied out of another program's workbook, with the Row ID it has there. */
const pasteForeign: Action = (typing, table, random) => {
  const { rowId, cells } = random.pick(foreignRows(table));
  const row: WorkbookRow = { rowId, origin: null, cells: new Map() };
  typing.book.rows(table).push(row);
  for (const [column, value] of Object.entries(cells)) typing.type(table, row, column, value);
  return `pastes ${rowId} of another program into ${table}`;
};

const sort: Action = (typing, table, random) => {
  const column = random.pick(columnsOf(table));
  const textIn = (row: WorkbookRow) => String(row.cells.get(column) ?? '');
  typing.book.rows(table).sort((a, b) => textIn(a).localeCompare(textIn(b), 'en'));
  return `sorts ${table} by ${column}`;
};

/** A sort that left the Row ID column out: ids and keys come apart [W4]. */
const sortWithoutIds: Action = (typing, table) => {
  const rows = typing.book.rows(table).filter((row) => row.rowId !== null);
  if (rows.length < 2) return null;
  const ids = rows.map((row) => row.rowId);
  rows.forEach((row, index) => (row.rowId = ids[(index + 1) % ids.length] ?? null));
  return `sorts ${table} without its Row IDs`;
};

const filter: Action = ({ book: { filtered } }, table) => {
  if (!filtered.delete(table)) filtered.add(table);
  return `${filtered.has(table) ? 'filters' : 'clears the filter of'} ${table}`;
};

const actions: Readonly<Record<Exclude<Operation, 'undo'>, Action>> = {
  type: typeInto((table, random) => random.pick(columnsOf(table).slice(1))),
  typeKey: typeInto(keyOf),
  blankKey: typeInto(keyOf, ''),
  addRow,
  addTwice,
  deleteRow,
  copyRow,
  pasteForeign,
  sort,
  sortWithoutIds,
  filter,
};

/** What was done, for the count and for the trace. */
export interface Done {
  readonly operation: Operation | null;
  readonly says: string;
}

/** One random thing a person does in the sheet. */
export function act(typing: Typing, random: Random, habits: Habits): Done {
  const operation = choose(habits, random);
  const table = random.pick([...typing.book.tables.keys()]);
  if (operation === 'undo') {
    const undone = typing.book.undo();
    typing.undone();
    return undone === null
      ? { operation: null, says: 'has nothing to undo' }
      : { operation, says: `undoes the last action in ${undone}` };
  }
  typing.book.rememberForUndo(table);
  const says = actions[operation](typing, table, random);
  return says === null ? { operation: null, says: `finds no row for ${operation} in ${table}` } : { operation, says };
}

function choose(habits: Habits, random: Random): Operation {
  const weighted = Object.entries(habits);
  let at = random.int(weighted.reduce((sum, [, weight]) => sum + weight, 0));
  const found = weighted.find(([, weight]) => (at -= weight) < 0);
  return isOperation(found?.[0]) ? found[0] : 'type';
}
