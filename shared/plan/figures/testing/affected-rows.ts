import type { RowChange } from '../../../sync/history/journal.ts';
import type { Cells, RowId } from '../../../tables/cell.ts';
import { addRow, affectedKeys } from '../affected-keys.ts';
import { commitmentKey } from '../../commitment-key.ts';
import type { ProgramRows } from '../program-rows.ts';

/**
 * Rows whose computed cells may differ after `changes`, which come the newest first; `program` is the state after them. Rows
 * that are gone are not named. What the server asks its database (server/totals/affected-rows.ts) is held against this.
 */
export function affectedRows(
  program: ProgramRows,
  changes: readonly RowChange[],
): ReadonlyMap<string, ReadonlySet<RowId>> {
  const keys = affectedKeys(changes, cellsFinder(program));
  const { rows, commitments, budgets, lines, projects, shares } = keys;
  for (const { cells } of program.changeLines) if (keys.changes.has(cells.change)) budgets.add(cells.budgetLine);
  for (const { cells } of program.scope) if (keys.sites.has(cells.location)) shares.add(cells.project);
  for (const { row, cells } of program.commitments) {
    if (!commitments.has(commitmentKey(cells.number, cells.line))) continue;
    addRow(rows, 'commitments', row);
    lines.add(cells.budgetLine);
  }
  for (const { row, cells } of program.budgetLines) {
    if (!budgets.has(cells.id) && !lines.has(cells.id)) continue;
    addRow(rows, 'budgetLines', row);
    projects.add(cells.project);
    if (budgets.has(cells.id)) shares.add(cells.project);
  }
  for (const { row, cells } of program.projects) if (projects.has(cells.number)) addRow(rows, 'projects', row);
  for (const { row, cells } of program.scope) if (shares.has(cells.project)) addRow(rows, 'scope', row);
  for (const { row, cells } of program.periods) if (keys.periods.has(cells.period)) addRow(rows, 'periods', row);
  return rows;
}

function cellsFinder(program: ProgramRows): (change: RowChange) => Cells | undefined {
  const byTable = new Map<string, Map<RowId, Cells>>(
    Object.entries(program).map(([table, rows]) => [table, new Map(rows.map(({ row, cells }) => [row, cells]))]),
  );
  return ({ table, row }) => byTable.get(table)?.get(row);
}
