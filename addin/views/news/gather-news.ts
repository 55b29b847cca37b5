import type { HistoryReply, RevisionChanges } from '../../../shared/protocol/history.ts';
import type { Result } from '../../../shared/result.ts';
import type { HistoryQuery } from '../../sync/server/server-client.ts';
import { joinPages } from '../history/join-pages.ts';

/** What others have changed. */
export interface News {
  /** Revisions of others, newest first. */
  readonly revisions: readonly RevisionChanges[];
  /** There is more than is worth reading in a pane; only the newest of it is here. */
  readonly isCut: boolean;
}

/** Changed rows that are read at most. */
export const NEWS_ROWS = 5_000;
const ROWS_PER_PAGE = 1_000;

export interface NewsQuestion {
  readonly program: string;
  /** Revisions after this one are news. */
  readonly since: number;
  /** Name of the person whose own revisions are no news. */
  readonly me: string;
}

/** Reads history backwards to a revision: ceil(changed rows since / 1,000) requests, five at the most. */
export async function gatherNews<P>(
  server: { history(program: string, query: HistoryQuery): Promise<Result<HistoryReply, P>> },
  { program, since, me }: NewsQuestion,
): Promise<Result<News, P>> {
  let revisions: readonly RevisionChanges[] = [];
  let cursor: string | null = null;
  let rows = 0;
  do {
    const page = await server.history(program, { limit: ROWS_PER_PAGE, ...(cursor === null ? {} : { cursor }) });
    if (!page.ok) return page;
    const fresh = page.value.revisions.filter(({ revision }) => revision > since);
    rows += fresh.reduce((sum, { changes }) => sum + changes.length, 0);
    revisions = joinPages(revisions, fresh);
    const isAtEnd = fresh.length < page.value.revisions.length;
    cursor = isAtEnd ? null : page.value.next;
  } while (cursor !== null && rows < NEWS_ROWS);
  return { ok: true, value: { revisions: revisions.filter(({ by }) => by !== me), isCut: cursor !== null } };
}
