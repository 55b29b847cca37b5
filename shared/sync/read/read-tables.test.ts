import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import type { ProgramState } from '../program-rows.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { schools } from '../testing/small-tables.ts';
import type { NameRows } from './identify-rows.ts';
import { localTable } from './local-table.ts';
import type { HeldRowsAnswer } from './find-edits.ts';
import { readTables, type ReadingInput } from './read-tables.ts';

const blank = { name: null, nickname: null, host: null, opened: null, closed: null, size: null };
const school = (code: string, more: Cells = {}): Cells => ({
  ...blank,
  code,
  name: `School ${code}`,
  size: 10,
  ...more,
});
const [IDA, IDB, IDC] = ['R00000000000000A', 'R00000000000000B', 'R00000000000000C'] as const;
const A: RowInSheet = { row: IDA, cells: school('A1') };
const B: RowInSheet = { row: IDB, cells: school('B1') };
const C: RowInSheet = { row: IDC, cells: school('C1') };
const base: ProgramState = {
  revision: 7,
  tables: new Map([['schools', new Map([A, B, C].map(({ row, cells }) => [row ?? '', cells]))]]),
};
const nameRows: NameRows = (_local, positions) =>
  new Map(positions.map((position) => [position, `R${String(position).padStart(15, '0')}`]));

const asked: HeldRowsAnswer = { missing: 'ask', cleared: 'ask' };
const gone: HeldRowsAnswer = { missing: 'delete', cleared: 'delete' };

function read(rows: readonly RowInSheet[], more: Partial<ReadingInput> = {}) {
  const still = { base, pending: [], heldRows: asked, realign: false, nameRows } as const;
  return finish(readTables({ locals: [localWith(schools, rows)], ...still, ...more }));
}

test('a sheet that is as it was has nothing to say', () => {
  expect(read([A, B, C])).toMatchObject({
    edits: [],
    refusals: [],
    warnings: [],
    misaligned: [],
    overtyped: [],
    below: [],
    totals: [],
  });
  expect(read([A, B, C]).rowIds.size + read([A, B, C]).cleared.size + read([A, B, C]).unconfirmed.size).toBe(0);
});

describe('[W13] a row without a Row ID', () => {
  test('that bears the key of a missing row is that row, and the others are new', () => {
    const { rowIds, edits, unconfirmed } = read([
      A,
      { ...B, row: null, cells: school('B1', { nickname: 'Bee' }) },
      C,
      { row: null, cells: school('D1') },
    ]);
    expect(rowIds.get('schools')).toEqual(
      new Map([
        [1, IDB],
        [3, 'R000000000000003'],
      ]),
    );
    expect(edits.map(({ kind, row }) => [kind, row])).toEqual([
      ['update', IDB],
      ['insert', 'R000000000000003'],
    ]);
    expect(unconfirmed.size).toBe(0);
  });

  test('is that row once: a second one under the key is new, and refused as its double', () => {
    const { rowIds, refusals } = read([A, { ...B, row: null }, { ...B, row: null }, C]);
    expect(rowIds.get('schools')?.get(1)).toBe(IDB);
    expect(refusals).toMatchObject([{ row: 'R000000000000002', column: 'code', rule: 'V02' }]);
  });

  test('whose key is blank is nobody’s, though a row is missing', () => {
    const { rowIds } = read([A, { row: null, cells: { ...blank, code: null, name: 'x' } }, C]);
    expect(rowIds.get('schools')).toEqual(new Map([[1, 'R000000000000001']]));
  });
});

describe('[W10] a row that has lost its key', () => {
  const emptied: RowInSheet = { ...B, cells: { ...blank, code: null } };

  test('is asked about and sends nothing of what was emptied; what was typed beside it goes', () => {
    const typed = { ...emptied, cells: { ...emptied.cells, nickname: 'Bee' } };
    expect(read([A, emptied, C]).edits).toEqual([]);
    const { edits, cleared, tables } = read([A, typed, C]);
    expect(edits).toMatchObject([{ kind: 'update', row: IDB, cells: { nickname: 'Bee' } }]);
    expect(cleared).toEqual(new Map([['schools', [IDB]]]));
    expect(tables[0]?.rows[1]?.cleared).toEqual(['code', 'name', 'host', 'opened', 'closed']);
  });

  test('is deleted when the person says so, as last seen', () => {
    const { edits, cleared } = read([A, emptied, C], { heldRows: gone });
    expect(edits).toEqual([{ kind: 'delete', table: 'schools', row: IDB, seen: 7 }]);
    expect(cleared.size).toBe(0);
  });

  test('is none while it lost a single cell, cannot be read, or had no key before', () => {
    expect(read([A, { ...B, cells: { ...blank, code: 'B1' } }, C]).cleared.size).toBe(0);
    expect(read([A, { ...B, cells: { ...blank, code: null }, raw: { code: '??' } }, C]).cleared.size).toBe(0);
    expect(read([A, { row: 'R00000000000000D', cells: { ...blank, code: null } }, B, C]).cleared.size).toBe(0);
  });
});

describe('[W10, FA7] a row of which only the key is left', () => {
  const full: RowInSheet = { ...B, cells: school('B1', { nickname: 'Bee', opened: '2020-01-01' }) };
  const left: RowInSheet = { ...B, cells: { ...blank, code: 'B1' } };
  const withFull: ProgramState = {
    revision: 7,
    tables: new Map([['schools', new Map([A, full, C].map(({ row, cells }) => [row ?? '', cells]))]]),
  };

  test('is asked about and sends nothing', () => {
    const { edits, refusals, cleared } = read([A, left, C], { base: withFull });
    expect([edits, refusals]).toEqual([[], []]);
    expect(cleared).toEqual(new Map([['schools', [IDB]]]));
  });

  test('goes, or loses what may be empty, as the person says', () => {
    expect(read([A, left, C], { base: withFull, heldRows: gone }).edits).toMatchObject([{ kind: 'delete', row: IDB }]);
    const { edits, cleared } = read([A, left, C], { base: withFull, heldRows: { ...asked, cleared: 'empty' } });
    expect(edits).toMatchObject([{ kind: 'update', row: IDB, cells: { nickname: null, opened: null } }]);
    expect(Object.keys(edits[0]?.kind === 'update' ? edits[0].cells : {})).toEqual(['nickname', 'opened']);
    expect(cleared.size).toBe(0);
  });

  test('answered so, is apart from rows that are missing', () => {
    const { edits, unconfirmed } = read([left, C], { base: withFull, heldRows: { ...asked, cleared: 'delete' } });
    expect(edits.map(({ row }) => row)).toEqual([IDB]);
    expect(unconfirmed).toEqual(new Map([['schools', [IDA]]]));
  });
});

describe('[W3] a missing row', () => {
  test('is asked for where all are, sent where a few are, and sent when the person says so', () => {
    expect(read([A, C]).unconfirmed).toEqual(new Map([['schools', [IDB]]]));
    expect(read([A, C]).edits).toEqual([]);
    expect(read([A, C], { heldRows: { ...asked, missing: 'few' } }).unconfirmed).toEqual(new Map([['schools', [IDB]]]));
    expect(read([A, C], { heldRows: gone }).edits).toMatchObject([{ kind: 'delete', row: IDB }]);
  });
});

describe('[W3, W11] a table that was made smaller', () => {
  const others = Array.from({ length: 97 }, (_, index): RowInSheet => ({
    row: `R0000000000000${String(index).padStart(2, '0')}`,
    cells: school(`X${index}`),
  }));
  const many: ProgramState = {
    revision: 7,
    tables: new Map([['schools', new Map([A, B, C, ...others].map(({ row, cells }) => [row ?? '', cells]))]]),
  };
  const readOver = (row: RowInSheet) => {
    const local = { ...localWith(schools, [A, B, ...others]), below: localWith(schools, [row]).rows };
    const heldRows = { ...asked, missing: 'few' } as const;
    return finish(readTables({ locals: [local], base: many, pending: [], realign: false, nameRows, heldRows }));
  };

  test.each<[string, RowInSheet]>([
    ['the row as it was', C],
    ['the row without its Row ID', { ...C, row: null }],
    ['the row half-emptied', { ...C, cells: { ...blank, code: null } }],
  ])('deletes nothing before the person has said so: under it stands %s', (_what, row) => {
    const { edits, unconfirmed } = readOver(row);
    expect([edits, unconfirmed]).toEqual([[], new Map([['schools', [IDC]]])]);
  });

  test.each<[string, RowInSheet]>([
    ['another row', { row: null, cells: school('NEW') }],
    ['a remark', { row: null, cells: { ...blank, code: null, name: 'Remarks' } }],
  ])('is not seen in %s under the table: one missing row of many goes', (_what, row) => {
    expect(readOver(row).edits).toMatchObject([{ kind: 'delete', row: IDC }]);
  });
});

describe('[W4] keys that have come apart', () => {
  const torn = [{ ...A, cells: B.cells }, { ...B, cells: A.cells }, C];

  test('are told', () => {
    expect(read(torn).misaligned[0]?.rows.map(({ row, rightRow }) => [row, rightRow])).toEqual([
      [IDA, IDB],
      [IDB, IDA],
    ]);
  });

  test('realigned, change nothing but Row IDs', () => {
    const { misaligned, edits, rowIds } = read(torn, { realign: true });
    expect([misaligned, edits]).toEqual([[], []]);
    expect(rowIds.get('schools')).toEqual(
      new Map([
        [0, IDB],
        [1, IDA],
      ]),
    );
  });
});

describe('[W11] rows that are not the table’s', () => {
  const total: RowInSheet = { row: null, cells: {}, raw: { name: 'Total' }, formulas: ['size'] };

  test('are told with their table, and only the others are read', () => {
    const local = localWith(schools, [A, B, C, total, { row: null, cells: school('N1') }]);
    const positions = [2, 3, 4, 5, 9];
    const rows = local.rows.map((row, index) => ({ ...row, sheet: { ...row.sheet, position: positions[index] ?? 0 } }));
    const placed = { ...local, rows, sheet: { ...local.sheet, lastOwnRow: 1 } };
    const reading = read([], { locals: [placed] });
    expect(reading.totals).toEqual([{ local: placed, rows: [placed.rows[3]] }]);
    expect(reading.below).toEqual([{ local: placed, rows: [placed.rows[4]] }]);
    expect(reading.tables[0]?.rows.map(({ rowId }) => rowId)).toEqual([IDA, IDB, IDC]);
    expect([reading.edits, [...reading.rowIds]]).toEqual([[], []]);
  });

  test('are none in a table whose every row is its own: it is the same table', () => {
    const local = localWith(schools, [A, B, C]);
    const reading = read([], { locals: [local] });
    expect(reading.tables[0]).toBe(local);
  });
});

test('[W14] a formula without a stored result counts as unchanged, in a key too', () => {
  const local = localWith(schools, [A, { ...B, cells: school('B1', { name: null }) }, C]);
  const columns = local.sheet.columns;
  const rows = local.sheet.rows.map((row, index) => ({
    ...row,
    values: row.values.map((value, at) => (index === 1 && columns[at] === 'code' ? '' : value)),
    withoutResult: index === 1 ? [columns.indexOf('name'), columns.indexOf('code')] : [],
  }));
  const again = finish(localTable(schools, { ...local.sheet, rows }, false, false));
  const { edits, refusals, cleared, tables } = finish(
    readTables({ locals: [again], base, pending: [], heldRows: asked, realign: false, nameRows }),
  );
  expect([edits, refusals, [...cleared]]).toEqual([[], [], []]);
  expect(tables[0]?.rows[1]?.withoutResult).toEqual(['name', 'code']);
});
