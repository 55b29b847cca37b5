import { describe, expect, test } from 'vitest';
import type { TestClient, TestServer } from './test-server.ts';
import { inserts, site, update } from './plan-rows.ts';

interface Kept {
  id: string;
  local: unknown;
  remote: unknown;
  status: string;
  outcome: string | null;
}

async function kept(client: TestClient, status?: string): Promise<Kept[]> {
  const response = await client.fetch(`/conflicts${status === undefined ? '' : `?status=${status}`}`);
  const body: { conflicts: Kept[] } = await response.json();
  return body.conflicts;
}

export function conflictContract(server: () => TestServer): void {
  describe('conflicts', () => {
    /** a has set the name to "theirs" at revision 2; b wanted "mine". */
    async function disagreement(): Promise<{ a: TestClient; b: TestClient; row: string; id: string }> {
      const program = await server().program();
      const a = await server().member(program, 'admin');
      const b = await server().member(program, 'admin');
      const { ids, edits } = inserts(site('0417', { enrollment: 100, shortName: 'base' }));
      const [row = ''] = ids;
      await a.sync({ sites: edits });
      await a.sync({ sites: update(row, { shortName: 'theirs', enrollment: 110 }) }, { base: 1 });
      const reply = await b.sync({ sites: update(row, { shortName: 'mine' }) }, { base: 1 });
      return { a, b, row, id: reply.conflicts[0]?.id ?? '' };
    }

    test('[CON2] an undecided conflict is reported again by every sync, and kept once', async () => {
      const { b, row, id } = await disagreement();
      const again = await b.sync({ sites: update(row, { shortName: 'mine' }, { shortName: 1 }) }, { base: 2 });
      expect(again.conflicts.map((conflict) => conflict.id)).toEqual([id]);
      expect(await kept(b)).toMatchObject([{ id, local: 'mine', remote: 'theirs', status: 'open', outcome: null }]);
    });

    test('[CON3] keep mine: the same update, seen at the remote’s revision', async () => {
      const { a, b, row, id } = await disagreement();
      const reply = await b.sync({ sites: update(row, { shortName: 'mine' }, { shortName: 2 }) }, { base: 2 });
      expect(reply).toMatchObject({ committed: 3, conflicts: [] });
      expect(await kept(a)).toMatchObject([{ id, status: 'decided', outcome: 'mine' }]);
      expect((await a.rows('sites')).get(row)?.cells['shortName']).toBe('mine');
    });

    test('[CON3] take theirs: a later sync from the remote’s revision without an edit of the cell', async () => {
      const { b, row, id } = await disagreement();
      await b.sync({ sites: update(row, { grades: 'KG-05' }) }, { base: 2 });
      expect(await kept(b, 'decided')).toMatchObject([{ id, outcome: 'theirs' }]);
      expect(await kept(b, 'open')).toEqual([]);
    });

    test('[CON3] another value is kept as such, and so is a decision by word alone', async () => {
      const first = await disagreement();
      await first.b.sync({ sites: update(first.row, { shortName: 'third' }, { shortName: 2 }) }, { base: 2 });
      expect(await kept(first.b)).toMatchObject([{ status: 'decided', outcome: 'other' }]);
      const second = await disagreement();
      const decisions = [{ conflict: second.id, outcome: 'theirs' as const }];
      expect(await second.b.sync({}, { base: 1, decisions })).toMatchObject({ committed: null, accepted: 0 });
      expect(await kept(second.b)).toMatchObject([{ status: 'decided', outcome: 'theirs' }]);
    });

    test('[CON3] both changes of an amount are kept as such', async () => {
      const { a, b, row } = await disagreement();
      await b.sync({ sites: update(row, { enrollment: 130, shortName: 'theirs' }) }, { base: 1 });
      await b.sync({ sites: update(row, { enrollment: 140 }, { enrollment: 2 }) }, { base: 2 });
      const outcomes = (await kept(a)).map(({ local, outcome }) => [local, outcome]);
      expect(outcomes).toContainEqual([130, 'both']);
    });

    test('[CON4] when remote moves again it is a conflict again, and the older one is superseded', async () => {
      const { a, b, row, id } = await disagreement();
      await a.sync({ sites: update(row, { shortName: 'later' }) }, { base: 2 });
      const reply = await b.sync({ sites: update(row, { shortName: 'mine' }, { shortName: 2 }) }, { base: 2 });
      expect(reply.conflicts).toMatchObject([{ base: 'theirs', remote: 'later', revision: 3 }]);
      expect(await kept(a, 'superseded')).toMatchObject([{ id }]);
      expect(await kept(a, 'open')).toMatchObject([{ remote: 'later' }]);
    });

    test('[CON5] a decided conflict that is reported again is open again', async () => {
      const { b, row, id } = await disagreement();
      await b.sync({}, { base: 1, decisions: [{ conflict: id, outcome: 'theirs' }] });
      await b.sync({ sites: update(row, { shortName: 'mine' }, { shortName: 1 }) }, { base: 2 });
      expect(await kept(b)).toMatchObject([{ id, status: 'open', outcome: null }]);
    });

    test('another copy of the workbook has conflicts of its own, and a preview keeps none', async () => {
      const { b, row, id } = await disagreement();
      const copy = b.copy();
      const preview = await copy.sync({ sites: update(row, { shortName: 'copy' }) }, { base: 1, preview: true });
      expect(preview.conflicts).toHaveLength(1);
      expect(await kept(b)).toHaveLength(1);
      const reply = await copy.sync({ sites: update(row, { shortName: 'mine' }) }, { base: 1 });
      expect(reply.conflicts[0]?.id).not.toBe(id);
      expect(await kept(b, 'open')).toHaveLength(2);
    });
  });
}
