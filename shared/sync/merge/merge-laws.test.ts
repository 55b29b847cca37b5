import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Cells } from '../../tables/cell.ts';
import type { Edit } from '../edit.ts';
import { contextFromRows } from './merge-context.ts';
import { merge } from './merge.ts';
import { replay, stateBefore } from '../history/replay.ts';
import { insert, Program, remove, update } from '../testing/program.ts';
import { orders } from '../testing/small-tables.ts';
import { isLong } from '../../../test/run-size.ts';

const numRuns = isLong ? 20_000 : 200;

/** Rows of one table with four rows at revision 1 and nothing that could be refused. */
const rows = ['O0', 'O1', 'O2', 'O3'];
const columns = ['school', 'note', 'amount'];

function freeProgram(): Program {
  const program = new Program([{ ...orders, columns: { ...orders.columns, school: orders.columns.note } }], []);
  program.sync(rows.map((row, line) => insert('orders', row, { number: 'N', line, note: 'a', amount: 1 }, 0)));
  return program;
}

const anyCell = (column: string): fc.Arbitrary<Cell> =>
  column === 'amount' ? fc.constantFrom<Cell>(null, 1, 2, 3) : fc.constantFrom<Cell>(null, 'a', 'b', 'c');

const anyCells: fc.Arbitrary<Cells> = fc
  .subarray(columns, { minLength: 1 })
  .chain((picked) => fc.record(Object.fromEntries(picked.map((column) => [column, anyCell(column)]))));

/** At most one edit per row, all seen at revision `seen`. */
function anyEdits(seen: number): fc.Arbitrary<Edit[]> {
  const perRow = rows.map((row) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant<Edit | null>(null) },
      { weight: 4, arbitrary: anyCells.map((cells) => update('orders', row, cells, seen)) },
      { weight: 1, arbitrary: fc.constant(remove('orders', row, seen)) },
    ),
  );
  const added = anyCells.map((cells) => insert('orders', 'O9', { number: 'N', line: 9, ...cells }, seen));
  return fc.tuple(...perRow, fc.option(added)).map((edits) => edits.filter((edit): edit is Edit => edit !== null));
}

/** Every cell of every row, nulls left out. */
function contents(program: Program): Record<string, Cells> {
  const found: Record<string, Cells> = {};
  for (const [row, { cells }] of program.head.get('orders') ?? []) found[row] = cells;
  return found;
}

function withEdits(before: Record<string, Cells>, edits: readonly Edit[]): Record<string, Cells> {
  const after = { ...before };
  for (const edit of edits) {
    if (edit.kind === 'delete') {
      delete after[edit.row];
      continue;
    }
    const merged = { ...after[edit.row], ...edit.cells };
    after[edit.row] = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  }
  return after;
}

describe('laws of merging', () => {
  test('merge(b, l, b) = l: against an unchanged head, the result is what the sheet says', () => {
    fc.assert(
      fc.property(anyEdits(1), (edits) => {
        const program = freeProgram();
        const expected = withEdits(contents(program), edits);
        const outcome = program.sync(edits);
        expect(outcome).toMatchObject({ conflicts: [], refusals: [] });
        expect(contents(program)).toEqual(expected);
      }),
      { numRuns },
    );
  });

  test('merge(b, b, r) = r: without edits the head stays as it is', () => {
    fc.assert(
      fc.property(anyEdits(1), (edits) => {
        const program = freeProgram();
        program.sync(edits);
        const before = contents(program);
        expect(program.sync([]).changes).toEqual([]);
        expect(contents(program)).toEqual(before);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  test('merge(b, x, x) = x: [I2, E3] sending the same edits again changes nothing', () => {
    fc.assert(
      fc.property(anyEdits(1), (edits) => {
        const program = freeProgram();
        program.sync(edits);
        const { revision } = program;
        // A delete that came with the edits of the same row makes no conflict: nothing of the row is left.
        expect(program.sync(edits)).toMatchObject({ changes: [], conflicts: [], refusals: [] });
        expect(program.revision).toBe(revision);
      }),
      { numRuns },
    );
  });

  test('edits of different cells commute', () => {
    fc.assert(
      fc.property(anyEdits(1), anyEdits(1), (left, right) => {
        const touched = new Set(left.map((edit) => edit.row));
        const others = right.filter((edit) => !touched.has(edit.row));
        const [one, two] = [freeProgram(), freeProgram()];
        one.sync(left);
        one.sync(others);
        two.sync(others);
        two.sync(left);
        expect(contents(one)).toEqual(contents(two));
      }),
      { numRuns },
    );
  });

  test('[M11] the order of edits does not matter', () => {
    fc.assert(
      fc.property(anyEdits(1), anyEdits(1), fc.infiniteStream(fc.nat()), (remote, local, randoms) => {
        const program = freeProgram();
        program.sync(remote, 'Ben');
        const shuffled = local
          .map((edit) => ({ edit, at: randoms.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ edit }) => edit);
        expect(merge(program.context(), shuffled)).toEqual(merge(program.context(), local));
      }),
      { numRuns },
    );
  });

  test('conflict ⇔ rules M3, M4, M5, E5, said again in another way', () => {
    fc.assert(
      fc.property(anyEdits(1), anyEdits(1), (remote, local) => {
        const program = freeProgram();
        const base = contents(program);
        program.sync(remote, 'Ben');
        const head = contents(program);
        const expected: string[] = [];
        const valueIn = (state: Record<string, Cells>, row: string, column: string) => state[row]?.[column] ?? null;
        for (const edit of local) {
          const { row } = edit;
          const isGone = base[row] !== undefined && head[row] === undefined;
          const all = ['number', 'line', ...columns];
          const named = edit.kind === 'delete' ? all : Object.keys(edit.cells);
          for (const column of named) {
            const [was, is] = [valueIn(base, row, column), valueIn(head, row, column)];
            const local = edit.kind === 'delete' ? null : (edit.cells[column] ?? null);
            const isConflict =
              edit.kind === 'update'
                ? isGone || (was !== is && is !== local)
                : edit.kind === 'delete'
                  ? !isGone && was !== is
                  : local !== null && is !== null && local !== is;
            if (isConflict) expected.push(`${row} ${column}`);
          }
        }
        const found = program.sync(local).conflicts.map(({ row, column }) => `${row} ${column}`);
        expect(found.sort()).toEqual(expected.sort());
      }),
      { numRuns: numRuns * 2 },
    );
  });

  test('[REV5, REV4] replaying the journal gives the head, and undoing it gives every earlier revision', () => {
    fc.assert(
      fc.property(fc.array(anyEdits(1), { maxLength: 5 }), (syncs) => {
        const program = freeProgram();
        for (const edits of syncs) program.sync(edits);
        expect(replay(program.journal)).toEqual(program.head);
        for (let revision = 0; revision <= program.revision; revision++) {
          const [earlier, later] = [program.at(revision), program.journal.filter((entry) => entry.revision > revision)];
          const lastBefore = (table: string, row: string) =>
            program.journal.findLast(
              (entry) => entry.table === table && entry.row === row && entry.revision <= revision,
            )?.revision ?? 0;
          const undone = stateBefore(program.head, later, lastBefore);
          expect(undone.get('orders') ?? new Map()).toEqual(earlier.get('orders') ?? new Map());
        }
      }),
      { numRuns: numRuns / 4 },
    );
  });

  test('a merge looks at no more of the program than the rows and the journal it is given', () => {
    const outcome = merge(contextFromRows({ tables: [], rows: {} }), []);
    expect(outcome).toEqual({ changes: [], accepted: 0, adopted: {}, conflicts: [], refusals: [], warnings: [] });
  });
});
