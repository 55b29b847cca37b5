import { describe, expect, test } from 'vitest';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { netChanges } from './compare-revisions.ts';

const filled = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));

/** [REV3] What leads from one state of a row to the next, as the journal has it; null: the row is not there. */
function changeOf(from: Cells | null, to: Cells | null, row = 'R1', table = 'sites'): RowChange[] {
  const place = { table, row };
  if (from === null) return to === null ? [] : [{ ...place, kind: 'insert', before: {}, after: filled(to) }];
  if (to === null) return [{ ...place, kind: 'delete', before: filled(from), after: {} }];
  const columns = Object.keys(from).filter((column) => from[column] !== to[column]);
  const pick = (cells: Cells) => Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
  return columns.length === 0 ? [] : [{ ...place, kind: 'update', before: pick(from), after: pick(to) }];
}

/** The states a row of two cells goes through. */
const states: readonly (Cells | null)[] = [
  null,
  { name: 'A', city: null },
  { name: 'B', city: null },
  { name: 'B', city: 'X' },
  { name: null, city: 'Y' },
];

/** Every way through four of the states. */
const ways = states.flatMap((a) =>
  states.flatMap((b) => states.flatMap((c) => states.map((d) => [a, b, c, d] as const))),
);

test('whatever happened to a row in between, only what is other at the end counts', () => {
  for (const way of ways) {
    const changes = way.flatMap((to, index) => (index === 0 ? [] : changeOf(way[index - 1] ?? null, to)));
    const [found, ...more] = netChanges(changes);
    const [expected] = changeOf(way[0], way[3]);
    expect(more).toEqual([]);
    expect([way, found?.kind]).toEqual([way, expected?.kind]);
    // A cell that is empty before and after says nothing.
    expect([way, filled(found?.before ?? {})]).toEqual([way, filled(expected?.before ?? {})]);
    expect([way, filled(found?.after ?? {})]).toEqual([way, filled(expected?.after ?? {})]);
    expect(Object.keys(found?.before ?? {})).toEqual(Object.keys(found?.after ?? {}));
  }
});

test('a row that was added, deleted and restored is one that was added', () => {
  const cells = { name: 'A' };
  const changes = [...changeOf(null, cells), ...changeOf(cells, null), ...changeOf(null, cells)];
  expect(netChanges(changes)).toEqual(changeOf(null, cells).map((change) => ({ ...change, before: { name: null } })));
});

describe('changes of several rows', () => {
  test('stand in the order of tables, then of Row IDs, and do not mix', () => {
    const changes = [
      ...changeOf(null, { id: 'b' }, 'R2', 'budgetLines'),
      ...changeOf(null, { id: 'c' }, 'R1', 'budgetLines'),
      ...changeOf(null, { name: 'A' }, 'R2'),
      ...changeOf({ name: 'A' }, { name: 'B' }, 'R1'),
      ...changeOf(null, { id: 'd' }, 'R3', 'budgetLines'),
      ...changeOf({ id: 'd' }, null, 'R3', 'budgetLines'),
    ];
    expect(netChanges(changes).map(({ table, row, kind }) => [table, row, kind])).toEqual([
      ['sites', 'R1', 'update'],
      ['sites', 'R2', 'insert'],
      ['budgetLines', 'R1', 'insert'],
      ['budgetLines', 'R2', 'insert'],
    ]);
  });
});
