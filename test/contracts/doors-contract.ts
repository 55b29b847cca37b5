import { describe, expect, test } from 'vitest';
import { requestDigest } from '../../server/reconcile/request-digest.ts';
import { createProgramEvents } from '../../server/program-events.ts';
import { createSyncService } from '../../server/reconcile/sync-program.ts';
import { doors, wayIn } from '../../shared/protocol/history.ts';
import { wireEdits } from '../../shared/protocol/wire-edits.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { inserts, site, smallPlan, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** What holds by whichever door edits come in. */
export function doorsContract(server: () => TestServer): void {
  describe('doors', () => {
    /** A transfer between two budget lines that cannot be: one of them asks for an amount that is none. */
    async function brokenTransfer(): Promise<{ client: TestClient; edits: Edit[] }> {
      const client = await server().member(await server().program(), 'finance');
      await client.sync(smallPlan());
      const [from = '', to = ''] = (await client.rows('budgetLines')).keys();
      const half = (row: string, original: number): Edit => ({
        kind: 'update',
        table: 'budgetLines',
        row,
        cells: { original },
        seen: { original: 1 },
        basket: 'T1',
      });
      return { client, edits: [half(from, 900_000), half(to, 0.5)] };
    }

    test.each(doors)('[M8] a basket is all or nothing by the door “%s”, and history names the door', async (door) => {
      const { client, edits } = await brokenTransfer();
      const { store, clock } = server();
      const events = createProgramEvents(store);
      const service = createSyncService({ store, events, now: () => clock });
      const submit = (syncId: string, some: readonly Edit[]) => {
        const origin = { door, workbook: 'w', syncId, digest: requestDigest({ syncId }), base: 1, note: '' } as const;
        return service.sync(client.program, { author: client.person, origin, edits: some });
      };
      const held = await submit('held', edits);
      expect(held.refusals.map(({ rule }) => rule).sort()).toEqual(['M8', 'V06']);
      expect(held.committed).toBeNull();
      expect(await submit('whole', edits.slice(0, 1))).toMatchObject({ committed: 2, refusals: [] });
      const history = await (await client.fetch('/history')).json();
      expect(history.revisions[0]).toMatchObject({ revision: 2, ...wayIn(door) });
      await events.close();
    });

    test('[M8] a basket is all or nothing as the pane sends it', async () => {
      const { client, edits } = await brokenTransfer();
      const reply = await client.sync(wireEdits(edits, 1), { base: 1 });
      expect(reply.refusals.map(({ rule }) => rule).sort()).toEqual(['M8', 'V06']);
      expect(reply.committed).toBeNull();
    });

    test('[M8] a revision that was made in a basket is set back in it, and so is that', async () => {
      const { client, edits } = await brokenTransfer();
      const amounts = [900_000, 150_000];
      const whole = edits.map((edit, index): Edit => {
        return edit.kind === 'update' ? { ...edit, cells: { original: amounts[index] ?? null } } : edit;
      });
      const [from = '', to = ''] = whole.map(({ row }) => row);
      const originals = async () => {
        const rows = await client.rows('budgetLines');
        return [from, to].map((row) => rows.get(row)?.cells['original']);
      };
      const before = await originals();
      expect(await client.sync(wireEdits(whole, 1), { base: 1 })).toMatchObject({ committed: 2, refusals: [] });
      const revert = async (revision: number, syncId: string) => {
        const body = JSON.stringify({ syncId });
        const headers = { 'content-type': 'application/json' };
        return (await client.fetch(`/revisions/${revision}/revert`, { method: 'POST', headers, body })).json();
      };
      expect(await revert(2, 'back')).toMatchObject({ committed: 3, refusals: [], conflicts: [] });
      expect(await originals()).toEqual(before);
      expect(await revert(3, 'forth')).toMatchObject({ committed: 4, refusals: [], conflicts: [] });
      expect(await originals()).toEqual(amounts);
      await client.sync({ budgetLines: update(to, { original: 160_000 }) }, { base: 4 });
      const held = await revert(4, 'late');
      expect(held).toMatchObject({ committed: null, conflicts: [{ row: to }], refusals: [{ row: from, rule: 'M8' }] });
      expect(await originals()).toEqual([900_000, 160_000]);
    });

    test('history names the door of a sync and of a revert', async () => {
      const client = await server().member(await server().program(), 'finance');
      await client.sync({ sites: inserts(site('0417')).edits });
      const reverted = await client.fetch('/revisions/1/revert', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ syncId: 'back' }),
      });
      expect(await reverted.json()).toMatchObject({ committed: 2 });
      const { revisions } = await (await client.fetch('/history')).json();
      expect(revisions.map(({ door }: { door: string }) => door)).toEqual(['revert', 'sync']);
    });

    test('[FA3] a preview is worked out anew, whatever the same sync id was answered before', async () => {
      const client = await server().member(await server().program(), 'finance');
      const request = client.request({ sites: inserts(site('0417')).edits });
      expect(await (await client.post(request)).json()).toMatchObject({ committed: 1, accepted: 11 });
      const preview = await (await client.post(request, '?preview=true')).json();
      expect(preview).toMatchObject({ committed: null, accepted: 11, revision: 1 });
      expect(await (await client.post(request)).json()).toMatchObject({ committed: 1 });
    });
  });
}
