import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerOutcome, type ServerProblem } from '../../sync/server/server-problem.ts';
import type { TalkOutcome, TalkProblem, TalkServer } from './talk-server.ts';

/** How somebody talks about a program from the pane. */
export function paneTalk(server: ServerClient, program: string, me: string): TalkServer {
  return {
    program,
    me,
    read: (query) => told(server.comments(program, query)),
    enter: (act, id) => told(server.comment(program, { ...act, id })),
    whom: async (about) => {
      const reply = await told(server.peopleToAsk(program, about));
      return reply.ok ? { ok: true, value: reply.value.people } : reply;
    },
    claims: () => told(server.workClaims(program)),
    claim: (request) => told(server.claimWork(program, request)),
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
