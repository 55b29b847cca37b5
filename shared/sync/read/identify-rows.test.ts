import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cells, RowId } from '../../tables/cell.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import { identifyRows, type NameRows } from './identify-rows.ts';
import { tries } from '../../../test/run-size.ts';

const [A, B, C] = ['R00000000000000A', 'R00000000000000B', 'R00000000000000C'];
const school = (code: string | null): Cells => ({ code, name: `School ${code ?? ''}` });
const base = new Map<RowId, Cells>([
  [A, school('A1')],
  [B, school('B1')],
  [C, school('C1')],
]);
const row = (id: RowId | null, code: string | null): RowInSheet => ({ row: id, cells: school(code) });

/** New Row IDs that tell the position they were given for. */
const newId = (position: number): RowId => `RNEW00000000000${position}`;
const nameRows: NameRows = (_local, positions) => new Map(positions.map((position) => [position, newId(position)]));

function identify(rows: readonly RowInSheet[], realign = false) {
  const { local, given, misaligned } = finish(identifyRows(localWith(schools, rows), base, realign, nameRows));
  return { ids: local.rows.map(({ rowId }) => rowId), given: Object.fromEntries(given), misaligned };
}

test('rows that have their Row IDs are given none', () => {
  const rows = [row(A, 'A1'), row(B, 'B1'), row(C, 'C1')];
  expect(identify(rows)).toEqual({ ids: [A, B, C], given: {}, misaligned: [] });
});

test('[W1] a row without a Row ID gets a new one, a row without a key too', () => {
  const { ids, given } = identify([row(A, 'A1'), row(null, 'N1'), row(B, 'B1'), row(C, 'C1'), row(null, null)]);
  expect(ids).toEqual([A, newId(1), B, C, newId(4)]);
  expect(given).toEqual({ 1: newId(1), 4: newId(4) });
});

test('[W2] of two rows with one Row ID, the one with the key of base keeps it', () => {
  expect(identify([row(A, 'A2'), row(A, 'A1'), row(B, 'B1'), row(C, 'C1')]).ids).toEqual([newId(0), A, B, C]);
});

test('[W2] a copy whose key was emptied is not the one that keeps the Row ID', () => {
  expect(identify([row(A, null), row(A, 'A1'), row(B, 'B1'), row(C, 'C1')]).ids).toEqual([newId(0), A, B, C]);
});

describe('[W13] a row that has lost its Row ID', () => {
  test('is the missing row whose key it bears', () => {
    expect(identify([row(A, 'A1'), row(null, 'B1'), row(C, 'C1')])).toEqual({
      ids: [A, B, C],
      given: { 1: B },
      misaligned: [],
    });
  });

  test('is new when the row of that key still has its Row ID', () => {
    expect(identify([row(A, 'A1'), row(B, 'B1'), row(C, 'C1'), row(null, 'B1')]).ids).toEqual([A, B, C, newId(3)]);
  });

  test('is that row once: the second of two with the key is new', () => {
    expect(identify([row(A, 'A1'), row(null, 'B1'), row(null, 'B1'), row(C, 'C1')]).ids).toEqual([A, B, newId(2), C]);
  });

  test('is no row of base that has no key either', () => {
    const keyless = new Map<RowId, Cells>([[A, school(null)]]);
    const found = finish(identifyRows(localWith(schools, [row(null, null)]), keyless, false, nameRows));
    expect(found.local.rows[0]?.rowId).toBe(newId(0));
  });
});

describe('[W4] Row IDs and keys that have come apart', () => {
  const torn = [row(B, 'A1'), row(A, 'B1'), row(C, 'C1')];

  test('are told, and nothing is given', () => {
    const { ids, given, misaligned } = identify(torn);
    expect([ids, given]).toEqual([[B, A, C], {}]);
    expect(misaligned.map(({ position, key, rightRow }) => [position, key, rightRow])).toEqual([
      [0, 'A1', A],
      [1, 'B1', B],
    ]);
  });

  test('follow the keys once the person has said so', () => {
    expect(identify(torn, true)).toEqual({ ids: [A, B, C], given: { 0: A, 1: B }, misaligned: [] });
  });

  test('leave the Row ID left over to the row without one that bears its key, not to a row typed over [W13]', () => {
    const moved = [row(A, 'B1'), row(B, 'C1'), row(C, 'N1'), row(null, 'A1')];
    const { ids } = identify(moved, true);
    expect(ids).toEqual([B, C, newId(2), A]);
  });

  test('take the Row ID of a missing row once, although a copy without one bears its key too [W13]', () => {
    const moved = [row(A, 'B1'), row(C, 'A1'), row(null, 'B1')];
    expect(identify(moved, true).ids).toEqual([B, A, newId(2)]);
  });
});

test('[W1, W2, W4, W13] however rows were copied, moved, retyped and torn apart, no two bear one Row ID', () => {
  const ids = fc.constantFrom(null, A, B, C, 'R00000000000000N');
  const codes = fc.constantFrom(null, 'A1', 'B1', 'C1', 'N1');
  const sheets = fc.array(fc.record({ id: ids, code: codes }), { maxLength: 7 });
  fc.assert(
    fc.property(sheets, fc.boolean(), (rows, realign) => {
      const found = identify(
        rows.map(({ id, code }) => row(id, code)),
        realign,
      );
      expect(new Set(found.ids).size).toBe(rows.length);
      expect(found.ids).not.toContain(null);
      if (realign) expect(found.misaligned).toEqual([]);
    }),
    { numRuns: tries(2000) },
  );
});

describe('[W5] a key cell that could not be read counts as base has it', () => {
  const placed = new Map<RowId, Cells>([
    [A, { number: '1', line: 1 }],
    [B, { number: '2', line: 1 }],
  ]);
  const unread = (number: string): RowInSheet => ({ row: A, cells: { number, line: null }, raw: { line: 'one' } });
  const B1: RowInSheet = { row: B, cells: { number: '2', line: 1 } };
  const order = (number: string, line: number): RowInSheet => ({ row: A, cells: { number, line } });

  const idsOf = (rows: readonly RowInSheet[], columns?: string[]) => {
    const local = localWith(orders, rows, columns === undefined ? {} : { columns });
    const identified = finish(identifyRows(local, placed, false, nameRows));
    expect(identified.misaligned).toEqual([]);
    return identified.local.rows.map(({ rowId }) => rowId);
  };

  test('so that its row keeps its Row ID, above a copy with another key and below it', () => {
    expect(idsOf([unread('1'), order('1', 2), B1])).toEqual([A, newId(1), B]);
    expect(idsOf([order('1', 2), unread('1'), B1])).toEqual([newId(0), A, B]);
  });

  test('and what stands beside it counts as it stands', () => {
    expect(idsOf([unread('9'), order('1', 1), B1])).toEqual([newId(0), A, B]);
  });

  test('as does one whose column the sheet has lost', () => {
    expect(idsOf([order('3', 1), order('1', 1), B1], ['number'])).toEqual([newId(0), A, B]);
  });

  test('in a row that base does not know it stays unknown', () => {
    const id = 'R00000000000000N';
    expect(idsOf([{ ...unread('1'), row: id }, order('1', 1), B1])).toEqual([id, A, B]);
  });
});
