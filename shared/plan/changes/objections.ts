import type { Conflict, Refusal, Warning } from '../../sync/outcome.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import type { RowId } from '../../tables/cell.ts';
import { changeLines } from '../../tables/change-lines.ts';
import { columnLabel } from '../../tables/table.ts';

/** What stands against a change, or is said of it, in a sentence with the place it is about. */
export interface Objection {
  readonly rule: string;
  readonly message: string;
  readonly table: string | null;
  readonly row: RowId | null;
  readonly column: string | null;
}

/** What a sync has said against edits. */
interface Said {
  readonly refusals: readonly Refusal[];
  readonly conflicts: readonly Conflict[];
}

/** Rule of what is held back because something else in its basket is. */
const HELD_BACK = 'M8';

/**
 * What stopped edits that go in together, each sentence once. That others are held back with it is said only where nothing
 * else is.
 */
export function objectionsOf({ refusals, conflicts }: Said): Objection[] {
  const causes = refusals.filter((refusal) => refusal.rule !== HELD_BACK && !isOfWhatStaysOut(refusal));
  const told = (causes.length > 0 || conflicts.length > 0 ? causes : refusals).map(
    ({ rule, message, table, row, column }): Objection => ({ rule, message, table, row, column }),
  );
  // What the state may not become says more than what would go along with it.
  const ofState = told.filter(({ column }) => column === 'status');
  return once([...conflicts.map(conflictObjection), ...ofState, ...told]);
}

/** Lines of a change that stays out name one that is not there. */
function isOfWhatStaysOut({ rule, table, column }: Refusal): boolean {
  return rule === 'V04' && table === changeLines.name && column === 'change';
}

export function warningsOf(warnings: readonly Warning[]): Objection[] {
  return once(warnings.map(({ rule, message, table, row }) => ({ rule, message, table, row, column: null })));
}

function once(objections: readonly Objection[]): Objection[] {
  const byMessage = new Map<string, Objection>();
  for (const each of objections) if (!byMessage.has(each.message)) byMessage.set(each.message, each);
  return [...byMessage.values()];
}

function conflictObjection({ table, row, column, base, remote, by }: Conflict): Objection {
  if (base === remote) {
    const unseen = `${by} has changed it since you looked at it. Look at it again, then decide.`;
    return { rule: 'M12', message: unseen, table, row, column };
  }
  const label = columnLabel(tableNamed(table), column);
  const message = `${by} has set ${label} to ${remote === null ? 'nothing' : String(remote)} in the meantime. Look at it again.`;
  return { rule: 'M3', message, table, row, column };
}
