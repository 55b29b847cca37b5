import { findTable } from '../../shared/tables/all-tables.ts';
import type { UnreadRow } from '../sync/session/sync-state.ts';

/** [W11] What becomes of a row that is not the table's, and what to do if it was meant to be. */
export function unreadWords({ kind, table, label }: UnreadRow): string {
  const name = findTable(table)?.label ?? table;
  if (kind === 'totals') return `${name}: the row “${label}” adds up other rows, so it is not sent.`;
  return `${name}: the row “${label}” stands below the table, so it is not sent. Move it up to send it.`;
}
