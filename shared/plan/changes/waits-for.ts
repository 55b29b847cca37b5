import { whoHas } from '../../access/duties.ts';
import type { Duty } from '../../access/duty.ts';
import type { Cells } from '../../tables/cell.ts';
import { changes } from '../../tables/changes.ts';
import type { Lifecycle } from '../lifecycles/lifecycle.ts';
import { lifecycles } from '../lifecycles/lifecycles.ts';

/** The states of a budget change, and the ways between them. */
export function lifecycleOfChanges(): Lifecycle {
  const found = lifecycles.find(({ table }) => table.name === changes.name);
  if (found === undefined) throw new Error('Budget changes have no lifecycle.');
  return found;
}

/** Who goes on with a budget change. */
export interface WaitsFor {
  /** The duty of who does; null: whoever drafts it. */
  readonly duty: Duty | null;
  /** In words, for "waits for …". */
  readonly who: string;
}

/** Who has to act next on a budget change; null: it is settled. */
export function waitsFor(change: Cells): WaitsFor | null {
  const { status, type, requestedBy } = change;
  if (status === 'Draft') {
    const who = typeof requestedBy === 'string' ? requestedBy : 'its author';
    return { duty: null, who };
  }
  if (status !== 'Pending' && status !== 'BOC Recommended') return null;
  const duty = dutyToApprove(change);
  if (type !== 'Board Amendment') return { duty, who: whoHas(duty) };
  return { duty, who: status === 'Pending' ? 'the oversight committee' : 'the Board' };
}

/** The duty of who records the decision on a change. */
export function dutyToApprove(change: Cells): Duty {
  const from = typeof change['status'] === 'string' ? change['status'] : null;
  return lifecycleOfChanges().dutyFor?.('Approved', change, from) ?? 'approveStaffChanges';
}
