import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { insertMany } from '../storage/insert-many.ts';
import { RowsAtHand } from './rows-at-hand.ts';

const PROGRAM = 'p';
const heard: string[] = [];
let store: Store;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' }, (statement) => void heard.push(statement));
  await insertMany(store.write, {
    table: 'periods',
    columns: ['program', 'row_id', 'revision', 'key_text', 'period', 'status', 'control_total'],
    rows: [
      [PROGRAM, 'R1', 1, '2026-07', '2026-07', 'Open', 100],
      [PROGRAM, 'R2', 1, '2026-08', '2026-08', 'Closed', null],
      ['other', 'R3', 1, '2026-09', '2026-09', 'Open', null],
    ],
  });
  heard.length = 0;
});
afterEach(() => store.close());

const keyed = (...periods: string[]) => ({
  table: 'periods' as const,
  columns: ['period'],
  values: periods.map((period) => [period]),
});
const inState = (status: string) => ({ table: 'periods' as const, columns: ['status'], values: [[status]] });

test('a row is read once, by whatever it is asked for, and only in its program', async () => {
  const hand = new RowsAtHand(store.read, PROGRAM);
  const [found, open] = await hand.answer([keyed('2026-07', '2026-09'), inState('Open')]);
  expect(found?.map(({ row }) => row)).toEqual(['R1']);
  expect(open?.map(({ row, cells }) => [row, cells['controlTotal']])).toEqual([['R1', 100]]);
  expect(heard).toHaveLength(1);
  expect((await hand.answer([keyed('2026-09', '2026-07'), inState('Open')])).map((rows) => rows.length)).toEqual([
    1, 1,
  ]);
  await hand.readById(new Map([['periods', ['R1']]]));
  expect([hand.row('periods', 'R1')?.revision, heard.length]).toEqual([1, 1]);
});

test('what a sync has written is at hand by id and key, and what it has deleted is not asked for', async () => {
  const written: StoredRow = { row: 'R4', revision: 2, cells: { period: '2026-10', status: 'Open' } };
  const gone = { table: 'periods', row: 'R5', kind: 'delete', before: { period: '2026-11' }, after: {} } as const;
  const rowsOf = (table: string) => (table === 'periods' ? [written] : []);
  const hand = new RowsAtHand(store.read, PROGRAM, { changes: [gone], rowsOf });
  await hand.readById(new Map([['periods', ['R4', 'R5']]]));
  expect(await hand.answer([keyed('2026-10')])).toEqual([[written]]);
  expect([hand.row('periods', 'R4'), hand.row('periods', 'R5'), heard]).toEqual([written, undefined, []]);
});

test('by other columns than the key all rows are looked for, whatever is at hand', async () => {
  const hand = new RowsAtHand(store.read, PROGRAM);
  await hand.readById(new Map([['periods', ['R2', 'none']]]));
  expect(hand.find('periods', ['status'], ['Closed'])).toBeUndefined();
  const [closed] = await hand.answer([inState('Closed')]);
  expect(closed?.map(({ row }) => row)).toEqual(['R2']);
  await hand.readById(new Map([['periods', ['none']]]));
  expect(heard).toHaveLength(2);
});

test('[FG4] what a merge has met is not read again, and is as the sync has left it', async () => {
  const met = (row: string, period: string): StoredRow => ({ row, revision: 1, cells: { period, status: 'Open' } });
  const known = [met('R1', '2026-07'), met('R2', '2026-08'), met('R9', '2026-05')];
  const renamed: StoredRow = { row: 'R2', revision: 2, cells: { period: '2026-10', status: 'Open' } };
  const written = {
    changes: [
      { table: 'periods', row: 'R2', kind: 'update', before: { period: '2026-08' }, after: { period: '2026-10' } },
      { table: 'periods', row: 'R9', kind: 'delete', before: { period: '2026-05' }, after: {} },
    ] as const,
    rowsOf: () => [renamed],
  };
  const hand = new RowsAtHand(store.read, PROGRAM, written, { known: () => known });
  expect(await hand.answer([keyed('2026-07', '2026-10')])).toEqual([[known[0], renamed]]);
  expect(heard).toEqual([]);
  // Nobody has this key any more.
  expect(hand.row('periods', 'R9')).toBeUndefined();
  expect(hand.find('periods', ['period'], ['2026-05'])).toBeUndefined();
});
