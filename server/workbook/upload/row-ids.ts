import { createHash } from 'node:crypto';
import { rowIdFromBytes, type RowId } from '../../../shared/tables/cell.ts';
import type { FileRow } from '../read/workbook-contents.ts';

/** Which copy of which workbook a row is new in. */
export interface NewRowPlace {
  readonly workbook: string;
  readonly revision: number;
  readonly table: string;
}

/**
 * The Row ID of a row that has none yet [W1]. It follows from the workbook, its revision, the place and the content of the
 * row, so uploading one file twice adds nothing twice.
 */
export function newRowId(place: NewRowPlace, { sheetRow, cells }: FileRow): RowId {
  const content = JSON.stringify([place.workbook, place.revision, place.table, sheetRow, Object.entries(cells)]);
  return rowIdFromBytes(createHash('sha256').update(content).digest());
}
