import { createHash } from 'node:crypto';
import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';

/** A new row's id that follows from a request: the same row again when the request is repeated. */
export function rowOfRequest(named: readonly string[]): RowId {
  return rowIdFromBytes(createHash('sha256').update(JSON.stringify(named)).digest().subarray(0, 15));
}
