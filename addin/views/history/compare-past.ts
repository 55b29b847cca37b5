import type { Comparison } from '../../../shared/protocol/compare.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerOutcome, type ServerProblem } from '../../sync/server/server-problem.ts';

/** Which two states of the plan are compared: two revisions, or a day and now. */
export type Past =
  /** `to` null: now. */
  | { readonly kind: 'revision'; readonly revision: number; readonly to: number | null }
  /** `YYYY-MM-DD` on this computer's calendar: as the day ended. */
  | { readonly kind: 'day'; readonly day: string };

/** Compares two states of the plan: one request, one more for a day. Revision 0 is the empty plan. */
export async function comparePast(
  server: Pick<ServerClient, 'history' | 'compare'>,
  program: string,
  past: Past,
): Promise<ServerOutcome<Comparison>> {
  if (past.kind === 'revision') return await server.compare(program, past.revision, past.to ?? undefined);
  const page = await server.history(program, { to: endOfDay(past.day), limit: 1 });
  return page.ok ? await server.compare(program, page.value.revisions[0]?.revision ?? 0) : page;
}

/** The moment at which a day ends on this computer, as ISO 8601 UTC. */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}

/** A revision typed by hand may be one that does not exist; that is no trouble of the workbook's. */
export function wordsOfCompareProblem(problem: ServerProblem): { readonly title: string; readonly line: string } {
  if (problem.kind !== 'revisionUnknown') return wordsOfServerProblem(problem);
  return {
    title: 'There is no such revision yet',
    line: 'Nothing was changed. Type the number of an earlier one, or choose a date.',
  };
}
