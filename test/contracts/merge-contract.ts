import { describe, expect, test } from 'vitest';
import type { Cells } from '../../shared/tables/cell.ts';
import { inserts, site, update } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

export function mergeContract(server: () => TestServer): void {
  describe('merging', () => {
    /** Two people with the same sheet of two sites at revision 1. */
    async function twoPeople(): Promise<{ a: TestClient; b: TestClient; one: string; two: string }> {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const { ids, edits } = inserts(site('0417', { shortName: 'rev A' }), site('0418'));
      await a.sync({ sites: edits });
      return { a, b, one: ids[0] ?? '', two: ids[1] ?? '' };
    }

    const cellsOf = async (client: TestClient, row: string): Promise<Cells | undefined> =>
      (await client.rows('sites')).get(row)?.cells;

    test('[M1] a cell unchanged since it was seen is accepted, beside other people’s cells of the row', async () => {
      const { a, b, one } = await twoPeople();
      await a.sync({ sites: update(one, { name: 'Alder' }) }, { base: 1 });
      const reply = await b.sync({ sites: update(one, { shortName: 'rev B' }) }, { base: 1 });
      expect(reply).toMatchObject({ committed: 3, conflicts: [] });
      expect(await cellsOf(a, one)).toMatchObject({ name: 'Alder', shortName: 'rev B' });
    });

    test('[M2] the same value from two people is no conflict and no revision', async () => {
      const { a, b, one } = await twoPeople();
      await a.sync({ sites: update(one, { shortName: 'rev B' }) }, { base: 1 });
      const reply = await b.sync({ sites: update(one, { shortName: 'rev B' }) }, { base: 1 });
      expect(reply).toMatchObject({ revision: 2, committed: null, accepted: 1, conflicts: [] });
    });

    test('[M3, CON1] two values for one cell are a conflict that tells base, local, remote, who, when and where', async () => {
      const { a, b, one } = await twoPeople();
      await a.sync({ sites: update(one, { shortName: 'rev C' }) }, { base: 1 });
      const reply = await b.sync({ sites: update(one, { shortName: 'rev B', grades: 'KG-05' }) }, { base: 1 });
      expect(reply.conflicts).toEqual([
        {
          id: expect.stringMatching(/^[0-9a-f]{32}$/),
          table: 'sites',
          row: one,
          column: 'shortName',
          kind: 'cell',
          base: 'rev A',
          local: 'rev B',
          remote: 'rev C',
          by: a.person.name,
          at: '2026-11-23T10:00:00.000Z',
          revision: 2,
        },
      ]);
      expect(await cellsOf(a, one)).toMatchObject({ shortName: 'rev C', grades: 'KG-05' });
    });

    test('[M4] an update of a row deleted since is a conflict, and the row stays deleted', async () => {
      const { a, b, one } = await twoPeople();
      await a.sync({ sites: { deletes: [{ row: one }] } }, { base: 1 });
      const reply = await b.sync({ sites: update(one, { shortName: 'rev B' }) }, { base: 1 });
      expect(reply).toMatchObject({
        committed: null,
        conflicts: [{ kind: 'editDelete', column: 'shortName', local: 'rev B', remote: null, revision: 2 }],
      });
      expect(reply.remote.tables['sites']?.deleted).toEqual([one]);
    });

    test('[M5] a delete of a row changed since is a conflict that names the columns', async () => {
      const { a, b, one } = await twoPeople();
      await a.sync({ sites: update(one, { shortName: 'rev C', grades: 'KG-05' }) }, { base: 1 });
      const reply = await b.sync({ sites: { deletes: [{ row: one }] } }, { base: 1 });
      expect(reply.conflicts.map(({ kind, column }) => [kind, column])).toEqual([
        ['deleteEdit', 'grades'],
        ['deleteEdit', 'shortName'],
      ]);
      expect(await cellsOf(a, one)).toBeDefined();
    });

    test('[M6] a delete of a deleted row is accepted', async () => {
      const { a, b, one } = await twoPeople();
      await a.sync({ sites: { deletes: [{ row: one }] } }, { base: 1 });
      expect(await b.sync({ sites: { deletes: [{ row: one }] } }, { base: 1 })).toMatchObject({
        committed: null,
        accepted: 1,
        conflicts: [],
        refusals: [],
      });
    });

    test('[M7] a conflict and a refusal hold back no other cell, row or table', async () => {
      const { a, b, one, two } = await twoPeople();
      await a.sync({ sites: update(one, { shortName: 'rev C' }) }, { base: 1 });
      const reply = await b.sync(
        {
          sites: {
            updates: [
              { row: one, cells: { shortName: 'rev B', city: 'Oakdale' } },
              { row: two, cells: { zip: 'x', city: 'Elm' } },
            ],
          },
        },
        { base: 1 },
      );
      expect([reply.conflicts.length, reply.refusals.length, reply.accepted]).toEqual([1, 1, 2]);
      expect(await cellsOf(a, one)).toMatchObject({ city: 'Oakdale', shortName: 'rev C' });
      expect(await cellsOf(a, two)).toMatchObject({ city: 'Elm', zip: '90001' });
    });

    test('[M8] a basket with a conflict in it changes nothing', async () => {
      const { a, b, one, two } = await twoPeople();
      await a.sync({ sites: update(one, { enrollment: 10 }) }, { base: 1 });
      const reply = await b.sync(
        {
          sites: {
            updates: [
              { row: one, cells: { enrollment: 20 }, basket: 'T1' },
              { row: two, cells: { enrollment: 30 }, basket: 'T1' },
              { row: two, cells: { city: 'Elm' } },
            ],
          },
        },
        { base: 1 },
      );
      expect(reply.conflicts.map(({ row, column }) => [row, column])).toEqual([[one, 'enrollment']]);
      expect(reply.refusals.map(({ row, rule }) => [row, rule])).toEqual([[two, 'M8']]);
      expect(await cellsOf(a, two)).toMatchObject({ enrollment: null, city: 'Elm' });
    });

    test('[M10] a value that breaks the rules of its column is refused with the rule, the value and the fix', async () => {
      const { a, one } = await twoPeople();
      const reply = await a.sync({ sites: update(one, { enrollment: -1, status: 'Gone', zip: '9' }) }, { base: 1 });
      expect(reply.refusals.map(({ column, rule, value }) => [column, rule, value])).toEqual([
        ['enrollment', 'V05', -1],
        ['status', 'V05', 'Gone'],
        ['zip', 'V09', '9'],
      ]);
      expect(reply.refusals[1]?.message).toContain('Choose one of: Active, Closed, Merged, Pending');
      expect(reply.committed).toBeNull();
    });

    test('[M11] the order of the edits in a request does not matter', async () => {
      const first = await twoPeople();
      const second = await twoPeople();
      const edit = (one: string, two: string) => [
        { row: one, cells: { code: '0418', grades: 'x' } },
        { row: two, cells: { code: '0417' } },
      ];
      const forward = await first.a.sync({ sites: { updates: edit(first.one, first.two) } }, { base: 1 });
      const backward = await second.a.sync({ sites: { updates: edit(second.one, second.two).reverse() } }, { base: 1 });
      expect([forward.accepted, forward.refusals]).toEqual([3, []]);
      expect([backward.accepted, backward.refusals]).toEqual([3, []]);
    });

    test('[E2, E6] values are kept in their canonical form', async () => {
      const { a, one } = await twoPeople();
      await a.sync(
        {
          sites: update(one, {
            name: '  Ca\u006E\u0303on\u00A0Oaks \r\n',
            status: 'closed',
            closedDate: '2026-01-31',
            shortName: '',
          }),
        },
        { base: 1 },
      );
      expect(await cellsOf(a, one)).toMatchObject({ name: 'Ca\u00F1on Oaks', status: 'Closed', shortName: null });
    });

    test('[E4] an insert of a Row ID that exists is an update of its cells', async () => {
      const { a, one } = await twoPeople();
      const reply = await a.sync(
        { sites: { inserts: [{ row: one, cells: site('0417', { name: 'Alder' }) }] } },
        { base: 1 },
      );
      expect(reply).toMatchObject({ committed: 2, conflicts: [], refusals: [] });
      expect(await cellsOf(a, one)).toMatchObject({ name: 'Alder', shortName: 'rev A' });
    });

    test('[E5] a row added twice under one key becomes the row that was there first', async () => {
      const { a, b } = await twoPeople();
      const mine = inserts(site('0500', { name: 'Oak' }));
      const theirs = inserts(site('0500', { name: 'Elm', grades: 'KG-05' }));
      await a.sync({ sites: mine.edits }, { base: 1 });
      const reply = await b.sync({ sites: theirs.edits }, { base: 1 });
      expect(reply.adopted).toEqual({ [theirs.ids[0] ?? '']: mine.ids[0] });
      expect(reply.conflicts).toMatchObject([{ kind: 'sameKey', column: 'name', local: 'Elm', remote: 'Oak' }]);
      expect(await cellsOf(a, mine.ids[0] ?? '')).toMatchObject({ name: 'Oak', grades: 'KG-05' });
    });

    test('a row that never was cannot be updated', async () => {
      const { a } = await twoPeople();
      const row = newRow();
      const reply = await a.sync({ sites: update(row, { name: 'x' }) }, { base: 1 });
      expect(reply.refusals).toMatchObject([{ table: 'sites', row, rule: 'E1' }]);
    });

    test('a site that is still in use is not deleted, and one that nobody knows is not referred to', async () => {
      const { a, one } = await twoPeople();
      const child = inserts(site('0600', { campus: '0417' }));
      await a.sync({ sites: child.edits }, { base: 1 });
      const gone = await a.sync({ sites: { deletes: [{ row: one }] } }, { base: 2 });
      expect(gone.refusals).toMatchObject([{ row: one, column: null, rule: 'V04' }]);
      const wrong = await a.sync({ sites: update(child.ids[0] ?? '', { campus: '9999' }) }, { base: 2 });
      expect(wrong.refusals).toMatchObject([{ column: 'campus', rule: 'V04', value: '9999' }]);
    });

    test('rows that refer to a renamed key follow it in the same revision', async () => {
      const { a, one } = await twoPeople();
      const child = inserts(site('0600', { campus: '0417' }));
      await a.sync({ sites: child.edits }, { base: 1 });
      const reply = await a.sync({ sites: update(one, { code: '0999' }) }, { base: 2 });
      expect(reply).toMatchObject({ committed: 3, refusals: [] });
      expect(await cellsOf(a, child.ids[0] ?? '')).toMatchObject({ campus: '0999' });
      expect(await (await a.fetch('/verify')).json()).toMatchObject({ ok: true });
    });
  });
}
