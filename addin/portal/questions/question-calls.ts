import {
  askableReply,
  commentsReply,
  type AskableReply,
  type CommentRequestInput,
  type CommentsReply,
} from '../../../shared/protocol/comments.ts';
import { digestReply, type DigestReply, type DigestRequest } from '../../../shared/protocol/digest.ts';
import { workClaimsReply, type WorkClaimsReply, type WorkClaimsRequest } from '../../../shared/protocol/work-claims.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { CommentsQuery } from '../../sync/server/server-client.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** What people say and ask about the plan, and who works on what. */
export interface QuestionCalls {
  /** Conversations about the plan, those last spoken in first. */
  comments(program: string, query: CommentsQuery): Promise<PortalOutcome<CommentsReply>>;
  /** Enters something in a conversation, once however often it is sent under its id. */
  comment(program: string, request: CommentRequestInput): Promise<PortalOutcome<CommentsReply>>;
  /** Everything that was said, as CSV. */
  downloadComments(program: string): Promise<PortalOutcome<DownloadedFile>>;
  /** Who can be asked about something, the best choices first. */
  peopleToAsk(program: string, about: string): Promise<PortalOutcome<AskableReply>>;
  /** Who works on what. */
  workClaims(program: string): Promise<PortalOutcome<WorkClaimsReply>>;
  /** Says what the person works on, in place of what they said before. */
  claimWork(program: string, request: WorkClaimsRequest): Promise<PortalOutcome<WorkClaimsReply>>;
  /** Whether the person gets a mail of the day about the program. */
  digest(program: string): Promise<PortalOutcome<DigestReply>>;
  chooseDigest(program: string, choice: DigestRequest): Promise<PortalOutcome<DigestReply>>;
}

export function questionCalls({ get, send, getFile }: Pick<Asks, 'get' | 'send' | 'getFile'>): QuestionCalls {
  return {
    comments: (program, query) => get(commentsReply, `${programPath(program)}/comments${queryText({ ...query })}`),
    comment: (program, request) => send('POST', commentsReply, `${programPath(program)}/comments`, request),
    downloadComments: (program) => getFile(`${programPath(program)}/comments.csv`, `${program} questions.csv`),
    peopleToAsk: (program, about) => get(askableReply, `${programPath(program)}/people-to-ask${queryText({ about })}`),
    workClaims: (program) => get(workClaimsReply, `${programPath(program)}/work-claims`),
    claimWork: (program, request) => send('PUT', workClaimsReply, `${programPath(program)}/work-claims`, request),
    digest: (program) => get(digestReply, `${programPath(program)}/digest`),
    chooseDigest: (program, choice) => send('PUT', digestReply, `${programPath(program)}/digest`, choice),
  };
}
