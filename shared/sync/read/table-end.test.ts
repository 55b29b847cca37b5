import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import type { LocalTable } from './local-table.ts';
import { partRows } from './table-end.ts';

const school = (code: string, more: Cells = {}): Cells => ({ code, name: `School ${code}`, size: 10, ...more });
const A: RowInSheet = { row: 'R00000000000000A', cells: school('A1') };
const B: RowInSheet = { row: 'R00000000000000B', cells: school('B1') };
const fresh = (code: string): RowInSheet => ({ row: null, cells: school(code) });
const base = new Map([
  ['R00000000000000A', A.cells],
  ['R00000000000000B', B.cells],
]);

/** Rows at these rows of a sheet whose headers stand in row 1; `lastOwnRow` as without an Excel table. */
function sheetOf(placed: readonly (readonly [number, RowInSheet])[], lastOwnRow: number | undefined = 1): LocalTable {
  const local = localWith(
    schools,
    placed.map(([, row]) => row),
  );
  const rows = local.rows.map((row, index) => ({
    ...row,
    sheet: { ...row.sheet, position: placed[index]?.[0] ?? 0 },
  }));
  return { ...local, rows, sheet: { ...local.sheet, rows: rows.map(({ sheet }) => sheet), lastOwnRow } };
}

function part(local: LocalTable, known: ReadonlyMap<string, Cells> = base) {
  const { rows, below, totals } = finish(partRows(local, known));
  const places = (of: typeof rows): number[] => of.map(({ sheet }) => sheet.position);
  return { rows: places(rows), below: places(below), totals: places(totals) };
}

describe('[W11] without an Excel table', () => {
  test('blank rows between rows that bear a Row ID end nothing, and new rows between them are read', () => {
    const local = sheetOf([
      [2, A],
      [5, fresh('N1')],
      [9, B],
    ]);
    expect(part(local)).toEqual({ rows: [2, 5, 9], below: [], totals: [] });
  });

  test('a row whose Row ID is lost still counts by its key', () => {
    const local = sheetOf([
      [2, A],
      [6, { ...B, row: null }],
    ]);
    expect(part(local).rows).toEqual([2, 6]);
  });

  test('rows right below the last are new; below a blank row they are told', () => {
    const local = sheetOf([
      [2, A],
      [3, fresh('N1')],
      [4, fresh('N2')],
      [6, fresh('N3')],
      [7, fresh('N4')],
    ]);
    expect(part(local)).toEqual({ rows: [2, 3, 4], below: [6, 7], totals: [] });
  });

  test('a row that is new, with its Row ID, is the table’s wherever it stands', () => {
    const local = sheetOf([
      [2, A],
      [7, { row: 'R00000000000000N', cells: school('N1') }],
    ]);
    expect(part(local)).toEqual({ rows: [2, 7], below: [], totals: [] });
  });

  test('a row without a key is not the table’s because base has one without, too', () => {
    const keyless = new Map([...base, ['R00000000000000K', { code: null, name: 'x' }]]);
    const note: RowInSheet = { row: null, cells: { code: null, name: 'Checked by Ann', size: null } };
    const local = sheetOf([
      [2, A],
      [4, note],
    ]);
    expect(part(local, keyless)).toEqual({ rows: [2], below: [], totals: [] });
  });

  test('with nothing known, rows right below the headers are read', () => {
    expect(
      part(
        sheetOf([
          [2, fresh('N1')],
          [4, fresh('N2')],
        ]),
        new Map(),
      ),
    ).toEqual({ rows: [2], below: [4], totals: [] });
  });

  test('a note below a blank row is nobody’s row: without a key, or with nothing but a key', () => {
    const note: RowInSheet = { row: null, cells: { code: null, name: 'Checked by Ann', size: null } };
    const bare: RowInSheet = { row: null, cells: { code: 'Z9', name: null, size: null } };
    expect(
      part(
        sheetOf([
          [2, A],
          [4, note],
          [5, bare],
        ]),
      ),
    ).toEqual({ rows: [2], below: [], totals: [] });
  });
});

describe('[W11] a row below a blank row is told though it could not be taken', () => {
  test.each<[string, RowInSheet]>([
    ['its key is no key', { row: null, cells: { name: 'Elm', size: null }, raw: { code: 'no such code' } }],
    ['its key was forgotten', { row: null, cells: { code: null, name: 'Elm', nickname: 'E', size: null } }],
    ['nothing but its key can be read', { row: null, cells: { code: 'Z9', size: null }, raw: { opened: 'soon' } }],
    ['it is a number alone', { row: null, cells: { code: null, name: null, size: 4 } }],
    ['beside its key only a computed cell was typed', { row: null, cells: { code: 'Z9', name: null, size: 4 } }],
  ])('when %s', (_why, row) => {
    expect(
      part(
        sheetOf([
          [2, A],
          [5, row],
        ]),
      ),
    ).toEqual({ rows: [2], below: [5], totals: [] });
  });
});

describe('[W11] with an Excel table', () => {
  test('its rows are its own, blank ones between them or not', () => {
    const local = sheetOf(
      [
        [2, A],
        [8, fresh('N1')],
        [9, fresh('N2')],
        [11, fresh('N3')],
      ],
      8,
    );
    expect(part(local)).toEqual({ rows: [2, 8, 9], below: [11], totals: [] });
  });

  test('that Excel gives by itself, every row is the table’s', () => {
    const local = sheetOf([
      [0, A],
      [9, fresh('N1')],
    ]);
    const { lastOwnRow: _last, ...sheet } = local.sheet;
    expect(part({ ...local, sheet }).rows).toEqual([0, 9]);
  });
});

describe('[W11] rows under an Excel table that it did not take in', () => {
  const under = (rows: readonly RowInSheet[], lastOwnRow?: number): LocalTable => {
    const local = sheetOf([[2, A]], lastOwnRow);
    const below = localWith(schools, rows).rows.map((row, index) => ({
      ...row,
      sheet: { ...row.sheet, position: 11 + index },
    }));
    return { ...local, below };
  };
  const note: RowInSheet = { row: null, cells: { code: null, name: 'Checked by Ann', size: null } };
  const totals: RowInSheet = { row: null, cells: school('T1'), raw: { code: 'Total' }, formulas: ['size'] };

  test('are told where they look like rows, whether Excel says where its table ends or not', () => {
    const local = under([fresh('N1'), note, fresh('N2')], 2);
    expect(part(local)).toEqual({ rows: [2], below: [11, 13], totals: [] });
    const { lastOwnRow: _last, ...sheet } = local.sheet;
    expect(part({ ...local, sheet })).toEqual({ rows: [2], below: [11, 13], totals: [] });
  });

  test('that add up the table are told as that, and as nothing else', () => {
    expect(part(under([totals, fresh('N1')], 2))).toEqual({ rows: [2], below: [12], totals: [11] });
  });
});

describe('[W11] a row that adds up the others', () => {
  const totals: RowInSheet = {
    row: null,
    cells: { code: null, name: null, size: 20 },
    raw: { name: 'Grand total' },
    formulas: ['size'],
  };

  test('is told and not read', () => {
    expect(
      part(
        sheetOf([
          [2, A],
          [3, totals],
        ]),
      ),
    ).toEqual({ rows: [2], below: [], totals: [3] });
  });

  test('is one however its label is written, at the first filled cell', () => {
    const labels = ['Total', 'totals', ' Sub-total of all', 'SUBTOTAL', 'grand Totals'];
    for (const label of labels) {
      expect(
        part(
          sheetOf([
            [2, A],
            [3, { ...totals, raw: { name: label } }],
          ]),
        ).totals,
        label,
      ).toEqual([3]);
    }
    const later = { ...totals, raw: { name: 'Alder', nickname: 'Total' } };
    const figure = { ...totals, raw: { name: 2026, nickname: 'Total' } };
    for (const row of [later, figure]) {
      expect(
        part(
          sheetOf([
            [2, A],
            [3, row],
          ]),
        ).totals,
      ).toEqual([]);
    }
  });

  test('is none under a key of the plan, its Row ID lost', () => {
    const order = (number: string, line: number): RowInSheet => {
      return { row: null, cells: { number, line, amount: 500 }, formulas: ['amount'] };
    };
    const known = new Map<string, Cells>([
      ['R00000000000000O', { number: '7', line: 1 }],
      ['R00000000000000T', { number: 'Total', line: 1 }],
    ]);
    const { totals, rows } = finish(partRows(localWith(orders, [order('Total', 1), order('Total', 2)]), known));
    expect(rows.map(({ cells }) => cells['line'])).toEqual([1]);
    expect(totals.map(({ cells }) => cells['line'])).toEqual([2]);
  });

  test('is one only with such a label, a formula, and no Row ID', () => {
    const others = [
      { ...totals, raw: { name: 'Totem Park' } },
      { ...totals, formulas: [] },
      { ...totals, row: 'R00000000000000C' },
    ];
    for (const row of others) {
      expect(
        part(
          sheetOf([
            [2, A],
            [3, row],
          ]),
        ),
      ).toEqual({ rows: [2, 3], below: [], totals: [] });
    }
  });
});
