import { getOrMake } from '../sync/get-or-make.ts';
import type { Edit, InsertEdit, Revision, UpdateEdit } from '../sync/edit.ts';
import type { ProgramRows } from '../sync/program-rows.ts';
import type { Cell, Cells, RowId } from '../tables/cell.ts';
import { columnLabel, editableColumns, keyOf, keyTextOf } from '../tables/table.ts';
import type { Converted } from './converted.ts';
import { defaultValue } from './default-value.ts';
import { addressIn, shownText } from './grid.ts';
import { isAccepted, type ImportMapping } from './import-mapping.ts';
import type { ImportException, ImportPlan, Proposal } from './import-plan.ts';
import type { ImportSource } from './import-source.ts';
import { cellsOf, hasAll, type ReadRow } from './read-row.ts';
import type { SourceColumn } from './source-columns.ts';

/** Rows that are named beside one that has the same key. */
export const TOLD_TWINS = 3;

/** What is to be imported, and beside what. */
export interface ImportInput {
  readonly source: ImportSource;
  readonly mapping: ImportMapping;
  /** Rows by table, as of `revision`: of the table itself and of those that it refers to. */
  readonly rows: ReadonlyMap<string, ProgramRows>;
  readonly revision: Revision;
  /** The Row ID of a new row with this key. */
  readonly nameRow: (key: string) => RowId;
}

/** True where the row says something for this column, be it something that cannot be read. */
function isToldOf({ cells, exceptions }: ReadRow, name: string): boolean {
  return cells.has(name) || exceptions.some(({ column }) => column === name);
}

/** Puts the plan together, row by row. */
export class PlanDraft {
  readonly #input: ImportInput;
  readonly #columns: readonly SourceColumn[];
  readonly #edits: Edit[] = [];
  readonly #rowOf = new Map<RowId, number>();
  readonly #proposals: Omit<Proposal, 'accepted'>[] = [];
  readonly #exceptions: ImportException[] = [];
  readonly #waiting: number[] = [];
  readonly #needed = new Set<string>();
  readonly #byKey = new Map<string, RowId>();
  readonly #byUnique: { readonly names: readonly string[]; readonly rows: ReadonlyMap<string, RowId> }[];
  readonly #accepted: ReadonlySet<string>;
  readonly #newValues = new Map<string, Converted>();
  #unchanged = 0;

  constructor(input: ImportInput, columns: readonly SourceColumn[]) {
    this.#input = input;
    this.#columns = columns;
    this.#accepted = new Set(input.mapping.accept);
    const { table } = input.source;
    const rows = input.rows.get(table.name) ?? new Map<RowId, Cells>();
    for (const [row, cells] of rows) this.#byKey.set(keyOf(table, cells), row);
    this.#byUnique = (table.unique ?? []).map((names) => ({
      names,
      rows: new Map([...rows].map(([row, cells]) => [keyTextOf(names, cells), row])),
    }));
  }

  take(read: ReadRow): void {
    const { table } = this.#input.source;
    const row = this.#rowIdOf(read);
    const before = row === null ? undefined : this.#input.rows.get(table.name)?.get(row);
    // What the plan has already needs nobody's word: a row that changes nothing, however it is written, and a cell.
    if (before !== undefined && read.exceptions.length === 0 && changedIn(read, before).length === 0) {
      this.#unchanged++;
      return;
    }
    const open = read.proposals.filter(({ column, reads }) => {
      return (
        table.key.includes(column) ||
        before === undefined ||
        (before[column] ?? null) !== (reads ?? before[column] ?? null)
      );
    });
    const missing = before === undefined ? this.#fillNew(read) : [];
    const exceptions = [...read.exceptions, ...missing];
    this.#exceptions.push(...exceptions);
    this.#proposals.push(...open);
    if (exceptions.length > 0) return;
    if (open.some(({ kind, cell }) => !isAccepted(this.#accepted, kind, cell))) this.#waiting.push(read.row.number);
    else if (row === null || before === undefined) this.#insert(read);
    else this.#update(read, row, before);
  }

  /**
   * A key of several columns of which the sheet has some is completed by what new rows get: a document that has one line
   * is its line 1, in this file and in the plan.
   */
  completeKey(read: ReadRow): void {
    const { table } = this.#input.source;
    if (!table.key.some((name) => read.cells.has(name))) return;
    for (const name of table.key) {
      // One that may be empty is perhaps meant to be.
      if (table.columns[name]?.required !== true || isToldOf(read, name)) continue;
      const value = this.#newValueOf(name);
      if (value.kind === 'value' && value.value !== null) read.cells.set(name, value.value);
    }
  }

  /** The same for rows of the file that tell of the same row of the plan, be it by another of its numbers. */
  identityOf(read: ReadRow): string {
    const row = this.#rowIdOf(read);
    if (row !== null) return JSON.stringify({ row });
    const { table } = this.#input.source;
    const names = [table.key, ...(table.unique ?? [])].find((each) => hasAll(table, each, read));
    return JSON.stringify(names ? { names, key: keyTextOf(names, cellsOf(read)) } : { number: read.row.number });
  }

  /** @param group the first rows of those under the same key */
  refuseDoubled(read: ReadRow, group: readonly ReadRow[]): void {
    const others = group.filter((other) => other !== read).map(({ row }) => row.number);
    this.#exceptions.push(...read.exceptions, this.#doubled(read, others));
  }

  #doubled(read: ReadRow, others: readonly number[]): ImportException {
    const { table } = this.#input.source;
    const [name = ''] = table.key;
    const message = `${columnLabel(table, name)} stands in row ${others.slice(0, TOLD_TWINS).join(', ')} too, with other values. Keep one of the rows.`;
    return this.#exception(read, name, 'V02', message);
  }

  done(): Omit<ImportPlan, 'skipped' | 'translations'> {
    const inOrder = <T extends { readonly row: number }>(items: readonly T[]): T[] =>
      items.toSorted((a, b) => a.row - b.row);
    return {
      edits: this.#edits,
      rowOf: this.#rowOf,
      unchanged: this.#unchanged,
      proposals: inOrder(this.#proposals).map((proposal) => ({
        ...proposal,
        accepted: isAccepted(this.#accepted, proposal.kind, proposal.cell),
      })),
      exceptions: inOrder(this.#exceptions),
      waiting: this.#waiting.toSorted((a, b) => a - b),
      needed: [...this.#needed],
    };
  }

  /** The plan's row that this one tells of, by its key, else by another number that is nobody else's. */
  #rowIdOf(read: ReadRow): RowId | null {
    const { table } = this.#input.source;
    if (hasAll(table, table.key, read)) return this.#byKey.get(keyOf(table, cellsOf(read))) ?? null;
    for (const { names, rows } of this.#byUnique) {
      const found = names.every((name) => read.cells.has(name)) ? rows.get(keyTextOf(names, cellsOf(read))) : undefined;
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Fills a new row with the defaults. @returns what it still cannot be without */
  #fillNew(read: ReadRow): ImportException[] {
    const { source } = this.#input;
    const missing: ImportException[] = [];
    for (const name of editableColumns(source.table)) {
      if (isToldOf(read, name)) continue;
      const value = this.#newValueOf(name);
      if (value.kind === 'value' && value.value !== null) read.cells.set(name, value.value);
      else if (value.kind === 'exception') missing.push(this.#exception(read, name, value.rule, value.message));
      else if (source.table.columns[name]?.required === true) {
        this.#needed.add(name);
        missing.push(this.#exception(read, name, 'V01', this.#missingWords(read, name)));
      }
    }
    return missing;
  }

  /** What a new row gets in this column where the sheet says nothing. */
  #newValueOf(name: string): Converted {
    return getOrMake(this.#newValues, name, () => defaultValue(this.#input, name));
  }

  #missingWords(read: ReadRow, name: string): string {
    const { table } = this.#input.source;
    const label = columnLabel(table, name);
    const [unique] = (table.unique ?? []).filter((names) => names.every((of) => read.cells.has(of)));
    if (!unique || !table.key.includes(name)) return `${label} is required.`;
    const by = unique.map((of) => `${columnLabel(table, of)} ${String(read.cells.get(of))}`).join(', ');
    return `${label} is required: no row of the plan has ${by}.`;
  }

  #exception({ row }: ReadRow, name: string, rule: string, message: string): ImportException {
    const column = this.#columns.find((candidate) => candidate.name === name);
    const value = column ? shownText(column.cellIn(row), column.reading.date1904) : '';
    return {
      row: row.number,
      cell: column ? addressIn(row.number, column.index) : '',
      column: name,
      value,
      rule,
      message,
    };
  }

  #insert(read: ReadRow): void {
    const { source, revision, nameRow } = this.#input;
    const cells = cellsOf(read);
    const row = nameRow(keyOf(source.table, cells));
    const twin = this.#rowOf.get(row);
    if (twin !== undefined) {
      this.#exceptions.push(this.#doubled(read, [twin]));
      return;
    }
    const edit: InsertEdit = { kind: 'insert', table: source.table.name, row, cells, seen: revision };
    this.#edits.push(edit);
    this.#rowOf.set(row, read.row.number);
  }

  #update(read: ReadRow, row: RowId, before: Cells): void {
    const { source, revision } = this.#input;
    const changed = changedIn(read, before);
    const seen = Object.fromEntries(changed.map(([name]) => [name, revision]));
    const edit: UpdateEdit = {
      kind: 'update',
      table: source.table.name,
      row,
      cells: Object.fromEntries(changed),
      seen,
    };
    this.#edits.push(edit);
    this.#rowOf.set(row, read.row.number);
  }
}

function changedIn({ cells }: ReadRow, before: Cells): [column: string, value: Cell][] {
  return [...cells].filter(([name, value]) => (before[name] ?? null) !== value);
}
