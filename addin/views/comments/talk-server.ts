import type { Askable, CommentRequestInput, CommentsReply } from '../../../shared/protocol/comments.ts';
import type { WorkClaimsReply, WorkClaimsRequest } from '../../../shared/protocol/work-claims.ts';
import type { Result } from '../../../shared/result.ts';
import type { CommentsQuery } from '../../sync/server/server-client.ts';

/** What did not happen, whether the work is safe, and what to do next. */
export interface TalkProblem {
  readonly kind: string;
  readonly title: string;
  readonly line: string;
}

export type TalkOutcome<T> = Promise<Result<T, TalkProblem>>;

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Something to enter, without the id of the request. */
export type TalkAct = Without<CommentRequestInput>;

/** What people say about a program, as views of pane and web app ask for it and enter it. */
export interface TalkServer {
  /** Program id. */
  readonly program: string;
  /** Account id of the person. */
  readonly me: string;
  read(query: CommentsQuery): TalkOutcome<CommentsReply>;
  /** Enters it under a request id: repeated under the same one it has no further effect. */
  enter(act: TalkAct, requestId: string): TalkOutcome<CommentsReply>;
  whom(about: string): TalkOutcome<readonly Askable[]>;
  claims(): TalkOutcome<WorkClaimsReply>;
  claim(request: WorkClaimsRequest): TalkOutcome<WorkClaimsReply>;
}
