import { describe, expect, test } from 'vitest';
import { inserts, site, system, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Text that no database gives back as it was: NUL, a half of a pair alone, the halves in the wrong order. */
const unstorable = ['a\0b', 'a\ud800', '\udc00b', '\ude00\ud83d'];

/** [FD3] Hostile texts in every place of every request. */
export function unstorableContract(server: () => TestServer): void {
  describe('text that cannot be stored', () => {
    async function member(): Promise<{ client: TestClient; row: string }> {
      const client = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'));
      await client.sync({ sites: edits });
      return { client, row: ids[0] ?? '' };
    }

    async function refusalOf(response: Response): Promise<unknown> {
      const { error } = await response.json();
      return [response.status, error?.code, error?.details?.path];
    }

    function postJson(client: TestClient, path: string, body: unknown): Promise<Response> {
      const headers = { 'content-type': 'application/json' };
      return client.fetchApi(path, { method: 'POST', headers, body: JSON.stringify(body) });
    }

    test.each(unstorable)(
      '[FD3] %j is refused in every text of a sync, by its path, and changes nothing',
      async (text) => {
        const { client, row } = await member();
        const sync = client.request({ sites: update(row, { name: 'x' }) }, { base: 1 });
        const cells = (some: Record<string, string>, basket?: string) => ({
          ...sync,
          edits: { sites: { updates: [{ row, cells: some, ...(basket === undefined ? {} : { basket }) }] } },
        });
        const requests = {
          note: { ...sync, note: text },
          workbook: { ...sync, workbook: text },
          syncId: { ...sync, syncId: text },
          'decisions.0.conflict': { ...sync, decisions: [{ conflict: text, outcome: 'mine' }] },
          'edits.sites.updates.0.cells.name': cells({ name: text }),
          'edits.sites.updates.0.cells.region': cells({ region: text }),
          'edits.sites.updates.0.basket': cells({ name: 'x' }, text),
          'edits.sites.updates.0.cells': cells({ [text]: 'x' }),
          edits: { ...sync, edits: { [text]: {} } },
        };
        for (const [path, body] of Object.entries(requests)) {
          expect([path, await refusalOf(await client.post(body))]).toEqual([path, [400, 'invalid_request', path]]);
          const preview = await client.post(body, '?preview=true');
          expect([path, preview.status]).toEqual([path, 400]);
        }
        expect(await (await client.fetch('/verify')).json()).toMatchObject({ ok: true, revisions: 1 });
      },
    );

    test.each(unstorable)('[FD3] %j is refused by every other route that takes a body', async (text) => {
      const { client } = await member();
      const program = `/programs/${client.program}`;
      const requests: readonly (readonly [string, string, unknown])[] = [
        ['/sign-in', 'email', { email: `${text}@cedar-basin.example`, password: 'x' }],
        ['/sign-in', 'password', { email: 'a@cedar-basin.example', password: text }],
        [`${program}/revisions/1/revert`, 'note', { syncId: 'r', note: text }],
        [`${program}/revisions/1/revert`, 'syncId', { syncId: text }],
        [`${program}/presence`, 'workbook', { workbook: text }],
      ];
      for (const [path, field, body] of requests) {
        const told = await refusalOf(await postJson(client, path, body));
        expect([path, told]).toEqual([path, [400, 'invalid_request', field]]);
      }
    });

    test('[FD3] a NUL in an address is refused, never a fault of the server', async () => {
      const { client } = await member();
      const program = `/programs/${client.program}`;
      for (const path of [
        '/programs/a%00b/rows',
        `${program}/history?by=%00`,
        `${program}/history?row=a%00`,
        `${program}/history?workbook=%00`,
        `${program}/rows?tables=sites%00`,
        `${program}/conflicts?status=%00`,
      ]) {
        expect([path, (await client.fetchApi(path)).status]).toEqual([path, 400]);
      }
    });

    test('[FD3] characters outside the basic plane are text like any other', async () => {
      const { client, row } = await member();
      const reply = await client.sync({ sites: update(row, { name: 'Café 🏫' }) }, { base: 1, note: '🏗 done' });
      expect(reply).toMatchObject({ committed: 2, refusals: [] });
      expect((await client.rows('sites')).get(row)?.cells['name']).toBe('Café 🏫');
      await client.sync({ systems: inserts(system('LAN', { name: '𝔏AN' })).edits }, { base: 2 });
      expect(await (await client.fetch('/verify')).json()).toMatchObject({ ok: true, revisions: 3 });
    });
  });
}
