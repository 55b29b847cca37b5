import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerProblem } from '../../sync/server/server-problem.ts';
import type { AmountSource } from './amount-source.ts';

/** The amounts of a program's figures as the pane has them. */
export function amountsOf(
  server: Pick<ServerClient, 'postings' | 'bridge' | 'baselines'>,
  program: string,
): AmountSource<ServerProblem> {
  return {
    postings: (query) => server.postings(program, query),
    bridge: (query) => server.bridge(program, query),
    baselines: () => server.baselines(program),
    words: wordsOfServerProblem,
  };
}
