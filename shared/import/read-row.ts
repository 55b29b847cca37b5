import type { Cell, Cells } from '../tables/cell.ts';
import type { Table } from '../tables/table.ts';
import { convertCell } from './convert-cell.ts';
import { blank, propose, type Converted } from './converted.ts';
import { addressIn, isBlankCell, shownText, type GridCell, type GridRow } from './grid.ts';
import type { ImportException, Proposal } from './import-plan.ts';
import type { HeadedSheet, ImportSource } from './import-source.ts';
import type { SourceColumn } from './source-columns.ts';

/** A row of the sheet as the table reads it: what it holds, what of that has to be accepted, and what cannot be read. */
export interface ReadRow {
  readonly row: GridRow;
  readonly cells: Map<string, Cell>;
  readonly exceptions: ImportException[];
  readonly proposals: Omit<Proposal, 'accepted'>[];
}

/** Reads a row of the sheet. */
export function readRow(row: GridRow, columns: readonly SourceColumn[], source: ImportSource): ReadRow {
  const read: ReadRow = { row, cells: new Map(), exceptions: [], proposals: [] };
  for (const column of columns) {
    const cell = column.cellIn(row);
    const converted = isBlankCell(cell) ? fromAbove(row, column, source) : convertCell(column.reading, cell);
    const place = {
      row: row.number,
      cell: addressIn(row.number, column.index),
      column: column.name,
      value: shownText(cell, column.reading.date1904),
    };
    if (converted.kind === 'value' && converted.value !== null) read.cells.set(column.name, converted.value);
    else if (converted.kind === 'exception') {
      read.exceptions.push({ ...place, rule: converted.rule, message: converted.message });
    } else if (converted.kind === 'proposal') {
      if (converted.value !== null) read.cells.set(column.name, converted.value);
      read.proposals.push({ ...place, kind: converted.proposal, reads: converted.value });
    }
  }
  return read;
}

/** A cell that is merged with those above says what they say: likely, and never without being asked. */
function fromAbove(row: GridRow, { index, reading }: SourceColumn, source: ImportSource): Converted {
  const above = cellAbove(row.number, index, source);
  const converted = isBlankCell(above) ? blank : convertCell(reading, above);
  return converted.kind === 'value' || converted.kind === 'proposal' ? propose('mergedDown', converted.value) : blank;
}

/** What stands in the first of the cells that this one is merged with, where that is further up and no header. */
export function cellAbove(row: number, column: number, { block, merged }: HeadedSheet): GridCell {
  const found = merged.at(row, column);
  return found && found.firstRow < row && found.firstRow > block.lastRow ? merged.cellOf(found) : undefined;
}

/** True when all that a row cannot be known without is there. */
export function hasKey(table: Table, { cells }: ReadRow): boolean {
  const needed = table.key.filter((name) => table.columns[name]?.required === true);
  if (needed.length > 0 && needed.every((name) => cells.has(name))) return true;
  return (table.unique ?? []).some((names) => names.every((name) => cells.has(name)));
}

/** Sums of the numbers above, in all and since the last row of totals, by column. */
export class RunningSums {
  readonly #all = new Map<string, number>();
  #since = new Map<string, number>();
  #rows = 0;

  areOf({ cells }: ReadRow): boolean {
    const numbers = [...cells].flatMap(([name, value]) => (typeof value === 'number' ? [{ name, value }] : []));
    if (numbers.length === 0 || this.#rows < 2) return false;
    return numbers.every(({ name, value }) => [this.#all.get(name), this.#since.get(name)].includes(value));
  }

  take({ cells }: ReadRow, isTotals: boolean): void {
    if (isTotals) {
      this.#since = new Map();
      return;
    }
    this.#rows++;
    for (const [name, value] of cells) {
      if (typeof value !== 'number') continue;
      for (const sums of [this.#all, this.#since]) sums.set(name, (sums.get(name) ?? 0) + value);
    }
  }
}

/** True when the row holds these columns, of which those that may be empty count only where all may. */
export function hasAll(table: Table, names: readonly string[], { cells }: ReadRow): boolean {
  const needed = names.filter((name) => table.columns[name]?.required === true);
  return (needed.length === 0 ? names : needed).every((name) => cells.has(name));
}

export function cellsOf({ cells }: ReadRow): Cells {
  return Object.fromEntries(cells);
}
