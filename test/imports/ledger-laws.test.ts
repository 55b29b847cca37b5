import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberForm } from '../../shared/ledger/code-forms.ts';
import { ledgerSums, type LedgerPlan } from '../../shared/ledger/ledger-plan.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { ledgerPlan } from './ledger-plan.ts';
import { ledgerOf, type PlanTables } from './read-ledger.ts';
import { tries } from '../run-size.ts';

const heads = 'Doc No.,Line,GL Date,PO No.,Account,Project,Vendor,Text,Amount,Reversal of';

const oneOf = (...values: string[]) => fc.constantFrom(...values);
const row = fc.tuple(
  oneOf('5100000001', '005100000001', '5100000002', '5100000003', 'JE-7', 'je-7', ''),
  oneOf('', '', '1', '2'),
  oneOf('2026-08-30', '2026-09-03', '2026-10-05', '2026-11-02', 'soon'),
  oneOf('', '', '4500000123', 'PO-4500000124', '4500000124-20', '4599'),
  oneOf('', '21-9010-0-0000-8500-6400-417', '21.9010.0.0000.8500.5800.417', '21-9010-0-0000-4300-4300-417', '2.19E+21'),
  oneOf('', '26.00001', '26.00002', '26.0001'),
  oneOf('', 'Vendor A07', 'Vendor B01'),
  oneOf('', 'PM LABOR OCT'),
  oneOf('100.00', '100.00', '-100.00', '12.34', '"1,250.00"', 'n.a.x'),
  oneOf('', '', '5100000001', '5100000002', 'JE-7'),
);
/** Some of the rows stand there twice. */
const rowsOfFile = fc
  .array(row, { minLength: 1, maxLength: 10 })
  .chain((rows) => fc.tuple(fc.constant(rows), fc.subarray(rows)))
  .map(([rows, again]) => [...rows, ...again]);

function fileOf(rows: readonly (readonly string[])[]): string {
  return [heads, ...rows.map((cells) => cells.join(','))].join('\n');
}

/** The plan as it is once this has been taken in. */
function after(plan: PlanTables, { edits }: LedgerPlan): PlanTables {
  const taken = edits.flatMap((edit): Cells[] => (edit.kind === 'insert' ? [edit.cells] : []));
  return { ...plan, expenditures: [...(plan['expenditures'] ?? []), ...taken] };
}

/** What became of the rows, whichever order they stood in. */
function fates({ ledgerRows, edits }: LedgerPlan): string[] {
  const told = ledgerRows.map(({ document, fate }) =>
    JSON.stringify([numberForm(document), fate.kind, fate.cents, 'line' in fate ? fate.line : null]),
  );
  const keys = edits.map((edit) => JSON.stringify(edit.kind === 'insert' ? edit.cells : edit.row));
  return [...told, ...keys].toSorted();
}

describe('the laws of a ledger import', () => {
  test('[V33] every row goes to one place, and no cent is doubled or dropped', () => {
    fc.assert(
      fc.property(rowsOfFile, (rows) => {
        const plan = ledgerOf(fileOf(rows), ledgerPlan);
        const { total, taken, duplicates, exceptions, waiting, outside } = ledgerSums(plan.ledgerRows);
        const parts = [taken, duplicates, exceptions, waiting, outside];
        expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(total.rows);
        expect(parts.reduce((sum, part) => sum + part.cents, 0)).toBe(total.cents);
        expect(total.rows + plan.skipped.length).toBe(rows.filter((cells) => cells.some((cell) => cell !== '')).length);
        const inserted = plan.edits.reduce(
          (sum, edit) => sum + (edit.kind === 'insert' ? Number(edit.cells['amount']) : 0),
          0,
        );
        expect(inserted).toBe(taken.cents);
        expect(new Set(plan.ledgerRows.map(({ row: number }) => number)).size).toBe(total.rows);
      }),
      { numRuns: tries(150) },
    );
  });

  test('[V32] the order of the rows does not matter', () => {
    const shuffled = rowsOfFile.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        expect(fates(ledgerOf(fileOf(others), ledgerPlan))).toEqual(fates(ledgerOf(fileOf(rows), ledgerPlan)));
      }),
      { numRuns: tries(150) },
    );
  });

  test('[V32] taken in twice is taken in once, and what stayed out stays out', () => {
    fc.assert(
      fc.property(rowsOfFile, (rows) => {
        const first = ledgerOf(fileOf(rows), ledgerPlan);
        const again = ledgerOf(fileOf(rows), after(ledgerPlan, first));
        expect(again.edits).toEqual([]);
        const [was, is] = [ledgerSums(first.ledgerRows), ledgerSums(again.ledgerRows)];
        expect(is.duplicates.cents).toBe(was.duplicates.cents + was.taken.cents);
        expect(is.exceptions).toEqual(was.exceptions);
      }),
      { numRuns: tries(150) },
    );
  });

  test('[V32] a row that stands there twice leaves the line of another to that one, taken in twice', () => {
    const [date, project, vendor] = ['2026-09-03', '26.00001', 'Vendor A07'];
    const twin = ['5100000001', '', date, '4500000123', '2.19E+21', project, vendor, '', '100.00', ''];
    const rows = [
      ['5100000001', '', date, '', '21-9010-0-0000-8500-6400-417', project, vendor, '', '100.00', 'JE-7'],
      twin,
      ['je-7', '', '2026-08-30', '4500000123', '21-9010-0-0000-8500-6400-417', project, vendor, '', '100.00', ''],
      twin,
    ];
    const first = ledgerOf(fileOf(rows), ledgerPlan);
    expect(first.edits).toHaveLength(2);
    expect(ledgerOf(fileOf(rows), after(ledgerPlan, first)).edits).toEqual([]);
  });

  test('[V32] a file in two parts brings what it brings whole, as long as no document is torn apart', () => {
    fc.assert(
      fc.property(rowsOfFile, fc.integer({ min: 0, max: 3 }), (rows, modulus) => {
        const plain = rows.map((cells) => cells.with(9, ''));
        const isFirst = (cells: readonly string[]) => numberForm(cells[0] ?? '').length % 4 <= modulus;
        const whole = ledgerOf(fileOf(plain), ledgerPlan);
        const [one, other] = [plain.filter(isFirst), plain.filter((cells) => !isFirst(cells))];
        let parts = ledgerPlan;
        for (const part of [one, other]) if (part.length > 0) parts = after(parts, ledgerOf(fileOf(part), parts));
        const told = (plan: PlanTables) =>
          (plan['expenditures'] ?? []).map((cells) => JSON.stringify(cells)).toSorted();
        expect(told(parts)).toEqual(told(after(ledgerPlan, whole)));
      }),
      { numRuns: tries(100) },
    );
  });
});
