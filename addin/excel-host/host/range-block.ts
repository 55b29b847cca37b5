import { type Area, areaOf } from '../book/area.ts';
import { invalidArgument } from './host-error.ts';
import { isArray } from './arguments.ts';
import type { Json } from '../book/json.ts';

/**
 * The cells of a written property by rows: one value for all cells, or a block of exactly the range's size.
 * Excel also takes a single row or column block only where the sizes agree.
 */
export function blockOf(value: Json, area: Area, property: string): readonly (readonly Json[])[] {
  if (!isArray(value)) {
    const line = Array.from({ length: area.columnCount }, () => value);
    return Array.from({ length: area.rowCount }, () => line);
  }
  const block = value.map((line) => (isArray(line) ? line : [line]));
  const isSameSize = block.length === area.rowCount && block.every((line) => line.length === area.columnCount);
  if (!isSameSize) {
    throw invalidArgument(
      `The number of rows or columns in the input array doesn't match the size or dimensions of the range: ${property} got ${block.length} × ${block[0]?.length ?? 0} for ${area.rowCount} × ${area.columnCount} cells.`,
    );
  }
  return block;
}

export function rowOf(area: Area, offset: number): Area {
  return areaOf(area.row + offset, area.column, 1, area.columnCount);
}
