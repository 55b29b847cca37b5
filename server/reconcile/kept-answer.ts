import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { WireRow } from '../../shared/protocol/cells.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { Database, SyncReplyRow } from '../storage/schema.ts';
import { readOutcomesBetween } from '../storage/sync-replies.ts';
import { remoteChanges, type RecomputedRows, type Remote } from './remote-changes.ts';
import type { Reached } from './remote-since.ts';
import { noRemote, remoteText } from './remote-text.ts';
import type { SyncAnswer } from './sync-answer.ts';
import { toldRowsOf } from './told-rows.ts';

const rowsByTable = z.record(z.string(), z.array(z.string()));

/** What became of the edits, and which rows came just for their computed cells. What others did can be read again. */
const keptOutcome = syncReply.omit({ remote: true }).extend({
  /** Of this sync alone; absent: not known. */
  own: rowsByTable.optional(),
  /** Of all revisions after the base; of those up to `ledOnFrom` where that is there. */
  recomputed: rowsByTable.default({}),
  ledOnFrom: z.number().optional(),
  leftOut: z.array(z.string()).default([]),
  /** Rows came by the cells that had moved. */
  isByMoved: z.boolean().default(false),
});

/** An answer as it is kept, so that the same can be given again [I1]. */
export function keptOutcomeText(
  { outcome, remote: { leftOut } }: SyncAnswer,
  reached: Reached,
  { isByMoved }: { readonly isByMoved: boolean },
): string {
  return JSON.stringify({ ...outcome, ...reached, leftOut, ...(isByMoved ? { isByMoved } : {}) });
}

/** [I1] The same answer as before: what changed is read again as it was at the revision that the first answer led to. */
export async function answerAgain(
  db: Kysely<Database>,
  { id: program, revision: head }: { readonly id: string; readonly revision: number },
  earlier: SyncReplyRow,
  bringsRows: boolean,
): Promise<SyncAnswer> {
  const kept = keptOutcome.parse(JSON.parse(earlier.outcome));
  const { own: _own, recomputed, ledOnFrom, leftOut, isByMoved, ...outcome } = kept;
  if (!bringsRows) return { outcome, remote: noRemote };
  const { base, revision: to } = earlier;
  const reached = ledOnFrom === undefined ? undefined : await rowsReached(db, earlier, recomputed, ledOnFrom);
  const all = reached ? recomputedIn(reached) : ledOnFrom === undefined ? recomputed : undefined;
  const again = all && { recomputed: all, leftOut };
  const mayLeaveOut = leftOut.length > 0;
  const remote = await remoteChanges(db, { program, base, to, head, mayLeaveOut, ...(again ? { again } : {}) });
  const rows = toldRowsOf(reached ? asToldBefore(remote, reached, ledOnFrom ?? base) : remote, to);
  return { outcome, remote: await remoteText(db, { program, base, mayLeaveOut, isByMoved }, rows) };
}

/** By table, which revision told last that a row’s computed cells may be others. */
type LastReached = ReadonlyMap<string, ReadonlyMap<RowId, Revision>>;

/** Those rows, and what each later revision has kept as its own; undefined when one of them has not: then it is worked out anew. */
async function rowsReached(
  db: Kysely<Database>,
  { program, revision }: SyncReplyRow,
  before: RecomputedRows,
  ledOnFrom: Revision,
): Promise<LastReached | undefined> {
  const reached = new Map<string, Map<RowId, Revision>>();
  const note = (rows: RecomputedRows, at: Revision): void => {
    for (const [table, ids] of Object.entries(rows))
      for (const row of ids) getOrMake(reached, table, () => new Map<RowId, Revision>()).set(row, at);
  };
  note(before, ledOnFrom);
  for (const kept of await readOutcomesBetween(db, { program, after: ledOnFrom, upTo: revision })) {
    const own = kept.outcome === undefined ? undefined : keptOutcome.parse(JSON.parse(kept.outcome)).own;
    if (own === undefined) return undefined;
    note(own, kept.revision);
  }
  return reached;
}

function recomputedIn(reached: LastReached): RecomputedRows {
  return Object.fromEntries([...reached].map(([table, rows]) => [table, [...rows.keys()]]));
}

/** Rows stood in the order of the revisions that told of them. */
function asToldBefore(
  { tables, moved }: Remote,
  reached: LastReached,
  ledOnFrom: Revision,
): Omit<Remote, 'recomputed'> {
  const ordered = Object.entries(tables).map(([name, table]) => {
    const at = ([row, changed]: WireRow): Revision => Math.max(ledOnFrom, changed, reached.get(name)?.get(row) ?? 0);
    return [name, { ...table, rows: table.rows.toSorted((one, other) => at(one) - at(other)) }] as const;
  });
  return { tables: Object.fromEntries(ordered), ...(moved ? { moved } : {}) };
}
