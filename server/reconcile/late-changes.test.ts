import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireRow } from '../../shared/protocol/cells.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { LateChanges } from './late-changes.ts';
import { movedAfter, movedOn, movedRows, placesOf, type MovedCells } from './moved-cells.ts';
import { isRun, rowsIn, toldRowsOf, type ToldRows, type ToldRuns } from './told-rows.ts';
import { tries } from '../../test/run-size.ts';

const columns = [...editableColumns(tableNamed('sites'))];
const headAt = (revision: number, hash = `h${revision}`) => ({ id: 'p', revision, hash });

/** A step that tells of these rows, and of those that are gone. */
function step(revision: number, rows: readonly string[], deleted: readonly string[] = []): ToldRuns {
  const wire = rows.map((row): WireRow => [row, revision, `Größe ${revision}`]);
  return toldRowsOf({ tables: { sites: { columns, rows: wire, deleted: [...deleted] } } }, revision);
}

/** What is told, such as `['a 3', 'b gone']`. */
function told(rows: ToldRows | undefined): string[] | undefined {
  return (
    rows && [...rows.values()].flatMap(rowsIn).map(({ row, text }) => `${row} ${text ? revisionIn(text) : 'gone'}`)
  );
}

function revisionIn({ bytes, start, end }: { bytes: Uint8Array; start: number; end: number }): string {
  return String(JSON.parse(Buffer.from(bytes.subarray(start, end)).toString())[1]);
}

/** Five revisions: a and b, b, c, b gone, a. */
function fiveSteps(): LateChanges {
  const late = new LateChanges(headAt(0));
  const steps = [step(1, ['a', 'b']), step(2, ['b']), step(3, ['c']), step(4, [], ['b']), step(5, ['a'])];
  steps.forEach((rows, i) => late.add(headAt(i), headAt(i + 1), rows));
  return late;
}

test('whoever stands at a revision is told of each row that changed since once, as it is', () => {
  const late = fiveSteps();
  expect([0, 1, 2, 3, 4, 5].map((base) => told(late.since(base, headAt(5))))).toEqual([
    ['c 3', 'b gone', 'a 5'],
    ['c 3', 'b gone', 'a 5'],
    ['c 3', 'b gone', 'a 5'],
    ['b gone', 'a 5'],
    ['a 5'],
    [],
  ]);
});

test('whoever reads the plan while it is written is told how rows were', () => {
  const late = fiveSteps();
  expect(told(late.since(0, headAt(3)))).toEqual(['a 1', 'b 2', 'c 3']);
  expect(told(late.since(1, headAt(2)))).toEqual(['b 2']);
});

test('nothing is told of a history that it does not know', () => {
  const late = fiveSteps();
  expect(late.since(0, headAt(5, 'other'))).toBeUndefined();
  expect(late.since(0, headAt(6))).toBeUndefined();
  expect(new LateChanges(headAt(3)).since(2, headAt(3))).toBeUndefined();
});

test('a step over several revisions tells nothing to whoever stands within it', () => {
  const late = new LateChanges(headAt(1));
  late.add(headAt(1), headAt(4), step(4, ['a']));
  expect(told(late.since(1, headAt(4)))).toEqual(['a 4']);
  expect(late.since(2, headAt(4))).toBeUndefined();
});

test('what has come to nothing is taken back, and rows are told as they were before it', () => {
  const late = fiveSteps();
  late.add(headAt(3), headAt(4, 'kept'), step(4, ['c']));
  expect(late.standsAt(headAt(5))).toBe(false);
  expect(told(late.since(0, headAt(4, 'kept')))).toEqual(['a 1', 'b 2', 'c 4']);
});

/** One revision that changes one cell of each of these rows. */
function moved(revision: number, rows: readonly string[], column = 'name'): ToldRuns {
  const cells = { before: { [column]: 'x' }, after: { [column]: 'y' } };
  const changes = rows.map((row) => ({ table: 'sites', row, kind: 'update', ...cells }) as const);
  const wire = rows.map((row): WireRow => [row, revision, `Größe ${revision}`]);
  return toldRowsOf({ tables: { sites: { columns, rows: wire, deleted: [] } }, moved: movedRows(changes) }, revision);
}

test('of a row that has moved several times, everybody is told what has moved since they heard of it', () => {
  const late = new LateChanges(headAt(0));
  ['name', 'code', 'city', 'city', 'name'].forEach((column, i) =>
    late.add(headAt(i), headAt(i + 1), moved(i + 1, ['a'], column)),
  );
  const since = (base: number, head: number) => {
    const [row] = rowsIn(late.since(base, headAt(head))?.get('sites') ?? []);
    const cells = row && movedAfter(row.moved, base);
    return cells === 'all' || cells === undefined ? cells : placesOf(cells).map((at) => columns[at]);
  };
  expect([0, 1, 2, 3, 4].map((base) => since(base, 5))).toEqual([
    ['code', 'name', 'city'],
    ['code', 'name', 'city'],
    ['name', 'city'],
    ['name', 'city'],
    ['name'],
  ]);
  expect([0, 1, 2].map((base) => since(base, 3))).toEqual([['code', 'name', 'city'], ['code', 'city'], ['city']]);
  late.add(headAt(2), headAt(3, 'kept'), moved(3, ['a'], 'zip'));
  const [row] = rowsIn(late.since(1, headAt(3, 'kept'))?.get('sites') ?? []);
  expect(row && movedAfter(row.moved, 1)).toBe(movedAfter(movedOn([bits('code')], [bits('zip')]), 0));
});

/** A step of which each row has moved in columns of its own; null: it is gone. */
type Edit = readonly [row: string, column: string | null];

function stepOf(revision: number, edits: readonly Edit[]): ToldRuns {
  const changed = edits.flatMap(([row, column]) => (column === null ? [] : [{ row, column }]));
  const changes = changed.map(
    ({ row, column }) => ({ table: 'sites', row, kind: 'update', before: { [column]: 'x' }, after: {} }) as const,
  );
  const rows = changed.map(({ row }): WireRow => [row, revision, `Größe ${revision}`]);
  const deleted = edits.flatMap(([row, column]) => (column === null ? row : []));
  return toldRowsOf({ tables: { sites: { columns, rows, deleted } }, moved: movedRows(changes) }, revision);
}

/** Row by row: the revision that tells it, what has moved of it since a base, and what is written of it. */
function byRow(rows: ToldRows | undefined, base: number): string[] | undefined {
  const line = (row: string, since: number, cells: MovedCells) => `${row} ${since} ${cells}`;
  return rows?.get('sites')?.flatMap((one) => {
    const cells = isRun(one) && base >= one.aloneFrom ? () => one.cells : undefined;
    return rowsIn([one]).map(({ row, since, text, moved }) => {
      const has = text ? (cells?.() ?? movedAfter(moved, base)) : 'all';
      return line(row, since, has) + (text ? ` ${revisionIn(text)}` : ' gone');
    });
  });
}

/** The same, worked out from the steps alone. */
function naively(steps: readonly (readonly Edit[])[], base: number): string[] {
  const found = new Map<string, string>();
  const cells = new Map<string, MovedCells>();
  steps.forEach((edits, at) => {
    if (at < base) return;
    for (const [row, column] of edits) {
      const before = cells.get(row) ?? 0n;
      const now = column === null || before === 'all' ? 'all' : before | (1n << BigInt(columns.indexOf(column)));
      cells.set(row, now);
      found.set(row, `${row} ${at + 1} ${now} ${column === null ? 'gone' : at + 1}`);
    }
  });
  return [...found.values()].toSorted();
}

test('rows that are told together are what each would be told by itself, and a step is told before it is kept as after', () => {
  const row = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const column = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('name', 'code', 'city') }, fc.constant(null));
  const edits = fc.uniqueArray(fc.tuple(row, column), { selector: ([one]) => one, minLength: 1, maxLength: 6 });
  const history = fc.array(
    fc.record({
      edits,
      comesToNothing: fc.array(edits, { maxLength: 2 }),
      base: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 14 },
  );
  fc.assert(
    fc.property(history, (played) => {
      const late = new LateChanges(headAt(0));
      const steps: Edit[][] = [];
      for (const { edits: next, comesToNothing, base: place } of played) {
        const met = headAt(steps.length);
        comesToNothing.forEach((lost, i) =>
          late.add(
            headAt(met.revision + i, i === 0 ? met.hash : `lost ${i}`),
            headAt(met.revision + i + 1, `lost ${i + 1}`),
            stepOf(met.revision + i + 1, lost),
          ),
        );
        const base = Math.floor(place * steps.length);
        const known = late.since(base, met);
        expect(byRow(known, base)?.toSorted() ?? []).toEqual(naively(steps, base));
        const step = stepOf(met.revision + 1, next);
        steps.push(next);
        const told = known && late.followed(known, base, met, step);
        expect(byRow(told, base)?.toSorted()).toEqual(naively(steps, base));
        late.add(met, headAt(steps.length), step);
        for (let from = 0; from <= steps.length; from++)
          expect(byRow(late.since(from, headAt(steps.length)), from)?.toSorted() ?? []).toEqual(naively(steps, from));
      }
    }),
    { numRuns: tries(60) },
  );
});

function bits(column: string) {
  return { before: 1, cells: 1n << BigInt(columns.indexOf(column)) };
}

test('after many revisions it knows how rows are and where one may stand, and no longer how rows were long ago', () => {
  const late = new LateChanges(headAt(0));
  for (let at = 0; at < 1_000; at++) late.add(headAt(at), headAt(at + 1), step(at + 1, ['a', `r${at % 3}`]));
  expect(told(late.since(0, headAt(1_000)))).toEqual(['r1 998', 'r2 999', 'a 1000', 'r0 1000']);
  expect(told(late.since(700, headAt(990)))).toHaveLength(4);
  expect(late.since(0, headAt(100))).toBeUndefined();
  expect(late.bytes).toBeLessThan(1_000_000);
});

test('a row that stays, or what has moved of it, holds none of those in memory that stood beside it', () => {
  const late = new LateChanges(headAt(0));
  const often = Array.from({ length: 50 }, (_, at) => `often ${at}`);
  for (let at = 0; at < 1_000; at++) late.add(headAt(at), headAt(at + 1), moved(at + 1, [`once ${at}`, ...often]));
  const rows = rowsIn(late.since(0, headAt(1_000))?.get('sites') ?? []);
  expect(told(new Map([['sites', rows]]))?.slice(0, 3)).toEqual(['once 0 1', 'once 1 2', 'once 2 3']);
  const stayed = rows.slice(0, 400);
  const bytesOf = (texts: readonly { readonly bytes: Uint8Array }[]) =>
    [...new Set(texts.map(({ bytes }) => bytes))].reduce((sum, { length }) => sum + length, 0);
  expect(bytesOf(stayed.flatMap(({ text }) => text ?? []))).toBeLessThan(60_000);
  const parts = stayed.flatMap((row) => row.parts.map(({ text }) => text));
  expect(parts.map((text) => revisionIn(text)).slice(0, 3)).toEqual(['1', '2', '3']);
  expect(parts).toHaveLength(400);
  expect(bytesOf(parts)).toBeLessThan(60_000);
});

test('the older half is forgotten at a time, until nothing is left', () => {
  const late = fiveSteps();
  late.forgetHalf();
  expect(late.since(2, headAt(5))).toBeUndefined();
  expect(told(late.since(3, headAt(5)))).toEqual(['b gone', 'a 5']);
  for (let i = 0; i < 3; i++) late.forgetHalf();
  expect(late.bytes).toBe(0);
  expect(told(late.since(5, headAt(5)))).toEqual([]);
});
