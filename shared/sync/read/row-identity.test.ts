import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { finish } from '../steps.ts';
import { schools } from '../testing/small-tables.ts';
import { findIdentities, mustAskBeforeDeleting, type SheetRow } from './row-identity.ts';

/** A proper Row ID that ends with this letter. */
function id(letter: string): string {
  return `R00000000000000${letter}`;
}

const base = new Map<string, Cells>(['A', 'B', 'C', 'D'].map((letter) => [id(letter), { code: letter, name: letter }]));

/** Sheet rows from `Row ID letter, key` pairs; a blank letter is a blank Row ID cell. */
function sheet(...pairs: readonly (readonly [string, string | null])[]): SheetRow[] {
  return pairs.map(([letter, code], position) => {
    return { row: letter === '' ? '' : id(letter), cells: { code, name: code }, position };
  });
}

function find(known: ReadonlyMap<string, Cells>, rows: readonly SheetRow[]) {
  return finish(findIdentities(schools, known, rows));
}

const whole = sheet(['A', 'A'], ['B', 'B'], ['C', 'C'], ['D', 'D']);

describe('findIdentities', () => {
  test('a sheet as it was needs nothing', () => {
    expect(find(base, whole)).toEqual({
      needNewId: [],
      missing: new Map(),
      misaligned: [],
    });
  });

  test('[W1] rows with a blank or malformed Row ID need a new one', () => {
    const rows = [...whole, ...sheet(['', 'E']), { row: 'R12', cells: { code: 'F' }, position: 9 }];
    expect(find(base, rows).needNewId).toEqual([0, 9]);
  });

  test('[W2] of two rows with one Row ID, the one with the key of base keeps it', () => {
    const rows = sheet(['A', 'X'], ['A', 'A'], ['B', 'B'], ['C', 'C'], ['D', 'D'], ['D', 'Y']);
    expect(find(base, rows).needNewId).toEqual([0, 5]);
  });

  test('[W2] when none or both have the key of base, or base lacks the row, the first keeps it', () => {
    expect(find(base, [...sheet(['A', 'X'], ['A', 'Y']), ...whole.slice(1)]).needNewId).toEqual([1]);
    expect(find(base, [...sheet(['A', 'A'], ['A', 'A']), ...whole.slice(1)]).needNewId).toEqual([1]);
    expect(find(new Map(), sheet(['E', 'E'], ['E', 'F'])).needNewId).toEqual([1]);
  });

  test('[W3] Row IDs of base that the sheet lacks are missing', () => {
    expect(find(base, whole.slice(2)).missing).toEqual(new Map([...base].slice(0, 2)));
  });

  test('[W3] more than 20 rows, more than 5 % of the table, or any row of a filtered table is asked first', () => {
    expect(mustAskBeforeDeleting(20, 1000, false)).toBe(false);
    expect(mustAskBeforeDeleting(21, 1000, false)).toBe(true);
    expect(mustAskBeforeDeleting(5, 100, false)).toBe(false);
    expect(mustAskBeforeDeleting(6, 100, false)).toBe(true);
    expect(mustAskBeforeDeleting(1, 1000, true)).toBe(true);
    expect(mustAskBeforeDeleting(0, 0, true)).toBe(false);
  });

  test('[W4] a sort that left the Row IDs behind is found, with the Row ID that belongs to each row', () => {
    const rows = sheet(['A', 'C'], ['B', 'A'], ['C', 'B'], ['D', 'D']);
    expect(find(base, rows).misaligned).toEqual([
      { position: 0, row: id('A'), key: 'C', rightRow: id('C') },
      { position: 1, row: id('B'), key: 'A', rightRow: id('A') },
      { position: 2, row: id('C'), key: 'B', rightRow: id('B') },
    ]);
  });

  test('[W4] with a key edited as well, the row left over gets the Row ID left over', () => {
    const rows = sheet(['A', 'B'], ['B', 'C'], ['C', 'new'], ['D', 'D']);
    expect(find(base, rows).misaligned).toEqual([
      { position: 0, row: id('A'), key: 'B', rightRow: id('B') },
      { position: 1, row: id('B'), key: 'C', rightRow: id('C') },
      { position: 2, row: id('C'), key: 'new', rightRow: id('A') },
    ]);
  });

  test('[W4] corrected keys, one taken-over key and cleared keys are no misalignment', () => {
    for (const rows of [
      sheet(['A', 'X'], ['B', 'Y'], ['C', 'C'], ['D', 'D']),
      sheet(['A', 'B'], ['B', 'Y'], ['C', 'C'], ['D', 'D']),
      sheet(['A', 'B'], ['B', 'B'], ['C', 'C'], ['D', 'D']),
      sheet(['A', null], ['B', null], ['C', 'C'], ['D', 'D']),
    ]) {
      expect(find(base, rows).misaligned).toEqual([]);
    }
  });

  test('[W4] of two rows with one key the first gets its Row ID, and no Row ID is given twice', () => {
    const rows = sheet(['A', 'B'], ['B', 'A'], ['C', 'A'], ['D', 'D']);
    const { misaligned } = find(base, rows);
    expect(misaligned.map(({ position, rightRow }) => [position, rightRow])).toEqual([
      [0, id('B')],
      [1, id('A')],
    ]);
  });

  test('[W4] a scramble is found also where a row was deleted before it, or has come in since base', () => {
    const deleted = sheet(['B', 'A'], ['C', 'B'], ['D', 'D']);
    expect(find(base, deleted).misaligned).toEqual([
      { position: 0, row: id('B'), key: 'A', rightRow: id('A') },
      { position: 1, row: id('C'), key: 'B', rightRow: id('B') },
    ]);
    const cameIn = sheet(['B', 'A'], ['C', 'B'], ['X', 'C'], ['A', 'N'], ['D', 'D']);
    expect(find(base, cameIn).misaligned).toEqual([
      { position: 0, row: id('B'), key: 'A', rightRow: id('A') },
      { position: 1, row: id('C'), key: 'B', rightRow: id('B') },
      { position: 2, row: id('X'), key: 'C', rightRow: id('C') },
      { position: 3, row: id('A'), key: 'N', rightRow: id('X') },
    ]);
  });

  test('[W4] deleted rows and one row that takes over the key of one of them are no misalignment', () => {
    expect(find(base, sheet(['B', 'A'], ['D', 'D'])).misaligned).toEqual([]);
    expect(find(base, sheet(['X', 'A'], ['D', 'D'])).misaligned).toEqual([]);
  });

  test('[W4] rows with a blank key in base and rows that are new do not count', () => {
    const blank = new Map<string, Cells>([...base, [id('E'), { code: null }], [id('F'), { code: null }]]);
    const rows = [...whole, ...sheet(['E', 'E'], ['F', null], ['G', 'A'])];
    expect(find(blank, rows).misaligned).toEqual([]);
    const movedUp = sheet(['A', 'A'], ['B', 'B'], ['C', null], ['D', 'D'], ['E', 'C']);
    expect(find(blank, movedUp).misaligned).toEqual([]);
  });

  test('[W4] new rows under keys whose rows still have them are doubles, not misaligned', () => {
    expect(find(base, [...whole, ...sheet(['G', 'A'], ['H', 'B'])]).misaligned).toEqual([]);
  });
});
