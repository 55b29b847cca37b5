import type { Cells, RowId } from '../tables/cell.ts';
import { keyIsBlank, keyOf, type Table } from '../tables/table.ts';
import { largestAmount } from './money-at-stake.ts';
import { cellsAfter, type Slip, type SlipRow } from './slip.ts';

/** Rows whose key has become the one that another row of base had: what a sort does that leaves the Row IDs behind. */
export function keysApart(table: Table, rows: readonly SlipRow[], base: ReadonlyMap<RowId, Cells> | undefined): Slip[] {
  const moved = rows.flatMap((row) => {
    const cells = cellsAfter(row);
    const isMoved = row.kind === 'update' && row.base !== null && keyOf(table, row.base) !== keyOf(table, cells);
    return isMoved && !keyIsBlank(table, cells) ? [{ row, cells, key: keyOf(table, cells) }] : [];
  });
  if (moved.length === 0) return [];
  const owners = ownersOf(table, new Set(moved.map(({ key }) => key)), base ?? new Map<RowId, Cells>());
  return moved.flatMap(({ row, cells, key }): Slip[] => {
    const owner = owners.get(key);
    if (owner === undefined || owner === row.row) return [];
    const column = row.cells.find((cell) => table.key.includes(cell.column))?.column ?? null;
    const sentence = `This row’s key is now ${key}, which another row had. After a sort, the hidden Row IDs may have stayed behind.`;
    const { row: id, rowKey } = row;
    const weight = largestAmount(table, cells);
    return [{ table: table.name, row: id, rowKey, column, kind: 'keysApart', sentence, weight }];
  });
}

function ownersOf(table: Table, keys: ReadonlySet<string>, base: ReadonlyMap<RowId, Cells>): Map<string, RowId> {
  const owners = new Map<string, RowId>();
  for (const [row, cells] of base) {
    const key = keyOf(table, cells);
    if (keys.has(key)) owners.set(key, row);
  }
  return owners;
}
