import { describe, expect, test } from 'vitest';
import { diffTable, type LocalRow } from './diff.ts';
import { schools } from '../testing/small-tables.ts';

const base = new Map([
  ['A', { code: 'A1', name: 'Alder', nickname: 'Al' }],
  ['B', { code: 'B1', name: 'Birch' }],
]);
const unchanged: LocalRow[] = [...base].map(([row, cells]) => ({ row, cells }));

function diff(local: readonly LocalRow[], pendingSeen = new Map<string, Record<string, number>>()) {
  return diffTable({ table: schools, base, local, seen: 7, pendingSeen });
}

describe('diffTable', () => {
  test('a sheet equal to base has no edits, with or without a list of pending cells', () => {
    expect(diff(unchanged)).toEqual([]);
    expect(diffTable({ table: schools, base, local: unchanged, seen: 7 })).toEqual([]);
  });

  test('[E1] an update holds just the changed cells, each seen at the revision of the workbook', () => {
    const local = [{ row: 'A', cells: { code: 'A1', name: 'Aspen', nickname: null } }, ...unchanged.slice(1)];
    expect(diff(local)).toEqual([
      {
        kind: 'update',
        table: 'schools',
        row: 'A',
        cells: { name: 'Aspen', nickname: null },
        seen: { name: 7, nickname: 7 },
      },
    ]);
  });

  test('[E1] a row that base lacks is an insert of its filled cells', () => {
    const local = [...unchanged, { row: 'C', cells: { code: 'C1', name: 'Cedar', nickname: null } }];
    expect(diff(local)).toEqual([
      { kind: 'insert', table: 'schools', row: 'C', cells: { code: 'C1', name: 'Cedar' }, seen: 7 },
    ]);
  });

  test('[E1] a row of base that the sheet lacks is a delete, also when another row is new', () => {
    const gone = { kind: 'delete', table: 'schools', row: 'A', seen: 7 };
    expect(diff(unchanged.slice(1))).toEqual([gone]);
    expect(diffTable({ table: schools, base, local: unchanged.slice(1), seen: 7 })).toEqual([gone]);
    const exchanged = diff([...unchanged.slice(1), { row: 'C', cells: { code: 'C1' } }]);
    expect(exchanged).toEqual([{ kind: 'insert', table: 'schools', row: 'C', cells: { code: 'C1' }, seen: 7 }, gone]);
  });

  test('[W8] computed columns, user columns and the order of rows do not matter', () => {
    const local = unchanged.map(({ row, cells }) => ({ row, cells: { ...cells, size: 9, mine: 'x' } }));
    expect(diff(local.toReversed())).toEqual([]);
    expect(diff([...unchanged, { row: 'C', cells: { code: 'C1', size: 9, mine: 'x' } }])).toMatchObject([
      { cells: { code: 'C1' } },
    ]);
  });

  test('a column that the sheet lacks counts as unchanged, an empty cell as cleared', () => {
    expect(diff([{ row: 'A', cells: { code: 'A1', name: 'Alder' } }, ...unchanged.slice(1)])).toEqual([]);
    const cleared = { row: 'A', cells: { code: 'A1', name: 'Alder', nickname: null } };
    expect(diff([cleared, ...unchanged.slice(1)])).toMatchObject([{ cells: { nickname: null } }]);
  });

  test('[CON2] a pending cell keeps the revision at which it was seen', () => {
    const local = [{ row: 'A', cells: { code: 'A1', name: 'Aspen', nickname: 'x' } }, ...unchanged.slice(1)];
    expect(diff(local, new Map([['A', { name: 3 }]]))).toMatchObject([{ seen: { name: 3, nickname: 7 } }]);
  });

  test('[CON2, M4] a row deleted remotely reports its pending cells again, not as an insert', () => {
    const local = [...unchanged, { row: 'C', cells: { code: 'C1', name: 'Cedar' } }];
    expect(diff(local, new Map([['C', { name: 3, nickname: 4 }]]))).toEqual([
      {
        kind: 'update',
        table: 'schools',
        row: 'C',
        cells: { name: 'Cedar', nickname: null },
        seen: { name: 3, nickname: 4 },
      },
    ]);
  });

  test('[CON2, E1] a row that only the sheet has does not hide one that it lacks', () => {
    const local = [...unchanged.slice(1), { row: 'C', cells: { code: 'C1', name: 'Cedar' } }];
    expect(diff(local, new Map([['C', { name: 3 }]]))).toMatchObject([
      { kind: 'update', row: 'C' },
      { kind: 'delete', row: 'A' },
    ]);
  });

  test('[CON2, M5] a pending delete was seen before the changes that are undecided', () => {
    expect(diff(unchanged.slice(1), new Map([['A', { name: 3, nickname: 5 }]]))).toEqual([
      { kind: 'delete', table: 'schools', row: 'A', seen: 3 },
    ]);
  });
});
