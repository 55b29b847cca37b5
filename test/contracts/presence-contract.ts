import { describe, expect, test } from 'vitest';
import type { PresenceReply } from '../../shared/protocol/presence.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

/** Says where a client is, and answers with the response. */
export function announce(client: TestClient, body: Readonly<Record<string, unknown>> = {}): Promise<Response> {
  return client.fetch('/presence', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workbook: client.workbook, ...body }),
  });
}

export async function othersOf(client: TestClient): Promise<PresenceReply['people']> {
  const response = await announce(client);
  expect(response.status).toBe(200);
  const reply: PresenceReply = await response.json();
  return reply.people;
}

export function presenceContract(server: () => TestServer): void {
  describe('presence', () => {
    test('members hear who else is there and which rows they are editing, and never a value', async () => {
      const program = await server().program();
      const a = await server().member(program, 'editor');
      const b = await server().member(program, 'finance');
      const [first = '', second = ''] = [newRow(), newRow()].toSorted();
      expect(await othersOf(a)).toEqual([]);
      const drafts = { sites: [second, first, second], budgetLines: [] };
      expect(await (await announce(a, { drafts })).json()).toEqual({ people: [] });
      expect(await othersOf(b)).toEqual([
        {
          person: a.person.name,
          workbook: a.workbook,
          since: server().clock.toISOString(),
          drafts: { sites: [first, second] },
        },
      ]);
      expect(await othersOf(a)).toMatchObject([{ person: b.person.name, drafts: {} }]);
    });

    test('another workbook of one’s own is marked, and leaving takes only that workbook away', async () => {
      const program = await server().program();
      const a = await server().member(program, 'editor');
      const copy = a.copy();
      const b = await server().member(program, 'editor');
      await announce(a);
      expect(await othersOf(copy)).toMatchObject([{ workbook: a.workbook, isYou: true }]);
      expect((await othersOf(b)).map(({ workbook, isYou }) => [workbook, isYou])).toEqual(
        [a.workbook, copy.workbook].toSorted().map((workbook) => [workbook, undefined]),
      );
      await announce(a, { leaving: true });
      expect(await othersOf(b)).toMatchObject([{ workbook: copy.workbook }]);
    });

    test('an announcement is forgotten after a minute without another', async () => {
      const program = await server().program();
      const a = await server().member(program, 'editor');
      const b = await server().member(program, 'editor');
      const began = server().clock;
      await announce(a);
      server().clock = new Date(began.getTime() + 59_999);
      expect(await othersOf(b)).toHaveLength(1);
      server().clock = new Date(began.getTime() + 60_000);
      expect(await othersOf(b)).toEqual([]);
      server().clock = began;
    });

    test('a viewer is seen, without drafts', async () => {
      const program = await server().program();
      const viewer = await server().member(program, 'viewer');
      const b = await server().member(program, 'editor');
      expect((await announce(viewer, { drafts: { sites: [newRow()] } })).status).toBe(200);
      expect(await othersOf(b)).toMatchObject([{ person: viewer.person.name, drafts: {} }]);
    });

    test('up to 2,000 rows in all; more, unknown tables and what is no Row ID are 400 with their path', async () => {
      const a = await server().member(await server().program(), 'editor');
      const rows = (count: number) => Array.from({ length: count }, newRow);
      expect((await announce(a, { drafts: { sites: rows(1_200), budgetLines: rows(800) } })).status).toBe(200);
      const wrong: [string, Record<string, unknown>][] = [
        ['drafts', { drafts: { sites: rows(1_200), budgetLines: rows(801) } }],
        ['drafts', { drafts: { sites: rows(5_000) } }],
        ['drafts.planets', { drafts: { planets: [] } }],
        ['drafts.constructor', { drafts: { constructor: [] } }],
        ['drafts.sites.1', { drafts: { sites: [newRow(), '417'] } }],
        ['drafts.sites', { drafts: { sites: { [newRow()]: 12_400 } } }],
        ['workbook', { workbook: '' }],
        ['leaving', { leaving: 'yes' }],
        ['', { values: {} }],
      ];
      for (const [path, body] of wrong) {
        const response = await announce(a, body);
        const { error } = await response.json();
        expect([path, response.status, error.code, error.details.path]).toEqual([path, 400, 'invalid_request', path]);
      }
    });

    test('[PPL2] a stranger hears that there is no such program, and is not seen in it', async () => {
      const program = await server().program();
      const a = await server().member(program, 'editor');
      const stranger = await server().member(await server().program(), 'admin');
      await announce(a);
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ workbook: stranger.workbook }),
      };
      const real = await stranger.fetchApi(`/programs/${program}/presence`, init);
      const none = await stranger.fetchApi('/programs/no-such-program/presence', init);
      expect([real.status, await real.text()]).toEqual([404, await none.text()]);
      expect((await server().app.request(`/api/programs/${program}/presence`, init)).status).toBe(401);
      expect(await othersOf(a)).toEqual([]);
    });

    test('the event stream tells who comes, to everybody but the own workbook, and only of that program', async () => {
      const program = await server().program();
      const a = await server().member(program, 'editor');
      const b = await server().member(program, 'viewer');
      const other = await server().member(await server().program(), 'editor');
      const row = newRow();
      await announce(b);
      const response = await b.fetch(`/events?workbook=${b.workbook}`);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let heard = '';
      while (!heard.includes('listening')) heard += (await reader?.read())?.value ?? '';
      await announce(other);
      await announce(a, { drafts: { sites: [row] } });
      while (!heard.includes('data:')) heard += (await reader?.read())?.value ?? '';
      await reader?.cancel();
      const since = server().clock.toISOString();
      const people = [{ person: a.person.name, workbook: a.workbook, since, drafts: { sites: [row] } }];
      expect(heard.slice(heard.indexOf('event:'))).toBe(`event: presence\ndata: ${JSON.stringify({ people })}\n\n`);
    });
  });
}
