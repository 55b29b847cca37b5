import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../shared/sync/edit.ts';
import { chooseEdits, type EditPlace } from './excluded-edits.ts';
import { countEdits } from '../../shared/sync/count-edits.ts';

const update: Edit = {
  kind: 'update',
  table: 'budgetLines',
  row: 'R000000000000001',
  cells: { note: 'rev B', original: 500 },
  seen: { note: 3, original: 7 },
};
const insert: Edit = { kind: 'insert', table: 'sites', row: 'R000000000000002', cells: { code: '0417' }, seen: 7 };
const removal: Edit = { kind: 'delete', table: 'sites', row: 'R000000000000003', seen: 7 };

describe('changes left out of a sync', () => {
  test('one cell stays here, with the revision it was seen at; the rest of its row is sent', () => {
    const { send, leftOut } = chooseEdits([update], [{ table: 'budgetLines', row: update.row, column: 'original' }]);
    expect(send).toEqual([{ ...update, cells: { note: 'rev B' }, seen: { note: 3 } }]);
    expect(leftOut).toEqual([{ ...update, cells: { original: 500 }, seen: { original: 7 } }]);
  });

  test('a whole row, new or deleted, stays here', () => {
    const places = [insert, removal].map(({ table, row }) => ({ table, row, column: null }));
    expect(chooseEdits([insert, update, removal], places)).toEqual({ send: [update], leftOut: [insert, removal] });
  });

  test('all of a row’s cells left out one by one are the whole of its change; cells elsewhere are none of it', () => {
    const columns = ['note', 'original'];
    const places = columns.map((column) => ({ table: 'budgetLines', row: update.row, column }));
    expect(chooseEdits([update], places)).toEqual({ send: [], leftOut: [update] });
    const elsewhere = places.flatMap((place) => [
      { ...place, table: 'sites' },
      { ...place, row: insert.row },
    ]);
    expect(chooseEdits([update], elsewhere)).toEqual({ send: [update], leftOut: [] });
  });

  test('a new row keeps the cells that are not left out, and one without cells is sent as it is', () => {
    const named: Edit = { ...insert, cells: { code: '0417', name: 'Birch' } };
    const { send, leftOut } = chooseEdits([named], [{ table: 'sites', row: insert.row, column: 'name' }]);
    expect(send).toEqual([insert]);
    expect(leftOut).toEqual([{ ...insert, cells: { name: 'Birch' } }]);
    const bare: Edit = { ...insert, cells: {} };
    expect(chooseEdits([bare], [{ table: 'sites', row: insert.row, column: 'name' }]).send).toEqual([bare]);
  });

  test('nothing is lost and nothing is doubled, whatever is left out', () => {
    const place: fc.Arbitrary<EditPlace> = fc.record({
      table: fc.constantFrom('budgetLines', 'sites'),
      row: fc.constantFrom(update.row, insert.row, removal.row),
      column: fc.constantFrom('note', 'original', 'code', null),
    });
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const edits = [update, insert, removal];
        const { send, leftOut } = chooseEdits(edits, places);
        expect(countEdits(send) + countEdits(leftOut)).toBe(countEdits(edits));
      }),
    );
  });
});
