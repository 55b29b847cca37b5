import { conflictsReply, type ConflictsReply } from '../../../shared/protocol/conflicts.ts';
import { historyReply, type HistoryReply } from '../../../shared/protocol/history.ts';
import { waitingReply, type WaitingReply } from '../../../shared/protocol/waiting.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { HistoryQuery } from '../../sync/server/server-client.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** What has happened in a program, and what waits for somebody. */
export interface OverviewCalls {
  /** What was changed, newest first. */
  history(program: string, query: HistoryQuery): Promise<PortalOutcome<HistoryReply>>;
  /** Conflicts that nobody has decided yet. */
  openConflicts(program: string): Promise<PortalOutcome<ConflictsReply>>;
  /** Decisions that wait, with those whom they wait for today. */
  waiting(program: string): Promise<PortalOutcome<WaitingReply>>;
}

export function overviewCalls({ get }: Pick<Asks, 'get'>): OverviewCalls {
  return {
    history: (program, query) => get(historyReply, `${programPath(program)}/history${queryText({ ...query })}`),
    openConflicts: (program) => get(conflictsReply, `${programPath(program)}/conflicts?status=open`),
    waiting: (program) => get(waitingReply, `${programPath(program)}/waiting`),
  };
}
