import type { Cell, Cells, RowId } from '../tables/cell.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { referencesOf, type Table } from '../tables/table.ts';
import type { RowRule } from '../rules/row-rule.ts';
import type { Edit, Revision } from './edit.ts';
import type { StoredRow } from './journal.ts';
import { setIsBlank, setIsFilled, setText, setValues } from './set-text.ts';

/** Live rows to read: those of `table` whose `columns` hold one of these tuples of values. */
export interface ColumnLookup {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly (readonly Cell[])[];
}

/** Journal to read: entries of a row after a revision, ascending; for a row that is not live, its last delete as well. */
export interface HistoryLookup {
  readonly row: RowId;
  readonly after: Revision;
}

/** What a merge has to know of the program. All of it can be read with a few set queries per table. */
export interface Lookups {
  /** Live rows to read by Row ID, by table name. */
  readonly rows: Readonly<Record<string, readonly RowId[]>>;
  readonly matches: readonly ColumnLookup[];
  readonly history: Readonly<Record<string, readonly HistoryLookup[]>>;
}

/** Collects tuples of values per table and columns, each once. */
class TupleSets {
  readonly #sets = new Map<string, { table: string; columns: readonly string[]; values: Map<string, Cell[]> }>();

  add(table: string, columns: readonly string[], cells: Cells, namedBy: readonly string[] = columns): void {
    const name = `${table}:${columns.join()}`;
    let set = this.#sets.get(name);
    if (!set) this.#sets.set(name, (set = { table, columns, values: new Map() }));
    const text = setText(namedBy, cells);
    if (!set.values.has(text)) set.values.set(text, setValues(namedBy, cells));
  }

  toLookups(): ColumnLookup[] {
    return [...this.#sets.values()].map(({ table, columns, values }) => ({
      table,
      columns,
      values: [...values.values()],
    }));
  }
}

function tablesByName(tables: readonly Table[]): Map<string, Table> {
  return new Map(tables.map((table) => [table.name, table]));
}

/** Canonical values of the edited cells that name rows: those of keys, unique sets and references. */
function namingCells(table: Table, edit: Edit): Cells {
  if (edit.kind === 'delete') return {};
  const cells: Record<string, Cell> = {};
  for (const column of new Set([
    ...table.key,
    ...(table.unique ?? []).flat(),
    ...referencesOf(table).flatMap((each) => each.columns),
  ])) {
    const definition = table.columns[column];
    if (!definition || !Object.hasOwn(edit.cells, column)) continue;
    const parsed = cellFromWire(definition, edit.cells[column]);
    if (parsed.ok) cells[column] = parsed.value;
  }
  return cells;
}

/** Keys, unique values and references that the row has with these cells, as far as `edited` columns are in them. */
function addSets(sets: TupleSets, byName: Map<string, Table>, table: Table, cells: Cells, edited: Cells): void {
  const isEdited = (columns: readonly string[]) => columns.some((column) => Object.hasOwn(edited, column));
  if (isEdited(table.key) && !setIsBlank(table.key, cells)) sets.add(table.name, table.key, cells);
  for (const unique of table.unique ?? []) {
    if (isEdited(unique) && setIsFilled(unique, cells)) sets.add(table.name, unique, cells);
  }
  for (const reference of referencesOf(table)) {
    const target = byName.get(reference.table);
    if (!target || !isEdited(reference.columns) || !setIsFilled(reference.columns, cells)) continue;
    sets.add(target.name, target.key, cells, reference.columns);
  }
}

/** First reading: the edited rows, and who holds the keys, unique values and references that inserts bring. */
export function lookupsFor(tables: readonly Table[], edits: readonly Edit[]): Lookups {
  const byName = tablesByName(tables);
  const rows: Record<string, Set<RowId>> = {};
  const sets = new TupleSets();
  for (const edit of edits) {
    const table = byName.get(edit.table);
    if (!table) continue;
    (rows[edit.table] ??= new Set<RowId>()).add(edit.row);
    const cells = namingCells(table, edit);
    addSets(sets, byName, table, cells, cells);
  }
  return { rows: listsOf(rows), matches: sets.toLookups(), history: {} };
}

function listsOf(sets: Readonly<Record<string, ReadonlySet<RowId>>>): Record<string, RowId[]> {
  return Object.fromEntries(Object.entries(sets).map(([table, rows]) => [table, [...rows]]));
}

/** Rows read so far, by table name. */
export type ReadRows = Readonly<Record<string, readonly StoredRow[]>>;

function oldestSeen(edit: Edit): Revision {
  if (edit.kind !== 'update') return edit.seen;
  const { seen } = edit;
  return Math.min(Number.MAX_SAFE_INTEGER, ...Object.keys(edit.cells).map((column) => seen[column] ?? 0));
}

/** The rows read so far by Row ID, and by key on demand. */
class ReadIndex {
  readonly #rows: ReadRows;
  readonly #byId = new Map<string, Map<RowId, StoredRow>>();
  readonly #byKey = new Map<string, Map<string, StoredRow>>();

  constructor(rows: ReadRows) {
    this.#rows = rows;
  }

  row(table: string, row: RowId): StoredRow | undefined {
    return this.#index(this.#byId, table, (each) => each.row).get(row);
  }

  holder(table: Table, cells: Cells): StoredRow | undefined {
    return this.#index(this.#byKey, table.name, (each) => setText(table.key, each.cells)).get(
      setText(table.key, cells),
    );
  }

  #index(
    indexes: Map<string, Map<string, StoredRow>>,
    table: string,
    nameOf: (row: StoredRow) => string,
  ): Map<string, StoredRow> {
    let index = indexes.get(table);
    if (!index) {
      index = new Map((this.#rows[table] ?? []).map((row) => [nameOf(row), row]));
      indexes.set(table, index);
    }
    return index;
  }
}

/** Rows whose journal has to be read, each from the oldest revision asked for. */
class HistorySet {
  readonly #tables = new Map<string, Map<RowId, Revision>>();

  add(table: string, row: RowId, after: Revision): void {
    let rows = this.#tables.get(table);
    if (!rows) this.#tables.set(table, (rows = new Map<RowId, Revision>()));
    rows.set(row, Math.min(after, rows.get(row) ?? after));
  }

  toLookups(): Record<string, HistoryLookup[]> {
    const lists = [...this.#tables].map(
      ([table, rows]) => [table, [...rows].map(([row, after]) => ({ row, after }))] as const,
    );
    return Object.fromEntries(lists);
  }
}

/**
 * Second reading, after the rows of the first: the journal of rows that changed since they were seen, the rows that
 * refer to deleted and renamed keys, keys and unique values made of edited and unedited cells together, and the rows
 * that rules look at.
 */
export function lookupsAfter(
  tables: readonly Table[],
  rules: readonly RowRule[],
  edits: readonly Edit[],
  read: ReadRows,
): Lookups {
  const byName = tablesByName(tables);
  const index = new ReadIndex(read);
  const sets = new TupleSets();
  const history = new HistorySet();
  for (const edit of edits) {
    const table = byName.get(edit.table);
    if (!table) continue;
    const head = index.row(edit.table, edit.row);
    const seen = oldestSeen(edit);
    if (!head || head.revision > seen) history.add(edit.table, edit.row, seen);
    const edited = namingCells(table, edit);
    const holder = edit.kind === 'insert' && !head ? index.holder(table, edited) : undefined;
    if (holder && holder.revision > seen) history.add(edit.table, holder.row, seen);
    const cells = { ...(head ?? holder)?.cells, ...edited };
    if (head || holder) addSets(sets, byName, table, cells, edited);
    if (head && (edit.kind === 'delete' || losesKey(table, edited, head.cells)))
      addReferrers(sets, tables, table, head.cells);
    for (const known of [head?.cells, cells]) if (known) addRelated(sets, byName, rules, table, known);
  }
  return { rows: {}, matches: sets.toLookups(), history: history.toLookups() };
}

function losesKey(table: Table, edited: Cells, head: Cells): boolean {
  return table.key.some((column) => Object.hasOwn(edited, column) && edited[column] !== head[column]);
}

function addReferrers(sets: TupleSets, tables: readonly Table[], target: Table, cells: Cells): void {
  for (const table of tables) {
    for (const reference of referencesOf(table)) {
      if (reference.table === target.name) sets.add(table.name, reference.columns, cells, target.key);
    }
  }
}

function addRelated(
  sets: TupleSets,
  byName: Map<string, Table>,
  rules: readonly RowRule[],
  table: Table,
  cells: Cells,
): void {
  for (const rule of rules) {
    if (rule.table !== table.name) continue;
    for (const name of rule.relatedBy ?? []) {
      const column = table.columns[name];
      const target = column?.kind === 'reference' ? byName.get(column.table) : undefined;
      if (target && setIsFilled([name], cells)) sets.add(target.name, target.key, cells, [name]);
    }
  }
}
