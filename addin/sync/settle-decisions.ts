import { outcomeOfChoice } from '../../shared/protocol/outcome-of-choice.ts';
import type { ConflictOutcome } from '../../shared/protocol/sync.ts';
import { decide, type Decision } from '../../shared/sync/apply/decide.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { isAboutRow } from './decide-conflict.ts';
import type { ConflictDecision } from './session/sync-session.ts';
import type { OpenConflict } from './session/sync-state.ts';

/** A conflict that a decision covers. */
export interface Decided {
  readonly conflict: string;
  readonly outcome: ConflictOutcome;
}

export interface Settled {
  readonly table: string;
  readonly meaning: Decision;
  /** The whole row's for conflicts about a row. */
  readonly covered: readonly Decided[];
}

/**
 * [CON3] What decisions mean, and every conflict that they cover. One about a conflict that is no longer open is left out.
 * @param open every open conflict
 */
export function settleDecisions({
  decisions,
  open,
}: {
  readonly decisions: readonly ConflictDecision[];
  readonly open: readonly OpenConflict[];
}): Settled[] {
  const byId = new Map(open.map((conflict) => [conflict.id, conflict]));
  const taken = new Set<string>();
  return decisions.flatMap(({ conflict: id, choice }): Settled[] => {
    const conflict = byId.get(id);
    if (!conflict || taken.has(id)) return [];
    const { table, row, kind } = conflict;
    const ofRow = open.filter((each) => each.table === table && each.row === row && each.kind === kind);
    const columnKind = tableNamed(table).columns[conflict.column]?.kind ?? 'text';
    const meaning = decide(conflict, choice, columnKind, ofRow);
    const covered = (isAboutRow(conflict) ? ofRow : [conflict]).map((each) => each.id);
    for (const each of covered) taken.add(each);
    return [
      { table, meaning, covered: covered.map((each) => ({ conflict: each, outcome: outcomeOfChoice[choice.kind] })) },
    ];
  });
}
