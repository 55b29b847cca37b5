import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../sync/history/replay.ts';
import type { RowChange } from '../../sync/history/journal.ts';
import type { Cells } from '../../tables/cell.ts';
import { affectedKeys, noAffectedKeys, reachesComputedCells, type AffectedKeys } from './affected-keys.ts';

const ROW = 'R0A1B2C3D4E5F6G7';
const few = fc.constantFrom('A', 'B', 'C');
const line = fc.integer({ min: 1, max: 3 });

/** Rows whose key into another table has two columns, beside such as have one. */
const rowOf = {
  expenditures: fc.record({ commitment: few, commitmentLine: line, budgetLine: few, period: few, note: few }),
  commitmentChanges: fc.record({ commitment: few, commitmentLine: line, number: few, note: few }),
  commitments: fc.record({ number: few, line, budgetLine: few, note: few }),
  changeLines: fc.record({ change: few, budgetLine: few, note: few }),
  budgetLines: fc.record({ id: few, project: few, note: few }),
} as const;

/** The states of one row over the revisions, the oldest first; null while it is not there. */
const past = fc
  .constantFrom('expenditures', 'commitmentChanges', 'commitments', 'changeLines', 'budgetLines')
  .chain((table) =>
    fc
      .array(fc.option(fc.oneof<fc.Arbitrary<Cells>[]>(rowOf[table]), { freq: 4 }), { minLength: 2, maxLength: 6 })
      .map((states) => ({ table, states })),
  );

function stateOf(table: string, cells: Cells | null) {
  return new Map([[table, new Map(cells === null ? [] : [[ROW, { row: ROW, revision: 0, cells }]])]]);
}

/** The changes from state to state, the newest first. */
function changesOf(table: string, states: readonly (Cells | null)[]): RowChange[] {
  return states
    .slice(1)
    .flatMap((cells, index) => changesBetween(stateOf(table, states[index] ?? null), stateOf(table, cells)))
    .toReversed();
}

function keysOf(keys: AffectedKeys): string[] {
  const { rows: _, ...sets } = keys;
  return Object.entries(sets)
    .flatMap(([name, set]) => [...set].map((key) => `${name} ${key}`))
    .toSorted();
}

/** What a row reaches that is added in this state. */
function reachOf(table: string, cells: Cells): string[] {
  return keysOf(affectedKeys([{ table, row: ROW, kind: 'insert', before: {}, after: cells }], () => cells));
}

describe('the keys that changes reach', () => {
  test('[FG1] are those of every state the row was in, and no others, over any number of revisions', () => {
    fc.assert(
      fc.property(past, ({ table, states }) => {
        const steps = states.slice(1).map((cells, index) => [states[index] ?? null, cells] as const);
        const moved = steps.filter((step) => changesOf(table, step).some(reachesComputedCells));
        const expected = moved.flat().flatMap((cells) => (cells === null ? [] : reachOf(table, cells)));
        const reached = keysOf(affectedKeys(changesOf(table, states), () => states.at(-1) ?? undefined));
        expect(reached).toEqual([...new Set(expected)].toSorted());
      }),
    );
  });

  test('[FG1] a posting moved to another commitment, and later to another line, reaches the line it left first', () => {
    const changes = changesOf('expenditures', [
      { commitment: 'PO-4', commitmentLine: 10 },
      { commitment: 'PO-6', commitmentLine: 10 },
      { commitment: 'PO-6', commitmentLine: 1 },
    ]);
    const keys = affectedKeys(changes, () => ({ commitment: 'PO-6', commitmentLine: 1 }));
    expect([...keys.commitments].toSorted()).toEqual(['PO-4 10', 'PO-6 1', 'PO-6 10']);
  });

  test('[FG1] a posting moved and then deleted reaches the line it left first', () => {
    const changes = changesOf('expenditures', [
      { commitment: 'PO-4', commitmentLine: 10 },
      { commitment: 'PO-6', commitmentLine: 10 },
      null,
    ]);
    const keys = affectedKeys(changes, () => undefined);
    expect([...keys.commitments].toSorted()).toEqual(['PO-4 10', 'PO-6 10']);
  });

  test('no changes reach nothing', () => {
    expect(affectedKeys([], () => undefined)).toEqual(noAffectedKeys());
  });
});
