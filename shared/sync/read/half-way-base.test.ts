import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cells, RowId } from '../../tables/cell.ts';
import type { ProgramState } from '../program-rows.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { schools } from '../testing/small-tables.ts';
import { tries } from '../../../test/run-size.ts';
import { findEdits, nothingAnswered } from './find-edits.ts';
import { halfWayBase } from './half-way-base.ts';

const blank: Cells = { host: null, opened: null, closed: null, size: null };
const named = fc.record({ name: fc.constantFrom('Elm', 'Oak'), nickname: fc.constantFrom(null, 'El', 'Ok') });

interface Named {
  readonly name: string;
  readonly nickname: string | null;
}

/** Where a cell of the sheet comes from. */
const from = fc.constantFrom('before', 'after', 'after', 'typed');
const row = fc.record({
  before: fc.option(named, { freq: 4 }),
  after: fc.option(named, { freq: 4 }),
  isThere: fc.boolean(),
  name: from,
  nickname: from,
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function stateOf(revision: number, rows: readonly Row[], at: 'before' | 'after'): ProgramState {
  const found = rows.flatMap((one, index): [RowId, Cells][] => {
    const cells = one[at];
    return cells === null ? [] : [[`R${index}`, asSchool(index, cells)]];
  });
  return { revision, tables: new Map([['schools', new Map(found)]]) };
}

function asSchool(index: number, cells: Named): Cells {
  return { ...blank, ...cells, code: `S${index}` };
}

/** The row as it stands in the sheet; null: it does not. */
function inSheet({ before, after, isThere, ...cells }: Row, index: number): RowInSheet | null {
  const [old, now] = [before ?? after, after ?? before];
  if (!isThere || !old || !now) return null;
  const cell = (column: 'name' | 'nickname'): string | null => {
    if (cells[column] === 'typed') return 'Typed';
    return (cells[column] === 'before' ? old : now)[column];
  };
  return {
    row: `R${index}`,
    cells: asSchool(index, { name: cell('name') ?? 'Typed', nickname: cell('nickname') }),
  };
}

/** What the person has done, as far as anybody can tell: what stands there that is of neither revision. */
function typedIn(rows: readonly Row[]): string[] {
  return rows.flatMap(({ before, after, isThere, ...cells }, index) => {
    const columns = (['name', 'nickname'] as const).filter((column) => cells[column] === 'typed');
    if (!isThere) return before && after ? `delete R${index}` : [];
    if (before) return columns.map((column) => `R${index} ${column}`);
    return after && columns.length > 0 ? `insert R${index}` : [];
  });
}

test('of a sheet whose update stopped anywhere, what is of neither revision is what was typed', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const local = localWith(
        schools,
        rows.flatMap((one, index) => inSheet(one, index) ?? []),
      );
      const base = stateOf(7, rows, 'before');
      const stands = finish(halfWayBase([local], base, stateOf(9, rows, 'after')));
      expect(stands.revision).toBe(7);
      const { edits } = finish(findEdits([local], stands, [], { ...nothingAnswered, missing: 'delete' }));
      const found = edits.flatMap((edit) =>
        edit.kind === 'update'
          ? Object.keys(edit.cells).map((column) => `${edit.row} ${column}`)
          : `${edit.kind} ${edit.row}`,
      );
      expect(found.toSorted()).toEqual(typedIn(rows).toSorted());
    }),
    { numRuns: tries(300) },
  );
});

test('computed cells are of the revision that they hold, and a sheet that was never updated stands on its base', () => {
  const [before, after] = [
    { ...blank, code: 'S0', name: 'Elm', nickname: null, size: 3 },
    { size: 5, name: 'Oak' },
  ];
  const base: ProgramState = { revision: 7, tables: new Map([['schools', new Map([['R0', before]])]]) };
  const reached = { revision: 9, tables: new Map([['schools', new Map([['R0', { ...before, ...after }]])]]) };
  const standing = (cells: Cells) =>
    finish(halfWayBase([localWith(schools, [{ row: 'R0', cells: { ...before, ...cells } }])], base, reached));
  expect(standing({ size: 5 }).tables.get('schools')?.get('R0')).toEqual({ ...before, size: 5 });
  expect(standing({}).tables.get('schools')?.get('R0')).toBe(before);
  const absent = finish(halfWayBase([], base, reached));
  expect(absent.tables).toEqual(base.tables);
});
