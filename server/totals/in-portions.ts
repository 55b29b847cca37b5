import type { ChangedRow } from '../../shared/plan/postings/reposted-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Cell } from '../../shared/tables/cell.ts';

/** Of a first push; what is worked out for a row is as much again several times. */
const ROWS_AT_A_TIME = 5_000;

/**
 * Changed rows in portions that move sums one after the other, as if each were a sync of its own: new projects and new budget
 * lines with all of their project, and before them everything else. What a row posts follows from its project as well, so a
 * project that is there already and changes, or takes a line over, keeps its lines with everything else.
 */
export function inPortions(
  changed: readonly ChangedRow[],
  atATime = ROWS_AT_A_TIME,
): readonly (readonly ChangedRow[])[] {
  if (changed.length <= atATime) return [changed];
  const held = new Set<Cell>();
  for (const row of changed) {
    if (row.change.kind === 'insert') continue;
    for (const cells of [row.before, row.after]) held.add(projectIn(row, cells));
  }
  const others: ChangedRow[] = [];
  const byProject = new Map<Cell, ChangedRow[]>();
  for (const row of changed) {
    const project = row.change.kind === 'insert' ? projectIn(row, row.after) : null;
    if (project === null || held.has(project)) others.push(row);
    else getOrMake(byProject, project, (): ChangedRow[] => []).push(row);
  }
  return [...(others.length > 0 ? [others] : []), ...together(byProject.values(), atATime)];
}

/** The project that a row is, or is a line of; null: it is neither. */
function projectIn({ change: { table } }: ChangedRow, cells: ChangedRow['after']): Cell {
  if (table === 'projects') return cells?.['number'] ?? null;
  return table === 'budgetLines' ? (cells?.['project'] ?? null) : null;
}

/** Whole groups, at least so many rows in each portion but the last. */
function* together(groups: Iterable<readonly ChangedRow[]>, atATime: number): Generator<readonly ChangedRow[]> {
  let portion: ChangedRow[] = [];
  for (const group of groups) {
    for (const row of group) portion.push(row);
    if (portion.length < atATime) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
