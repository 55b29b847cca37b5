import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TestClient, TestServer } from './test-server.ts';
import { budgetLine, inserts, project, site, source, system, update } from './plan-rows.ts';

export function historyContract(server: () => TestServer): void {
  describe('history', () => {
    const json = async (client: TestClient, path: string) => (await client.fetch(path)).json();
    const revert = (client: TestClient, revision: number, body: object = {}) =>
      client.fetch(`/revisions/${revision}/revert`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ syncId: randomUUID(), ...body }),
      });

    /** Revision 1: two sites; 2: b renames one; 3: a changes and deletes. */
    async function threeRevisions() {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const { ids, edits } = inserts(site('0417'), site('0418'));
      const [one = '', two = ''] = ids;
      server().clock = new Date('2026-11-20T10:00:00.000Z');
      await a.sync({ sites: edits }, { note: 'Opening plan' });
      server().clock = new Date('2026-11-21T10:00:00.000Z');
      await b.sync({ sites: update(one, { name: 'Alder' }) }, { base: 1 });
      server().clock = new Date('2026-11-23T10:00:00.000Z');
      await a.sync({ sites: { ...update(one, { enrollment: 486 }), deletes: [{ row: two }] } }, { base: 2 });
      return { a, b, one, two };
    }

    test('[REV3] history tells every changed cell before and after, newest first', async () => {
      const { a, b, one, two } = await threeRevisions();
      const { revisions, next } = await json(a, '/history');
      expect(next).toBeNull();
      expect(revisions.map((each: { revision: number; by: string }) => [each.revision, each.by])).toEqual([
        [3, a.person.name],
        [2, b.person.name],
        [1, a.person.name],
      ]);
      expect(revisions[1].changes).toEqual([
        {
          table: 'sites',
          row: one,
          key: '0417',
          kind: 'update',
          cells: [{ column: 'name', before: 'School 0417', after: 'Alder' }],
        },
      ]);
      const deleted = revisions[0].changes.find((each: { row: string }) => each.row === two);
      expect(deleted).toMatchObject({ kind: 'delete', key: '0418' });
      expect(deleted.cells).toContainEqual({ column: 'code', before: '0418', after: null });
    });

    test('history can be asked by table, row, column, person and time, page by page', async () => {
      const { a, b, one } = await threeRevisions();
      const found = async (query: string): Promise<number[]> => {
        const { revisions } = await json(a, `/history?${query}`);
        return revisions.map((each: { revision: number }) => each.revision);
      };
      expect(await found(`table=sites&row=${one}`)).toEqual([3, 2, 1]);
      expect(await found('table=projects')).toEqual([]);
      expect(await found(`row=${one}&column=enrollment`)).toEqual([3]);
      expect(await found(`by=${encodeURIComponent(b.person.name)}`)).toEqual([2]);
      expect(await found(`by=${b.person.id}`)).toEqual([2]);
      expect(await found('workbook=nobody')).toEqual([]);
      expect(await found(`workbook=${b.workbook}`)).toEqual([2]);
      expect(await found('from=2026-11-21&to=2026-11-21')).toEqual([2]);
      expect(await found('to=2026-11-20')).toEqual([1]);
      const pages: string[] = [];
      let cursor = '';
      for (let page = 0; page < 10; page++) {
        const { revisions, next } = await json(a, `/history?limit=2${cursor}`);
        for (const { revision, changes } of revisions) pages.push(`${revision}x${changes.length}`);
        if (next === null) break;
        cursor = `&cursor=${next}`;
      }
      expect(pages).toEqual(['3x2', '2x1', '1x1', '1x1']);
    });

    test('[FB9] the revisions of the whole plan can be listed without their changes, and each be opened', async () => {
      const { a, b } = await threeRevisions();
      const listed = async (query: string) => await json(a, `/history?changes=none&${query}`);
      const numbersOf = (page: { revisions: { revision: number }[] }) => page.revisions.map((each) => each.revision);
      const first = await listed('limit=2');
      expect(first.revisions).toEqual([
        expect.objectContaining({ revision: 3, by: a.person.name, door: 'sync', rows: 2, changes: [] }),
        expect.objectContaining({ revision: 2, by: b.person.name, door: 'sync', rows: 1, changes: [] }),
      ]);
      const second = await listed(`limit=2&cursor=${first.next}`);
      expect(second.revisions).toEqual([expect.objectContaining({ revision: 1, note: 'Opening plan', rows: 2 })]);
      expect(second.next).toBeNull();
      expect(numbersOf(await listed(`by=${encodeURIComponent(b.person.name)}`))).toEqual([2]);
      expect(numbersOf(await listed('to=2026-11-20'))).toEqual([1]);
      expect((await a.fetch('/history?changes=none&table=sites')).status).toBe(400);
      const opened = await json(a, '/history?revision=1');
      expect(
        opened.revisions.map((each: { revision: number; changes: unknown[] }) => [each.revision, each.changes.length]),
      ).toEqual([[1, 2]]);
    });

    test('a revert sets back one revision, and what has moved since is a conflict', async () => {
      const { a, one, two } = await threeRevisions();
      const reply = await (await revert(a, 3)).json();
      expect(reply).toMatchObject({ committed: 4, conflicts: [], refusals: [] });
      const rows = await a.rows('sites');
      expect(rows.get(one)?.cells).toMatchObject({ enrollment: null, name: 'Alder' });
      expect(rows.get(two)?.cells).toMatchObject({ code: '0418', name: 'School 0418' });
      await a.sync({ sites: update(one, { name: 'Oak' }) }, { base: 4 });
      const late = await (await revert(a, 2)).json();
      expect(late).toMatchObject({
        committed: null,
        conflicts: [{ base: 'Alder', local: 'School 0417', remote: 'Oak' }],
      });
    });

    test('[I1] the same revert twice is one revert; of an unknown revision it is refused', async () => {
      const { a } = await threeRevisions();
      const syncId = randomUUID();
      const first = await (await revert(a, 3, { syncId })).json();
      expect(await (await revert(a, 3, { syncId })).json()).toEqual(first);
      expect((await a.sync({}, { base: 4 })).revision).toBe(4);
      expect((await revert(a, 9)).status).toBe(409);
      const preview = await a.fetch('/revisions/4/revert?preview=true', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ syncId: randomUUID() }),
      });
      expect(await preview.json()).toMatchObject({ committed: 5 });
      expect((await a.sync({}, { base: 4 })).revision).toBe(4);
    });

    test('compare tells what lies between two revisions, with the difference of every amount', async () => {
      const a = await server().member(await server().program(), 'admin');
      const lines = inserts(budgetLine('BL-001'), budgetLine('BL-002', { category: 'Other' }));
      const [one = '', two = ''] = lines.ids;
      const first = await a.sync({
        systems: inserts(system('LAN')).edits,
        projects: inserts(project('26.00001')).edits,
        fundingSources: inserts(source('BND-A')).edits,
        budgetLines: lines.edits,
      });
      expect(first.refusals).toEqual([]);
      await a.sync({ budgetLines: update(one, { original: 1_250_000 }) }, { base: 1 });
      await a.sync({ budgetLines: { ...update(one, { note: 'rev B' }), deletes: [{ row: two }] } }, { base: 2 });
      await a.sync({ budgetLines: update(one, { note: null }) }, { base: 3 });
      const forward = await json(a, '/compare?from=1');
      expect(forward).toMatchObject({ from: 1, to: 4, money: { budgetLines: { original: -750_000 } } });
      expect(forward.changes.filter((each: { row: string }) => each.row === one)).toEqual([
        {
          table: 'budgetLines',
          row: one,
          key: 'BL-001',
          kind: 'update',
          column: 'original',
          before: 1_000_000,
          after: 1_250_000,
          delta: 250_000,
        },
      ]);
      const backward = await json(a, '/compare?from=4&to=1');
      expect(backward.money).toEqual({ budgetLines: { original: 750_000 } });
      expect(backward.changes.filter((each: { kind: string }) => each.kind === 'insert').length).toBeGreaterThan(0);
      expect(await json(a, '/compare?from=2&to=2')).toMatchObject({ changes: [], money: {} });
    });

    test('[REV5] verify replays the journal to the rows, and names what somebody has tampered with', async () => {
      const { a, one } = await threeRevisions();
      expect(await json(a, '/verify')).toMatchObject({ ok: true, revisions: 3, entries: 5, head: 3, fault: null });
      const { write } = server().store;
      const where = { program: a.program, row_id: one };
      const tamper = async (value: string) => {
        await write
          .updateTable('sites')
          .set({ name: value })
          .where('program', '=', where.program)
          .where('row_id', '=', where.row_id)
          .execute();
      };
      await tamper('Forged');
      expect(await json(a, '/verify')).toMatchObject({ ok: false, fault: { kind: 'rows', revision: 3, row: one } });
      await tamper('Alder');
      expect(await json(a, '/verify')).toMatchObject({ ok: true });
      await write
        .updateTable('journal')
        .set({ after: '{"name":"Forged"}' })
        .where('program', '=', a.program)
        .where('revision', '=', 2)
        .execute();
      expect(await json(a, '/verify')).toMatchObject({ ok: false, fault: { kind: 'hash', revision: 2 } });
    });

    test('verify holds the kept sums against what the history adds up to, and says which is wrong', async () => {
      const a = await server().member(await server().program(), 'admin');
      await a.sync({
        systems: inserts(system('LAN')).edits,
        projects: inserts(project('26.00001')).edits,
        fundingSources: inserts(source('BND-A')).edits,
        budgetLines: inserts(budgetLine('BL-001')).edits,
      });
      expect(await json(a, '/verify')).toMatchObject({ ok: true, fault: null });
      await server()
        .store.write.updateTable('line_sums')
        .set({ requested: 7, original: 7 })
        .where('program', '=', a.program)
        .where('line', '=', 'BL-001')
        .execute();
      const { ok, faults } = await json(a, '/verify');
      expect({ ok, kinds: faults.map((fault: { kind: string }) => fault.kind) }).toEqual({
        ok: false,
        kinds: ['sums'],
      });
      expect(faults[0].message).toMatch(/budget line BL-001 .* is kept as 7 cents and adds up to/);
    });

    test('[REV2] a revision that is taken out, or put in another’s place, breaks the chain', async () => {
      const { a } = await threeRevisions();
      const { write } = server().store;
      await write
        .updateTable('revisions')
        .set({ note: 'Forged' })
        .where('program', '=', a.program)
        .where('number', '=', 1)
        .execute();
      expect(await json(a, '/verify')).toMatchObject({ fault: { kind: 'hash', revision: 1 } });
      await write
        .updateTable('revisions')
        .set({ note: 'Opening plan' })
        .where('program', '=', a.program)
        .where('number', '=', 1)
        .execute();
      expect(await json(a, '/verify')).toMatchObject({ ok: true });
      await write.deleteFrom('revisions').where('program', '=', a.program).where('number', '=', 3).execute();
      expect(await json(a, '/verify')).toMatchObject({ ok: false, fault: { kind: 'head', revision: 3 } });
      await write.deleteFrom('revisions').where('program', '=', a.program).where('number', '=', 1).execute();
      expect(await json(a, '/verify')).toMatchObject({ ok: false, fault: { kind: 'hash', revision: 2 } });
    });
  });
}
