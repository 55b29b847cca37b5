import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { callCommand } from '../../server/cli/testing/call-command.ts';
import { workbookCommands } from '../../server/cli/workbook-commands.ts';
import { parseWorkbook } from '../../server/workbook/read/parse-workbook.ts';
import { setCell } from '../../server/workbook/testing/edit-file.ts';
import { filePlaces } from '../../server/workbook/upload/file-places.ts';
import { localOf } from '../../server/workbook/upload/local-of.ts';
import type { WireRefusal } from '../../shared/protocol/sync.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import {
  approvingAmendment,
  approvingLine,
  budgetLine,
  inserts,
  project,
  site,
  source,
  system,
  update,
} from './plan-rows.ts';
import { explainFlags } from './explain-flags.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** A cell that moves from one value to another while it may, and is fixed then. */
interface FixedCell {
  readonly rule: string;
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  readonly was: Cell;
  readonly is: Cell;
  /** What is known of who fixed it. */
  readonly act: string;
}

const changeCells = {
  type: 'Staff Modification',
  title: 'Move money',
  reason: 'Bids came in above the estimate.',
  requestedBy: 'PM-07',
};

/** [FD1, FD2] One lock of each kind, tried through every door by everybody: none gives way. */
export function lockedDoorsContract(server: () => TestServer): void {
  describe('[FD1] every door', () => {
    let program: string;
    let cells: readonly FixedCell[];
    /** Revision that moved each cell, in the order of `cells`. */
    const movedBy: number[] = [];
    const people = new Map<string, TestClient>();
    const who = (name: string): TestClient => {
      const person = people.get(name);
      if (!person) throw new Error(`Nobody is ${name}.`);
      return person;
    };

    beforeAll(async () => {
      program = await server().program();
      for (const role of ['viewer', 'finance', 'admin'] as const)
        people.set(role, await server().member(program, role));
      people.set(
        'editor of the region',
        await server().member(program, 'editor', { regions: ['North'], projects: [] }),
      );
      const [finance, admin] = [who('finance'), who('admin')];
      let base = 0;
      const go = async (client: TestClient, edits: Parameters<TestClient['sync']>[0]): Promise<number> => {
        const reply = await client.sync(edits, { base });
        expect([reply.refusals, reply.conflicts]).toEqual([[], []]);
        base = reply.revision;
        return base;
      };

      const projects = inserts(project('26.00001'));
      const lines = inserts(
        budgetLine('BL-001', { original: 900 }),
        budgetLine('BL-002', { original: 500 }),
        budgetLine('BL-003', { original: 0, category: 'Contingency', account: '21-9010-0-0000-8500-6400-000' }),
      );
      const steps = inserts({
        project: '26.00001',
        milestone: 'M50 Installation start',
        baselineNumber: 0,
        baselineFinish: '2026-08-07',
      });
      const changes = inserts(
        { ...changeCells, number: 'BC-1', status: 'Draft' },
        { ...changeCells, number: 'BC-2', status: 'Draft' },
        { ...approvingAmendment('BA-1'), status: 'Draft', approvedBy: null },
      );
      const moved = { change: 'BC-2', budgetLine: 'BL-001' };
      const changeLines = inserts(
        { ...moved, line: 1, amount: 100 },
        { ...moved, line: 2, amount: -150 },
        approvingLine('BA-1', 'BL-002'),
      );
      const order = { vendor: 'V', type: 'PO', description: 'Switches', awardDate: '2026-01-02' };
      const drafted = { ...order, line: 1, budgetLine: 'BL-001', original: 80, status: 'Draft' };
      const commitments = inserts({ ...drafted, number: 'PO-1' }, { ...drafted, number: 'PO-2' });
      const orders = inserts({
        number: 'CO-1',
        commitment: 'PO-1',
        commitmentLine: 1,
        date: '2026-01-20',
        amount: 4,
        reason: 'Credit',
        status: 'Pending',
      });
      const postings = inserts({
        document: 'V-1',
        line: 1,
        postingDate: '2026-02-11',
        period: '2026-02',
        budgetLine: 'BL-001',
        amount: 30,
        type: 'Invoice',
      });
      const forecasts = inserts({ project: '26.00001', category: 'Equipment', period: '2026-02', etc: 700 });
      const periods = inserts({ period: '2026-02', status: 'Open', controlTotal: 25 });
      await go(admin, {
        sites: inserts(site('0417')).edits,
        systems: inserts(system('LAN')).edits,
        fundingSources: inserts(source('BND-A'), source('BND-B')).edits,
        projects: projects.edits,
        budgetLines: lines.edits,
        milestones: steps.edits,
        changes: changes.edits,
        changeLines: changeLines.edits,
        commitments: commitments.edits,
        commitmentChanges: orders.edits,
        expenditures: postings.edits,
        forecasts: forecasts.edits,
        periods: periods.edits,
      });

      const first = ({ ids }: { ids: RowId[] }): RowId => ids[0] ?? '';
      const fixed = (rule: string, table: string, row: RowId, column: string, was: Cell, is: Cell, act: string) => ({
        rule,
        table,
        row,
        column,
        was,
        is,
        act,
      });
      cells = [
        fixed('V19', 'budgetLines', first(lines), 'original', 900, 1000, 'approved'),
        fixed('LCK1', 'budgetLines', lines.ids[1] ?? '', 'source', 'BND-A', 'BND-B', 'approved'),
        fixed(
          'LCK1',
          'budgetLines',
          lines.ids[2] ?? '',
          'account',
          '21-9010-0-0000-8500-6400-000',
          '21-9010-0-0000-8500-6400-001',
          'approved',
        ),
        fixed('V44', 'milestones', first(steps), 'baselineFinish', '2026-08-07', '2026-08-14', 'approved'),
        fixed('LCK3', 'changes', first(changes), 'title', 'Move money', 'Move it', 'approved'),
        fixed('LCK5', 'changeLines', first(changeLines), 'amount', 100, 150, 'submitted'),
        fixed('LCK6', 'commitments', first(commitments), 'original', 80, 90, 'awarded'),
        fixed('LCK6', 'commitments', commitments.ids[1] ?? '', 'awardDate', '2026-01-02', '2026-01-09', 'awarded'),
        fixed('LCK7', 'commitmentChanges', first(orders), 'amount', 4, 5, 'approved'),
        fixed('V31', 'expenditures', first(postings), 'amount', 30, 20, 'closed'),
        fixed('V31', 'forecasts', first(forecasts), 'etc', 700, 600, 'closed'),
        fixed('LCK13', 'periods', first(periods), 'controlTotal', 25, 20, 'closed'),
      ];
      for (const { table, row, column, is } of cells) {
        movedBy.push(await go(admin, { [table]: update(row, { [column]: is }) }));
      }

      const change = first(changes);
      await go(admin, {
        changes: { updates: changes.ids.map((row) => ({ row, cells: { status: 'Pending' } })) },
        commitments: { updates: commitments.ids.map((row) => ({ row, cells: { status: 'Open' } })) },
        periods: update(first(periods), { status: 'Soft close' }),
      });
      await go(finance, { changes: update(changes.ids[2] ?? '', { status: 'Approved' }) });
      await go(admin, {
        projects: update(first(projects), { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' }),
      });
      await go(finance, {
        commitmentChanges: update(first(orders), { status: 'Approved' }),
        changes: update(change, { status: 'Approved', effectiveDate: '2026-03-01' }),
      });
      base = await explainFlags(finance, '2026-02-28');
      await go(finance, { periods: update(first(periods), { status: 'Closed' }) });
    });

    const everybody = ['viewer', 'editor of the region', 'finance', 'admin'];

    /** What each cell is refused for, by the row it stands in: rights come before locks. */
    const expected = (name: string): Map<string, string> => {
      const isDenied = ({ table }: FixedCell): boolean =>
        name === 'viewer' || (name.startsWith('editor') && table === 'periods');
      return new Map(cells.map((cell) => [`${cell.table} ${cell.row}`, isDenied(cell) ? 'PPL3' : cell.rule]));
    };
    const found = (refusals: readonly WireRefusal[]): Map<string, string> =>
      new Map(refusals.map(({ table, row, rule }) => [`${table} ${row}`, rule]));

    /** Every cell that is fixed, as the plan holds it. */
    async function held(): Promise<Cell[]> {
      const values: Cell[] = [];
      for (const { table, row, column } of cells) {
        values.push((await who('admin').rows(table)).get(row)?.cells[column] ?? null);
      }
      return values;
    }

    /** All cells set back, as a workbook sends them that stands at the head. */
    const setBack = () =>
      Object.fromEntries(
        [...new Set(cells.map(({ table }) => table))].map((table) => {
          const own = cells.filter((cell) => cell.table === table);
          return [table, { updates: own.map(({ row, column, was }) => ({ row, cells: { [column]: was } })) }];
        }),
      );

    async function head(): Promise<number> {
      return (await who('admin').sync({})).revision;
    }

    test.each(everybody)('a sync by %s, and a value restored from history', async (name) => {
      const reply = await who(name).sync(setBack(), { base: await head(), note: 'Restored.' });
      expect(found(reply.refusals)).toEqual(expected(name));
      expect(reply.committed).toBeNull();
      expect(await held()).toEqual(cells.map(({ is }) => is));
    });

    test.each(everybody)('a conflict decided by %s', async (name) => {
      const client = who(name);
      const reported = await client.sync(setBack(), { base: 1 });
      expect(reported.committed).toBeNull();
      const decisions = reported.conflicts.map(({ id }) => ({ conflict: id, outcome: 'mine' as const }));
      const reply = await client.sync(setBack(), { base: reported.revision, decisions });
      expect(found(reply.refusals)).toEqual(expected(name));
      expect(reply.committed).toBeNull();
      expect(await held()).toEqual(cells.map(({ is }) => is));
    });

    test.each(everybody)('a revision set back by %s', async (name) => {
      for (const [index, revision] of movedBy.entries()) {
        const response = await who(name).fetch(`/revisions/${revision}/revert`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ syncId: `${name}-${revision}`, base: revision }),
        });
        const reply: { refusals: WireRefusal[]; committed: number | null } = await response.json();
        const cell = cells[index];
        const place = `${cell?.table} ${cell?.row}`;
        expect(found(reply.refusals)).toEqual(new Map([[place, expected(name).get(place)]]));
        expect(reply.committed).toBeNull();
      }
      expect(await held()).toEqual(cells.map(({ is }) => is));
    });

    /** The workbook of the program in which somebody has set back every fixed cell. */
    let edited = new Uint8Array();
    beforeAll(async () => {
      const response = await who('admin').fetch('/workbook.xlsx');
      const bytes = new Uint8Array(await response.arrayBuffer());
      const reading = await parseWorkbook(bytes);
      if (!reading.ok) throw new Error(reading.message);
      edited = bytes;
      for (const { table, row, column, was } of cells) {
        const file = reading.contents.tables.find((each) => each.table === table);
        const definition = tableNamed(table).columns[column];
        if (!file || !definition) throw new Error(`The workbook has no ${table}.`);
        const places = filePlaces(file, localOf(file));
        const address = places.address(row, column).slice(places.sheet.length + 1);
        edited = new Uint8Array(setCell(edited, file.sheet, address, cellToExcel(definition, was, false)));
      }
    });

    test.each(everybody)('a workbook sent back by %s', async (name) => {
      const response = await who(name).fetch('/workbook', { method: 'POST', body: edited });
      const reply: { refusals: WireRefusal[]; committed: number | null } = await response.json();
      expect(found(reply.refusals)).toEqual(expected(name));
      expect(reply.committed).toBeNull();
      expect(await held()).toEqual(cells.map(({ is }) => is));
    });

    test('a workbook brought in by the command line', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sep-locked-'));
      const file = join(folder, 'plan.xlsx');
      writeFileSync(file, edited);
      const args = [program, file, '--as', who('admin').person.email];
      const said = (await callCommand(server().store, workbookCommands, 'import', ...args)).join('\n');
      rmSync(folder, { recursive: true });
      expect(said).toContain('The original budget of BL-001 is locked. Enter a budget change.');
      expect(said).toContain('Period 2026-02 is closed');
      expect(await held()).toEqual(cells.map(({ is }) => is));
    });

    test('a refusal says which row holds the cell, by which act, who did it and when, and what to do instead', async () => {
      const { refusals } = await who('admin').sync(setBack(), { base: await head() });
      const told = new Map(refusals.map((refusal) => [`${refusal.table} ${refusal.row}`, refusal]));
      for (const { table, row, act } of cells) {
        const { locked } = told.get(`${table} ${row}`) ?? {};
        expect(locked).toMatchObject({ act });
        expect([typeof locked?.by, typeof locked?.at]).toEqual(['string', 'string']);
      }
      const [line, ...others] = cells.map(({ table, row }) => told.get(`${table} ${row}`));
      const { person } = who('admin');
      const project1 = { table: 'projects', key: '26.00001', column: 'status' };
      expect(line?.locked).toEqual({ ...project1, act: 'approved', by: person.name, at: '2025-11-18' });
      expect(line?.instead).toEqual({ kind: 'budgetChange', line: 'BL-001', amount: -100 });
      expect(others.map((refusal) => refusal?.instead)).toEqual(others.map(() => undefined));
    });
  });
}
