import type { SyncReply, SyncRequest } from '../../shared/protocol/sync.ts';
import type { JournalEntry } from '../../shared/sync/history/journal.ts';
import type { GoneTyping } from './typing.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';

/** One answered sync, as it went over the wire. */
export interface Exchange {
  readonly by: string;
  readonly request: SyncRequest;
  readonly reply: SyncReply;
}

/** A conflict as the server keeps it, decided or not. */
export interface KeptConflict {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  readonly local: Cell;
}

export interface RecordedHistory {
  readonly exchanges: readonly Exchange[];
  readonly gone: readonly GoneTyping[];
  /** Ascending. */
  readonly journal: readonly JournalEntry[];
  readonly kept: readonly KeptConflict[];
}

interface SentCell {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  readonly value: Cell;
  readonly seen: number;
}

/** What became of every cell of a program, revision by revision. */
class Timeline {
  readonly #values = new Map<string, { revision: number; value: Cell }[]>();

  constructor(journal: readonly JournalEntry[]) {
    for (const entry of journal) {
      for (const column of new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])) {
        const cell = `${entry.table}/${entry.row}/${column}`;
        const values = this.#values.get(cell) ?? [];
        values.push({ revision: entry.revision, value: entry.after[column] ?? null });
        this.#values.set(cell, values);
      }
    }
  }

  /** Value of a cell at a revision; null where there was none. */
  at(table: string, row: RowId, column: string, revision: number): Cell {
    const values = this.#values.get(`${table}/${row}/${column}`) ?? [];
    return values.findLast((value) => value.revision <= revision)?.value ?? null;
  }
}

function sentCells(request: SyncRequest): SentCell[] {
  return Object.entries(request.edits ?? {}).flatMap(([table, edits]) => [
    ...(edits.inserts ?? []).flatMap(({ row, cells, seen }) => cellsOf(table, row, cells, () => seen ?? request.base)),
    ...(edits.updates ?? []).flatMap(({ row, cells, seen }) =>
      cellsOf(table, row, cells, (column) => seen?.[column] ?? request.base),
    ),
  ]);
}

function cellsOf(
  table: string,
  row: RowId,
  cells: Readonly<Record<string, Cell>>,
  seen: (column: string) => number,
): SentCell[] {
  return Object.entries(cells).map(([column, value]) => ({ table, row, column, value, seen: seen(column) }));
}

/** A reference follows its row when somebody renames the key, so it may hold another text than was sent. */
function isReference(table: string, column: string): boolean {
  const { columns, foreignKeys = [] } = tableNamed(table);
  return columns[column]?.kind === 'reference' || foreignKeys.some((key) => key.columns.includes(column));
}

/**
 * The oracle of "nothing lost": each cell that was sent and answered is at that revision what was sent, or in a kept
 * conflict, or in a refusal. And of "nothing silently overwritten": each cell a sync changed was, when its author last
 * saw it, what it was just before the change. Returns the violations in words; empty when the promises hold.
 */
export function violations(history: RecordedHistory): string[] {
  const timeline = new Timeline(history.journal);
  return [
    ...history.gone.flatMap((gone) => lostTyping(gone, timeline)),
    ...history.exchanges.flatMap((exchange) => [
      ...lostCells(exchange, timeline, history.kept),
      ...blindOverwrites(exchange, timeline, history.journal),
    ]),
  ];
}

/** Typing what the program has anyway sends nothing, and a later change by others may replace it. */
function lostTyping(gone: GoneTyping, timeline: Timeline): string[] {
  const { by, table, row, column, value, bases } = gone;
  const isKnown = bases.some((base) => timeline.at(table, row ?? '', column, base) === value);
  return isKnown ? [] : [`${by} typed ${String(value)} into ${table}/${row ?? 'new row'}/${column}; it is gone unsent`];
}

function lostCells({ by, request, reply }: Exchange, timeline: Timeline, kept: readonly KeptConflict[]): string[] {
  const lost: string[] = [];
  for (const cell of sentCells(request)) {
    if (cell.value === null) continue;
    const { table, row, column, value } = cell;
    const sameCell = (other: { table: string; row: RowId; column: string | null }) =>
      other.table === table && other.row === row && (other.column === column || other.column === null);
    if (reply.refusals.some((refusal) => sameCell(refusal) || isRowRefusal(refusal, cell, request))) continue;
    if (reply.conflicts.some(sameCell)) {
      const keptAt = { ...cell, row: reply.adopted[row] ?? row };
      const isKept = kept.some((conflict) => isSameCell(conflict, keptAt) && conflict.local === value);
      if (!isKept) lost.push(`${by}: conflict on ${table}/${row}/${column} = ${String(value)} was not kept`);
      continue;
    }
    const target = reply.adopted[row] ?? row;
    const now = timeline.at(table, target, column, reply.committed ?? reply.revision);
    if (now !== value && !isReference(table, column)) {
      lost.push(
        `${by}: ${table}/${row}/${column} = ${String(value)} was acknowledged at ${reply.committed ?? reply.revision}, which has ${String(now)}`,
      );
    }
  }
  return lost;
}

function isSameCell(a: KeptConflict, b: Omit<SentCell, 'seen'>): boolean {
  return a.table === b.table && a.row === b.row && a.column === b.column;
}

/** A new row is refused as a whole when a cell it cannot be without is refused; the refusal names that cell. */
function isRowRefusal(refusal: { table: string; row: RowId }, cell: SentCell, request: SyncRequest): boolean {
  const inserts = request.edits?.[cell.table]?.inserts ?? [];
  return refusal.table === cell.table && refusal.row === cell.row && inserts.some(({ row }) => row === cell.row);
}

/** The revision renamed a key from one text to the other, so a reference that was typed anew says the same. */
function isRenaming(journal: readonly JournalEntry[], revision: number, from: Cell, to: Cell): boolean {
  return journal.some(
    (entry) =>
      entry.revision === revision &&
      tableNamed(entry.table).key.some((column) => entry.before[column] === from && entry.after[column] === to),
  );
}

function blindOverwrites(
  { by, request, reply }: Exchange,
  timeline: Timeline,
  journal: readonly JournalEntry[],
): string[] {
  if (reply.committed === null) return [];
  const sent = new Map(sentCells(request).map((cell) => [`${cell.table}/${cell.row}/${cell.column}`, cell]));
  const blind: string[] = [];
  for (const entry of journal) {
    if (entry.revision !== reply.committed || entry.kind !== 'update') continue;
    for (const [column, before] of Object.entries(entry.before)) {
      const cell = sent.get(`${entry.table}/${entry.row}/${column}`);
      if (!cell || before === null) continue;
      const seen = timeline.at(entry.table, entry.row, column, cell.seen);
      if (seen !== before && !isRenaming(journal, entry.revision, before, entry.after[column] ?? null)) {
        blind.push(
          `${by}: ${entry.table}/${entry.row}/${column} went from ${String(before)} to ${String(cell.value)} by somebody who had seen ${String(seen)} at ${cell.seen}`,
        );
      }
    }
  }
  return blind;
}
