import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import { statusOf } from '../sync/session/sync-status.ts';

/** One line for whoever helps: where the pane stands, without any value of the plan. */
export function supportCode(state: SyncState): string {
  const { program, workbook, revision, conflicts, refusals, toSend, problem } = state;
  const parts = [
    `SEP1/${PROTOCOL_VERSION}`,
    program ?? '-',
    `r${revision ?? 0}`,
    (workbook ?? '-').slice(0, 8),
    statusOf(state),
    `s${toSend}c${conflicts.length}x${refusals.length}`,
    problem === null ? 'ok' : problem.problem.kind,
  ];
  return parts.join(' ');
}
