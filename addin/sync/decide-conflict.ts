import type { ConflictOutcome } from '../../shared/protocol/sync.ts';
import { choicesFor, decide, type Choice, type Decision as DecisionMeaning } from '../../shared/sync/decide.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { CellWrite, TableWrites, WorkbookPort } from '../excel/workbook-port.ts';
import { done, hindered, type Outcome } from '../excel/workbook-problem.ts';
import type { ProgramState } from './program-rows.ts';
import { emptyWrites } from './read-sheet.ts';
import type { Decision } from './sync-session.ts';
import type { OpenConflict } from './sync-state.ts';

/** The choices of the merge for each answer of the pane. */
function choiceOf(decision: Decision): Choice {
  switch (decision.outcome) {
    case 'mine':
      return { kind: 'keepMine' };
    case 'theirs':
      return { kind: 'takeTheirs' };
    case 'both':
      return { kind: 'both' };
    case 'other':
      return { kind: 'another', value: decision.value };
  }
}

/** Answers that make sense for a conflict; the pane offers just these. */
export function answersFor(conflict: OpenConflict): ConflictOutcome[] {
  const column = tableNamed(conflict.table).columns[conflict.column];
  const choices = choicesFor(conflict, column?.kind ?? 'text');
  const answers = { keepMine: 'mine', takeTheirs: 'theirs', both: 'both', another: 'other' } as const;
  return choices.map((choice) => answers[choice]);
}

export interface Decided {
  /** Every conflict the decision covers: the whole row's for conflicts about a row. */
  readonly conflicts: readonly OpenConflict[];
  readonly outcome: ConflictOutcome;
}

/**
 * Makes a decision in the workbook: writes the chosen value, removes or restores the row, and notes the cell as seen at
 * the conflict's revision [C3], so that the next sync sends it as decided even if the pane is closed before.
 */
export async function decideInWorkbook(
  workbook: WorkbookPort,
  conflict: OpenConflict,
  decision: Decision,
  ofRow: readonly OpenConflict[],
  acknowledged: ProgramState | null,
  clearFilters: boolean,
): Promise<Outcome<Decided>> {
  const table = tableNamed(conflict.table);
  const kind = table.columns[conflict.column]?.kind ?? 'text';
  const meaning = decide(conflict, choiceOf(decision), kind, ofRow);
  const survey = await workbook.survey();
  if (!survey.ok) return survey;
  const { metadata, date1904 } = survey.value;
  if (metadata === null) return hindered({ kind: 'tableMissing', table: table.label });
  const writes = await writesFor(workbook, conflict, meaning, acknowledged, date1904);
  if (!writes.ok) return writes;
  const written = await workbook.write([writes.value], { clearFilters });
  if (!written.ok) return written;
  if (written.value.length > 0) return hindered({ kind: 'rowsMoved', table: table.label });
  const noted = await workbook.writeMetadata(withSeen(metadata, conflict.table, meaning.seen));
  if (!noted.ok) return noted;
  const isRow = conflict.kind === 'editDelete' || conflict.kind === 'deleteEdit';
  return done({ conflicts: isRow ? ofRow : [conflict], outcome: decision.outcome });
}

async function writesFor(
  workbook: WorkbookPort,
  conflict: OpenConflict,
  meaning: DecisionMeaning,
  acknowledged: ProgramState | null,
  date1904: boolean,
): Promise<Outcome<TableWrites>> {
  const table = tableNamed(conflict.table);
  const asExcel = (column: string, value: OpenConflict['local']) => {
    const definition = table.columns[column];
    return definition ? cellToExcel(definition, value, date1904) : '';
  };
  const read = await workbook.readTables([table.name]);
  if (!read.ok) return read;
  const [sheet] = read.value;
  if (!sheet) return hindered({ kind: 'tableMissing', table: table.label });
  const rowOf = (row: RowId) => sheet.rows.find(({ rowId }) => rowId === row);
  const cells = meaning.writes.flatMap(({ row, column, value }): CellWrite[] => {
    const found = rowOf(row);
    const index = sheet.columns.indexOf(column);
    if (!found || index < 0) return [];
    const expected = found.values[index] ?? '';
    const write = { row, position: found.position, column, expected, value: asExcel(column, value) };
    return [{ ...write, replacesFormula: true }];
  });
  const removals = meaning.deletes.flatMap((row) => {
    const found = rowOf(row);
    return found ? [{ row, position: found.position, expected: found.values }] : [];
  });
  const appends = meaning.restores.flatMap((row) => {
    const head = acknowledged?.tables.get(table.name)?.get(row);
    if (!head || rowOf(row)) return [];
    return [
      { row, cells: Object.fromEntries(Object.entries(head).map(([name, cell]) => [name, asExcel(name, cell)])) },
    ];
  });
  return done({ ...emptyWrites(table.name), cells, removals, appends });
}

function withSeen(metadata: WorkbookMetadata, table: string, seen: DecisionMeaning['seen']): WorkbookMetadata {
  const isReplaced = (row: RowId, column: string) => seen.some((entry) => entry.row === row && entry.column === column);
  const others = metadata.pending.filter((entry) => entry.table !== table || !isReplaced(entry.row, entry.column));
  const added = seen.map(({ row, column, revision }) => ({ table, row, column, seen: revision }));
  return { ...metadata, pending: [...others, ...added] };
}
