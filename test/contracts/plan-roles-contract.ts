import { beforeAll, describe, expect, test } from 'vitest';
import { parseWorkbook } from '../../server/workbook/read/parse-workbook.ts';
import { setCell } from '../../server/workbook/testing/edit-file.ts';
import { filePlaces } from '../../server/workbook/upload/file-places.ts';
import { localOf } from '../../server/workbook/upload/local-of.ts';
import type { PlanRole } from '../../shared/access/plan-role.ts';
import { planRoleRights } from '../../shared/access/plan-role-rights.ts';
import { membersReply, membershipReply } from '../../shared/protocol/people.ts';
import type { SyncReply, TableEdits, WireRefusal } from '../../shared/protocol/sync.ts';
import { preflight } from '../../shared/sync/apply/preflight.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import type { Column } from '../../shared/tables/column.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { roles } from '../../shared/tables/lists.ts';
import { changeView } from '../../shared/protocol/budget-changes.ts';
import { waitingReply } from '../../shared/protocol/waiting.ts';
import { inserts, project, site, smallPlan, system, update, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Something that a cell of the kind takes; undefined: it depends on the plan. */
function valueFor(column: Column): Cell | undefined {
  switch (column.kind) {
    case 'text':
      return 'x';
    case 'money':
    case 'integer':
      return 1;
    case 'date':
      return '2026-02-01';
    case 'flag':
      return true;
    case 'list':
      return column.values[0];
    default:
      return undefined;
  }
}

const everywhere = { project: null, program: null, region: null };

/** Roles of the plan over HTTP: what they give, on which days, and that no door knows another answer. */
export function planRolesContract(server: () => TestServer): void {
  describe('[PPL4] roles of the plan', () => {
    let people = 0;

    /** A member who is limited to one role of the plan, held by assignments of the person. */
    async function assigned(program: string, planRole: PlanRole, person = `P-${++people}`): Promise<TestClient> {
      const { account } = planRoleRights[planRole];
      return server().member(program, account, null, { planRoles: { always: [], whileAssigned: [planRole] }, person });
    }

    async function held(client: TestClient) {
      return membershipReply.parse(await (await client.fetch('/membership')).json());
    }

    function personRow(id: string, active = true): Cells {
      return { id, name: id, organization: 'District', active };
    }

    describe('each in turn', () => {
      let program: string;
      let finance: TestClient;
      const rows: { readonly table: string; readonly row: RowId; readonly cells: Cells }[] = [];
      const clients = new Map<PlanRole, TestClient>();
      /** Somebody in the plan who holds none of the accounts: nobody changes whether they are in it themselves [PPL5]. */
      const bystander = 'R-BYSTANDER';
      const isAbout = ({ milestone, person, id }: Cells): boolean =>
        milestone === 'M48 FCDL received' || person === bystander || id === bystander;

      beforeAll(async () => {
        program = await server().program();
        finance = await server().member(program, 'admin');
        const ids = roles.map((_, index) => `R-${index}`);
        const first = await finance.sync(workedExample());
        expect(first.refusals).toEqual([]);
        const filled = await finance.sync(
          {
            people: inserts(...[...ids, bystander].map((id) => personRow(id))).edits,
            assignments: inserts(
              ...roles.map((role, index) => ({ ...everywhere, role, person: ids[index] ?? null, from: '2026-01-01' })),
              { ...everywhere, role: 'Field Coordinator', person: bystander, from: '2026-01-01' },
            ).edits,
          },
          { base: first.revision },
        );
        expect(filled.refusals).toEqual([]);
        for (const [index, role] of roles.entries()) clients.set(role, await assigned(program, role, ids[index]));
        for (const { name } of tables) {
          const found = [...(await finance.rows(name)).values()];
          const about = found.find(({ cells }) => isAbout(cells)) ?? found[0];
          if (about) rows.push({ table: name, ...about });
        }
      });

      /** The program as a pane has read it. */
      async function programRead(): Promise<ProgramState> {
        const read = new Map<string, ReadonlyMap<RowId, Cells>>();
        for (const table of tables) {
          const found = new Map<RowId, Cells>();
          for (const [row, { cells }] of await finance.rows(table.name))
            found.set(row, Object.fromEntries(editableColumns(table).map((name) => [name, cells[name] ?? null])));
          read.set(table.name, found);
        }
        return { revision: (await finance.sync({})).revision, tables: read };
      }

      test('[law] the pane foretells of each what the server refuses them', async () => {
        const program = await programRead();
        const seen = program.revision;
        const changed = rows.map(({ table, row, cells }) => ({ table, row, cells: another(table, cells) }));
        const edits = changed.map(({ table, row, cells }): Edit => {
          const seenBy = Object.fromEntries(Object.keys(cells).map((column) => [column, seen]));
          return { kind: 'update', table, row, cells, seen: seenBy };
        });
        const wire = Object.fromEntries(changed.map(({ table, row, cells }) => [table, update(row, cells)]));
        const told = (refusals: readonly Pick<WireRefusal, 'table' | 'column' | 'rule' | 'message'>[]) =>
          refusals.filter(({ rule }) => rule === 'PPL3').map(({ table, column, message }) => [table, column, message]);
        for (const [role, client] of clients) {
          const membership = await held(client);
          const foretold = preflight({ edits, program, membership, at: server().clock.toISOString() });
          const { refusals } = await client.sync(wire, { base: seen, preview: true });
          expect([role, told(foretold.refusals)]).toEqual([role, told(refusals)]);
        }
      });

      /** Cells of a preview that are refused because they are somebody else's to set; null: the row as a whole. */
      async function deniedBy(client: TestClient, edits: Record<string, TableEdits>): Promise<WireRefusal[]> {
        const { revision } = await client.sync({});
        const { refusals } = await client.sync(edits, { base: revision, preview: true });
        return refusals.filter(({ rule }) => rule === 'PPL3');
      }

      /** Optional cells with another value: what is no rule's business but that of who may. */
      function another(table: string, cells: Cells): Cells {
        const changed: Record<string, Cell> = {};
        for (const [name, column] of Object.entries(tableNamed(table).columns)) {
          if (column.computed === true || column.required === true) continue;
          const value = (cells[name] ?? null) === null ? valueFor(column) : null;
          if (value !== undefined) changed[name] = value;
        }
        return changed;
      }

      test.each(roles)('a %s sets the cells of the matrix, by a sync, and no other', async (role) => {
        const client = clients.get(role);
        if (!client) throw new Error(`Nobody is ${role}.`);
        const changed = rows.map(({ table, row, cells }) => ({ table, row, cells: another(table, cells) }));
        const denied = await deniedBy(
          client,
          Object.fromEntries(changed.map(({ table, row, cells }) => [table, update(row, cells)])),
        );
        const isDenied = (table: string, column: string) =>
          denied.some((each) => each.table === table && (each.column === null || each.column === column));
        const isGiven = (table: string, column: string) =>
          planRoleRights[role].tables.some(
            (right) => right.table === table && (right.columns?.includes(column) ?? true),
          );
        const cells = changed.flatMap(({ table, cells: own }) => Object.keys(own).map((column) => ({ table, column })));
        const named = (isSo: typeof isGiven) =>
          cells.filter(({ table, column }) => isSo(table, column)).map(({ table, column }) => `${table}.${column}`);
        expect(named((table, column) => !isDenied(table, column))).toEqual(named(isGiven));
        expect(cells.length).toBeGreaterThan(60);
      });
    });

    describe('over time', () => {
      /** A project in the North with a line of scope, and a coordinator assigned from one day to another. */
      async function coordinated(from: string, to: string | null) {
        const program = await server().program();
        const admin = await server().member(program, 'admin');
        const person = `P-${++people}`;
        const scope = inserts({
          project: '26.00001',
          location: '0417',
          system: 'LAN',
          item: 'Replace 42 AP',
          status: 'Planned',
          basis: 'Equal',
        });
        const reply = await admin.sync({
          sites: inserts(site('0417')).edits,
          systems: inserts(system('LAN')).edits,
          projects: inserts(project('26.00001')).edits,
          scope: scope.edits,
          people: inserts(personRow(person)).edits,
          assignments: inserts({ project: '26.00001', role: 'Field Coordinator', person, from, to }).edits,
        });
        expect(reply.refusals).toEqual([]);
        const coordinator = await assigned(program, 'Field Coordinator', person);
        const row = scope.ids[0] ?? '';
        const installs = async (): Promise<SyncReply> =>
          coordinator.sync({ scope: update(row, { installedQuantity: 1 }) }, { base: 1, preview: true });
        return { program, admin, person, coordinator, row, installs };
      }

      test('one that ended yesterday gives nothing today, and one that begins tomorrow nothing yet', async () => {
        server().clock = new Date('2026-11-23T18:00:00.000Z');
        const ended = await coordinated('2026-07-01', '2026-11-22');
        expect((await ended.installs()).refusals).toMatchObject([
          { rule: 'PPL3', message: expect.stringContaining('You hold no role of the plan today') },
        ]);
        expect(await held(ended.coordinator)).toMatchObject({ role: 'editor', holds: [] });
        const begins = await coordinated('2026-11-24', null);
        expect((await begins.installs()).refusals).toMatchObject([{ rule: 'PPL3' }]);
        const lasts = await coordinated('2026-11-23', '2026-11-23');
        expect((await lasts.installs()).refusals).toEqual([]);
        expect((await held(lasts.coordinator)).holds).toEqual([
          { planRole: 'Field Coordinator', reach: [{ ...everywhere, project: '26.00001' }] },
        ]);
      });

      test('its days begin and end at midnight where the program is', async () => {
        const { installs } = await coordinated('2026-11-23', '2026-11-23');
        const at = async (time: string): Promise<number> => {
          server().clock = new Date(time);
          return (await installs()).refusals.length;
        };
        expect(await at('2026-11-23T07:59:59.999Z')).toBe(1);
        expect(await at('2026-11-23T08:00:00.000Z')).toBe(0);
        expect(await at('2026-11-24T07:59:59.999Z')).toBe(0);
        expect(await at('2026-11-24T08:00:00.000Z')).toBe(1);
        server().clock = new Date('2026-11-23T18:00:00.000Z');
      });

      test('who has left the plan is assigned to nothing, and nobody comes back by their own hand [PPL5]', async () => {
        const { admin, installs, program } = await coordinated('2026-07-01', null);
        const person = `P-${++people}`;
        await admin.sync({ people: inserts(personRow(person, false)).edits }, { base: 1 });
        const rows = [...(await admin.rows('people')).values()];
        const rowOf = (isSo: boolean): RowId => rows.find(({ cells }) => (cells['id'] === person) === isSo)?.row ?? '';
        const officer = await server().member(program, 'finance', null, { person });
        const back = await officer.sync({ people: update(rowOf(true), { active: true }) }, { base: 2 });
        expect(back.refusals).toMatchObject([
          {
            rule: 'PPL3',
            message: `${person} is you, so somebody else in finance or an administrator changes whether you are in the plan.`,
          },
        ]);
        expect((await installs()).refusals).toEqual([]);
        await officer.sync({ people: update(rowOf(false), { active: false }) }, { base: 2 });
        expect((await installs()).refusals).toMatchObject([{ rule: 'PPL3' }]);
      });

      test('an assignment that comes in the same sync gives nothing yet, and one that goes still does', async () => {
        const { admin, coordinator, row, program } = await coordinated('2026-07-01', null);
        const deputy = await server().member(program, 'finance', null, {
          planRoles: { always: ['Budget/Finance Officer'], whileAssigned: ['Project Manager'] },
          person: `P-${++people}`,
        });
        const other = inserts({
          project: '26.00001',
          role: 'Project Manager',
          person: deputy.person.id,
          from: '2026-01-01',
        });
        const both = await deputy.sync(
          { assignments: other.edits, scope: update(row, { plannedQuantity: 9 }) },
          { base: 1, preview: true },
        );
        expect(both.refusals.map(({ table }) => table)).toContain('scope');
        expect((await coordinator.sync({ scope: update(row, { status: 'Installed' }) }, { base: 1 })).accepted).toBe(1);
        expect((await admin.rows('scope')).get(row)?.cells['status']).toBe('Installed');
      });

      test('[PPL6] who held what on a day is told of any day since grants are kept', async () => {
        server().clock = new Date('2026-11-23T18:00:00.000Z');
        const { admin, coordinator, program } = await coordinated('2026-11-01', '2026-11-20');
        server().clock = new Date('2026-11-25T18:00:00.000Z');
        await server().member(program, 'viewer');
        const on = async (day: string) =>
          membersReply.parse(await (await admin.fetch(`/members?asOf=${day}`)).json()).members;
        const names = async (day: string) => (await on(day)).map(({ name }) => name);
        expect(await on('2026-11-22')).toEqual([]);
        expect(await names('2026-11-24')).toHaveLength(2);
        expect(await names('2026-11-25')).toHaveLength(3);
        const member = (await on('2026-11-25')).find(({ name }) => name === coordinator.person.name);
        expect(member?.planRoles).toEqual([
          { planRole: 'Field Coordinator', isAssigned: true, holds: null, from: null },
        ]);
        expect(member?.since).toBe('2026-11-23');
        // What is entered later as of an earlier day was not known on it.
        const [held] = (await admin.rows('assignments')).keys();
        await admin.sync({ assignments: update(held ?? '', { to: null }) }, { base: 1 });
        const isHeld = async (day: string) =>
          (await on(day)).find(({ name }) => name === coordinator.person.name)?.planRoles?.[0]?.holds !== null;
        expect([await isHeld('2026-11-24'), await isHeld('2026-11-25')]).toEqual([false, true]);
        server().clock = new Date('2026-11-23T18:00:00.000Z');
      });
    });

    describe('what waits for whom', () => {
      const waitingFor = async (client: TestClient) =>
        waitingReply.parse(await (await client.fetch('/waiting')).json()).decisions;

      test('[V24] a change waits for who may decide on it today and has not asked for it, a deputy first', async () => {
        const program = await server().program();
        const [admin, editor] = [await server().member(program, 'admin'), await server().member(program, 'editor')];
        const finance = await server().member(program, 'finance');
        const person = `P-${++people}`;
        const days = { from: '2026-11-20', to: '2026-11-23' };
        const first = await admin.sync({
          ...smallPlan(),
          people: inserts(personRow(person)).edits,
          assignments: inserts({ region: 'North', role: 'Budget/Finance Officer', person, ...days }).edits,
        });
        expect(first.refusals).toEqual([]);
        const deputy = await assigned(program, 'Budget/Finance Officer', person);
        const staff = { type: 'Staff Modification', title: 'Move it', reason: 'Bids came in above the estimate.' };
        const changes = inserts(
          { ...staff, number: 'BC-1', status: 'Draft' },
          { ...staff, number: 'BC-2', status: 'Draft' },
        );
        const lineOf = (change: string, line: number, budgetLine: string, amount: number) => ({
          change,
          line,
          budgetLine,
          amount,
        });
        const drafted = await editor.sync(
          {
            changes: changes.edits,
            changeLines: inserts(
              lineOf('BC-1', 1, 'BL-001', -100),
              lineOf('BC-1', 2, 'BL-002', 100),
              lineOf('BC-2', 1, 'BL-001', -200),
              lineOf('BC-2', 2, 'BL-002', 200),
            ).edits,
          },
          { base: 1 },
        );
        expect(drafted.refusals).toEqual([]);
        expect(await waitingFor(editor)).toEqual([]);
        const submit = (client: TestClient, row: RowId) =>
          client.sync({ changes: update(row, { status: 'Pending' }) }, { base: 2 });
        expect((await submit(editor, changes.ids[0] ?? '')).refusals).toEqual([]);
        expect((await submit(deputy, changes.ids[1] ?? '')).refusals).toEqual([]);
        const found = await waitingFor(deputy);
        expect(found).toMatchObject([
          { table: 'changes', key: 'BC-1', title: 'Move it', state: 'Pending', becomes: 'Approved', isYours: true },
          { key: 'BC-2', duty: 'approveStaffChanges', who: 'finance', isYours: false },
        ]);
        const named = ({ people: whom, others }: (typeof found)[number]) =>
          [whom, others].map((each) => each.map(({ id }) => id));
        expect(found.map(named)).toEqual([
          [[deputy.person.id], [admin.person.id, finance.person.id]],
          [[finance.person.id], [admin.person.id]],
        ]);
        expect(found[0]?.people[0]?.planRole).toBe('Budget/Finance Officer');
        const view = changeView.parse(await (await editor.fetch('/changes/BC-1')).json());
        expect(view.waitsFor?.people).toEqual(found[0]?.people);
        server().clock = new Date('2026-11-24T18:00:00.000Z');
        expect((await waitingFor(finance)).map(({ people: whom }) => whom.map(({ id }) => id))).toEqual([
          [finance.person.id],
          [finance.person.id],
        ]);
        server().clock = new Date('2026-11-23T18:00:00.000Z');
        const decided = await deputy.sync(
          { changes: update(changes.ids[1] ?? '', { status: 'Approved', effectiveDate: '2026-11-23' }) },
          { base: 4 },
        );
        expect(decided.refusals).toMatchObject([{ rule: 'V24' }]);
      });
    });

    describe('through every door', () => {
      let coordinator: TestClient;
      let admin: TestClient;
      let row: RowId;

      beforeAll(async () => {
        const program = await server().program();
        admin = await server().member(program, 'admin');
        const reply = await admin.sync(workedExample());
        const person = `P-${++people}`;
        await admin.sync(
          {
            people: inserts(personRow(person)).edits,
            assignments: inserts({ project: '26.00001', role: 'Field Coordinator', person, from: '2026-01-01' }).edits,
          },
          { base: reply.revision },
        );
        coordinator = await assigned(program, 'Field Coordinator', person);
        const scope = [...(await admin.rows('scope')).values()].find(({ cells }) => cells['project'] === '26.00001');
        row = scope?.row ?? '';
        const changed = await admin.sync(
          { scope: update(row, { plannedQuantity: 7, installedQuantity: 3 }) },
          { base: reply.revision + 1 },
        );
        expect(changed.accepted).toBe(2);
      });

      const refused = ({ refusals }: Pick<SyncReply, 'refusals'>) =>
        refusals.filter(({ rule }) => rule === 'PPL3').map(({ column }) => column);

      test('a workbook sent back', async () => {
        let bytes = new Uint8Array(await (await admin.fetch('/workbook.xlsx')).arrayBuffer());
        const reading = await parseWorkbook(bytes);
        const file = reading.ok ? reading.contents.tables.find((each) => each.table === 'scope') : undefined;
        if (!file) throw new Error('The workbook has no scope.');
        const places = filePlaces(file, localOf(file));
        for (const [column, value] of [
          ['plannedQuantity', 9],
          ['installedQuantity', 5],
        ] as const) {
          const spec = tableNamed('scope').columns[column];
          const address = places.address(row, column).slice(places.sheet.length + 1);
          if (spec) bytes = new Uint8Array(setCell(bytes, file.sheet, address, cellToExcel(spec, value, false)));
        }
        const reply = await (await coordinator.fetch('/workbook?preview=true', { method: 'POST', body: bytes })).json();
        expect(refused(reply)).toEqual(['plannedQuantity']);
        expect(reply.accepted).toBe(1);
      });

      test('a revision set back', async () => {
        const { revision } = await admin.sync({});
        const response = await coordinator.fetch(`/revisions/${revision}/revert`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ syncId: 'set-back', base: revision }),
        });
        expect(refused(await response.json())).toEqual(['plannedQuantity']);
      });

      test('a file of an office’s own', async () => {
        const form = new FormData();
        form.set('file', new File(['Location Code,Site Name\n0417,Elder\n'], 'sites.csv'));
        const response = await coordinator.fetch('/imports?preview=true', { method: 'POST', body: form });
        const text = await response.text();
        expect([response.status, text]).toEqual([200, expect.stringContaining('you do not change Sites')]);
      });

      test('settings, texts of reports and the public guide', async () => {
        const put = async (path: string, method: string, body: unknown): Promise<number> =>
          (
            await coordinator.fetch(path, {
              method,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(body),
            })
          ).status;
        expect(await put('/guide', 'POST', {})).toBe(403);
        expect(await (await coordinator.fetch('/report-texts')).json()).toMatchObject({ mayEdit: false });
        expect((await admin.rows('programSettings')).size).toBe(0);
      });
    });
  });
}
