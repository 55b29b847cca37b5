import { wordsOfPortalProblem, type PortalProblem, type ProblemWords } from '../portal-problem.ts';

/** Why nobody was signed in by the provider, and what to do. */
export function wordsOfProviderProblem(problem: PortalProblem, provider: string): ProblemWords {
  if (problem.kind === 'busy')
    return {
      title: `The sign-in of ${provider} can’t be reached just now`,
      line: `Nothing was changed. Try again in ${problem.retryAfterSeconds} s.`,
    };
  return wordsOfPortalProblem(problem, 'That didn’t sign you in', 'Nothing was changed.');
}
