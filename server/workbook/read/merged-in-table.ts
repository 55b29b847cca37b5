import { columnOfLetters } from '../../../shared/workbook-file/column-letters.ts';
import { isRowId } from '../../../shared/tables/cell.ts';
import type { SheetCell } from './read-sheet.ts';
import type { TableBlock } from './table-block.ts';

/**
 * [W9] The first block of merged cells that covers cells of the plan: merging has emptied all of them but one, and nobody
 * can tell whether that was meant. Merged titles, notes and columns of the person's own say nothing. Undefined: none does.
 */
export function mergedInTable({ match, rows }: TableBlock, merged: readonly string[]): string | undefined {
  const { rowIdIndex, indexByColumn } = match;
  const columns = [...indexByColumn.values(), ...(rowIdIndex === null ? [] : [rowIdIndex])];
  const named = rows.filter(({ cells }) => rowIdIndex !== null && isRowId(textOf(cells[rowIdIndex])));
  const [first, last] = [named[0]?.number ?? 1, named.at(-1)?.number ?? 0];
  return merged.find((address) => {
    const [, left = '', top = '', right = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(address) ?? [];
    if (left === '' || Number(top) > last || Number(bottom) < first) return false;
    return columns.some((column) => column >= columnOfLetters(left) && column <= columnOfLetters(right));
  });
}

function textOf(cell: SheetCell): string {
  return String(typeof cell === 'object' ? cell.value : (cell ?? '')).trim();
}
