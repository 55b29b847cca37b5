import type { DraftReply, DraftRequest } from '../../../shared/protocol/budget-changes.ts';
import type { Result } from '../../../shared/result.ts';

/** What kept the server from answering, in words: what happened, and what next. */
export interface PortProblem {
  readonly title: string;
  readonly line: string;
}

/** The server as the composer uses it, from pane and web app alike. */
export interface ChangePort {
  /** What a draft would do; writes nothing. */
  preview(draft: DraftRequest): Promise<Result<DraftReply, PortProblem>>;
  /** Writes it, and submits it where it says so. Sent again under the same id it is not written twice. */
  send(draft: DraftRequest, id: string): Promise<Result<DraftReply, PortProblem>>;
}

/** A budget line that can be chosen. */
export interface LineChoice {
  /** Budget Line ID. */
  readonly id: string;
  /** What it is, in words. */
  readonly says: string;
}
