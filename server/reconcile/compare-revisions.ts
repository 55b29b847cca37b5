import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import type { MovedCell } from '../../shared/plan/moved/moved-rows.ts';
import { readJournalSince, type JournalRecord } from '../storage/journal.ts';
import { rowKeys } from '../storage/row-keys.ts';
import type { Database } from '../storage/schema.ts';

/** One cell that is another at `to` than at `from`. `delta` in cents for money, else null. */
export interface ComparedCell extends MovedCell {
  readonly delta: number | null;
}

/** What lies between two revisions, cell by cell, from the journal alone; costs the changes between them. Without `among`, of every table. */
export async function compareRevisions(
  db: Kysely<Database>,
  program: string,
  from: Revision,
  to: Revision,
  among?: readonly string[],
): Promise<ComparedCell[]> {
  const [low, high] = from <= to ? [from, to] : [to, from];
  const entries: JournalRecord[] = [];
  for (const table of among ?? [undefined]) {
    const ofTable = await readJournalSince(db, { program, after: low, upTo: high, ...(table && { table }) });
    for (const entry of ofTable) entries.push(entry);
  }
  const net = netChanges(entries.toReversed());
  const changes = from <= to ? net : net.map(inverse);
  const key = await rowKeys(db, program, changes);
  return changes.flatMap((change) => comparedCells(change, key(change)));
}

/** What a sequence of changes (oldest first) amounts to per row, in the order of tables and Row IDs. */
export function netChanges(changes: readonly RowChange[]): RowChange[] {
  const rows = new Map<string, RowChange>();
  for (const change of changes) {
    const place = `${change.table}/${change.row}`;
    const earlier = rows.get(place);
    const net = earlier ? combine(earlier, change) : change;
    if (net === null) rows.delete(place);
    else rows.set(place, net);
  }
  const order = new Map(tables.map((table, index) => [table.name, index]));
  return [...rows.values()]
    .map(withoutUnchanged)
    .filter(isChange)
    .sort((a, b) => (order.get(a.table) ?? 0) - (order.get(b.table) ?? 0) || (a.row < b.row ? -1 : 1));
}

/** Two changes of one row in a row as one; null where the row is added and taken away again. A cell that is absent is empty. */
function combine(first: RowChange, next: RowChange): RowChange | null {
  const [isNew, isGone] = [first.kind === 'insert', next.kind === 'delete'];
  if (isNew && isGone) return null;
  return {
    table: first.table,
    row: first.row,
    kind: isNew ? 'insert' : isGone ? 'delete' : 'update',
    before: { ...next.before, ...nulls(first.after), ...first.before },
    after: { ...first.after, ...nulls(next.before), ...next.after },
  };
}

function nulls(cells: Cells): Cells {
  return Object.fromEntries(Object.keys(cells).map((column) => [column, null]));
}

function withoutUnchanged(change: RowChange): RowChange {
  const columns = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].filter(
    (column) => (change.before[column] ?? null) !== (change.after[column] ?? null),
  );
  const pick = (cells: Cells) => Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
  return { ...change, before: pick(change.before), after: pick(change.after) };
}

/** A row set back to what it was has not changed. */
function isChange(change: RowChange): boolean {
  return Object.keys(change.after).length > 0;
}

function inverse(change: RowChange): RowChange {
  const kind = { insert: 'delete', delete: 'insert', update: 'update' } as const;
  return { ...change, kind: kind[change.kind], before: change.after, after: change.before };
}

function comparedCells({ table, row, kind, before, after }: RowChange, key: string): ComparedCell[] {
  const { columns } = tableNamed(table);
  return Object.keys(columns)
    .filter((column) => Object.hasOwn(after, column))
    .map((column) => {
      const [was, is] = [before[column] ?? null, after[column] ?? null];
      const delta = columns[column]?.kind === 'money' ? Number(is ?? 0) - Number(was ?? 0) : null;
      return { table, row, key, kind, column, before: was, after: is, delta };
    });
}
