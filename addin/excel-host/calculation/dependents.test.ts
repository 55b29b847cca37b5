import { expect, test } from 'vitest';
import { parseArea } from '../book/address.ts';
import { type Area, areaOf } from '../book/area.ts';
import { Dependents } from './dependents.ts';

const area = (address: string): Area => parseArea(address) ?? areaOf(0, 0, 1, 1);

function told(dependents: Dependents<string>, address: string): string[] {
  const found = new Set<string>();
  dependents.each(area(address), (watcher) => found.add(watcher));
  return [...found].toSorted();
}

function watching(...addresses: readonly string[]): Dependents<string> {
  const dependents = new Dependents<string>();
  for (const address of addresses) dependents.add(area(address), address);
  return dependents;
}

test.each([
  // A single cell, alone and among many, and cells on each side of an area.
  ['B2', ['B2', 'A1:B2', 'B:B']],
  ['C3', ['C3', 'C3:D300']],
  ['B2:C3', ['A1:B2', 'B2', 'B:B', 'C3', 'C3:D300']],
  ['A1:C2', ['A1:B2', 'B2', 'B:B']],
  ['C2:D2', []],
  ['C4:D4', ['C3:D300']],
  ['D3', ['C3:D300']],
  ['D300', ['C3:D300']],
  ['D301', []],
  ['E3', []],
  ['A3', []],
  ['B9000', ['B:B', 'B9000']],
  ['A1:Z100000', ['A1:B2', 'B2', 'B9000', 'B:B', 'C3', 'C3:D300']],
  ['C1:Z100000', ['C3', 'C3:D300']],
  ['A4:A100000', []],
])('a change of %s is told to whoever has read of it', (changed, expected) => {
  expect(told(watching('B2', 'C3', 'A1:B2', 'C3:D300', 'B:B', 'B9000'), changed)).toEqual(expected.toSorted());
});

test('everybody is told once of each area they have read, however many blocks of rows it spans', () => {
  const dependents = watching('A1:B4000', 'B:B', 'B2', 'A100:A130');
  for (const changed of ['B2:B3999', 'B:B', 'A1:XFD1048576']) {
    const calls: string[] = [];
    dependents.each(area(changed), (watcher) => calls.push(watcher));
    expect(calls.toSorted()).toEqual(
      ['A1:B4000', 'B2', 'B:B', ...(changed.startsWith('A') ? ['A100:A130'] : [])].toSorted(),
    );
  }
});

test('an area is found from each block of rows it touches, and from none beside them', () => {
  const dependents = watching('A129:B256', 'A1:A128', 'A257:A258', 'C10:C8201', 'D10:D8200');
  expect(['A128', 'A129', 'A256', 'A257'].map((cell) => told(dependents, cell))).toEqual([
    ['A1:A128'],
    ['A129:B256'],
    ['A129:B256'],
    ['A257:A258'],
  ]);
  expect(['C8201', 'C8202', 'C10', 'C9', 'D8200', 'D8201'].map((cell) => told(dependents, cell))).toEqual([
    ['C10:C8201'],
    [],
    ['C10:C8201'],
    [],
    ['D10:D8200'],
    [],
  ]);
});

test('whoever no longer reads an area is told nothing, the others still are', () => {
  for (const address of ['B2', 'A1:C300', 'A:C']) {
    const dependents = new Dependents<string>();
    dependents.add(area(address), 'first');
    dependents.add(area(address), 'second');
    dependents.remove(area(address), 'first');
    expect(told(dependents, 'B2')).toEqual(['second']);
    dependents.remove(area(address), 'second');
    dependents.remove(area(address), 'second');
    expect(told(dependents, 'B2')).toEqual([]);
    expect(told(dependents, 'A1:Z100000')).toEqual([]);
    dependents.add(area(address), 'third');
    expect(told(dependents, 'B2')).toEqual(['third']);
  }
});

test('of many single cells those within an area are told, and those above, below and beside it are not', () => {
  const cells = ['A', 'B', 'C', 'D'].flatMap((column) => [1, 2, 3, 4, 5].map((row) => `${column}${row}`));
  const dependents = watching(...cells);
  dependents.add(area('B2'), 'twice');
  expect(told(dependents, 'B2:C3')).toEqual(['B2', 'B3', 'C2', 'C3', 'twice']);
  expect(told(dependents, 'B2:C900')).toEqual(['B2', 'B3', 'B4', 'B5', 'C2', 'C3', 'C4', 'C5', 'twice']);
  expect(told(watching('A1', 'C1'), 'A2:B9')).toEqual([]);
  expect(told(watching('A1', 'C3'), 'A3:B9')).toEqual([]);
});
