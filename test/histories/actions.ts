import type { SheetValue } from '../../addin/excel/workbook-port.ts';
import { editedTables, newRowCells, typedValues } from './opening-plan.ts';
import type { Random } from './random.ts';
import type { WorkbookRow } from './sheet-workbook.ts';
import type { SimulatedPerson } from './simulated-person.ts';

/** Something a person does in the sheet. Returns what was done, for the trace. */
type Action = (person: SimulatedPerson, random: Random) => string;

function columnsOf(table: string): string[] {
  return Object.keys(typedValues[table] ?? {});
}

function valueFor(table: string, column: string, random: Random): SheetValue {
  return random.pick(typedValues[table]?.[column] ?? ['']);
}

const typeCell: Action = (person, random) => {
  const table = random.pick(editedTables);
  const rows = person.workbook.rows(table);
  if (rows.length === 0) return 'nothing to type into';
  const row = random.pick(rows);
  const column = random.pick(columnsOf(table));
  const value = valueFor(table, column, random);
  person.type(table, row, column, value);
  return `types ${String(value)} into ${table}.${column}`;
};

const addRow: Action = (person, random) => {
  const table = random.pick(editedTables);
  const row: WorkbookRow = { rowId: null, cells: new Map() };
  person.workbook.rows(table).push(row);
  const key = columnsOf(table)[0] ?? '';
  const cells = { ...newRowCells[table], [key]: valueFor(table, key, random) };
  for (const [column, value] of Object.entries(cells)) person.type(table, row, column, value);
  return `adds a row to ${table}`;
};

const deleteRow: Action = (person, random) => {
  const table = random.pick(editedTables);
  const rows = person.workbook.rows(table);
  if (rows.length === 0) return 'nothing to delete';
  person.forget(rows.splice(random.int(rows.length), 1));
  return `deletes a row of ${table}`;
};

/** A row copied with everything, its Row ID too: the copy is a row of its own [W2]. */
const copyRow: Action = (person, random) => {
  const table = random.pick(editedTables);
  const rows = person.workbook.rows(table);
  if (rows.length === 0) return 'nothing to copy';
  const original = random.pick(rows);
  const copy: WorkbookRow = { rowId: original.rowId, cells: new Map(original.cells) };
  rows.splice(random.int(rows.length + 1), 0, copy);
  const key = columnsOf(table)[0] ?? '';
  if (random.chance(0.7)) person.type(table, copy, key, valueFor(table, key, random));
  return `copies a row of ${table}`;
};

const sortRows: Action = (person, random) => {
  const table = random.pick(editedTables);
  const column = random.pick(columnsOf(table));
  person.workbook
    .rows(table)
    .sort((a, b) => String(a.cells.get(column) ?? '').localeCompare(String(b.cells.get(column) ?? '')));
  return `sorts ${table} by ${column}`;
};

/** A sort that left the Row ID column out: ids and keys come apart [W4]. */
const scrambleIds: Action = (person, random) => {
  const table = random.pick(editedTables);
  const rows = person.workbook.rows(table).filter((row) => row.rowId !== null);
  const ids = rows.map((row) => row.rowId);
  rows.forEach((row, index) => (row.rowId = ids[(index + 1) % ids.length] ?? null));
  return `sorts ${table} without its Row IDs`;
};

const weighted: readonly (readonly [number, Action])[] = [
  [60, typeCell],
  [12, addRow],
  [7, deleteRow],
  [8, copyRow],
  [11, sortRows],
  [2, scrambleIds],
];

const TOTAL = weighted.reduce((sum, [weight]) => sum + weight, 0);

/** One random thing a person does in the sheet. */
export function act(person: SimulatedPerson, random: Random): string {
  let at = random.int(TOTAL);
  for (const [weight, action] of weighted) {
    if (at < weight) return action(person, random);
    at -= weight;
  }
  return typeCell(person, random);
}
