import { useCallback, useState } from 'react';
import type { HistoryReply, RevisionChanges } from '../../../shared/protocol/history.ts';
import { useAnswer } from '../../components/use-answer.ts';
import type { HistoryQuery, ServerClient } from '../../sync/server/server-client.ts';
import type { ServerProblem } from '../../sync/server/server-problem.ts';
import { joinPages } from './join-pages.ts';

/** Changed rows that one request brings. */
const ROWS_PER_PAGE = 100;

export interface HistoryPages {
  /** Null until the first page is here. */
  readonly revisions: readonly RevisionChanges[] | null;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly problem: ServerProblem | null;
  readonly more: () => void;
  readonly again: () => void;
}

interface LaterPages {
  /** The first page that they follow; with another first page they are out of date. */
  readonly first: HistoryReply | null;
  readonly revisions: readonly RevisionChanges[];
  readonly next: string | null;
  readonly isLoading: boolean;
  readonly problem: ServerProblem | null;
}

const none = { revisions: [], isLoading: false, problem: null };

/**
 * History page by page, newest first.
 * @param query must stay the same object as long as the question is the same
 * @param revision of the workbook: each new one may have brought changes
 */
export function useHistoryPages(
  server: ServerClient,
  program: string,
  query: HistoryQuery,
  revision: number | null,
): HistoryPages {
  const ask = useCallback(() => server.history(program, { ...query, limit: ROWS_PER_PAGE }), [server, program, query]);
  const first = useAnswer(ask, revision);
  const [pages, setPages] = useState<LaterPages>({ ...none, first: null, next: null });
  const later = pages.first === first.value ? pages : { ...none, first: first.value, next: first.value?.next ?? null };
  const more = async (): Promise<void> => {
    if (later.next === null) return;
    setPages({ ...later, isLoading: true, problem: null });
    const page = await server.history(program, { ...query, limit: ROWS_PER_PAGE, cursor: later.next });
    const ended = { ...later, isLoading: false };
    if (!page.ok) setPages({ ...ended, problem: page.problem });
    else setPages({ ...ended, revisions: joinPages(later.revisions, page.value.revisions), next: page.value.next });
  };
  return {
    revisions: first.value === null ? null : joinPages(first.value.revisions, later.revisions),
    hasMore: later.next !== null,
    isLoading: first.isLoading || later.isLoading,
    problem: first.problem ?? later.problem,
    more: () => void more(),
    again: first.problem === null ? () => void more() : first.again,
  };
}
