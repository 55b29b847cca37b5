import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../sync/edit.ts';
import { tables } from '../tables/all-tables.ts';
import { rowIdFromBytes, type Cells } from '../tables/cell.ts';
import { editableColumns, type Table } from '../tables/table.ts';
import { editReader, parseEdits } from './parse-edits.ts';
import { syncInLines } from './rows-in-lines.ts';
import { rowsLine } from './rows-line.ts';
import { syncRequest } from './sync.ts';
import { wireEdits } from './wire-edits.ts';

const BASE = 7;
const ROW = 'R0A1B2C3D4E5F6G7';
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

/** What a reader makes of lines that are right. */
function editsOfLines([first = '', ...rest]: readonly string[]): readonly Edit[] {
  const { edits: inFirst, base } = syncRequest.parse(JSON.parse(first));
  const reader = editReader(base);
  expect(reader.read(inFirst)).toBeNull();
  for (const line of rest.slice(0, -1)) expect(reader.readRows(rowsLine.parse(JSON.parse(line)))).toBeNull();
  expect(JSON.parse(rest.at(-1) ?? '')).toEqual({
    end: reader.edits.length - (inFirst['sites']?.inserts?.length ?? 0),
  });
  return reader.edits;
}

describe('edits on the wire', () => {
  test('[M8] every edit comes out as it went in: kind, cells, what was seen, and its basket', () => {
    fc.assert(
      fc.property(edits, (sent) => {
        const request = { protocol: 1, base: BASE, syncId: 's', workbook: 'w', edits: wireEdits(sent, BASE) };
        const received = parseEdits(syncRequest.parse(JSON.parse(JSON.stringify(request))));
        expect(received.ok && inOrder(received.edits)).toStrictEqual(inOrder(sent));
      }),
    );
  });

  test('new rows come out of lines as they went in, whatever cells each of them holds', () => {
    const filled = fc.dictionary(
      fc.constantFrom('code', 'name', 'city', 'zip'),
      fc.oneof(fc.constantFrom('Alder', 'North', null), fc.string(), fc.integer(), fc.boolean()),
    );
    const insert = fc.record(
      { row: rowId, cells: filled, seen: fc.nat({ max: BASE }), basket: fc.constant('T1') },
      { requiredKeys: ['row', 'cells'] },
    );
    const inserts = fc.uniqueArray(insert, { selector: ({ row }) => row, maxLength: 40 });
    fc.assert(
      fc.property(inserts, (sent) => {
        const request = { protocol: 1, base: BASE, syncId: 's', workbook: 'w', edits: { sites: { inserts: sent } } };
        const plain = parseEdits(syncRequest.parse(JSON.parse(JSON.stringify(request))));
        expect(inOrder(editsOfLines([...syncInLines(request)]))).toStrictEqual(plain.ok && inOrder(plain.edits));
      }),
    );
  });

  test('a value that many rows share is said once', () => {
    const inserts = Array.from({ length: 100 }, (_, place) => ({
      row: `R${String(place).padStart(15, '0')}`,
      cells: { code: String(place), status: 'Active', region: place % 2 === 0 ? 'North' : 'South' },
    }));
    const request = { protocol: 1, base: BASE, syncId: 's', workbook: 'w', edits: { sites: { inserts } } };
    const [first = '', rows = '', last = ''] = syncInLines(request);
    expect(JSON.parse(first)).toEqual({ ...request, edits: {} });
    expect(JSON.parse(rows)).toEqual({
      table: 'sites',
      rows: inserts.map(({ row }) => row),
      columns: {
        code: inserts.map(({ cells }) => cells.code),
        status: 'Active',
        region: { values: ['North', 'South'], at: inserts.map((_, place) => place % 2) },
      },
    });
    expect(last).toBe('{"end":100}');
  });

  test.each([
    ['no object', 7],
    ['a member too many', { table: 'sites', rows: [ROW], columns: {}, seen: 3 }],
    ['a table without a name', { table: 1, rows: [ROW], columns: {} }],
    ['a Row ID that is none', { table: 'sites', rows: ['S1'], columns: {} }],
    ['columns in a list', { table: 'sites', rows: [ROW], columns: [] }],
    ['too few values', { table: 'sites', rows: [ROW], columns: { code: [] } }],
    ['a value that is a list', { table: 'sites', rows: [ROW], columns: { code: [['0417']] } }],
    ['a place that is none', { table: 'sites', rows: [ROW], columns: { code: { values: ['0417'], at: [1] } } }],
    ['half a place', { table: 'sites', rows: [ROW], columns: { code: { values: ['0417'], at: [0.5] } } }],
    ['places without values', { table: 'sites', rows: [ROW], columns: { code: { at: [0] } } }],
  ])('a line of rows with %s is not understood', (_what, line) => {
    expect(rowsLine.safeParse(line).success).toBe(false);
  });

  test.each([
    ['a table that is none', { table: 'castles' }, 'table', 'There is no such table.'],
    ['a column that is none', { columns: { moat: 1 } }, 'columns.moat', 'Sites has no such column.'],
    ['a row that is edited already', {}, 'rows.0', `Row ${ROW} comes twice in this request.`],
  ])('of a line, %s is named by its path, with a sentence', (_what, more, path, message) => {
    const reader = editReader(BASE);
    reader.read({ sites: { deletes: [{ row: ROW }] } });
    expect(reader.readRows({ table: 'sites', rows: [ROW], columns: {}, ...more })).toEqual({ path, message });
  });

  test('what was seen at the base is not said, and empty lists are not sent', () => {
    const row = ROW;
    const sent: Edit[] = [
      { kind: 'update', table: 'sites', row, cells: { name: 'x', zip: 'y' }, seen: { name: BASE, zip: 3 } },
      { kind: 'update', table: 'projects', row, cells: { name: 'x' }, seen: { name: BASE } },
      { kind: 'delete', table: 'systems', row, seen: BASE },
    ];
    expect(wireEdits(sent, BASE)).toStrictEqual({
      sites: { updates: [{ row, cells: { name: 'x', zip: 'y' }, seen: { zip: 3 } }] },
      projects: { updates: [{ row, cells: { name: 'x' } }] },
      systems: { deletes: [{ row }] },
    });
  });

  test.each([
    ['a table that is none', { castles: {} }, 'edits.castles', 'There is no such table.'],
    [
      'a column that is none',
      { sites: { inserts: [{ row: ROW, cells: { moat: 1 } }] } },
      'edits.sites.inserts.0.cells.moat',
      'Sites has no such column.',
    ],
    [
      'a computed column',
      { budgetLines: { updates: [{ row: ROW, cells: { current: 1 } }] } },
      'edits.budgetLines.updates.0.cells.current',
      'Current Budget is computed and cannot be edited.',
    ],
    [
      'a column of rows that is none',
      { sites: { insertRows: { columns: ['code', 'moat'], rows: [] } } },
      'edits.sites.insertRows.columns.1',
      'Sites has no such column.',
    ],
    [
      'a column of rows that is named twice',
      { sites: { insertRows: { columns: ['code', 'name', 'code'], rows: [] } } },
      'edits.sites.insertRows.columns.2',
      'code comes twice.',
    ],
    [
      'a row with too many values',
      { sites: { insertRows: { columns: ['code'], rows: [[ROW, '0417', 'x']] } } },
      'edits.sites.insertRows.rows.0',
      'The row has more values than there are columns: 2, not 1.',
    ],
    [
      'a row in columns that is inserted as well',
      { sites: { inserts: [{ row: ROW, cells: {} }], insertRows: { columns: ['code'], rows: [[ROW, '0417']] } } },
      'edits.sites.insertRows.rows.0',
      `Row ${ROW} comes twice in this request.`,
    ],
    [
      'a row edited twice',
      { sites: { inserts: [{ row: ROW, cells: {} }], deletes: [{ row: ROW }] } },
      'edits.sites.deletes.0.row',
      `Row ${ROW} comes twice in this request.`,
    ],
  ])('%s is named by its path, with a sentence', (_what, wrong, path, message) => {
    const { edits } = syncRequest.parse({ protocol: 1, base: BASE, syncId: 's', workbook: 'w', edits: wrong });
    expect(parseEdits({ edits, base: BASE })).toEqual({ ok: false, wrong: { path, message } });
  });

  test.each([
    ['inserts', 'inserts', 'wrong'],
    ['inserts', 'updates', 'wrong'],
    ['inserts', 'deletes', 'wrong'],
    ['updates', 'deletes', 'wrong'],
    ['deletes', 'deletes', 'wrong'],
    ['updates', 'updates', 'right'],
  ] as const)('a row in %s and once more in %s, by other columns, is %s', (first, second, said) => {
    const lists = { [first]: [editIn(first, { name: 'x' })] };
    lists[second] = [...(lists[second] ?? []), editIn(second, { zip: 'y' })];
    expect(parseEdits({ edits: { sites: lists }, base: BASE }).ok ? 'right' : 'wrong').toBe(said);
  });

  test('several updates of one row may not share a column, not even one of two', () => {
    const parts = [
      { row: ROW, cells: { name: 'x', city: 'c' }, basket: 'T1' },
      { row: ROW, cells: { zip: 'y' } },
    ];
    const wrong = parseEdits({
      edits: { sites: { updates: [...parts, { row: ROW, cells: { zip: 'z', region: 'North' } }] } },
      base: BASE,
    });
    expect(parseEdits({ edits: { sites: { updates: parts } }, base: BASE }).ok).toBe(true);
    expect(wrong).toMatchObject({ ok: false, wrong: { path: 'edits.sites.updates.2.row' } });
  });
});

/** An edit of the row as a list of the wire has it. */
function editIn(
  list: 'inserts' | 'updates' | 'deletes',
  cells: Cells,
): { row: string; cells: Cells } | { row: string } {
  return list === 'deletes' ? { row: ROW } : { row: ROW, cells };
}
