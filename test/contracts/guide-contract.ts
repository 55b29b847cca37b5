import { beforeAll, describe, expect, test } from 'vitest';
import { createGuidePages } from '../../server/guide/guide-pages.ts';
import { guideReply } from '../../shared/protocol/guide.ts';
import { scheduleReply } from '../../shared/protocol/schedule.ts';
import { workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** The schedule, the guide and the tables for other programs, in a month in which nothing has been synced near its first day. */
export function guideContract(server: () => TestServer): void {
  describe('what is told of the plan to the outside', () => {
    let finance: TestClient;

    beforeAll(async () => {
      finance = await server().member(await server().program(), 'finance');
      expect((await finance.sync(workedExample())).refusals).toEqual([]);
    });

    const guide = (path: string): Promise<Response> | Response => {
      const { store } = server();
      const deps = { store, now: () => server().clock, log: () => undefined, publicUrl: () => 'http://localhost' };
      return createGuidePages(deps).request(path);
    };

    test('the schedule is told, and set as PDF', async () => {
      const reply = scheduleReply.parse(await (await finance.fetch('/schedule')).json());
      expect(reply.work.map(({ project }) => project)).toContain('26.00001');
      const pdf = await finance.fetch('/reports/monthly-schedule.pdf');
      expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    });

    test('the guide is there from its publication to its withdrawal, published twice like once', async () => {
      const home = `/guide/${finance.program}/`;
      expect((await guide(home)).status).toBe(404);
      const headers = { 'content-type': 'application/json' };
      for (const body of ['{}', '{"asOf":"2026-10-31"}']) {
        expect((await finance.fetch('/guide', { method: 'POST', headers, body })).status).toBe(200);
      }
      expect(await (await finance.fetch('/guide')).json()).toMatchObject({
        published: { revision: 1, asOf: '2026-10-31', by: finance.person.name },
        path: home,
        mayPublish: true,
      });
      for (const path of ['', 'schools/0417', 'projects/26.00001', 'schools/0417.ics', 'data/work.csv', '?q=0417']) {
        expect([path, (await guide(`${home}${path}`)).status]).toEqual([path, 200]);
      }
      await finance.fetch('/guide', { method: 'DELETE' });
      expect((await guide(home)).status).toBe(404);
      expect((await guide('/guide/%00/')).status).toBe(404);
    });

    test('nobody publishes the guide over what somebody else has published since they looked', async () => {
      const headers = { 'content-type': 'application/json' };
      const post = (seen: string | null) =>
        finance.fetch('/guide', { method: 'POST', headers, body: JSON.stringify({ seen }) });
      const first = guideReply.parse(await (await post(null)).json());
      const refused = await post(null);
      expect([refused.status, await refused.json()]).toMatchObject([
        409,
        { error: { code: 'changed_meanwhile', message: expect.stringContaining(`${finance.person.name} published`) } },
      ]);
      const { clock } = server();
      server().clock = new Date(clock.getTime() + 1_000);
      expect((await post(first.published?.at ?? null)).status).toBe(200);
      expect((await post(first.published?.at ?? null)).status).toBe(409);
      server().clock = clock;
      await finance.fetch('/guide', { method: 'DELETE' });
    });

    test('every table is told for other programs', async () => {
      const rows: unknown[] = await (await finance.fetch('/tables/projects.json')).json();
      expect(rows).toEqual(expect.arrayContaining([expect.objectContaining({ 'Project Number': '26.00001' })]));
    });
  });
}
