import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShortHistory } from '../../test/contracts/short-history.ts';
import type { TestClient, TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let client: TestClient;
let row = '';

beforeAll(async () => {
  ({ server, client, row } = await openShortHistory());
});
afterAll(() => server.close());

describe('history', () => {
  const page = async (query: string) => {
    const reply: { revisions: { revision: number; changes: unknown[] }[]; next: string | null } = await (
      await client.fetch(`/history?${query}`)
    ).json();
    return { found: reply.revisions.map(({ revision, changes }) => [revision, changes.length]), next: reply.next };
  };

  test('goes on after a page only where there is more, in the middle of a revision too', async () => {
    expect(await page('limit=3')).toEqual({
      found: [
        [2, 1],
        [1, 2],
      ],
      next: null,
    });
    const first = await page('limit=2');
    expect(first).toMatchObject({
      found: [
        [2, 1],
        [1, 1],
      ],
      next: expect.stringMatching(/^1\.\d+$/),
    });
    expect(await page(`limit=2&cursor=${first.next}`)).toEqual({ found: [[1, 1]], next: null });
  });

  test('without changes pages by revisions', async () => {
    expect(await page('changes=none&limit=2')).toEqual({
      found: [
        [2, 0],
        [1, 0],
      ],
      next: null,
    });
    const first = await page('changes=none&limit=1');
    expect(first.found).toEqual([[2, 0]]);
    expect(await page(`changes=none&limit=1&cursor=${first.next}`)).toEqual({ found: [[1, 0]], next: null });
    for (const cut of ['table=sites', `row=${row}`, 'column=name', 'revision=1']) {
      expect((await client.fetch(`/history?changes=none&${cut}`)).status).toBe(400);
    }
  });

  test('ends with a day, or before a moment', async () => {
    const day = '2026-11-23';
    expect((await page(`to=${day}`)).found).toHaveLength(2);
    expect((await page(`to=${day}T10:00:00.000Z`)).found).toHaveLength(0);
    expect((await page(`to=${day}T10:00:00.001Z`)).found).toHaveLength(2);
    expect((await page(`from=${day}T10:00:00.000Z`)).found).toHaveLength(2);
    expect((await page('to=2026-11-22')).found).toHaveLength(0);
    expect((await page(`changes=none&to=${day}T10:00:00.000Z`)).found).toHaveLength(0);
    expect((await page(`changes=none&from=${day}&to=${day}`)).found).toHaveLength(2);
  });

  test.each(['x', '1', '1.', '.1', '1.1.1', '-1.0'])('takes no cursor "%s"', async (cursor) => {
    const response = await client.fetch(`/history?cursor=${cursor}`);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('no cursor of a history page'),
    ]);
  });
});
