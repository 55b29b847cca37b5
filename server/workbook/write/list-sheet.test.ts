import { describe, expect, test } from 'vitest';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import { testRowId } from '../testing/arbitrary-rows.ts';
import { dropDownsOf, type DropDowns } from './list-sheet.ts';
import type { WorkbookTable } from './program-workbook.ts';
import { tableSheet } from './table-sheet.ts';

/** A table with as many rows as asked for; what stands in them does not matter here. */
function withRows(name: string, count: number): WorkbookTable {
  return {
    table: tableNamed(name),
    rows: Array.from({ length: count }, (_, index) => ({ row: testRowId(index), cells: {} })),
  };
}

/** The first and last row, counted from 1, and the column of a defined name such as `'_Lists'!$B$2:$B$7`. */
function rangeOf({ names }: DropDowns, name: string | undefined) {
  const text = names.find((each) => each.name === name)?.range ?? '';
  const [, sheet = '', column = '', first = '', lastColumn = '', last = ''] =
    /^'?([^'!]+)'?!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)$/.exec(text) ?? [];
  expect([name, lastColumn]).toEqual([name, column]);
  return { sheet, column, first: Number(first), last: Number(last) };
}

describe('[FF2] the range of a drop-down holds its choices, all of them and nothing else', () => {
  const dropDowns = dropDownsOf(tables.map((table) => ({ table, rows: [] })));
  const listColumns = tables.flatMap(({ name: table, columns }) =>
    Object.entries(columns).flatMap(([name, column]) =>
      column.kind === 'list' && column.computed !== true ? [{ place: `${table}.${name}`, column }] : [],
    ),
  );

  test.each(listColumns)('of $place', ({ column }) => {
    const { sheet, column: letters, first, last } = rangeOf(dropDowns, dropDowns.nameFor(column));
    expect(sheet).toBe(dropDowns.sheet.name);
    const rows = dropDowns.sheet.rows ?? [];
    const index = letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    expect(rows.slice(first - 1, last).map((row) => row[index])).toEqual([...column.values]);
    expect([undefined, null]).toContain(rows[last]?.[index]);
  });

  test.each([0, 1, 2, 30])(
    '[FA13] of a reference is the key column of a table that ends with the last of %i rows',
    (count) => {
      const sites = withRows('sites', count);
      const dropDowns = dropDownsOf([sites, withRows('budgetLines', 1)]);
      const location = tableNamed('budgetLines').columns['location'];
      const name = location === undefined ? undefined : dropDowns.nameFor(location);
      const range = dropDowns.names.find((each) => each.name === name)?.range;
      expect(range).toBe('SEP_Sites[Location Code]');
      const table = tableSheet(sites, dropDowns).tables?.[0];
      // An empty table keeps one blank row, in which the first key is typed.
      expect(table).toMatchObject({ name: 'SEP_Sites' });
      expect(table?.range).toMatch(new RegExp(`^A1:[A-Z]+${Math.max(1, count) + 1}$`));
    },
  );
});

test('columns with the same choices share one list, and the sheet of lists is hidden', () => {
  const dropDowns = dropDownsOf(tables.map((table) => ({ table, rows: [] })));
  const names = dropDowns.names.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(dropDowns.names.map(({ range }) => range)).size).toBe(names.length);
  expect(dropDowns.sheet.hidden).toBe(true);
});
