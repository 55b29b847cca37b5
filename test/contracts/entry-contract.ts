import { describe, expect, test } from 'vitest';
import { plantedCases } from '../../shared/plan/dirty-plan/planted-cases.ts';
import {
  isRow,
  planBefore,
  plantedEdits,
  plantedImports,
  type PlantedEdit,
} from '../../shared/plan/dirty-plan/planted-edits.ts';
import type { PlantedRow } from '../../shared/plan/dirty-plan/sound-work.ts';
import { invariants } from '../../shared/plan/invariants/all-invariants.ts';
import type { SyncReply, TableEdits } from '../../shared/protocol/sync.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { update } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

/** A program that holds planted rows, from its first push on. */
interface Planted {
  readonly admin: TestClient;
  /** Nobody decides on what they have sent on themselves. */
  readonly colleague: TestClient;
  readonly rows: readonly PlantedRow[];
  readonly ids: readonly RowId[];
}

/** The rules of the whole plan at the door: V13–V52 and what holds of budget lines. One planted case each, through a real sync. */
export function entryContract(server: () => TestServer): void {
  async function plant(rows: readonly PlantedRow[]): Promise<Planted> {
    const admin = await server().member(await server().program(), 'admin');
    const ids = rows.map(() => newRow());
    const edits: Record<string, { inserts: { row: RowId; cells: Cells }[] }> = {};
    rows.forEach(({ table, cells }, index) => {
      const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
      (edits[table] ??= { inserts: [] }).inserts.push({ row: ids[index] ?? '', cells: filled });
    });
    // What comes first into an empty plan is taken as it is, whatever the Checks page will say of it.
    expect((await admin.sync(edits)).refusals).toEqual([]);
    const colleague = await server().member(admin.program, 'admin');
    return { admin, colleague, rows, ids };
  }

  function editOf({ rows, ids }: Planted, edit: PlantedEdit['breaks']): Record<string, TableEdits> {
    const index = rows.findIndex((each) => isRow(each, edit));
    expect(index).toBeGreaterThanOrEqual(0);
    return { [edit.table]: update(ids[index] ?? '', edit.cells) };
  }

  const said = ({ refusals }: SyncReply) => refusals.map(({ rule, message }) => [rule, message]);

  function wordsOf({ rule, message }: Pick<PlantedEdit, 'rule' | 'message'>): string {
    const mend = invariants.find(({ id }) => id === rule)?.mend ?? '';
    return `${message ?? plantedCases.find((each) => each.rule === rule)?.message ?? ''} ${mend}`;
  }

  describe('the rules of the whole plan at the door', () => {
    test.each(plantedEdits.map((each) => [each.rule, each] as const))(
      '%s: what breaks it is refused, in the words of the Checks page and with what to do; the preview says the same',
      async (rule, edit) => {
        const planted = await plant(planBefore(edit, edit.sound));
        const edits = editOf(planted, edit.breaks);
        const preview = await planted.colleague.sync(edits, { base: 1, preview: true });
        const reply = await planted.colleague.sync(edits, { base: 1 });
        expect(said(reply)).toEqual(Object.keys(edit.breaks.cells).map(() => [rule, wordsOf(edit)]));
        expect(reply.committed).toBeNull();
        expect(preview.refusals).toEqual(reply.refusals);
      },
    );

    test.each(plantedEdits.filter((each) => each.isNeverBefore !== true).map((each) => [each.rule, each] as const))(
      '%s: what was amiss before, and gets no worse, holds back nobody',
      async (_rule, edit) => {
        const planted = await plant(planBefore(edit, edit.already ?? edit.breaks.cells));
        const eases = edit.eases ?? edit.breaks;
        const reply = await planted.colleague.sync(editOf(planted, eases), { base: 1 });
        expect(said(reply)).toEqual([]);
        expect(reply.committed).toBe(2);
      },
    );

    test.each(plantedImports.map((each) => [each.rule, each] as const))(
      '%s: a posting from the ledger is a fact: an import that breaks it is saved and listed, what a person types is not',
      async (rule, { of, posting }) => {
        const edit = plantedEdits.find((each) => each.rule === of);
        if (!edit) throw new Error(`Nothing is planted for ${of}.`);
        const { admin } = await plant(planBefore(edit, edit.breaks.table === 'expenditures' ? edit.sound : {}));
        const cells = Object.fromEntries(Object.entries(posting.cells).filter(([, cell]) => cell !== null));
        const row = newRow();
        const typed = await admin.sync({ expenditures: { inserts: [{ row, cells }] } }, { base: 1 });
        expect(typed.refusals.map((refusal) => refusal.rule)).toEqual([rule]);
        const edits: Edit[] = [{ kind: 'insert', table: 'expenditures', row, cells, seen: 1 }];
        const origin = {
          door: 'demo',
          workbook: 'ledger',
          syncId: `ledger-${rule}`,
          digest: rule,
          base: 1,
          note: '',
        } as const;
        const imported = await server().sync.sync(admin.program, {
          author: admin.person,
          origin,
          edits,
        });
        expect(imported).toMatchObject({ refusals: [], committed: 2 });
        expect(imported.warnings.map((warning) => [warning.rule, warning.table, warning.row])).toEqual([
          [rule, 'expenditures', row],
        ]);
      },
    );
  });
}
