import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ConflictOutcome } from '../../shared/protocol/sync.ts';
import { bothChanges } from '../../shared/sync/apply/decide.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Conflict, MergeOutcome } from '../../shared/sync/outcome.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { closeConflicts, openConflicts, readOpenConflicts } from '../storage/conflicts.ts';
import { cellFromJson } from '../storage/journal.ts';
import type { ConflictRow, Database } from '../storage/schema.ts';

/** Whose conflicts, and what their sync said. */
export interface ConflictAuthor {
  readonly program: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly workbook: string;
  readonly base: number;
  readonly edits: readonly Edit[];
  readonly decisions: readonly { readonly conflict: string; readonly outcome: ConflictOutcome }[];
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
  /** This person's workbook has conflicts that are open. */
  readonly hasOpen: boolean;
}

/** Stable name of a conflict: the same disagreement reported again has the same one. */
export function conflictId(
  author: Pick<ConflictAuthor, 'program' | 'person' | 'workbook'>,
  conflict: Conflict,
): string {
  const { table, row, column, kind, local, revision } = conflict;
  const identity = [author.program, author.workbook, author.person.id, table, row, column, kind, local, revision];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}

/**
 * [CON2, CON4, CON5] Keeps what this sync reported, and closes what it settled: decided by an accepted edit, by word, or by
 * having taken the remote value; superseded when the cell is in conflict anew.
 * @returns how many are decided now
 */
export async function trackConflicts(
  db: Kysely<Database>,
  author: ConflictAuthor,
  outcome: MergeOutcome,
): Promise<number> {
  const { program, person, workbook, at } = author;
  const reported = outcome.conflicts.map((conflict) => ({ id: conflictId(author, conflict), conflict }));
  const open = author.hasOpen ? await readOpenConflicts(db, { program, person: person.id, workbook }) : [];
  const settled = settledConflicts(open, author, outcome, new Set(reported.map(({ id }) => id)));
  for (const [result, ids] of settled) {
    const status = result === 'superseded' ? 'superseded' : 'decided';
    await closeConflicts(db, {
      program,
      person: person.id,
      ids,
      status,
      outcome: status === 'decided' ? result : null,
      at,
    });
  }
  await openConflicts(
    db,
    reported.map(({ id, conflict }) => conflictRow(author, id, conflict, outcome.adopted)),
  );
  return [...settled].reduce((sum, [result, ids]) => sum + (result === 'superseded' ? 0 : ids.length), 0);
}

function conflictRow(
  author: ConflictAuthor,
  id: string,
  conflict: Conflict,
  adopted: MergeOutcome['adopted'],
): ConflictRow {
  return {
    program: author.program,
    id,
    person: author.person.id,
    person_name: author.person.name,
    workbook: author.workbook,
    table_name: conflict.table,
    row_id: adopted[conflict.row] ?? conflict.row,
    column_name: conflict.column,
    kind: conflict.kind,
    base_value: JSON.stringify(conflict.base),
    local_value: JSON.stringify(conflict.local),
    remote_value: JSON.stringify(conflict.remote),
    remote_by: conflict.by,
    remote_at: conflict.at,
    remote_revision: conflict.revision,
    reported_at: author.at,
    status: 'open',
    outcome: null,
    decided_at: null,
  };
}

type Result = ConflictOutcome | 'superseded';

function settledConflicts(
  open: readonly ConflictRow[],
  author: ConflictAuthor,
  outcome: MergeOutcome,
  reported: ReadonlySet<string>,
): Map<Result, string[]> {
  const results = new Map<Result, string[]>();
  if (open.length === 0) return results;
  const said = new Map(author.decisions.map((decision) => [decision.conflict, decision.outcome]));
  const state = sheetState(author.edits, outcome);
  for (const conflict of open) {
    if (reported.has(conflict.id)) continue;
    const result = said.get(conflict.id) ?? resultOf(conflict, state, author.base);
    if (result === null) continue;
    const ids = results.get(result);
    if (ids) ids.push(conflict.id);
    else results.set(result, [conflict.id]);
  }
  return results;
}

interface SheetState {
  /** Cells in conflict after this sync. */
  readonly conflicting: ReadonlySet<string>;
  /** Cells and rows (column "") that were refused. */
  readonly refused: ReadonlySet<string>;
  readonly edited: ReadonlyMap<string, Cell>;
  readonly deleted: ReadonlySet<string>;
}

function place(table: string, row: string, column: string): string {
  return `${table}/${row}/${column}`;
}

function sheetState(edits: readonly Edit[], outcome: MergeOutcome): SheetState {
  const target = (row: string) => outcome.adopted[row] ?? row;
  const edited = new Map<string, Cell>();
  const deleted = new Set<string>();
  for (const edit of edits) {
    if (edit.kind === 'delete') deleted.add(place(edit.table, edit.row, ''));
    else {
      for (const [column, value] of Object.entries(edit.cells)) {
        edited.set(place(edit.table, target(edit.row), column), value);
      }
    }
  }
  return {
    conflicting: new Set(outcome.conflicts.map(({ table, row, column }) => place(table, target(row), column))),
    refused: new Set(outcome.refusals.map(({ table, row, column }) => place(table, target(row), column ?? ''))),
    edited,
    deleted,
  };
}

/** What became of an open conflict that this sync did not report again; null while it stays open. */
function resultOf(conflict: ConflictRow, state: SheetState, base: number): Result | null {
  const { table_name: table, row_id: row, column_name: column } = conflict;
  const [cell, whole] = [place(table, row, column), place(table, row, '')];
  if (state.conflicting.has(cell)) return 'superseded';
  if (state.refused.has(cell) || state.refused.has(whole)) return null;
  if (state.deleted.has(whole)) return conflict.kind === 'deleteEdit' ? 'mine' : 'other';
  const value = state.edited.get(cell);
  if (value !== undefined) return outcomeByValue(conflict, value);
  return base >= conflict.remote_revision ? 'theirs' : null;
}

function outcomeByValue(conflict: ConflictRow, value: Cell): ConflictOutcome {
  const [base, local, remote] = [
    cellFromJson(conflict.base_value),
    cellFromJson(conflict.local_value),
    cellFromJson(conflict.remote_value),
  ];
  if (value === local) return 'mine';
  if (value === remote) return 'theirs';
  const areNumbers = [base, local, remote].some((cell) => typeof cell === 'number');
  return areNumbers && value === bothChanges({ base, local, remote }) ? 'both' : 'other';
}
