import { historyReply } from '../../shared/protocol/history.ts';
import type { TestClient } from '../contracts/test-server.ts';
import type { ToldRevision } from './replay.ts';

/** The whole history of a program as the API tells it, the oldest revision first. */
export async function toldRevisions(client: TestClient): Promise<ToldRevision[]> {
  const found = new Map<number, ToldRevision['changes'][number][]>();
  let cursor = '';
  for (;;) {
    const response = await client.fetch(`/history?limit=1000${cursor}`);
    const page = historyReply.parse(await response.json());
    for (const { revision, changes } of page.revisions) {
      // Newest first, and a revision may go on over several pages.
      found.set(revision, [...(found.get(revision) ?? []), ...changes]);
    }
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  return [...found].sort(([a], [b]) => a - b).map(([revision, changes]) => ({ revision, changes }));
}
