import { describe, expect, test } from 'vitest';
import { localWith, type RowInSheet } from '../../shared/sync/testing/local-sheet.ts';
import { schools } from '../../shared/sync/testing/small-tables.ts';
import { createRowNaming } from './row-naming.ts';

let count = 0;
const naming = () => createRowNaming((length) => new Uint8Array(length).fill(++count));
const school = (row: string | null, code: string): RowInSheet => ({ row, cells: { code, name: `School ${code}` } });

describe('names of rows without a Row ID', () => {
  test('[W1] stay while a row is recognisably the same: unmoved, moved, or typed on in its place', () => {
    const nameRows = naming();
    const [first] = nameRows(localWith(schools, [school(null, 'A')]), [0]).values();
    const moved = nameRows(localWith(schools, [school(null, 'B'), school(null, 'A')]), [0, 1]);
    expect(moved.get(1)).toBe(first);
    const typedOn = nameRows(localWith(schools, [school(null, 'B'), school(null, 'A2')]), [0, 1]);
    expect(typedOn).toEqual(moved);
    expect(new Set(moved.values()).size).toBe(2);
  });

  test('[W2] a name that has come into the sheet is not given to a copy that stands in its place', () => {
    const nameRows = naming();
    const name = nameRows(localWith(schools, [school(null, 'A')]), [0]).get(0) ?? '';
    const withCopy = localWith(schools, [school(name, 'A'), school(name, 'A')]);
    expect(nameRows(withCopy, [0]).get(0)).not.toBe(name);
  });
});
