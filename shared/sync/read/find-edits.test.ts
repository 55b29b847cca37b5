import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import type { PendingCell } from '../../tables/workbook-metadata.ts';
import type { ProgramState } from '../program-rows.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { insert, remove, update } from '../testing/program.ts';
import { orders, schools } from '../testing/small-tables.ts';
import { findEdits, nothingAnswered, type HeldRowsAnswer } from './find-edits.ts';

const blank = { name: null, nickname: null, host: null, opened: null, closed: null, size: null };
const school = (code: string, more: Cells = {}): Cells => ({ ...blank, code, name: `School ${code}`, ...more });

/** Row IDs are single letters and their schools' codes the letter and a 1, so that nothing has to be looked up. */
function rowsOf(count: number): RowInSheet[] {
  return Array.from({ length: count }, (_, index) => ({ row: `R${index}`, cells: school(`${index}`) }));
}

function baseOf(rows: readonly RowInSheet[]): ProgramState {
  return { revision: 7, tables: new Map([['schools', new Map(rows.map(({ row, cells }) => [row ?? '', cells]))]]) };
}

const [A, B, C] = [
  { row: 'A', cells: school('A1') },
  { row: 'B', cells: school('B1') },
  { row: 'C', cells: school('C1') },
] as const;
const base = baseOf([A, B]);

interface More {
  readonly base?: ProgramState;
  readonly pending?: readonly PendingCell[];
  readonly answer?: HeldRowsAnswer['missing'];
  readonly isFiltered?: boolean;
}

function find(rows: readonly RowInSheet[], more: More = {}) {
  const local = localWith(schools, rows, { isFiltered: more.isFiltered ?? false });
  const answer = { ...nothingAnswered, missing: more.answer ?? 'few' } as const;
  return finish(findEdits([local], more.base ?? base, more.pending ?? [], answer));
}

test('a sheet that is as it was has nothing to say', () => {
  expect(find([A, B])).toEqual({ edits: [], refusals: [], unconfirmed: new Map(), cleared: new Map() });
});

test('[E1] changed cells and new rows are edits, each table by itself', () => {
  const order = { row: 'O', cells: { number: '1', line: 1, amount: 500 } };
  const locals = [
    localWith(schools, [{ ...A, cells: school('A1', { nickname: 'Al' }) }, B]),
    localWith(orders, [order]),
  ];
  expect(finish(findEdits(locals, base, [], nothingAnswered)).edits).toEqual([
    update('schools', 'A', { nickname: 'Al' }, 7),
    insert('orders', 'O', order.cells, 7),
  ]);
});

test('[CON2] a cell that is waiting for a decision keeps the revision it was seen at', () => {
  const pending = [
    { table: 'schools', row: 'A', column: 'nickname', seen: 3 },
    { table: 'orders', row: 'A', column: 'name', seen: 1 },
  ];
  const { edits } = find([{ ...A, cells: school('A1', { nickname: 'Al', name: 'Alder' }) }, B], { pending });
  expect(edits).toMatchObject([{ seen: { nickname: 3, name: 7 } }]);
});

test('[W5, M7] a new row stays here while its key or a required cell cannot be read, and goes without any other', () => {
  const withRaw = (raw: RowInSheet['raw']) => find([A, B, { ...C, ...(raw && { raw }) }]);
  for (const raw of [{ code: 'x'.repeat(300) }, { name: 'x'.repeat(3000) }]) {
    const found = withRaw(raw);
    expect(found.edits).toEqual([]);
    expect(found.refusals.map(({ row, column }) => [row, column])).toEqual([['C', Object.keys(raw)[0]]]);
  }
  expect(withRaw({ opened: 'soon' }).edits).toEqual([insert('schools', 'C', { code: 'C1', name: 'School C1' }, 7)]);
});

test('[W5, CON2] a new row that waits for a decision is reported again whatever cannot be read in it', () => {
  const pending = [{ table: 'schools', row: 'C', column: 'nickname', seen: 3 }];
  const unread = { ...C, cells: school('C1', { nickname: 'See' }), raw: { name: 'x'.repeat(3000) } };
  expect(find([A, B, unread], { pending }).edits).toEqual([update('schools', 'C', { nickname: 'See' }, 3)]);
});

test('[W5] a cell that cannot be read is refused and counts as unchanged; the rest of its row goes', () => {
  const found = find([{ ...A, cells: school('A1', { nickname: 'Al' }), raw: { opened: 'soon' } }, B]);
  expect(found.refusals).toMatchObject([{ table: 'schools', row: 'A', column: 'opened', value: 'soon' }]);
  expect(found.edits).toEqual([update('schools', 'A', { nickname: 'Al' }, 7)]);
});

describe('[W3] missing rows', () => {
  const hundred = rowsOf(100);
  const thousand = rowsOf(1_000);

  test.each([
    { missing: 5, rows: hundred, asks: false, why: '5 % of the table' },
    { missing: 6, rows: hundred, asks: true, why: 'more than 5 %' },
    { missing: 20, rows: thousand, asks: false, why: '20 rows' },
    { missing: 21, rows: thousand, asks: true, why: 'more than 20 rows' },
  ])('$missing of $rows.length: asked $asks ($why)', ({ missing, rows, asks }) => {
    const gone = rows.slice(0, missing).map(({ row }) => row ?? '');
    const found = find(rows.slice(missing), { base: baseOf(rows) });
    expect(found.unconfirmed).toEqual(asks ? new Map([['schools', gone]]) : new Map());
    expect(found.edits).toEqual(asks ? [] : gone.map((row) => remove('schools', row, 7)));
  });

  test('are always asked about while a filter hides rows', () => {
    const found = find(hundred.slice(1), { base: baseOf(hundred), isFiltered: true });
    expect(found).toMatchObject({ edits: [], unconfirmed: new Map([['schools', ['R0']]]) });
  });

  test('are deletes once the person has said so', () => {
    const found = find([B], { answer: 'delete' });
    expect(found).toMatchObject({ edits: [remove('schools', 'A', 7)], unconfirmed: new Map(), cleared: new Map() });
  });

  test('hold back nothing but themselves', () => {
    const { edits, unconfirmed } = find([{ ...B, cells: school('B1', { nickname: 'Bi' }) }, C]);
    expect(unconfirmed).toEqual(new Map([['schools', ['A']]]));
    expect(edits.map(({ kind, row }) => [kind, row])).toEqual([
      ['update', 'B'],
      ['insert', 'C'],
    ]);
  });

  test('that are in an open conflict were sent before: reported again, not asked about again', () => {
    const pending = [{ table: 'schools', row: 'A', column: 'name', seen: 3 }];
    const { edits, unconfirmed } = find([B], { pending });
    expect(unconfirmed.size).toBe(0);
    expect(edits).toMatchObject([{ kind: 'delete', row: 'A' }]);
  });
});

describe('[V02] a key that is in the sheet twice', () => {
  const again = { row: 'N', cells: school('B1', { name: 'Typed again' }) };

  test('keeps the new row here, whether it stands above or below the one that has the key', () => {
    for (const rows of [
      [again, A, B],
      [A, B, again],
    ]) {
      const found = find(rows);
      expect(found.edits).toEqual([]);
      expect(found.refusals).toMatchObject([{ row: 'N', column: 'code', rule: 'V02', value: 'B1' }]);
      expect(found.refusals[0]?.message).toBe(
        'School Code B1 is in Schools twice. Give the new row a key of its own, or delete it.',
      );
    }
  });

  test('of two new rows lets the first go and keeps the second', () => {
    const found = find([A, B, C, { row: 'N', cells: school('C1') }]);
    expect(found.edits.map(({ row }) => row)).toEqual(['C']);
    expect(found.refusals.map(({ row }) => row)).toEqual(['N']);
  });

  test('is no matter between rows that the plan has: they may exchange keys', () => {
    const found = find([
      { row: 'A', cells: school('B1') },
      { row: 'B', cells: school('A1') },
    ]);
    expect(found.refusals).toEqual([]);
    expect(found.edits).toHaveLength(2);
  });

  test('is the whole key: of two columns both must be the same', () => {
    const rows = [
      { row: 'O', cells: { number: '1', line: 1 } },
      { row: 'P', cells: { number: '1', line: 2 } },
      { row: 'Q', cells: { number: '1', line: 2 } },
    ];
    const found = finish(findEdits([localWith(orders, rows)], { revision: 7, tables: new Map() }, [], nothingAnswered));
    expect(found.refusals.map(({ row }) => row)).toEqual(['Q']);
    expect(found.edits.map(({ row }) => row)).toEqual(['O', 'P']);
  });

  test('is no key while it is blank, and a row without Row ID is not looked at yet', () => {
    const nameless = [1, 2].map((number) => ({ row: `N${number}`, cells: { ...blank, code: null, nickname: 'x' } }));
    expect(find([A, B, ...nameless]).refusals).toEqual([]);
    expect(find([A, B, { row: null, cells: school('B1') }])).toMatchObject({ edits: [], refusals: [] });
  });
});
