import { expect, test } from 'vitest';
import type { WireRow } from '../../shared/protocol/cells.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Head } from './late-changes.ts';
import { RecentChanges } from './recent-changes.ts';
import { rowsIn, toldRowsOf, type ToldRows, type ToldRuns } from './told-rows.ts';

const columns = Object.keys(tableNamed('sites').columns);
const headAt = (revision: number, id = 'p'): Head => ({ id, revision, hash: `${id}${revision}` });

function rowsAt(revision: number, ...rows: string[]): ToldRuns {
  const wire = rows.map((row): WireRow => [row, revision, '0417']);
  return toldRowsOf({ tables: { sites: { columns, rows: wire, deleted: [] } } }, revision);
}

const manyRows = (revision: number, count: number): ToldRuns =>
  rowsAt(revision, ...Array.from({ length: count }, (_, at) => `${revision} ${at}`));

function namesIn(stretch: { readonly rows: ToldRows } | undefined): string[] | undefined {
  return stretch && [...stretch.rows.values()].flatMap(rowsIn).map(({ row, since }) => `${row} ${since}`);
}

test('nothing has changed since the head', () => {
  expect(namesIn(new RecentChanges().since(5, headAt(5)))).toEqual([]);
});

test('steps lead on to each other, and at last to what was read from a base at which none begins', () => {
  const recent = new RecentChanges();
  recent.keepWhole(1, headAt(3), { rows: rowsAt(3, 'a', 'b'), recomputed: { sites: ['b'] } });
  recent.keepStep(headAt(3), headAt(4), rowsAt(4, 'c'));
  recent.keepStep(headAt(4), headAt(5), rowsAt(5, 'a'));
  expect(namesIn(recent.since(3, headAt(5)))).toEqual(['c 4', 'a 5']);
  const whole = recent.since(1, headAt(5));
  expect(namesIn(whole)).toEqual(['b 3', 'c 4', 'a 5']);
  expect(whole).toMatchObject({ recomputed: { sites: ['b'] }, ledOnFrom: 3 });
  expect(recent.since(2, headAt(5))).toBeUndefined();
  expect(recent.since(1, { ...headAt(5), hash: 'other' })).toBeUndefined();
  expect(recent.since(3, headAt(5, 'q'))).toBeUndefined();
  expect(recent.newest('p')).toEqual(headAt(5));
});

test('a row that came whole and was noted later is told whole to whoever has never had it', () => {
  const recent = new RecentChanges();
  recent.keepWhole(1, headAt(3), { rows: rowsAt(3, 'a'), recomputed: {} });
  const left = toldRowsOf({ tables: { sites: { columns: ['code'], rows: [['a', 4, '0417']], deleted: [] } } }, 4);
  recent.keepStep(headAt(3), headAt(4), left);
  expect(rowsIn(recent.since(1, headAt(4))?.rows.get('sites') ?? [])).toMatchObject([
    { row: 'a', since: 4, computedSince: 3 },
  ]);
  expect(rowsIn(recent.since(3, headAt(4))?.rows.get('sites') ?? [])).toMatchObject([
    { row: 'a', since: 4, computedSince: -1 },
  ]);
});

test('after a step that tells of too many rows it begins anew', () => {
  const recent = new RecentChanges();
  recent.keepStep(headAt(1), headAt(2), rowsAt(2, 'a'));
  recent.keepStep(headAt(2), headAt(3), manyRows(3, 20_001));
  expect(recent.newest('p')).toEqual(headAt(3));
  expect(recent.since(1, headAt(3))).toBeUndefined();
  recent.keepStep(headAt(3), headAt(4), rowsAt(4, 'a'));
  expect(namesIn(recent.since(3, headAt(4)))).toEqual(['a 4']);
});

test('when all of it is too much, what was read goes first, then the older half of what was written longest ago', () => {
  const recent = new RecentChanges(75_000);
  recent.keepWhole(1, headAt(2), { rows: manyRows(2, 100), recomputed: {} });
  recent.keepStep(headAt(1, 'q'), headAt(2, 'q'), manyRows(2, 100));
  for (let at = 2; at < 6; at++) recent.keepStep(headAt(at), headAt(at + 1), manyRows(at + 1, 50));
  expect(recent.since(1, headAt(6))).toBeUndefined();
  expect(recent.since(1, headAt(2, 'q'))).toBeUndefined();
  expect(namesIn(recent.since(2, headAt(6)))).toHaveLength(200);
  for (let at = 6; at < 12; at++) recent.keepStep(headAt(at), headAt(at + 1), manyRows(at + 1, 50));
  expect(recent.since(2, headAt(12))).toBeUndefined();
  expect(namesIn(recent.since(11, headAt(12)))).toHaveLength(50);
});
