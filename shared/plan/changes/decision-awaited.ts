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
const takenByDuty: Readonly<Record<string, readonly [string, string]>> = { LCK12: ['Soft close', 'Closed'] };

/**
 * What a row waits for that somebody else has to decide: a budget change that is submitted, a change order, a project that is to
 * be closed, a month in soft close. None: it waits for nobody.
 */
export function decisionsAwaited(table: Table, cells: Cells): readonly DecisionAwaited[] {
  return lifecycles.flatMap((lifecycle) => {
    const state = lifecycle.table.name === table.name ? stateOf(lifecycle, cells) : null;
    const to = state === null ? undefined : nextState(lifecycle, state);
    if (state === null || to === undefined) return [];
    return [{ lifecycle, to, duty: lifecycle.dutyFor?.(to, cells, state) ?? table.duty }];
  });
}

function nextState({ id, transitions, request }: Lifecycle, state: string): string | undefined {
  const [from, to] = takenByDuty[id] ?? [];
  if (from === state) return to;
  if (request === undefined) return undefined;
  return transitions.find((step) => step.by === 'another' && step.from.includes(state))?.to;
}

/** States in which rows of a table wait for a decision, by the column that holds them. */
export function waitingStates({
  name,
}: Table): readonly { readonly column: string; readonly states: readonly string[] }[] {
  return lifecycles
    .filter((lifecycle) => lifecycle.table.name === name)
    .map((lifecycle) => ({
      column: lifecycle.column,
      states: [...new Set(lifecycle.transitions.flatMap(({ from }) => from))].filter(
        (state) => nextState(lifecycle, state) !== undefined,
      ),
    }))
    .filter(({ states }) => states.length > 0);
}
