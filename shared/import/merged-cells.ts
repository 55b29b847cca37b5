import { getOrMake } from '../sync/get-or-make.ts';
import type { Grid, GridCell, GridRow, MergedBlock } from './grid.ts';

/** Where cells of a sheet are merged, found by row: a sheet may have thousands of blocks. */
export interface MergedCells {
  at(row: number, column: number): MergedBlock | undefined;
  /** What a block says: its first cell. */
  cellOf(block: MergedBlock): GridCell;
}

/** Rows of blocks that are looked at, all blocks together; of more, the sheet is a drawing and no table. */
const MOST_PLACES = 200_000;

export function mergedCells({ rows, merged }: Grid): MergedCells {
  const byRow = new Map<number, MergedBlock[]>();
  let left = MOST_PLACES;
  for (const block of merged) {
    for (let row = block.firstRow; row <= block.lastRow && left > 0; row++, left--) {
      getOrMake(byRow, row, (): MergedBlock[] => []).push(block);
    }
  }
  const rowsByNumber = new Map<number, GridRow>(merged.length === 0 ? [] : rows.map((row) => [row.number, row]));
  return {
    at: (row, column) =>
      byRow.get(row)?.find(({ firstColumn, lastColumn }) => column >= firstColumn && column <= lastColumn),
    cellOf: ({ firstRow, firstColumn }) => rowsByNumber.get(firstRow)?.cells[firstColumn],
  };
}
