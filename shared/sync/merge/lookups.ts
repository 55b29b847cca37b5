import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { cellFromWire } from '../../tables/kinds/kind-of.ts';
import type { ForeignKey, Table } from '../../tables/table.ts';
import type { RowRule } from '../../rules/row-rule.ts';
import type { Edit, Revision } from '../edit.ts';
import { getOrMake } from '../get-or-make.ts';
import type { JournalEntry } from '../history/journal.ts';
import { setIsBlank, setIsFilled } from '../set-text.ts';
import {
  HistorySet,
  ReadIndex,
  TupleSets,
  type ColumnLookup,
  type HistoryLookup,
  type ReadRows,
} from './lookup-sets.ts';
import { tableShapes, type TableShape } from './table-shape.ts';

/** What a merge has to know of the program. All of it can be read with a few set queries per table. */
export interface Lookups {
  /** Live rows to read by Row ID, by table name. */
  readonly rows: Readonly<Record<string, readonly RowId[]>>;
  readonly matches: readonly ColumnLookup[];
  readonly history: Readonly<Record<string, readonly HistoryLookup[]>>;
}

/** What a reading collects. */
interface Reading {
  readonly shapes: ReadonlyMap<string, TableShape>;
  readonly sets: TupleSets;
  readonly neverUsed: NeverUsed;
}

/** Canonical values of the edited cells that name rows, or of those in some columns. */
function namingCells(shape: TableShape, edit: Edit, columns: readonly string[] = shape.naming): Cells {
  const cells: Record<string, Cell> = {};
  if (edit.kind === 'delete') return cells;
  for (const column of columns) {
    const definition = shape.table.columns[column];
    const value = edit.cells[column];
    if (value === undefined || !definition) continue;
    const parsed = cellFromWire(definition, value);
    if (parsed.ok) cells[column] = parsed.value;
  }
  return cells;
}

/** Keys, unique values and references that the row has with these cells, as far as `edited` columns are in them. */
function addSets(
  { shapes, sets, neverUsed }: Reading,
  { table, uniqueSets, references }: TableShape,
  cells: Cells,
  edited: Cells,
) {
  const isEdited = (columns: readonly string[]) => columns.some((column) => edited[column] !== undefined);
  for (const set of uniqueSets) {
    const counts = set === table.key ? !setIsBlank(set, cells) : setIsFilled(set, cells);
    if (counts && isEdited(set)) sets.add(table.name, set, cells, set);
  }
  for (const { table: target, columns } of references) {
    const key = neverUsed(target) ? undefined : shapes.get(target)?.table.key;
    if (key && isEdited(columns) && setIsFilled(columns, cells)) sets.add(target, key, cells, columns);
  }
}

/**
 * References of an edit of a table that holds nothing yet, so that nobody can have its keys and unique values.
 * @param named values as they came that each reference of one column has named already
 */
function addReferences(reading: Reading, named: Map<ForeignKey, Set<Cell>>, shape: TableShape, edit: Edit): void {
  if (edit.kind === 'delete') return;
  for (const reference of shape.references) {
    const key = reading.neverUsed(reference.table) ? undefined : reading.shapes.get(reference.table)?.table.key;
    if (!key) continue;
    const [only] = reference.columns;
    if (only !== undefined && reference.columns.length === 1) {
      const value = edit.cells[only] ?? null;
      const values = getOrMake(named, reference, () => new Set<Cell>());
      if (values.has(value)) continue;
      values.add(value);
    }
    const cells = namingCells(shape, edit, reference.columns);
    if (setIsFilled(reference.columns, cells)) reading.sets.add(reference.table, key, cells, reference.columns);
  }
}

/** True for a table of which the program certainly never held a row: nothing has to be looked for there. */
export type NeverUsed = (table: string) => boolean;

const allUsed: NeverUsed = () => false;

/** First reading: the edited rows, and who holds the keys, unique values and references that the edits name. */
export function lookupsFor(
  tables: readonly Table[],
  rules: readonly RowRule[],
  edits: readonly Edit[],
  neverUsed: NeverUsed = allUsed,
): Lookups {
  const reading = { shapes: tableShapes(tables, rules), sets: new TupleSets(), neverUsed };
  const rows: Record<string, Set<RowId>> = {};
  const named = new Map<ForeignKey, Set<Cell>>();
  for (const edit of edits) {
    const shape = reading.shapes.get(edit.table);
    if (!shape) continue;
    if (neverUsed(edit.table)) {
      addReferences(reading, named, shape, edit);
      continue;
    }
    (rows[edit.table] ??= new Set<RowId>()).add(edit.row);
    const cells = namingCells(shape, edit);
    addSets(reading, shape, cells, cells);
  }
  const lists = Object.entries(rows).map(([table, ids]) => [table, [...ids]] as const);
  return { rows: Object.fromEntries(lists), matches: reading.sets.toLookups(), history: {} };
}

function oldestSeen(edit: Edit): Revision {
  if (edit.kind !== 'update') return edit.seen;
  let oldest = Number.MAX_SAFE_INTEGER;
  for (const column of Object.keys(edit.cells)) oldest = Math.min(oldest, edit.seen[column] ?? 0);
  return oldest;
}

/**
 * Second reading, after the rows of the first: the journal of rows that changed since they were seen or are not there,
 * the rows that refer to deleted and renamed keys, unique values made of edited and unedited cells together, and the
 * rows that rules look at.
 */
export function lookupsAfter(
  tables: readonly Table[],
  rules: readonly RowRule[],
  edits: readonly Edit[],
  read: ReadRows,
  neverUsed: NeverUsed = allUsed,
): Lookups {
  const reading = { shapes: tableShapes(tables, rules), sets: new TupleSets(), neverUsed };
  const index = new ReadIndex(read);
  const history = new HistorySet();
  for (const edit of edits) {
    const shape = reading.shapes.get(edit.table);
    if (!shape || neverUsed(edit.table)) continue;
    const head = index.row(edit.table, edit.row);
    const seen = oldestSeen(edit);
    if (!head || head.revision > seen) history.add(edit.table, edit.row, seen);
    if (!head && (edit.kind !== 'insert' || !index.hasRows(edit.table))) continue;
    const edited = namingCells(shape, edit);
    const holder = head ? undefined : index.holder(shape.table, edited);
    if (holder && holder.revision > seen) history.add(edit.table, holder.row, seen);
    const known = (head ?? holder)?.cells;
    if (known) addAround(reading, shape, known, edited);
    if (head && (edit.kind === 'delete' || losesKey(shape, edited, head.cells)))
      addReferrers(reading, shape, head.cells);
  }
  return { rows: {}, matches: reading.sets.toLookups(), history: history.toLookups() };
}

/**
 * Third reading, after the journal of the second: keys, unique values and references of deleted rows that an edit may
 * bring back, and the rows that rules look at for a row as its author saw it [M9]. Nearly always empty.
 * @param entries the journal entries of the second reading
 */
export function lookupsForRestored(
  tables: readonly Table[],
  rules: readonly RowRule[],
  edits: readonly Edit[],
  entries: Iterable<JournalEntry>,
): Lookups {
  const reading = { shapes: tableShapes(tables, rules), sets: new TupleSets(), neverUsed: allUsed };
  const deletions = new Map<string, Cells>();
  for (const { table, row, kind, before } of entries) {
    const shape = reading.shapes.get(table);
    if (shape) addRelated(reading, shape, before);
    if (kind === 'delete') deletions.set(`${table} ${row}`, before);
  }
  for (const edit of deletions.size > 0 ? edits : []) {
    const shape = reading.shapes.get(edit.table);
    const before = deletions.get(`${edit.table} ${edit.row}`);
    if (!shape || !before || edit.kind === 'delete') continue;
    addSets(reading, shape, before, before);
    addAround(reading, shape, before, namingCells(shape, edit));
  }
  return { rows: {}, matches: reading.sets.toLookups(), history: {} };
}

/** What the row may come to, whichever of its edited cells are kept out in the end. */
function addAround(reading: Reading, shape: TableShape, known: Cells, edited: Cells): void {
  const { table, uniqueSets, references } = shape;
  for (const set of uniqueSets) {
    for (const cells of mixtures(set, known, edited)) {
      const counts = set === table.key ? !setIsBlank(set, cells) : setIsFilled(set, cells);
      if (counts) reading.sets.add(table.name, set, cells, set);
    }
  }
  for (const { table: target, columns } of references) {
    const key = reading.shapes.get(target)?.table.key;
    for (const cells of key ? mixtures(columns, known, edited) : []) {
      if (key && setIsFilled(columns, cells)) reading.sets.add(target, key, cells, columns);
    }
  }
  addRelated(reading, shape, known);
  addRelated(reading, shape, { ...known, ...edited });
}

/** The known cells of these columns with every choice of the edited ones, but for the choice of none. */
function mixtures(columns: readonly string[], known: Cells, edited: Cells): Cells[] {
  let mixed: Cells[] = [known];
  for (const column of columns) {
    const value = edited[column];
    if (value !== undefined) mixed = mixed.flatMap((cells) => [cells, { ...cells, [column]: value }]);
  }
  return mixed.slice(1);
}

function losesKey({ table }: TableShape, edited: Cells, head: Cells): boolean {
  return table.key.some((column) => edited[column] !== undefined && edited[column] !== (head[column] ?? null));
}

function addReferrers({ sets }: Reading, { table, referredToBy }: TableShape, cells: Cells): void {
  for (const { from, columns } of referredToBy) sets.add(from, columns, cells, table.key);
}

function addRelated({ shapes, sets }: Reading, shape: TableShape, cells: Cells): void {
  for (const rule of [...shape.errorRules, ...shape.warningRules]) {
    for (const column of rule.relatedBy ?? []) {
      const definition = shape.table.columns[column];
      const target = definition?.kind === 'reference' ? shapes.get(definition.table)?.table : undefined;
      if (target && setIsFilled([column], cells)) sets.add(target.name, target.key, cells, [column]);
    }
  }
}
