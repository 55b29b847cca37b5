import type { Duty } from '../../access/duty.ts';
import type { Cells } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import type { Lifecycle } from '../lifecycles/lifecycle.ts';
import { lifecycles } from '../lifecycles/lifecycles.ts';
import { stateOf } from '../lifecycles/states.ts';

/** A decision that a row waits for. */
export interface DecisionAwaited {
  readonly lifecycle: Lifecycle;
  /** The state that it would bring, such as Approved. */
  readonly to: string;
  readonly duty: Duty;
}

/** Lifecycles whose next step is somebody's to take although nobody has asked for it: a month in soft close. */
const takenByDuty: Readonly<Record<string, { readonly from: string; readonly to: string }>> = {
  LCK12: { from: 'Soft close', to: 'Closed' },
};

/**
 * What a row waits for that somebody else has to decide: a budget change that is submitted, a change order, a project that is to
 * be closed, a month in soft close. None: it waits for nobody.
 */
export function decisionsAwaited(table: Table, cells: Cells): readonly DecisionAwaited[] {
  return lifecyclesOf(table).flatMap((lifecycle) => {
    const state = stateOf(lifecycle, cells);
    const to = nextState(lifecycle, state);
    return to === undefined ? [] : [{ lifecycle, to, duty: lifecycle.dutyFor?.(to, cells, state) ?? table.duty }];
  });
}

function lifecyclesOf({ name }: Table): readonly Lifecycle[] {
  return lifecycles.filter(({ table }) => table.name === name);
}

function nextState({ id, transitions }: Lifecycle, state: string | null): string | undefined {
  const taken = takenByDuty[id];
  if (taken !== undefined && taken.from === state) return taken.to;
  return transitions.find(({ by, from }) => by === 'another' && from.some((each) => each === state))?.to;
}

/** States in which rows of a table wait for a decision, by the column that holds them. */
export function waitingStates(
  table: Table,
): readonly { readonly column: string; readonly states: readonly string[] }[] {
  return lifecyclesOf(table)
    .map((lifecycle) => ({
      column: lifecycle.column,
      states: [...new Set(lifecycle.transitions.flatMap(({ from }) => from))].filter(
        (state) => nextState(lifecycle, state) !== undefined,
      ),
    }))
    .filter(({ states }) => states.length > 0);
}
