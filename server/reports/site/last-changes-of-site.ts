import type { Kysely } from 'kysely';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { cellChanges } from '../../../shared/sync/history/cell-changes.ts';
import { readRowHistory } from '../../storage/row-history.ts';
import { rowKeys, rowsByTable, type RowPlace } from '../../storage/row-keys.ts';
import type { Database } from '../../storage/schema.ts';

/** What is told of a site; the rest is in the history. */
const CHANGES_TOLD = 25;

/** The last changes of these rows up to a revision, newest first. Call it inside a snapshot. */
export async function lastChangesOfSite(
  db: Kysely<Database>,
  program: string,
  places: readonly RowPlace[],
  upTo: Revision,
): Promise<SiteReply['changes']> {
  const found = [];
  for (const [table, rows] of rowsByTable(places)) {
    const wanted = [...rows].map((row) => ({ row, after: 0 }));
    found.push(...(await readRowHistory(db, { program, table, rows: wanted })));
  }
  const told = found
    .filter(({ revision }) => revision <= upTo)
    .sort((a, b) => b.revision - a.revision)
    .slice(0, CHANGES_TOLD);
  const keys = await rowKeys(db, program, told);
  return told.map((entry) => {
    const { revision, at, by, table, row, kind } = entry;
    return { revision, at, by, table, row, kind, key: keys(entry), cells: cellChanges(entry) };
  });
}
