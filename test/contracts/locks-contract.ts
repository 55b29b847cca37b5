import { beforeAll, describe, expect, test } from 'vitest';
import { generateDemo } from '../../server/demo/generate-demo.ts';
import { isTableName } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import { budgetLine, inserts, update, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** [FD1] What has been approved, decided or awarded stays, for whoever asks. On the worked example. */
export function locksContract(server: () => TestServer): void {
  describe('[FD1] what is fixed from an act on', () => {
    let admin: TestClient;
    let finance: TestClient;
    const demo = generateDemo('mini');

    beforeAll(async () => {
      const program = await server().program();
      admin = await server().member(program, 'admin');
      finance = await server().member(program, 'finance');
      expect((await admin.sync(workedExample())).refusals).toEqual([]);
    });

    /** Row ID of the row in which a column holds a value. */
    const idOf = (table: string, column: string, value: string): RowId => {
      const rows = isTableName(table) ? demo.of(table) : [];
      const found = rows.find(({ cells }) => cells[column] === value);
      if (!found) throw new Error(`No ${table} with ${column} ${value}.`);
      return found.row;
    };
    const change = (table: string, column: string, value: string, cells: Cells): Record<string, TableEdits> => ({
      [table]: update(idOf(table, column, value), cells),
    });
    const removal = (table: string, column: string, value: string): Record<string, TableEdits> => ({
      [table]: { deletes: [{ row: idOf(table, column, value) }] },
    });

    test.each<[string, string, () => Record<string, TableEdits>]>([
      ['V19', 'raise a line', () => change('budgetLines', 'id', 'BL-001', { original: 9_100_000_000 })],
      ['LCK1', 'move a line to another project', () => change('budgetLines', 'id', 'BL-001', { project: '26.00003' })],
      ['LCK1', 'move a line to another source', () => change('budgetLines', 'id', 'BL-001', { source: 'F40' })],
      ['LCK1', 'add a line with an amount', () => ({ budgetLines: inserts(budgetLine('BL-900')).edits })],
      ['LCK1', 'remove a line that nothing hangs on', () => removal('budgetLines', 'id', 'BL-006')],
      ['LCK2', 'propose a project again', () => change('projects', 'number', '26.00001', { status: 'Proposed' })],
      ['LCK3', 'take an approval back', () => change('changes', 'number', 'BC-01', { status: 'Draft' })],
      ['LCK3', 'put an approval off', () => change('changes', 'number', 'BC-02', { effectiveDate: '2030-01-01' })],
      [
        'LCK4',
        'make a pending change one of staff',
        () => change('changes', 'number', 'BC-03', { type: 'Reserve Draw' }),
      ],
      ['LCK5', 'raise an approved change', () => change('changeLines', 'change', 'BC-01', { amount: 91_000_000 })],
      ['LCK5', 'raise a pending change', () => change('changeLines', 'change', 'BC-03', { amount: 91_000_000 })],
      ['LCK5', 'remove a line of an approved change', () => removal('changeLines', 'change', 'BC-01')],
      ['LCK6', 'raise a contract', () => change('commitments', 'number', 'PO-3', { original: 1 })],
      ['LCK6', 'remove a contract', () => removal('commitments', 'number', 'PO-3')],
      ['LCK7', 'raise a change order', () => change('commitmentChanges', 'commitment', 'PO-2', { amount: 1 })],
      ['LCK7', 'remove a change order', () => removal('commitmentChanges', 'commitment', 'PO-2')],
    ])('%s: nobody can %s, not even an administrator, and the preview says so', async (rule, _what, editsOf) => {
      const edits = editsOf();
      const before = await admin.fetch('/totals?by=project');
      const preview = await admin.sync(edits, { base: 1, preview: true });
      const reply = await admin.sync(edits, { base: 1 });
      expect(preview.refusals).toEqual(reply.refusals);
      expect(reply.refusals.map((refusal) => refusal.rule)).toContain(rule);
      expect(reply.committed).toBeNull();
      expect(await (await admin.fetch('/totals?by=project')).json()).toEqual(await before.json());
    });

    test('opening what is fixed and changing it in one sync does neither', async () => {
      const reply = await admin.sync(
        {
          ...change('projects', 'number', '26.00001', { status: 'Proposed' }),
          ...change('budgetLines', 'id', 'BL-001', { original: 1, source: 'F40' }),
        },
        { base: 1 },
      );
      expect(reply.refusals.map(({ rule }) => rule).sort()).toEqual(['LCK1', 'LCK2', 'V19']);
      expect(reply.committed).toBeNull();
    });

    test('a line without an amount is added and funded by a change that is drafted, sent, approved; a revert of the approval is refused', async () => {
      const line = inserts(budgetLine('BL-901', { original: 0 }));
      const draft = {
        number: 'BC-90',
        type: 'Staff Modification',
        status: 'Draft',
        title: 'Fund the new line',
        reason: 'The recorder costs more than planned.',
        requestedBy: 'PM-07',
      };
      const header = inserts(draft);
      const moved = { change: 'BC-90', counterpart: null };
      const lines = inserts(
        { ...moved, line: 1, budgetLine: 'BL-901', amount: 500 },
        { ...moved, line: 2, budgetLine: 'BL-001', amount: -500 },
      );
      const row = header.ids[0] ?? '';
      const added = await admin.sync({ budgetLines: line.edits, changes: header.edits, changeLines: lines.edits });
      expect(added.refusals).toEqual([]);
      const pending = await admin.sync({ changes: update(row, { status: 'Pending' }) }, { base: added.revision });
      const approval = update(row, { status: 'Approved', effectiveDate: '2026-11-01' });
      const own = await admin.sync({ changes: approval }, { base: pending.revision });
      expect(own.refusals.map(({ rule, column }) => [rule, column])).toEqual([['V24', 'status']]);
      const approved = await finance.sync({ changes: approval }, { base: own.revision });
      expect([pending.refusals, approved.refusals]).toEqual([[], []]);
      const { total } = await (await admin.fetch('/postings?measure=current&line=BL-901')).json();
      expect(total).toBe(500);
      const revert = await admin.fetch(`/revisions/${approved.revision}/revert`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ syncId: 'undo-approval', workbook: admin.workbook }),
      });
      const undone: { refusals: { rule: string }[]; committed: number | null } = await revert.json();
      expect([...new Set(undone.refusals.map(({ rule }) => rule))]).toEqual(['LCK3']);
      expect(undone.committed).toBeNull();
    });
  });
}
