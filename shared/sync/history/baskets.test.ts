import { describe, expect, test } from 'vitest';
import { insert, remove, update } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';
import { basketPlaces } from './baskets.ts';
import type { Edit } from '../edit.ts';

/** What is kept of the baskets of a sync against the started program: schools A and B. */
function placesOf(...edits: readonly Edit[]) {
  return basketPlaces(edits, startedProgram().sync(edits));
}

describe('[M8] what a revision changed in baskets', () => {
  test('is every cell and every row that came in or went, each with its basket', () => {
    const places = placesOf(
      update('schools', 'A', { name: 'Aspen', nickname: 'Asp' }, 1, 'T1'),
      update('schools', 'A', { opened: '2026-09-01' }, 1, 'T2'),
      update('schools', 'A', { closed: '2026-10-01' }, 1),
      remove('schools', 'B', 1, 'T1'),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1, 'T2'),
    );
    expect(places).toEqual([
      { table: 'schools', row: 'A', column: 'name', basket: 'T1' },
      { table: 'schools', row: 'A', column: 'nickname', basket: 'T1' },
      { table: 'schools', row: 'A', column: 'opened', basket: 'T2' },
      { table: 'schools', row: 'B', column: null, basket: 'T1' },
      { table: 'schools', row: 'C', column: null, basket: 'T2' },
    ]);
  });

  test('is nothing of what the head had already, and nothing of what was held back', () => {
    expect(placesOf(update('schools', 'A', { name: 'Alder' }, 1, 'T1'))).toEqual([]);
    expect(placesOf(update('schools', 'A', { name: 'Aspen', opened: 'soon' }, 1, 'T1'))).toEqual([]);
    expect(placesOf(update('schools', 'A', { name: 'Aspen' }, 1))).toEqual([]);
  });

  test('[E5] is of the row that was there, when a row was typed twice', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)]);
    const again = [insert('schools', 'D', { code: 'C1', name: 'Cedar', nickname: 'Ced' }, 1, 'T1')];
    expect(basketPlaces(again, program.sync(again))).toEqual([
      { table: 'schools', row: 'C', column: 'nickname', basket: 'T1' },
    ]);
  });

  test('is each place once, though two baskets brought one row back', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)]);
    const edits = [
      update('schools', 'B', { name: 'Beech' }, 2, 'T1'),
      update('schools', 'B', { nickname: 'Bee' }, 2, 'T2'),
    ];
    expect(basketPlaces(edits, program.sync(edits))).toEqual([
      { table: 'schools', row: 'B', column: null, basket: 'T1' },
    ]);
  });
});
