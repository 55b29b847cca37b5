import { createHash } from 'node:crypto';
import type { NameRows } from '../../../shared/sync/read/identify-rows.ts';
import type { LocalSheetRow } from '../../../shared/sync/read/local-table.ts';
import { rowIdFromBytes, type RowId } from '../../../shared/tables/cell.ts';

/** Which copy of which workbook a row is new in. */
interface NewRowPlace {
  readonly workbook: string;
  readonly revision: number;
  readonly table: string;
}

/**
 * The Row IDs of rows that have none yet [W1]. They follow from the workbook, its revision, the place and the content of
 * the row, so uploading one file twice adds nothing twice.
 */
export function fileRowNaming(workbook: string, revision: number): NameRows {
  return (local, positions) => {
    const wanted = new Set(positions);
    const place = { workbook, revision, table: local.table.name };
    const unnamed = local.rows.filter(({ sheet }) => wanted.has(sheet.position));
    return new Map(unnamed.map((row) => [row.sheet.position, newRowId(place, row)]));
  };
}

function newRowId(place: NewRowPlace, { sheet, cells }: LocalSheetRow): RowId {
  const content = JSON.stringify([place.workbook, place.revision, place.table, sheet.position, Object.entries(cells)]);
  return rowIdFromBytes(createHash('sha256').update(content).digest());
}
