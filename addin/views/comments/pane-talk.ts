import type { CommentsReply } from '../../../shared/protocol/comments.ts';
import type { WorkClaimsReply } from '../../../shared/protocol/work-claims.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asked, ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerOutcome, type ServerProblem } from '../../sync/server/server-problem.ts';
import type { TalkOutcome, TalkProblem, TalkServer } from './talk-server.ts';

const said: Asked<CommentsReply> = { path: '/comments', schema: (wire) => wire.commentsReply };
const claims: Asked<WorkClaimsReply> = { path: '/work-claims', schema: (wire) => wire.workClaimsReply };

/** How somebody talks about a program from the pane. */
export function paneTalk(server: ServerClient, program: string, me: string): TalkServer {
  return {
    program,
    me,
    read: (query) => told(server.comments(program, query)),
    enter: (act, id) => told(server.below(program, { ...said, sent: { method: 'POST', body: { ...act, id } } })),
    whom: async (about) => {
      const path = `/people-to-ask${queryText({ about })}`;
      const reply = await told(server.below(program, { path, schema: (wire) => wire.askableReply }));
      return reply.ok ? { ok: true, value: reply.value.people } : reply;
    },
    claims: () => told(server.below(program, claims)),
    claim: (body) => told(server.below(program, { ...claims, sent: { method: 'PUT', body } })),
  };
}

async function told<T>(asked: Promise<ServerOutcome<T>>): TalkOutcome<T> {
  const outcome = await asked;
  return outcome.ok ? outcome : { ok: false, problem: problemOf(outcome.problem) };
}

/** A refusal says itself why, and what was written stays where it was written. */
function problemOf(problem: ServerProblem): TalkProblem {
  const { kind } = problem;
  if (kind === 'serverFailed') return { kind, title: 'This wasn’t entered', line: problem.detail };
  if (kind === 'offline')
    return { kind, title: 'You’re offline', line: 'What you have written stays here. Send it when you’re back.' };
  return { kind, ...wordsOfServerProblem(problem) };
}
