import { deleteEdit, diffSteps } from './diff.ts';
import type { DeleteEdit, Edit } from '../edit.ts';
import type { Refusal } from '../outcome.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { ClearedRowsAnswer } from './hold-cleared.ts';
import { mustAskBeforeDeleting } from './row-identity.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { columnLabel, isIndispensable, keyIsBlank, keyOf } from '../../tables/table.ts';
import type { PendingCell } from '../../tables/workbook-metadata.ts';
import { localRefusals, pendingOfTable, rowsToDiff, type LocalTable } from './local-table.ts';
import type { ProgramState } from '../program-rows.ts';

/** Rows by table that only the person can speak for. */
export type HeldRows = ReadonlyMap<string, readonly RowId[]>;

/** What the sheet changed since base, what of it cannot be sent, and what has to be asked first. */
export interface FoundEdits {
  readonly edits: readonly Edit[];
  /** [W5] and keys that are in the sheet twice. */
  readonly refusals: readonly Refusal[];
  /** [W3] Deletes that are held back until the person has confirmed them. */
  readonly unconfirmed: HeldRows;
  /** [W10] Half-emptied rows of the sheet that the person has to speak for. */
  readonly cleared: HeldRows;
}

/** What becomes of rows that only the person can speak for. */
export interface HeldRowsAnswer {
  /** [W3] `few`: a few missing rows are deletes, more are asked for; `ask`: all are; `delete`: they go. */
  readonly missing: 'few' | 'ask' | 'delete';
  readonly cleared: ClearedRowsAnswer;
  /** The rows that were asked about: no others go, even if they are missing or half-emptied by now. Absent: all. */
  readonly asked?: HeldRows;
}

/** How a sheet is read before the person has been asked. */
export const nothingAnswered: HeldRowsAnswer = { missing: 'few', cleared: 'ask' };

/** Compares the sheet with base, in steps. The tables come as `readTables` gives them, each Row ID once. */
export function* findEdits(
  locals: readonly LocalTable[],
  base: ProgramState,
  pending: readonly PendingCell[],
  answer: HeldRowsAnswer,
): Steps<FoundEdits> {
  const edits: Edit[] = [];
  const refusals: Refusal[] = [];
  const unconfirmed = new Map<string, readonly RowId[]>();
  const cleared = new Map<string, readonly RowId[]>();
  for (const local of locals) {
    const name = local.table.name;
    const rows = base.tables.get(name) ?? new Map();
    const pendingSeen = pendingOfTable(pending, name);
    const all = yield* diffSteps({
      table: local.table,
      base: rows,
      local: rowsToDiff(local),
      seen: base.revision,
      pendingSeen,
    });
    const doubles = yield* doubledKeys(local, rows);
    refusals.push(...localRefusals(local), ...doubles);
    const refusedRows = new Set([
      ...doubles.map(({ row }) => row),
      ...unreadableRows(local, (row) => rows.has(row) || pendingSeen.has(row)),
    ]);
    const deletes = all.filter((edit): edit is DeleteEdit => edit.kind === 'delete');
    // A delete that is in an open conflict has been sent before and stays reported.
    const fresh = deletes.filter(({ row }) => !pendingSeen.has(row)).map(({ row }) => row);
    const isAsked = answer.asked === undefined ? () => true : isIn(answer.asked.get(name) ?? []);
    const unasked = answer.missing === 'delete' ? fresh.filter((row) => !isAsked(row)) : fresh;
    const isUnsure = local.isFiltered || standBelow(local, unasked, rows);
    const heldBack = new Set(mustAsk(answer.missing, unasked.length, rows.size, isUnsure) ? unasked : []);
    if (heldBack.size > 0) unconfirmed.set(name, [...heldBack]);
    const emptied = answer.cleared === 'empty' ? [] : clearedRows(local);
    const going = new Set(answer.cleared === 'delete' ? emptied.filter(isAsked) : []);
    const waiting = emptied.filter((row) => !going.has(row));
    if (waiting.length > 0) cleared.set(name, waiting);
    edits.push(...all.filter(({ row }) => !heldBack.has(row) && !refusedRows.has(row) && !going.has(row)));
    for (const row of going) edits.push(deleteEdit(name, row, base.revision, pendingSeen.get(row)));
  }
  return { edits, refusals, unconfirmed, cleared };
}

/**
 * [W5, M7] New rows that lack a cell they cannot be without, for it cannot be read. They stay here: whoever judged them
 * could only say that the cell is required, which stands filled in the sheet.
 */
function unreadableRows({ table, rows }: LocalTable, isKnown: (row: RowId) => boolean): RowId[] {
  return rows.flatMap(({ rowId, unreadable }) => {
    const isHeld = unreadable.some(({ column }) => isIndispensable(table, column));
    return rowId !== null && isHeld && !isKnown(rowId) ? [rowId] : [];
  });
}

function isIn(rows: readonly RowId[]): (row: RowId) => boolean {
  const known = new Set(rows);
  return (row) => known.has(row);
}

function mustAsk(answer: HeldRowsAnswer['missing'], missing: number, baseRows: number, isUnsure: boolean): boolean {
  return answer === 'ask' || mustAskBeforeDeleting(missing, baseRows, isUnsure);
}

/**
 * [W3, W11] True when one of these rows stands under the table: a table that was made smaller has lost its last rows
 * without anybody deleting one, and only the first rows under it have been looked at.
 */
function standBelow({ table, below }: LocalTable, missing: readonly RowId[], base: ReadonlyMap<RowId, Cells>): boolean {
  const rowIds = new Set<RowId | null>(missing);
  const keys = new Set(missing.map((row) => keyOf(table, base.get(row) ?? {})));
  return below.some(({ rowId, cells }) => rowIds.has(rowId) || keys.has(keyOf(table, cells)));
}

/** [W10] Rows of which cells are held back. */
export function clearedRows({ rows }: LocalTable): RowId[] {
  return rows.flatMap(({ rowId, cleared }) => (rowId === null || cleared === undefined ? [] : [rowId]));
}

/**
 * [V02] New rows under a key that another row of the sheet has. They stay here: sent, the server could only take them
 * for the same row typed twice [E5].
 */
function* doubledKeys(local: LocalTable, base: ReadonlyMap<RowId, unknown>): Steps<Refusal[]> {
  const { table } = local;
  const fresh = [...rowsToDiff(local)].filter(({ row }) => !base.has(row));
  // Stryker disable next-line ConditionalExpression: it only spares the keys of a whole table.
  if (fresh.length === 0) return [];
  const taken = new Set<string>();
  yield* inSteps(rowsToDiff(local), ({ row, cells }) => {
    if (base.has(row)) taken.add(keyOf(table, cells));
  });
  return fresh.flatMap(({ row, cells }): Refusal[] => {
    if (keyIsBlank(table, cells)) return [];
    const key = keyOf(table, cells);
    if (!taken.has(key)) {
      taken.add(key);
      return [];
    }
    return table.key.slice(0, 1).map((column) => {
      const label = columnLabel(table, column);
      const message = `${label} ${key} is in ${table.label} twice. Give the new row a key of its own, or delete it.`;
      return { table: table.name, row, column, rule: 'V02', value: cells[column] ?? null, message };
    });
  });
}
