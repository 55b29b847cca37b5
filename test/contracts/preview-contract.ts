import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isRow, plantedEdits, type PlantedEdit } from '../../shared/plan/dirty-plan/planted-edits.ts';
import { plantedCases } from '../../shared/plan/dirty-plan/planted-cases.ts';
import { order, payment, row, soundGround, work } from '../../shared/plan/dirty-plan/sound-work.ts';
import { preflight } from '../../shared/sync/apply/preflight.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { isLong } from '../run-size.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

/** [law] The pane's preview is the server's verdict, in a plan that breaks every rule of the whole plan already. */
export function previewContract(server: () => TestServer): void {
  describe('what the pane foretells', () => {
    const rows = [...soundGround, ...plantedEdits.flatMap(({ besides = [] }) => besides), ...planted(), ...datedAhead];
    const ids = rows.map(() => newRow());
    let admin: TestClient;

    beforeAll(async () => {
      admin = await server().member(await server().program(), 'admin');
      const edits: Record<string, { inserts: { row: RowId; cells: Cells }[] }> = {};
      rows.forEach(({ table, cells }, index) => {
        const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
        (edits[table] ??= { inserts: [] }).inserts.push({ row: ids[index] ?? '', cells: filled });
      });
      expect((await admin.sync(edits)).refusals).toEqual([]);
    });

    /** The program at the head, as a pane reads it. */
    async function program(): Promise<ProgramState> {
      let revision = 0;
      const found = new Map<string, ReadonlyMap<RowId, Cells>>();
      for (const table of tables) {
        const own = editableColumns(table);
        const cellsOf = new Map<RowId, Cells>();
        for (const [row, read] of await admin.rows(table.name)) {
          revision = Math.max(revision, read.revision);
          cellsOf.set(row, Object.fromEntries(own.map((column) => [column, read.cells[column] ?? null])));
        }
        found.set(table.name, cellsOf);
      }
      return { revision, tables: found };
    }

    /** One of the planted edits, or its cells as they were, or an amount of money moved a little. */
    const anyEdit = fc.oneof(
      fc.constantFrom(...plantedEdits).chain((planted) => {
        const { breaks, sound, already = breaks.cells, eases = breaks } = planted;
        return fc.constantFrom(
          breaks,
          { ...breaks, cells: sound },
          { ...breaks, cells: already },
          ofNobody(eases, breaks),
        );
      }),
      fc
        .tuple(fc.constantFrom(...rows.keys()), fc.constantFrom(-100_000, -1, 1, 100_000, 10_000_000))
        .map(([index, cents]) => amountOf(index, cents)),
      fc
        .tuple(fc.constantFrom(...rows.keys()), fc.constantFrom('2026-11-01', '2026-11-23', '2027-01-15', '2027-03-01'))
        .map(([index, day]) => dateOf(index, day)),
    );

    /** The day on which the money of a row counts. */
    function dateOf(index: number, day: string): PlantedEdit['breaks'] {
      const { table, cells } = rows[index] ?? { table: 'sites', cells: {} };
      const column = ['statusDate', 'awardDate', 'date', 'postingDate', 'effectiveDate'].find((name) => name in cells);
      return { table, where: cells, cells: column === undefined ? {} : { [column]: day } };
    }

    function amountOf(index: number, cents: number): PlantedEdit['breaks'] {
      const { table, cells } = rows[index] ?? { table: 'sites', cells: {} };
      const column = ['original', 'amount', 'etc', 'authorized', 'preDiscount'].find((name) => name in cells);
      if (column === undefined) return { table, where: cells, cells: {} };
      return { table, where: cells, cells: { [column]: Math.max(0, Number(cells[column]) + cents) } };
    }

    test('is what the server says, of whatever is edited at once, in a plan that breaks the rules', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyEdit, { minLength: 1, maxLength: 5 }), async (chosen) => {
          const state = await program();
          const edits = new Map<RowId, { table: string; cells: Cells }>();
          for (const { table, where, cells } of chosen) {
            const row = ids[rows.findIndex((each) => isRow(each, { table, where }))] ?? '';
            if (Object.keys(cells).length > 0) edits.set(row, { table, cells: { ...edits.get(row)?.cells, ...cells } });
          }
          const seen = (cells: Cells) =>
            Object.fromEntries(Object.keys(cells).map((column) => [column, state.revision]));
          const send = [...edits].map(([row, { table, cells }]): Edit => ({
            kind: 'update',
            table,
            row,
            cells,
            seen: seen(cells),
          }));
          const wire: Record<string, { updates: { row: RowId; cells: Record<string, Cells[string]> }[] }> = {};
          for (const [row, { table, cells }] of edits)
            (wire[table] ??= { updates: [] }).updates.push({ row, cells: { ...cells } });
          const membership = { role: 'admin', scope: null } as const;
          const told = preflight({ edits: send, program: state, membership, at: server().clock.toISOString() });
          const preview = await admin.sync(wire, { base: state.revision, preview: true });
          const reply = await admin.sync(wire, { base: state.revision });
          expect(preview.refusals).toEqual(reply.refusals);
          // Who locked something is told by the journal, which a pane does not have.
          const short = (refusals: typeof told.refusals) =>
            refusals.map(({ table, row, column, rule, message }) => [table, row, column, rule, message]);
          expect(short(told.refusals)).toEqual(short(reply.refusals));
        }),
        { numRuns: isLong ? 1_000 : 25 },
      );
    });
  });
}

/** Money that counts on days to come: lines of 100,000.00, what lowers a contract later, and what needs it then. */
const datedAhead = [...work(901, 'Money ahead'), ...work(902, 'More ahead')].concat(
  order(901, 10_000_000),
  order(902, 4_000_000, { status: 'Draft', awardDate: '2027-01-15' }),
  row('commitmentChanges', {
    number: 'CO-901',
    commitment: 'PO-901',
    commitmentLine: 1,
    date: '2027-01-15',
    amount: -5_000_000,
    reason: 'Unforeseen',
    status: 'Pending',
  }),
  payment(901, 5_000_000, { document: 'V-901', postingDate: '2027-03-01', period: '2027-03' }),
  payment(901, 5_000_000, {
    document: 'V-902',
    postingDate: '2027-01-15',
    period: '2027-01',
    commitment: null,
    commitmentLine: null,
  }),
  row('periods', { period: '2027-01', status: 'Open' }),
  row('periods', { period: '2027-03', status: 'Open' }),
);

/** Rows of the planted cases. Of what nothing can be amiss before, as it is then. */
function planted() {
  return plantedEdits.flatMap(({ rule, breaks, sound, isNeverBefore }) =>
    (plantedCases.find((each) => each.rule === rule)?.rows ?? []).map((each) =>
      isNeverBefore === true && isRow(each, breaks) ? { ...each, cells: { ...each.cells, ...sound } } : each,
    ),
  );
}

/** Who decides on a change is known to the server alone, so nobody does here. */
function ofNobody(eases: PlantedEdit['breaks'], breaks: PlantedEdit['breaks']): PlantedEdit['breaks'] {
  return eases.table === 'changes' ? breaks : eases;
}
