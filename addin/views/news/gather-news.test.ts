import { expect, test } from 'vitest';
import type { HistoryReply, WireRowChange } from '../../../shared/protocol/history.ts';
import type { HistoryQuery } from '../../sync/server/server-client.ts';
import type { ServerOutcome } from '../../sync/server/server-problem.ts';
import { gatherNews } from './gather-news.ts';

function changeOf(row: string): WireRowChange {
  return { table: 'sites', row, key: row, kind: 'update', cells: [] };
}

/** A history of this many revisions of 500 rows each, by Ann and Ben in turn, two to a page; counts its pages. */
function historyOf(revisions: number) {
  const asked: HistoryQuery[] = [];
  const page = (from: number): HistoryReply => {
    const numbers = [from, from - 1].filter((number) => number > 0);
    return {
      next: from > 2 ? `${from - 2}` : null,
      revisions: numbers.map((revision) => ({
        revision,
        at: '2026-11-20T10:00:00.000Z',
        workbook: 'w',
        note: '',
        accepted: 500,
        rows: 500,
        hash: '',
        by: revision % 2 === 0 ? 'Ann' : 'Ben',
        changes: Array.from({ length: 500 }, (_, row) => changeOf(`R${row}`)),
      })),
    };
  };
  const history = (_program: string, query: HistoryQuery): Promise<ServerOutcome<HistoryReply>> => {
    asked.push(query);
    return Promise.resolve({ ok: true, value: page(Number(query.cursor ?? revisions)) });
  };
  return { asked, history };
}

test('news are read back to the revision last seen and no further, without my own', async () => {
  const server = historyOf(40);
  const news = await gatherNews(server, { program: 'p', since: 36, me: 'Ann' });
  expect(news).toMatchObject({ ok: true, value: { isCut: false, revisions: [{ revision: 39 }, { revision: 37 }] } });
  expect(server.asked.map(({ cursor }) => cursor)).toEqual([undefined, '38', '36']);
});

test('news end after 5,000 changed rows, and say that there is more', async () => {
  const server = historyOf(40);
  const news = await gatherNews(server, { program: 'p', since: 1, me: 'nobody' });
  expect(server.asked).toHaveLength(5);
  expect(news.ok && news.value.isCut).toBe(true);
  expect(news.ok && news.value.revisions.at(-1)?.revision).toBe(31);
});

test('a history that ends before the revision last seen is all there is', async () => {
  const news = await gatherNews(historyOf(3), { program: 'p', since: 0, me: 'nobody' });
  expect(news.ok && [news.value.isCut, news.value.revisions.length]).toEqual([false, 3]);
});
