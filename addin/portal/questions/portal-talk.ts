import type { TalkOutcome, TalkServer } from '../../views/comments/talk-server.ts';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

const SAFE = 'What you have written stays here.';

/** How somebody talks about a program from the web app. */
export function portalTalk(server: PortalServer, program: string): TalkServer {
  return {
    program,
    me: server.person()?.id ?? '',
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

async function told<T>(asked: Promise<PortalOutcome<T>>): TalkOutcome<T> {
  const outcome = await asked;
  if (outcome.ok) return outcome;
  const { kind } = outcome.problem;
  return { ok: false, problem: { kind, ...wordsOfPortalProblem(outcome.problem, 'This wasn’t entered', SAFE) } };
}
