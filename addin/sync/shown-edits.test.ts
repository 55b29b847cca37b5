import { describe, expect, test } from 'vitest';
import type { DeleteEdit, Edit, InsertEdit, UpdateEdit } from '../../shared/sync/edit.ts';
import { editText, isStillShown, onlyPlace, onlyShown, withoutUndecided, type ShownEdits } from './shown-edits.ts';

const update: UpdateEdit = {
  kind: 'update',
  table: 'sites',
  row: 'R1',
  cells: { name: 'Birch', shortName: 'Bi' },
  seen: { name: 3, shortName: 7 },
};
const insert: InsertEdit = {
  kind: 'insert',
  table: 'sites',
  row: 'R2',
  cells: { code: '0417', name: 'Cedar' },
  seen: 7,
};
const removal: DeleteEdit = { kind: 'delete', table: 'sites', row: 'R3', seen: 7 };
const edits: readonly Edit[] = [update, insert, removal];
const nameOf = ({ table, row }: Edit) => ({ table, row, column: 'name' });
const nameOfUpdate: UpdateEdit = { ...update, cells: { name: 'Birch' }, seen: { name: 3 } };
const restOfUpdate: UpdateEdit = { ...update, cells: { shortName: 'Bi' }, seen: { shortName: 7 } };

describe('edits without what is in an open conflict', () => {
  test('are all of them while nothing is open', () => {
    expect(withoutUndecided(edits, [])).toEqual(edits);
  });

  test('lack its cell alone, with the revision at which that was seen', () => {
    expect(withoutUndecided(edits, [nameOf(update)])).toEqual([restOfUpdate, insert, removal]);
    const restOfInsert = { ...insert, cells: { code: '0417' } };
    expect(withoutUndecided(edits, [nameOf(insert)])).toEqual([update, restOfInsert, removal]);
  });

  test('lack a row of which every cell is undecided, and a deletion of which any cell is', () => {
    const all = [nameOf(update), { ...nameOf(update), column: 'shortName' }];
    expect(withoutUndecided(edits, all)).toEqual([insert, removal]);
    expect(withoutUndecided(edits, [nameOf(removal)])).toEqual([update, insert]);
  });

  test('keep cells of the same name in other rows and tables', () => {
    const elsewhere = [
      { table: 'systems', row: 'R1', column: 'name' },
      { table: 'systems', row: 'R3', column: 'name' },
      { table: 'sites', row: 'R9', column: 'name' },
    ];
    expect(withoutUndecided(edits, elsewhere)).toEqual(edits);
  });
});

describe('what was shown', () => {
  const shown: ShownEdits = { revision: 7, edits, send: edits, refused: [] };

  test('still stands in the sheet, whatever the order and whenever its author last saw the cells', () => {
    expect(isStillShown(shown, 7, [removal, insert, { ...update, seen: { name: 1, shortName: 1 } }])).toBe(true);
  });

  test.each<[string, number, readonly Edit[]]>([
    ['the workbook has moved on', 8, edits],
    ['a change has been added', 7, [...edits, { ...removal, row: 'R4' }]],
    ['a change has gone', 7, [update, insert]],
    ['a value is another one', 7, [{ ...update, cells: { ...update.cells, name: 'Elm' } }, insert, removal]],
  ])('stands there no more when %s', (_, revision, now) => {
    expect(isStillShown(shown, revision, now)).toBe(false);
  });

  test('is told apart by table, row, kind and values', () => {
    const others: readonly Edit[] = [
      { ...removal, table: 'systems' },
      { ...removal, row: 'R4' },
      { ...insert, row: 'R3', cells: {} },
      insert,
      { ...insert, cells: { code: '0417' } },
    ];
    expect(new Set([removal, ...others].map(editText)).size).toBe(6);
  });
});

describe('[FB3] only what was shown is sent', () => {
  test('all of it, where the sheet holds just that', () => {
    expect(onlyShown(edits, edits, [])).toEqual(edits);
  });

  test('nothing of rows that were not shown', () => {
    expect(onlyShown(edits, [], [])).toEqual([]);
    expect(onlyShown(edits, [{ ...removal, table: 'systems' }], [])).toEqual([]);
  });

  test('no cell that has been typed anew since, and none that was not in the list', () => {
    const retyped: UpdateEdit = { ...update, cells: { ...update.cells, shortName: 'B' } };
    expect(onlyShown([retyped], [update], [])).toEqual([nameOfUpdate]);
    expect(onlyShown([update], [nameOfUpdate], [])).toEqual([nameOfUpdate]);
  });

  test('an emptied cell counts as shown only where it was shown empty', () => {
    const emptied: UpdateEdit = { ...nameOfUpdate, cells: { name: null } };
    expect(onlyShown([emptied], [emptied], [])).toEqual([emptied]);
    expect(onlyShown([emptied], [restOfUpdate], [])).toEqual([]);
  });

  test('a row that was shown as changed is not deleted, and one shown as deleted is not changed', () => {
    expect(onlyShown([{ ...removal, row: 'R1' }], [update], [])).toEqual([]);
    expect(onlyShown([{ ...update, row: 'R3' }], [removal], [])).toEqual([]);
  });

  test('a new row goes with the cells that were shown, or not at all', () => {
    const longer: InsertEdit = { ...insert, cells: { ...insert.cells, shortName: 'C' } };
    expect(onlyShown([longer], [insert], [])).toEqual([insert]);
    expect(onlyShown([{ ...insert, cells: { ...insert.cells, name: 'Elm' } }], [insert], [])).toEqual([]);
    expect(onlyShown([{ ...insert, cells: { code: '0417' } }], [insert], [])).toEqual([]);
    expect(onlyShown([insert], [{ ...insert, cells: {} }], [])).toEqual([]);
  });

  test('what is in conflict rides along: a cell, cells of a new row, a deletion', () => {
    expect(onlyShown([update], [], [nameOf(update)])).toEqual([nameOfUpdate]);
    expect(onlyShown([insert], [], [nameOf(insert)])).toEqual([{ ...insert, cells: { name: 'Cedar' } }]);
    expect(onlyShown([removal], [], [{ ...nameOf(removal), column: null }])).toEqual([removal]);
    expect(onlyShown(edits, [], [{ ...nameOf(update), table: 'systems' }])).toEqual([]);
  });
});

describe('one cell sent by itself', () => {
  const onlyOf = (place: Parameters<typeof onlyPlace>[1]) => onlyPlace({ revision: 7, edits }, place);

  test('is a list of that cell, made from all that the sheet holds', () => {
    expect(onlyOf(nameOf(update))).toEqual({ revision: 7, edits, send: [nameOfUpdate], refused: [] });
  });

  test('takes the whole row where that is new', () => {
    expect(onlyOf({ ...nameOf(insert), column: 'shortName' }).send).toEqual([insert]);
  });

  test('is nothing where that cell has no change', () => {
    expect(onlyOf({ ...nameOf(update), column: 'code' }).send).toEqual([]);
    expect(onlyOf({ ...nameOf(update), table: 'systems' }).send).toEqual([]);
    expect(onlyOf({ ...nameOf(update), row: 'R9' }).send).toEqual([]);
    expect(onlyOf(nameOf(removal)).send).toEqual([]);
  });
});
