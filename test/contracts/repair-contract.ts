import { describe, expect, test } from 'vitest';
import { createProgramEvents } from '../../server/program-events.ts';
import { planRepair, recordRepairs } from '../../server/reconcile/repair-program.ts';
import { requestDigest } from '../../server/reconcile/request-digest.ts';
import { createSyncService } from '../../server/reconcile/sync-program.ts';
import { readProgram } from '../../server/storage/programs.ts';
import { inserts, site, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

export function repairContract(server: () => TestServer): void {
  describe('verify and repair', () => {
    /** A program whose second revision has a note as an older server took it: past the edge that refuses it today. */
    async function spoiled(note: string): Promise<{ client: TestClient; row: string }> {
      const client = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'));
      await client.sync({ sites: edits });
      const row = ids[0] ?? '';
      const { store, clock } = server();
      const events = createProgramEvents(store);
      const service = createSyncService({ store, events, now: () => clock });
      const syncId = 'spoiled';
      const origin = { door: 'sync', workbook: 'w', syncId, digest: requestDigest({ syncId }), base: 1, note } as const;
      const cells = { name: 'Alder' };
      await service.sync(client.program, {
        author: client.person,
        origin,
        edits: [{ kind: 'update', table: 'sites', row, cells, seen: { name: 1 } }],
      });
      await events.close();
      await client.sync({ sites: update(row, { name: 'Oak' }) }, { base: 2 });
      return { client, row };
    }

    async function planFor({ program }: TestClient) {
      const { store } = server();
      const found = await readProgram(store.read, program);
      if (!found) throw new Error('The program is gone.');
      return planRepair(store.read, found);
    }

    async function verified(client: TestClient): Promise<unknown> {
      return (await client.fetch('/verify')).json();
    }

    test.each(['ends in \ud83d', '\udc00 begins', 'in \ud800 between'])(
      '[FD3] a note %j that the database could not keep is found again by its hash, recorded, and excuses nothing else',
      async (note) => {
        const { client } = await spoiled(note);
        const { program } = client;
        const { store } = server();
        const readNote = () =>
          store.read
            .selectFrom('revisions')
            .select('note')
            .where('program', '=', program)
            .where('number', '=', 2)
            .executeTakeFirstOrThrow();
        const before = await readNote();
        expect(await verified(client)).toMatchObject({
          ok: false,
          faultCount: 1,
          fault: { kind: 'hash', revision: 2 },
        });
        const { repairs, left } = await planFor(client);
        expect(left).toEqual([]);
        expect(repairs).toMatchObject([{ revision: 2, field: 'note', sealed: note, stored: before.note }]);
        expect(await verified(client)).toMatchObject({ ok: false });
        await recordRepairs(store.write, program, repairs, '2026-11-28T00:00:00.000Z');
        expect(await verified(client)).toMatchObject({ ok: true, faults: [], faultCount: 0 });
        expect(await readNote()).toEqual(before);
        expect(await planFor(client)).toEqual({ repairs: [], left: [] });
        await store.write
          .updateTable('revisions')
          .set({ note: 'Forged' })
          .where('program', '=', program)
          .where('number', '=', 2)
          .execute();
        expect(await verified(client)).toMatchObject({ ok: false, fault: { kind: 'hash', revision: 2 } });
      },
    );

    test('[FD3] verify tells every fault, not the first alone, and a repair leaves what it cannot mend', async () => {
      const { client, row } = await spoiled('x\ud800');
      const { write } = server().store;
      const { program } = client;
      await write
        .updateTable('revisions')
        .set({ note: 'Forged' })
        .where('program', '=', program)
        .where('number', '=', 1)
        .execute();
      await write
        .updateTable('journal')
        .set({ before: '{"name":"Elm"}' })
        .where('program', '=', program)
        .where('revision', '=', 3)
        .execute();
      await write
        .updateTable('sites')
        .set({ name: 'Forged' })
        .where('program', '=', program)
        .where('row_id', '=', row)
        .execute();
      await write.updateTable('programs').set({ revision: 4 }).where('id', '=', program).execute();
      const { faults, faultCount } = await planned(client);
      expect(faults).toEqual(['hash 1', 'hash 2', 'hash 3', 'journal 3', 'head 4', 'rows 3']);
      expect(faultCount).toBe(6);
      const { repairs, left } = await planFor(client);
      expect(repairs.map(({ revision }) => revision)).toEqual([2]);
      expect(left.map(({ kind, revision }) => `${kind} ${revision}`)).toEqual(
        faults.filter((told) => told !== 'hash 2'),
      );
    });

    async function planned(client: TestClient): Promise<{ faults: string[]; faultCount: number }> {
      const { faults, faultCount } = await (await client.fetch('/verify')).json();
      const told = faults.map(({ kind, revision }: { kind: string; revision: number }) => `${kind} ${revision}`);
      return { faults: told, faultCount };
    }
  });
}
