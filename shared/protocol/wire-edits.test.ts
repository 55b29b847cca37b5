import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../sync/edit.ts';
import { tables } from '../tables/all-tables.ts';
import { rowIdFromBytes } from '../tables/cell.ts';
import { editableColumns, type Table } from '../tables/table.ts';
import { parseEdits } from './parse-edits.ts';
import { syncRequest } from './sync.ts';
import { wireEdits } from './wire-edits.ts';

const BASE = 7;
const cell = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const revision = fc.oneof(fc.constant(BASE), fc.nat({ max: BASE }));
const rowId = fc.uint8Array({ minLength: 15, maxLength: 15 }).map(rowIdFromBytes);

function editOf(table: Table): fc.Arbitrary<Edit> {
  const cells = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...editableColumns(table)), cell), {
      minLength: 1,
      maxLength: 4,
      selector: ([column]) => column,
    })
    .map((entries) => Object.fromEntries(entries));
  const place = {
    table: fc.constant(table.name),
    row: rowId,
    basket: fc.option(fc.constantFrom('T1', 'T2'), { nil: undefined }),
  };
  return fc
    .oneof(
      fc.record({ kind: fc.constant('insert' as const), ...place, cells, seen: revision }),
      fc.record({ kind: fc.constant('delete' as const), ...place, seen: revision }),
      fc
        .record({ kind: fc.constant('update' as const), ...place, cells })
        .chain((edit) =>
          fc
            .tuple(...Object.keys(edit.cells).map((column) => fc.tuple(fc.constant(column), revision)))
            .map((seen) => ({ ...edit, seen: Object.fromEntries(seen) })),
        ),
    )
    .map(({ basket, ...edit }): Edit => (basket === undefined ? edit : { ...edit, basket }));
}

const edits = fc.uniqueArray(fc.constantFrom(...tables).chain(editOf), {
  maxLength: 20,
  selector: ({ table, row }) => `${table}/${row}`,
});

/** The order does not matter [M11]. */
function inOrder(list: readonly Edit[]): readonly Edit[] {
  return list.toSorted((a, b) => `${a.table}/${a.row}`.localeCompare(`${b.table}/${b.row}`));
}

describe('edits on the wire', () => {
  test('[M8] every edit comes out as it went in: kind, cells, what was seen, and its basket', () => {
    fc.assert(
      fc.property(edits, (sent) => {
        const request = { protocol: 1, base: BASE, syncId: 's', workbook: 'w', edits: wireEdits(sent, BASE) };
        const received = parseEdits(syncRequest.parse(JSON.parse(JSON.stringify(request))));
        expect(received.ok && inOrder(received.edits)).toEqual(inOrder(sent));
      }),
    );
  });

  test('what was seen at the base is not said, and empty lists are not sent', () => {
    const row = 'R0A1B2C3D4E5F6G7';
    const sent: Edit[] = [
      { kind: 'update', table: 'sites', row, cells: { name: 'x', zip: 'y' }, seen: { name: BASE, zip: 3 } },
      { kind: 'delete', table: 'systems', row, seen: BASE },
    ];
    expect(wireEdits(sent, BASE)).toEqual({
      sites: { updates: [{ row, cells: { name: 'x', zip: 'y' }, seen: { zip: 3 } }] },
      systems: { deletes: [{ row }] },
    });
  });

  test('a table or column that is none, a computed column and a row edited twice are named by their path', () => {
    const row = 'R0A1B2C3D4E5F6G7';
    const wrong = (wire: Parameters<typeof parseEdits>[0]['edits']) => {
      const parsed = parseEdits({ edits: wire, base: BASE });
      return parsed.ok ? null : parsed.wrong.path;
    };
    expect(wrong({ castles: {} })).toBe('edits.castles');
    expect(wrong({ sites: { inserts: [{ row, cells: { moat: 1 } }] } })).toBe('edits.sites.inserts.0.cells.moat');
    expect(wrong({ budgetLines: { updates: [{ row, cells: { current: 1 } }] } })).toBe(
      'edits.budgetLines.updates.0.cells.current',
    );
    expect(wrong({ sites: { inserts: [{ row, cells: {} }], deletes: [{ row }] } })).toBe('edits.sites.deletes.0.row');
    const parts = [
      { row, cells: { name: 'x' }, basket: 'T1' },
      { row, cells: { zip: 'y' } },
    ];
    expect(wrong({ sites: { updates: parts } })).toBeNull();
    expect(wrong({ sites: { updates: [...parts, { row, cells: { zip: 'z' } }] } })).toBe('edits.sites.updates.2.row');
  });
});
