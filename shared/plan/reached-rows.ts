import { getOrMake } from '../sync/get-or-make.ts';
import type { RowChange } from '../sync/history/journal.ts';
import { tableNamed, type TableName } from '../tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../tables/cell.ts';
import { keyOf } from '../tables/table.ts';
import { computedDeclarations } from './figures/computed-declarations.ts';
import { isAtItself, type Look } from './time/look.ts';
import { touches } from './postings/reposted-rows.ts';
import { sumsLooks } from './sums/sums-looks.ts';

/*
 * What follows from what, backwards
 *
 * Computed columns declare what they look at: own columns, sums, rows of other tables over references. Read backwards, each
 * look is a step from a row that changed to the rows that look at it. A change of a column that nobody looks at leads
 * nowhere. Whoever knows the rows answers the questions, level by level: the server from SQL, a test from memory.
 */

/** Rows whose columns hold one of these lists of values, each in the order of the columns; without columns all of them. */
export interface Lookup {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly values: readonly (readonly Cell[])[];
}

/** A live row with its cells, those that declarations read among them. */
export interface FoundRow {
  readonly row: RowId;
  readonly cells: Cells;
}

export interface WhatChanged {
  /** The newest first. */
  readonly changes: readonly RowChange[];
  /** The editable cells of a changed row after all the changes, undefined when it is gone. */
  readonly cellsNow: (change: RowChange) => Cells | undefined;
}

/** Row IDs by table. */
export type RowSets = ReadonlyMap<string, ReadonlySet<RowId>>;

/** From a row whose `from` holds some values to the rows of a table whose columns hold the same, and on from there. */
interface Step {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly from: readonly string[];
  /** Null: those are the rows with the computed columns. */
  readonly next: Step | null;
}

/** Changes of these columns reach the rows at the end of the steps; without steps the row itself. */
interface Trigger {
  readonly columns: Set<string>;
  readonly back: Step | null;
  /** Keys of the only rows that are looked at; null: any. */
  readonly named: ReadonlySet<string> | null;
}

type Triggers = ReadonlyMap<string, ReadonlyMap<string, Trigger>>;

const triggers = triggersOf();

/**
 * Live rows whose computed cells may be others because of changes: table name → Row IDs.
 * An update tells only the cells it changed, so each row is stepped back change by change from where it stands, and leads on
 * from every state it was in: cells of several revisions put together would be a row that never was.
 */
export function* reachedRows({
  changes,
  cellsNow,
}: WhatChanged): Generator<readonly Lookup[], RowSets, readonly (readonly FoundRow[])[]> {
  const way = new Way();
  for (const { change, before, after, isNow } of statesOf(changes, cellsNow)) {
    for (const { columns, back, named } of triggers.get(change.table)?.values() ?? []) {
      if (!touches(change, columns)) continue;
      if (named && ![before, after].some((cells) => cells && named.has(keyOf(tableNamed(change.table), cells))))
        continue;
      if (!back) {
        if (isNow) way.arrive(change.table, change.row);
        continue;
      }
      for (const cells of [before, after]) if (cells) way.go(back, cells);
    }
  }
  for (let asked = way.next(); asked.length > 0; asked = way.next()) {
    const answers = yield asked.map(({ step: { table, columns }, values }) => ({ table, columns, values }));
    asked.forEach(({ step }, i) => way.found(step, answers[i] ?? []));
  }
  return way.rows;
}

/** True when computed cells can follow from what the change changes. */
export function reachesCells(change: RowChange): boolean {
  return [...(triggers.get(change.table)?.values() ?? [])].some(({ columns }) => touches(change, columns));
}

interface RowState {
  readonly change: RowChange;
  readonly before: Cells | undefined;
  readonly after: Cells | undefined;
  /** The row is still there. */
  readonly isNow: boolean;
}

function* statesOf(changes: readonly RowChange[], cellsNow: WhatChanged['cellsNow']): Generator<RowState> {
  const states = new Map<string, { readonly now: boolean; readonly cells: Cells | undefined }>();
  for (const change of changes) {
    const place = `${change.table}/${change.row}`;
    const known = states.get(place);
    const after = known ? known.cells : cellsNow(change);
    const isNow = known ? known.now : after !== undefined;
    const before = change.kind === 'insert' ? undefined : { ...after, ...change.before };
    states.set(place, { now: isNow, cells: before });
    yield { change, before, after, isNow };
  }
}

/** How far the steps have led: each list of values is asked for once per step. */
class Way {
  readonly rows = new Map<string, Set<RowId>>();
  readonly #seen = new Map<Step, Set<string>>();
  #asked = new Map<Step, (readonly Cell[])[]>();

  arrive(table: string, row: RowId): void {
    getOrMake(this.rows, table, () => new Set<RowId>()).add(row);
  }

  go(step: Step, cells: Cells): void {
    const values = step.from.map((column) => cells[column] ?? null);
    if (values.includes(null)) return;
    const seen = getOrMake(this.#seen, step, () => new Set<string>());
    const text = JSON.stringify(values);
    if (seen.has(text)) return;
    seen.add(text);
    getOrMake(this.#asked, step, (): (readonly Cell[])[] => []).push(values);
  }

  found({ table, next }: Step, rows: readonly FoundRow[]): void {
    for (const { row, cells } of rows) {
      if (next) this.go(next, cells);
      else this.arrive(table, row);
    }
  }

  /** What has to be asked next; empty: nothing. */
  next(): { readonly step: Step; readonly values: readonly (readonly Cell[])[] }[] {
    const asked = [...this.#asked].map(([step, values]) => ({ step, values }));
    this.#asked = new Map();
    return asked;
  }
}

function triggersOf(): Triggers {
  const found = new Map<string, Map<string, Trigger>>();
  const steps = new Map<string, Step>();
  const watch = (
    table: string,
    columns: readonly string[],
    end: TableName,
    back: Step | null,
    named: readonly string[] | null = null,
  ): void => {
    const ofTable = getOrMake(found, table, () => new Map<string, Trigger>());
    const trigger = getOrMake(ofTable, JSON.stringify([end, back, named]), () => ({
      columns: new Set<string>(),
      back,
      named: named && new Set(named),
    }));
    for (const column of columns) trigger.columns.add(column);
  };
  const stepTo = (step: Step): Step => getOrMake(steps, JSON.stringify(step), () => step);
  const follow = (looks: readonly Look[], at: TableName, end: TableName, back: Step | null): void => {
    for (const look of looks) {
      const [theirs, own] = [Object.keys(look.on), Object.values(look.on)];
      watch(at, own, end, back);
      const there = isAtItself(look, at) ? back : stepTo({ table: at, columns: own, from: theirs, next: back });
      watch(look.table, [...theirs, ...look.reads], end, there, look.named);
      follow(look.looks ?? [], look.table, end, there);
    }
  };
  for (const { table, reads, looks, sums } of computedDeclarations) {
    watch(table, reads, table, null);
    follow([...looks, ...(sums ? sumsLooks(sums) : [])], table, table, null);
  }
  return found;
}
