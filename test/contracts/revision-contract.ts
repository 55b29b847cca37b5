import { describe, expect, test } from 'vitest';
import { syncReply } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import type { TestServer } from './test-server.ts';
import { budgetLine, inserts, project, site, source, system, update } from './plan-rows.ts';

export function revisionContract(server: () => TestServer): void {
  describe('revisions', () => {
    test('[REV1] a sync that changes a cell makes the next revision, one that changes nothing makes none', async () => {
      const a = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'), site('0418'));
      const first = await a.sync({ sites: edits });
      expect(first).toMatchObject({ revision: 1, committed: 1, refusals: [], conflicts: [] });
      const same = await a.sync({ sites: update(ids[0] ?? '', { name: 'School 0417' }) }, { base: 1 });
      expect(same).toMatchObject({ revision: 1, committed: null, accepted: 1 });
      const next = await a.sync({ sites: update(ids[0] ?? '', { name: 'Alder' }) }, { base: 1 });
      expect(next).toMatchObject({ revision: 2, committed: 2, accepted: 1 });
    });

    test('[REV2] a revision records its author, server time, workbook, note and counts', async () => {
      const a = await server().member(await server().program(), 'admin');
      const reply = await a.sync({ sites: inserts(site('0417')).edits }, { note: 'Opening plan' });
      const history = await (await a.fetch('/history')).json();
      expect(history.revisions).toMatchObject([
        {
          revision: 1,
          by: a.person.name,
          at: '2026-11-23T10:00:00.000Z',
          workbook: a.workbook,
          note: 'Opening plan',
          accepted: 11,
          rows: 1,
          hash: reply.receipt.hash,
        },
      ]);
      expect(reply.receipt).toEqual({ revision: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    });

    test.each([
      ['person_name', 'Somebody else'],
      ['accepted', 99],
      ['changes', 99],
      ['door', 'upload'],
      ['acts', 1],
      ['acts_hash', 'x'],
      ['seal', null],
      ['seal', 1],
      ['seal', 3],
    ])('[REV7] %s of a revision cannot be set to %j unnoticed', async (column, value) => {
      const a = await server().member(await server().program(), 'admin');
      await a.sync({ sites: inserts(site('0417')).edits });
      await a.sync({ sites: inserts(site('0418')).edits }, { base: 1 });
      const verified = async (): Promise<unknown> => (await a.fetch('/verify')).json();
      expect(await verified()).toMatchObject({ ok: true });
      await server()
        .store.write.updateTable('revisions')
        .set({ [column]: value })
        .where('program', '=', a.program)
        .where('number', '=', 2)
        .execute();
      expect(await verified()).toMatchObject({ ok: false, fault: { kind: 'hash', revision: 2 } });
    });

    test('[REV4] rows at a revision never change, whatever is written later', async () => {
      const a = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'), site('0418'), site('0419'));
      await a.sync({ sites: edits, systems: inserts(system('LAN')).edits });
      const [one = '', two = '', three = ''] = ids;
      await a.sync({ sites: update(one, { enrollment: 486, shortName: 'Alder' }) }, { base: 1 });
      const atTwo = await a.rows('sites', 2);
      await a.sync({ sites: { deletes: [{ row: two }], ...update(three, { shortName: 'Oak' }) } }, { base: 2 });
      await a.sync({ sites: update(one, { enrollment: null }) }, { base: 3 });
      await a.sync({ sites: inserts(site('0500')).edits }, { base: 4 });
      expect(await a.rows('sites', 2)).toEqual(atTwo);
      expect(atTwo.get(one)).toMatchObject({ revision: 2, cells: { enrollment: 486, shortName: 'Alder' } });
      expect(atTwo.get(two)?.revision).toBe(1);
      expect((await a.rows('sites', 1)).get(one)).toMatchObject({ revision: 1, cells: { enrollment: null } });
      expect((await a.rows('sites', 3)).has(two)).toBe(false);
      expect((await a.rows('sites', 0)).size).toBe(0);
      expect(await a.rows('sites', 5)).toEqual(await a.rows('sites'));
    });

    test('the reply brings a sheet from base to the head: changed rows, own ones too, and deleted ones', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const { ids, edits } = inserts(site('0417'), site('0418'));
      await a.sync({ sites: edits, systems: inserts(system('LAN')).edits });
      const [one = '', two = ''] = ids;
      await a.sync({ sites: { deletes: [{ row: two }] } }, { base: 1 });
      const reply = await b.sync({ sites: update(one, { name: 'Alder' }) }, { base: 1 });
      expect(Object.keys(reply.remote.tables)).toEqual(['sites']);
      const { columns, rows, deleted } = reply.remote.tables['sites'] ?? { columns: [], rows: [], deleted: [] };
      expect(rows.map((row) => row.slice(0, 4))).toEqual([[one, 3, '0417', 'Alder']]);
      expect(columns.slice(0, 2)).toEqual(['code', 'name']);
      expect(deleted).toEqual([two]);
      const pull = await a.sync({}, { base: 3 });
      expect(pull).toMatchObject({ revision: 3, committed: null, accepted: 0, remote: { tables: {} } });
      const all = await b.sync({}, { base: 0 });
      expect(Object.keys(all.remote.tables)).toEqual(['sites', 'systems']);
    });

    test('a reply has the computed columns, of rows too that follow from the edited ones', async () => {
      const a = await server().member(await server().program(), 'admin');
      const projectRows = inserts(project('26.00001'));
      const lines = inserts(budgetLine('BL-001'));
      const first = await a.sync({
        systems: inserts(system('LAN')).edits,
        projects: projectRows.edits,
        fundingSources: inserts(source('BND-A')).edits,
        budgetLines: lines.edits,
      });
      expect(first.refusals).toEqual([]);
      const lineRow = (await a.rows('budgetLines')).get(lines.ids[0] ?? '');
      expect(lineRow?.cells).toMatchObject({ original: 1_000_000, current: 1_000_000, unspent: 1_000_000 });
      const next = await a.sync({ budgetLines: update(lines.ids[0] ?? '', { original: 1_500_000 }) }, { base: 1 });
      const projects = next.remote.tables['projects'];
      const current = projects?.columns.indexOf('current') ?? -1;
      expect(projects?.rows.map((row) => [row[0], row[1], row[current + 2]])).toEqual([
        [projectRows.ids[0], 1, 1_500_000],
      ]);
      expect((await a.rows('projects', 1)).get(projectRows.ids[0] ?? '')?.cells['current']).toBe(1_000_000);
    });

    test('[FG4] who asks for moved computed columns alone gets none with a note, and all with an amount', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const lines = inserts(budgetLine('BL-001'));
      await a.sync({
        systems: inserts(system('LAN')).edits,
        projects: inserts(project('26.00001')).edits,
        fundingSources: inserts(source('BND-A')).edits,
        budgetLines: lines.edits,
      });
      const line = lines.ids[0] ?? '';
      const columnsAfter = async (client: typeof a, cells: Cells | null, base: number, query: string) => {
        const edits = cells === null ? {} : { budgetLines: update(line, cells) };
        const response = await client.post(client.request(edits, { base }), query);
        expect(response.status).toBe(200);
        return syncReply.parse(await response.json()).remote.tables['budgetLines']?.columns;
      };
      const all = Object.keys(tableNamed('budgetLines').columns);
      expect(await columnsAfter(a, { note: 'x' }, 1, '?computed=moved')).toEqual(
        editableColumns(tableNamed('budgetLines')),
      );
      // A pane from before gets them all, of the same revision too.
      expect(await columnsAfter(b, null, 1, '')).toEqual(all);
      expect(await columnsAfter(b, null, 1, '?computed=all')).toEqual(all);
      expect(await columnsAfter(a, { note: 'y' }, 2, '')).toEqual(all);
      expect(await columnsAfter(a, { original: 5 }, 3, '?computed=moved')).toEqual(all);
      expect((await b.post(b.request({}, { base: 1 }), '?computed=some')).status).toBe(400);
    });

    test('[FG4] who asks for moved cells alone gets rows by what has moved since, and whole those that it cannot have', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const sites = inserts(site('0417'), site('0420'));
      const [kept = '', gone = ''] = sites.ids;
      await a.sync({ sites: sites.edits });
      await a.sync({ sites: update(kept, { name: 'Elm' }) }, { base: 1 });
      const later = inserts(site('0433'));
      await a.sync({ sites: { ...later.edits, updates: [{ row: kept, cells: { city: 'Davis' } }] } }, { base: 2 });
      await a.sync({ sites: { deletes: [{ row: gone }] } }, { base: 3 });
      const told = async (base: number, query: string) => {
        const response = await a.post(a.request({}, { base }), query);
        expect(response.status).toBe(200);
        return syncReply.parse(await response.json()).remote.tables['sites'];
      };
      const both = { columns: ['name', 'city'], rows: [[kept, 3, 'Elm', 'Davis']] };
      const one = { columns: ['city'], rows: [[kept, 3, 'Davis']] };
      expect(await told(1, '?cells=moved')).toMatchObject({ deleted: [gone], moved: [both] });
      expect(await told(2, '?cells=moved')).toMatchObject({ deleted: [gone], moved: [one] });
      expect((await told(1, '?cells=moved'))?.rows.map(([row]) => row)).toEqual(later.ids);
      expect(await told(3, '?cells=moved')).toMatchObject({ rows: [], deleted: [gone] });
      for (const query of ['', '?cells=all', '?computed=moved']) {
        const whole = await told(1, query);
        expect(whole?.moved).toBeUndefined();
        expect(whole?.rows.map((row) => row.length)).toEqual([2, 2].map((n) => n + (whole?.columns.length ?? 0)));
      }
      // From nothing everything is new.
      expect((await told(0, '?cells=moved'))?.moved).toBeUndefined();
      expect((await a.post(a.request({}, { base: 1 }), '?cells=some')).status).toBe(400);
    });

    test('fifty syncs at once each get a revision of their own, and none is lost', async () => {
      const program = await server().program();
      const people = await Promise.all(Array.from({ length: 5 }, () => server().member(program, 'admin')));
      const replies = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const code = String(1000 + index);
          return people[index % 5]?.sync({ sites: inserts(site(code)).edits });
        }),
      );
      expect(replies.map((reply) => reply?.committed).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
      expect((await people[0]?.rows('sites'))?.size).toBe(50);
      expect(await (await people[0]?.fetch('/verify'))?.json()).toMatchObject({ ok: true, revisions: 50 });
    });

    test('a failing sync among others that share its commit harms none of them', async () => {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const requests = Array.from({ length: 20 }, (_, index) =>
        a.request({ sites: inserts(site(String(2000 + index))).edits }, { base: index % 4 === 0 ? 99 : 0 }),
      );
      const statuses = await Promise.all(requests.map(async (request) => (await a.post(request)).status));
      expect(statuses.filter((status) => status === 409)).toHaveLength(5);
      expect(statuses.filter((status) => status === 200)).toHaveLength(15);
      expect((await a.rows('sites')).size).toBe(15);
    });
  });
}
