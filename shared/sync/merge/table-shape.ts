import type { RowRule } from '../../plan/rules/row-rule.ts';
import type { ForeignKey, Table } from '../../tables/table.ts';
import { columnLabel, filledKeyParts, referencesOf } from '../../tables/table.ts';

/** A reference that some table makes to a key: the columns of `from` that hold it, in the order of the key. */
export interface Referring {
  readonly from: string;
  readonly columns: readonly string[];
}

/** What merging asks a table definition again and again, worked out once. */
export interface TableShape {
  readonly table: Table;
  /** Place in the list of all tables: the first sort key of every outcome. */
  readonly order: number;
  readonly required: readonly string[];
  /** The key, then the further unique sets: no two live rows may share the values of one. */
  readonly uniqueSets: readonly (readonly string[])[];
  /** Unique sets by the columns in them. */
  readonly uniqueSetsByColumn: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly references: readonly ForeignKey[];
  readonly referencesByColumn: ReadonlyMap<string, readonly ForeignKey[]>;
  /** References that other tables, or this one, make to this table's key. */
  readonly referredToBy: readonly Referring[];
  /** Columns of keys, unique sets and references: their values name rows. */
  readonly naming: readonly string[];
  readonly errorRules: readonly RowRule[];
  readonly warningRules: readonly RowRule[];
}

function byColumn<T>(items: readonly T[], columnsOf: (item: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const column of columnsOf(item)) {
      const list = found.get(column);
      if (list) list.push(item);
      else found.set(column, [item]);
    }
  }
  return found;
}

function shapeOf(table: Table, order: number, tables: readonly Table[], rules: readonly RowRule[]): TableShape {
  const uniqueSets = [table.key, ...(table.unique ?? [])];
  const references = referencesOf(table);
  const own = rules.filter((rule) => rule.table === table.name);
  return {
    table,
    order,
    required: Object.keys(table.columns).filter((name) => table.columns[name]?.required === true),
    uniqueSets,
    uniqueSetsByColumn: byColumn(uniqueSets, (set) => set),
    references,
    referencesByColumn: byColumn(references, (reference) => reference.columns),
    referredToBy: tables.flatMap((from) =>
      referencesOf(from)
        .filter((reference) => reference.table === table.name)
        .map((reference) => ({ from: from.name, columns: reference.columns })),
    ),
    naming: [...new Set([...uniqueSets.flat(), ...references.flatMap((reference) => reference.columns)])],
    errorRules: own.filter((rule) => rule.severity === 'error'),
    warningRules: own.filter((rule) => rule.severity === 'warning'),
  };
}

type Shapes = ReadonlyMap<string, TableShape>;

/** Shapes worked out before, by the lists they were worked out from: a server merges thousands of times a minute. */
const known = new WeakMap<readonly Table[], WeakMap<readonly RowRule[], Shapes>>();

/** Shapes by table name. The same lists give the same shapes. */
export function tableShapes(tables: readonly Table[], rules: readonly RowRule[]): Shapes {
  let byRules = known.get(tables);
  if (!byRules) known.set(tables, (byRules = new WeakMap<readonly RowRule[], Shapes>()));
  let shapes = byRules.get(rules);
  if (!shapes) {
    shapes = new Map(tables.map((table, order) => [table.name, shapeOf(table, order, tables, rules)]));
    byRules.set(rules, shapes);
  }
  return shapes;
}

/** The shape of a table that a definition names. Throws on a name that is none: definitions are checked by the compiler. */
export function shapeNamed(shapes: Shapes, name: string): TableShape {
  const shape = shapes.get(name);
  if (!shape) throw new Error(`No table is named ${name}.`);
  return shape;
}

/** Headers of these columns, for messages. */
export function columnLabels({ table }: TableShape, columns: readonly string[]): string {
  return columns.map((column) => columnLabel(table, column)).join(' + ');
}

/** [FB12] The values of a key or set as people read them, each behind its header: "Order No. N1, Line 1"; empty ones left out. */
export function setWords(shape: TableShape, columns: readonly string[], text: string): string {
  const parts = filledKeyParts(columns, text);
  return parts.map(({ column, value }) => `${columnLabels(shape, [column])} ${value}`).join(', ');
}

/** Header of the first of these columns, for messages about a key or set as a whole. */
export function firstLabel(shape: TableShape, columns: readonly string[]): string {
  return columnLabels(shape, columns.slice(0, 1));
}
