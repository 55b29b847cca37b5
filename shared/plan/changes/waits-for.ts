import { whoHas } from '../../access/duties.ts';
import type { Duty } from '../../access/duty.ts';
import type { Cells } from '../../tables/cell.ts';
import { dutyToApprove } from '../lifecycles/lifecycles.ts';

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
