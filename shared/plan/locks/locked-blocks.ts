import { getOrMake } from '../../sync/get-or-make.ts';
import type { RowId } from '../../tables/cell.ts';
import type { LockedCells } from './locked-cells.ts';

/** How locked cells look in every workbook: always true and known again as ours, with the look of computed columns. */
export const lockedLook = {
  /** As Excel's library takes it; in a file it stands without its equals sign. */
  formula: '=ISTEXT("SEP Sync: is locked")',
  fill: '#F2F2F2',
  font: '#595959',
  /** Title of the message beside the selected cell. */
  title: 'Locked',
} as const;

/** Rows and columns of a table's body, from 0, that lie side by side and are locked for one reason. */
export interface LockedBlock {
  readonly row: number;
  readonly rowCount: number;
  readonly column: number;
  readonly columnCount: number;
  readonly hint: string;
}

/**
 * [FD1] The cells that one lock holds, in as few blocks as rows and columns that lie side by side allow.
 * `ids` are the Row IDs in the order of the sheet, `columns` the places of the locked columns in it.
 */
export function lockedBlocks(
  ids: readonly RowId[],
  columns: readonly number[],
  { rows, hint }: Pick<LockedCells, 'rows' | 'hint'>,
): LockedBlock[] {
  const columnRuns = runsOf(columns.toSorted((a, b) => a - b));
  return runsOf(ids.flatMap((id, row) => (rows.has(id) ? [row] : []))).flatMap(([row, rowCount]) =>
    columnRuns.map(([column, columnCount]) => ({ row, rowCount, column, columnCount, hint })),
  );
}

/** Rows of one column, from 0, beside which the same message stands. */
export interface LockedMessage {
  readonly row: number;
  readonly rowCount: number;
  readonly column: number;
  readonly hint: string;
}

/** What is said beside each locked cell, in as few runs as possible; where two locks hold a cell, the later one speaks. */
export function lockedMessages(blocks: readonly LockedBlock[]): LockedMessage[] {
  const hintsByColumn = new Map<number, (string | undefined)[]>();
  for (const { row, rowCount, column, columnCount, hint } of blocks) {
    for (let offset = 0; offset < columnCount; offset++) {
      const hints = getOrMake(hintsByColumn, column + offset, (): (string | undefined)[] => []);
      for (let at = row; at < row + rowCount; at++) hints[at] = hint;
    }
  }
  return [...hintsByColumn].flatMap(([column, hints]) => {
    const messages: (LockedMessage & { rowCount: number })[] = [];
    for (const [row, hint] of hints.entries()) {
      const last = messages.at(-1);
      if (hint === undefined) continue;
      if (last !== undefined && last.row + last.rowCount === row && last.hint === hint) last.rowCount++;
      else messages.push({ row, rowCount: 1, column, hint });
    }
    return messages;
  });
}

/** Runs of numbers that follow each other, as first and count. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}
