import type { RemoteTable } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';

/** True of rows that came without their computed columns, since none of them has moved. */
export function leavesOut(name: string, { columns }: RemoteTable): boolean {
  return columns.length < Object.keys(tableNamed(name).columns).length;
}
