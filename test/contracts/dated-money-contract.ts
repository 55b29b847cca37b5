import { describe, expect, test } from 'vitest';
import { change, lineOf, order, row, soundGround, source, work } from '../../shared/plan/dirty-plan/sound-work.ts';
import type { PlantedRow } from '../../shared/plan/dirty-plan/sound-work.ts';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

const [TODAY, AHEAD, LATER] = ['2026-11-23', '2027-02-01', '2027-03-01'] as const;

/** Lines of 100,000.00, the first under contract for all of it, of a source that has given all it may. */
const ground: readonly PlantedRow[] = [
  ...soundGround,
  source('FULL', 'Full', { authorized: 20_000_000, available: 20_000_000 }),
  ...[1, 2].flatMap((n) => work(n, `Project ${n}`, { line: { source: 'FULL' } })),
  order(1, 10_000_000),
];

function insertsOf(rows: readonly PlantedRow[]): Record<string, TableEdits> {
  const edits: Record<string, { inserts: { row: RowId; cells: Cells }[] }> = {};
  for (const { table, cells } of rows) {
    const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
    (edits[table] ??= { inserts: [] }).inserts.push({ row: newRow(), cells: filled });
  }
  return edits;
}

const lowered: readonly PlantedRow[] = [
  row('commitmentChanges', {
    number: 'CO-1',
    commitment: 'PO-1',
    commitmentLine: 1,
    date: AHEAD,
    amount: -5_000_000,
    reason: 'Unforeseen',
    status: 'Approved',
  }),
];

const award = (amount: number, awardDate: string): PlantedRow[] => [
  order(1, amount, { number: `PO-${amount}-${awardDate}`, awardDate }),
];

const amends = (number: string, amounts: Readonly<Record<string, number>>, effectiveDate: string): PlantedRow[] =>
  change(1, amounts, {
    number,
    type: 'Board Amendment',
    status: 'Approved',
    reportNumber: 'Rep-9',
    boardDate: '2026-11-01',
    approvedBy: 'Board',
    effectiveDate,
  }).map(({ table, cells }) => ({ table, cells: table === 'changeLines' ? { ...cells, change: number } : cells }));

/** [C04, V13, V26] What is dated ahead, at the door: what frees money frees none before its day, what takes some is there at once. */
export function datedMoneyContract(server: () => TestServer): void {
  describe('money dated ahead', () => {
    /** A program on that ground, with these rows come in one after the other. */
    async function after(...steps: (readonly PlantedRow[])[]): Promise<TestClient> {
      const admin = await server().member(await server().program(), 'admin');
      for (const [base, rows] of [ground, ...steps].entries())
        expect((await admin.sync(insertsOf(rows), { base })).refusals).toEqual([]);
      return admin;
    }

    /** The rules by which these rows are refused. The preview says the same. */
    async function refused(admin: TestClient, rows: readonly PlantedRow[]): Promise<string[]> {
      const base = Math.max(0, ...[...(await admin.rows('commitments')).values()].map(({ revision }) => revision));
      const edits = insertsOf(rows);
      const preview = await admin.sync(edits, { base, preview: true });
      const reply = await admin.sync(edits, { base });
      expect(preview.refusals).toEqual(reply.refusals);
      return [...new Set(reply.refusals.map(({ rule }) => rule))];
    }

    test('[C04] an order below zero pays for an award from its day on', async () => {
      const admin = await after(lowered);
      expect(await refused(admin, award(5_000_000, TODAY))).toEqual(['C04']);
      expect(await refused(admin, award(5_000_000, '2027-01-31'))).toEqual(['C04']);
      expect(await refused(admin, award(5_000_001, LATER))).toEqual(['C04']);
      expect(await refused(admin, award(3_000_000, AHEAD))).toEqual([]);
      // What has been awarded for a later day is taken, whenever that is.
      expect(await refused(admin, award(2_000_001, LATER))).toEqual(['C04']);
      expect(await refused(admin, award(2_000_000, LATER))).toEqual([]);
    });

    test('[C04] the day comes, and what waited for it is accepted', async () => {
      const { program } = await after(lowered);
      const { clock } = server();
      try {
        // Midnight where the program is, not at the server.
        server().clock = new Date('2027-02-01T07:59:00.000Z');
        const admin = await server().member(program, 'admin');
        expect(await refused(admin, award(5_000_000, TODAY))).toEqual(['C04']);
        server().clock = new Date('2027-02-01T08:01:00.000Z');
        expect(await refused(admin, award(5_000_000, TODAY))).toEqual([]);
      } finally {
        server().clock = clock;
      }
    });

    test('[C04] a change that is effective later gives a line nothing before, and takes from it at once', async () => {
      const admin = await after(amends('BC-1', { [lineOf(1)]: 4_000_000, [lineOf(2)]: -4_000_000 }, AHEAD));
      expect(await refused(admin, award(4_000_000, TODAY))).toEqual(['C04']);
      expect(await refused(admin, [order(2, 6_000_001, { awardDate: TODAY })])).toEqual(['C04']);
      expect(await refused(admin, [order(2, 6_000_000, { awardDate: TODAY })])).toEqual([]);
      expect(await refused(admin, award(4_000_000, AHEAD))).toEqual([]);
    });

    test('[V13] nor does a source have what it gets back later', async () => {
      const admin = await after(amends('BC-1', { [lineOf(2)]: -4_000_000 }, AHEAD));
      expect(await refused(admin, amends('BC-2', { [lineOf(1)]: 4_000_000 }, TODAY))).toEqual(['V13']);
      expect(await refused(admin, amends('BC-3', { [lineOf(1)]: 4_000_000 }, LATER))).toEqual([]);
    });

    test('the sentence says of which day it speaks', async () => {
      const admin = await after(lowered);
      const { refusals } = await admin.sync(insertsOf(award(5_000_000, TODAY)), { base: 2 });
      expect(refusals.map(({ message }) => message)).toEqual([
        'BL-1 is obligated 50,000.00 over its current budget. What is dated later counts from its day. Move budget to the line by a change, or lower what is under contract.',
      ]);
    });
  });
}
