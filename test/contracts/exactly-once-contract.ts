import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TestServer } from './test-server.ts';
import { inserts, site, update } from './plan-rows.ts';

export function exactlyOnceContract(server: () => TestServer): void {
  describe('exactly once', () => {
    test('[I1] the same sync id gives the same reply and no new effect, however much has happened since', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const { ids, edits } = inserts(site('0417'), site('0418'));
      const [one = '', two = ''] = ids;
      await a.sync({ sites: edits });
      await a.sync({ sites: update(two, { shortName: 'x' }) }, { base: 1 });
      const request = a.request({ sites: update(one, { name: 'Alder', zip: 'x' }) }, { base: 1 });
      const first = await (await a.post(request)).json();
      expect(first).toMatchObject({ committed: 3, refusals: [{ column: 'zip' }] });
      server().clock = new Date('2026-12-20T10:00:00.000Z');
      await a.sync({ sites: { deletes: [{ row: two }], ...update(one, { name: 'Oak' }) } }, { base: 3 });
      expect(await (await a.post(request)).json()).toEqual(first);
      expect((await a.rows('sites')).get(one)?.cells['name']).toBe('Oak');
      server().clock = new Date('2026-11-23T10:00:00.000Z');
    });

    test('[FD10] a refused sync is kept in a fraction of what it answered, and is still answered the same', async () => {
      const a = await server().member(await server().program(), 'admin');
      const wrong = Array.from({ length: 1000 }, (_, index) => ({ ...site(String(1000 + index)), zip: 'not a zip' }));
      const request = a.request({ sites: inserts(...wrong).edits });
      const first = await (await a.post(request)).text();
      expect(JSON.parse(first)).toMatchObject({ committed: null, refusals: { length: 1000 } });
      const { outcome } = await server()
        .store.read.selectFrom('sync_replies')
        .select('outcome')
        .where('program', '=', a.program)
        .executeTakeFirstOrThrow();
      expect(outcome.length).toBeLessThan(first.length / 5);
      expect(JSON.parse(await (await a.post(request)).text())).toEqual(JSON.parse(first));
    });

    test('[I1] a sync id belongs to one person, and to one request', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const syncId = randomUUID();
      await a.sync({ sites: inserts(site('0417')).edits }, { syncId });
      const other = await a.post(a.request({ sites: inserts(site('0418')).edits }, { syncId }));
      expect([other.status, (await other.json()).error.code]).toEqual([409, 'sync_id_reused']);
      expect(await b.sync({ sites: inserts(site('0419')).edits }, { syncId })).toMatchObject({ committed: 2 });
    });

    test('[I2] the same edits under another sync id make no revision', async () => {
      const a = await server().member(await server().program(), 'admin');
      const { edits } = inserts(site('0417'));
      await a.sync({ sites: edits });
      expect(await a.sync({ sites: edits })).toMatchObject({ revision: 1, committed: null, accepted: 11 });
    });

    test('[I3] a request sent ten times at once has one effect and one reply', async () => {
      const a = await server().member(await server().program(), 'admin');
      const request = a.request({ sites: inserts(site('0417')).edits });
      const replies = await Promise.all(Array.from({ length: 10 }, async () => (await a.post(request)).text()));
      expect(new Set(replies).size).toBe(1);
      expect(await (await a.fetch('/verify')).json()).toMatchObject({ ok: true, revisions: 1, entries: 1 });
    });

    test('[I3] a late request of a deleted row does not bring it back', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const { ids, edits } = inserts(site('0417'));
      await a.sync({ sites: edits });
      await b.sync({ sites: { deletes: [{ row: ids[0] ?? '' }] } }, { base: 1 });
      const late = await a.sync({ sites: edits });
      expect(late.committed).toBeNull();
      expect(new Set(late.conflicts.map(({ kind }) => kind))).toEqual(new Set(['editDelete']));
      expect((await a.rows('sites')).size).toBe(0);
    });

    test('a preview tells what a sync would do and does nothing', async () => {
      const a = await server().member(await server().program(), 'admin');
      const { edits } = inserts(site('0417'));
      const preview = await a.sync({ sites: edits }, { preview: true });
      expect(preview).toMatchObject({ revision: 1, committed: 1, accepted: 11 });
      expect((await a.rows('sites')).size).toBe(0);
      expect(await a.sync({ sites: edits })).toMatchObject({ committed: 1 });
    });
  });
}
