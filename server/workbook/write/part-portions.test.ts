import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlacedPart } from '../../../shared/plan/part/plan-part.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { storedPrograms, type StoredProgram } from '../../../test/golden/program-arbitrary.ts';
import { isLong } from '../../../test/run-size.ts';
import { testMetadata } from '../testing/test-workbook.ts';
import { buildProgramWorkbook } from './build-program-workbook.ts';
import { partPortions, type PlanSource } from './part-portions.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';

const RUNS = isLong ? 2_000 : 40;
const DAY = '2026-06-15';

function inMemory(stored: StoredProgram): PlanSource {
  return {
    cells: async function* (table) {
      for (const { cells } of stored[table] ?? []) yield cells;
    },
    portions: async function* (table) {
      yield stored[table] ?? [];
    },
  };
}

async function rowsFor(stored: StoredProgram, part: PlacedPart): Promise<StoredProgram> {
  const rows: Record<string, { row: string; cells: Cells }[]> = {};
  for await (const portion of partPortions(inMemory(stored), part)) (rows[portion.table] ??= []).push(...portion.rows);
  return rows;
}

function workbookOf(rows: StoredProgram, part: PlacedPart) {
  const snapshot: ProgramSnapshot = {
    name: 'Plan',
    district: 'Cedar Basin',
    fiscalYear: '2026-27',
    metadata: testMetadata,
    asOf: DAY,
    sheetDay: DAY,
    part: { part, label: 'a part' },
    rows,
  };
  return buildProgramWorkbook(snapshot);
}

/** Changes with counterparts, milestones at schools, and projects of regions. */
function withMoreReferences(stored: StoredProgram): StoredProgram {
  const lines = stored['budgetLines'] ?? [];
  const sites = stored['sites'] ?? [];
  const filled = (table: string, cellsOf: (i: number) => Cells) =>
    (stored[table] ?? []).map(({ row, cells }, i) => ({ row, cells: { ...cells, ...cellsOf(i) } }));
  return {
    ...stored,
    projects: filled('projects', (i) => ({ region: i % 2 === 0 ? 'South' : 'North' })),
    changeLines: filled('changeLines', (i) => ({
      line: i,
      counterpart: lines[(3 * i + 1) % lines.length]?.cells['id'] ?? null,
    })),
    milestones: filled('milestones', (i) => ({ location: sites[i % (sites.length + 1)]?.cells['code'] ?? null })),
  };
}

const parts = fc.constantFrom<PlacedPart>(
  { kind: 'region', of: 'North' },
  { kind: 'manager', of: 'PM-01' },
  { kind: 'site', of: '0417' },
);

test('[W17] the workbook of a part is the same from the rows that are read for it as from the whole plan', async () => {
  await fc.assert(
    fc.asyncProperty(storedPrograms, parts, async (plain, part) => {
      const stored = withMoreReferences(plain);
      expect(workbookOf(await rowsFor(stored, part), part)).toEqual(workbookOf(stored, part));
    }),
    { numRuns: RUNS },
  );
});

/** A line of each of two schools, a contract on the line of one, and a payment under it on that of the other. */
const paidElsewhere: StoredProgram = Object.fromEntries(
  Object.entries({
    sites: [
      { code: '0417', region: 'North' },
      { code: '0433', region: 'South' },
    ],
    projects: [
      { number: '1', region: 'North' },
      { number: '2', region: 'South' },
      { number: '3', region: 'South' },
    ],
    budgetLines: [
      { id: 'L1', project: '1', source: 'F', fiscalYear: '2026-27', category: 'Construction', original: 500 },
      { id: 'L2', project: '2', source: 'F', fiscalYear: '2026-27', category: 'Construction', original: 700 },
      { id: 'L3', project: '3', source: 'F', fiscalYear: '2026-27', category: 'Construction', original: 900 },
    ],
    commitments: [
      { number: 'PO-1', line: 1, budgetLine: 'L2', awardDate: '2026-01-05', original: 90, status: 'Open' },
      { number: 'PO-2', line: 1, budgetLine: 'L3', awardDate: '2026-01-05', original: 80, status: 'Open' },
    ],
    expenditures: [
      { document: 'V-1', line: 1, budgetLine: 'L1', commitment: 'PO-1', commitmentLine: 1, amount: 40 },
      { document: 'V-2', line: 1, budgetLine: 'L3', commitment: 'PO-1', commitmentLine: 1, amount: 30 },
      { document: 'V-3', line: 1, budgetLine: 'L3', commitment: 'PO-2', commitmentLine: 1, amount: 20 },
    ].map((cells) => ({ ...cells, postingDate: '2026-02-01', period: '2026-02', type: 'Invoice' })),
    changes: [{ number: 'BC-1', type: 'Staff Modification', status: 'Approved', effectiveDate: '2026-03-01' }],
    changeLines: [{ change: 'BC-1', line: 1, budgetLine: 'L1', amount: 5, counterpart: 'L2' }],
  }).map(([table, rows]) => [table, rows.map((cells, i) => ({ row: `R${table}${i}`, cells }))]),
);

test('of what is booked elsewhere only the contract that the part pays under is read, with all that is paid under it', async () => {
  const { counterpart: _none, ...alone } = paidElsewhere['changeLines']?.[0]?.cells ?? {};
  const plan = { ...paidElsewhere, changeLines: [{ row: 'RC', cells: alone }] };
  const rows = await rowsFor(plan, { kind: 'region', of: 'North' });
  const keysOf = (table: string, column: string) => (rows[table] ?? []).map(({ cells }) => cells[column]);
  expect(keysOf('projects', 'number')).toEqual(['1']);
  expect(keysOf('budgetLines', 'id')).toEqual(['L1']);
  expect(keysOf('commitments', 'number')).toEqual(['PO-1']);
  expect(keysOf('expenditures', 'document')).toEqual(['V-1', 'V-2']);
});

test('a line that a change of the part names comes with its project, since its figures stand there', async () => {
  const rows = await rowsFor(paidElsewhere, { kind: 'region', of: 'North' });
  expect((rows['budgetLines'] ?? []).map(({ cells }) => cells['id'])).toEqual(['L1', 'L2']);
});
