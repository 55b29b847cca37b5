import type { Cells, RowId } from '../tables/cell.ts';
import { columnLabel, editableColumns, keyOf, keyTextOf, type Table } from '../tables/table.ts';
import { largestAmount } from './money-at-stake.ts';
import { cellsAfter, type Slip, type SlipRow } from './slip.ts';

/** Filled cells besides the key for two rows to be called equal: with fewer, they agree by chance. */
const LEAST_FILLED = 3;

/**
 * New rows that equal another row of the table in everything but key and Row ID: pasted twice, then given a new key.
 * Where the key is made of several columns, rows without money are copied on purpose (the milestones of ten sites have
 * the same dates), so there a duplicate must repeat an amount. Looks once at each row of the table.
 */
export function duplicateRows(
  table: Table,
  rows: readonly SlipRow[],
  base: ReadonlyMap<RowId, Cells> | undefined,
): Slip[] {
  const columns = editableColumns(table).filter((column) => !table.key.includes(column));
  const added = rows.filter(({ kind }) => kind === 'insert').map((row) => ({ row, cells: cellsAfter(row) }));
  const telling = added.filter(({ cells }) => isTelling(table, columns, cells));
  if (telling.length === 0) return [];
  const twins = twinsInBase(table, columns, telling, rows, base ?? new Map<RowId, Cells>());
  return telling.flatMap(({ row, cells }): Slip[] => {
    const contents = keyTextOf(columns, cells);
    const twin = twins.get(contents);
    if (twin === undefined) {
      twins.set(contents, row.rowKey);
      return [];
    }
    const labels = table.key.map((column) => columnLabel(table, column)).join(', ');
    const sentence = `This new row equals ${twin} in everything but ${labels}. Was it pasted twice?`;
    const { row: id, rowKey } = row;
    const weight = largestAmount(table, cells);
    return [{ table: table.name, row: id, rowKey, column: null, kind: 'duplicate', sentence, weight }];
  });
}

function isTelling(table: Table, columns: readonly string[], cells: Cells): boolean {
  const filled = columns.filter((column) => (cells[column] ?? null) !== null);
  return filled.length >= LEAST_FILLED && (table.key.length === 1 || largestAmount(table, cells) > 0);
}

/** Keys of the rows of base, as my changes leave them, by the contents they share with one of the new rows. */
function twinsInBase(
  table: Table,
  columns: readonly string[],
  added: readonly { readonly cells: Cells }[],
  rows: readonly SlipRow[],
  base: ReadonlyMap<RowId, Cells>,
): Map<string, string> {
  const wanted = new Set(added.map(({ cells }) => keyTextOf(columns, cells)));
  // One cell is compared first, so that the contents of most rows need not be put together.
  const probe = columns.find((column) => table.columns[column]?.kind === 'money') ?? columns[0] ?? '';
  const probed = new Set(added.map(({ cells }) => cells[probe] ?? null));
  const changed = new Map(rows.map((row) => [row.row, row]));
  const twins = new Map<string, string>();
  for (const [id, before] of base) {
    const change = changed.get(id);
    if (change?.kind === 'delete') continue;
    const cells = change === undefined ? before : cellsAfter(change);
    if (!probed.has(cells[probe] ?? null)) continue;
    const contents = keyTextOf(columns, cells);
    if (wanted.has(contents) && !twins.has(contents)) twins.set(contents, keyOf(table, cells));
  }
  return twins;
}
