import { describe, expect, test } from 'vitest';
import type { Column } from '../../../shared/tables/column.ts';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { valueOf } from '../testing/outcomes.ts';
import { findLayouts, type TableLayout } from '../read/table-layout.ts';
import { dropDownsOf, dropDownSource, keyRangeName, listRangeName } from './drop-downs.ts';
import { findDropDownSources, LIST_SHEET, queueDropDownSources } from './list-sheet.ts';

/** A book with these tables of the plan, and where they lie. */
async function withTables(...names: Parameters<typeof tableNamed>[0][]) {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: names.map(tableNamed), adopt: [] }));
  const layouts = await workbook.excel.Excel.run((context) => findLayouts(context));
  return { ...workbook, layouts };
}

function layoutOf(layouts: ReadonlyMap<string, TableLayout>, name: string): TableLayout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(`The book has no table ${name}.`);
  return layout;
}

const list = (...values: [string, ...string[]]): Column => ({ kind: 'list', label: 'L', help: 'H.', width: 9, values });

describe('the source of a drop-down', () => {
  test('is the list itself up to 255 characters without a comma in a value, else a range that has a name', async () => {
    const { layouts } = await withTables('sites');
    const layout = layoutOf(layouts, 'sites');
    const name = listRangeName(layout.table.excelName, 'status');
    const sources = new Set([name]);
    const longest = list('x'.repeat(200), 'y'.repeat(54));
    const tooLong = list('x'.repeat(200), 'y'.repeat(55));
    expect(dropDownSource(layout, 'status', longest, sources)).toBe(`${'x'.repeat(200)},${'y'.repeat(54)}`);
    expect(dropDownSource(layout, 'status', tooLong, sources)).toBe(`=${name}`);
    expect(dropDownSource(layout, 'status', list('a', 'b, c'), sources)).toBe(`=${name}`);
    expect(dropDownSource(layout, 'status', tooLong, new Set())).toBeNull();
  });

  test('is the range of the other table’s keys where there is one, and nothing for columns of other kinds', async () => {
    const { layouts } = await withTables('systems');
    const layout = layoutOf(layouts, 'systems');
    const reference: Column = { kind: 'reference', label: 'S', help: 'H.', width: 9, table: 'sites' };
    const keys = keyRangeName(tableNamed('sites').excelName);
    expect(dropDownSource(layout, 'site', reference, new Set([keys]))).toBe(`=${keys}`);
    expect(dropDownSource(layout, 'site', reference, new Set())).toBeNull();
    const text: Column = { kind: 'text', label: 'T', help: 'H.', width: 9, maxLength: 9 };
    expect(dropDownSource(layout, 'note', text, new Set([keys]))).toBeNull();
  });
});

test('drop-downs stand on the columns of lists and references that are typed, by their place in the sheet', async () => {
  const { layouts } = await withTables(...tables.map(({ name }) => name));
  const named = tables.flatMap(({ excelName, columns }) => [
    keyRangeName(excelName),
    ...Object.keys(columns).map((column) => listRangeName(excelName, column)),
  ]);
  for (const table of tables) {
    const layout = layoutOf(layouts, table.name);
    const typed = Object.values(table.columns).filter(
      ({ kind, computed }) => (kind === 'list' || kind === 'reference') && computed !== true,
    );
    const found = dropDownsOf(layout, new Set(named));
    expect(found.map(({ label }) => label)).toEqual(typed.map(({ label }) => label));
    const labels = Object.values(table.columns).map(({ label }) => label);
    // The Row ID stands in front.
    expect(found.map(({ index, label }) => labels[index - 1] === label)).toEqual(found.map(() => true));
  }
});

describe('what drop-downs refer to', () => {
  test('is the key column of each table with one key, and a hidden sheet for lists that are too long', async () => {
    const { book, layouts } = await withTables(...tables.map(({ name }) => name));
    const oneKey = tables.filter(({ key }) => key.length === 1).map(({ excelName }) => keyRangeName(excelName));
    const names = book.names().map(({ name }) => name);
    expect(new Set(names.filter((name) => name.endsWith('_Keys')))).toEqual(new Set(oneKey));
    const longLists = tables.flatMap((table) =>
      Object.entries(table.columns).flatMap(([column, { kind, ...rest }]) => {
        if (kind !== 'list' || !('values' in rest)) return [];
        const isLong = rest.values.join(',').length > 255 || rest.values.some((value) => value.includes(','));
        return isLong ? [{ name: listRangeName(table.excelName, column), values: rest.values }] : [];
      }),
    );
    expect(longLists.length).toBeGreaterThan(0);
    expect(layouts.size).toBe(tables.length);
    const sheet = book.sheets().find(({ name }) => name === LIST_SHEET);
    expect(sheet?.visibility).toBe('VeryHidden');
    for (const [index, { name, values }] of longLists.entries()) {
      const cells = { row: 0, column: index, rowCount: values.length + 1, columnCount: 1 };
      expect(book.readValues(sheet?.id ?? '', cells).flat()).toEqual([...values, '']);
      expect(new Set(book.readFormats(sheet?.id ?? '', { ...cells, rowCount: values.length }).flat())).toEqual(
        new Set(['@']),
      );
      const formula = book.names().find((known) => known.name === name)?.formula;
      const letter = String.fromCodePoint(65 + index);
      expect(formula).toBe(`=${LIST_SHEET}!$${letter}$1:$${letter}$${values.length}`);
    }
  });

  test('is defined once: a name that is there is left as it is, and its list is not written again', async () => {
    const { book, excel } = await withTables('sites', 'projects');
    const before = { names: book.names().map(({ name, formula }) => [name, formula]), sheets: book.sheets().length };
    const names = await excel.Excel.run(async (context) => {
      const layouts = [...(await findLayouts(context)).values()];
      const sources = queueDropDownSources(context, layouts, await findDropDownSources(context));
      await context.sync();
      return sources;
    });
    expect(book.names().map(({ name, formula }) => [name, formula])).toEqual(before.names);
    expect(book.sheets()).toHaveLength(before.sheets);
    expect(names).toEqual(new Set(book.names().map(({ name }) => name)));
  });
});
