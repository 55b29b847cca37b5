import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { createSheetTools } from '../sheet-tools.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';

async function withSites() {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = ['0417', '0418'].map((code, index) => ({ row: rowIdOf(index), cells: { code, name: `S ${code}` } }));
  const nothing = { table: 'sites', rowIds: [], cells: [], removals: [] };
  valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
  const [table] = workbook.book.tables();
  if (!table) throw new Error('The book has no table.');
  const tools = createSheetTools((options, batch) => workbook.excel.Excel.run(options, batch));
  const columnOf = (header: string) => table.area.column + table.columns.findIndex(({ name }) => name === header);
  /** Marked cells as "row header", rows from 0. */
  const marked = () =>
    workbook.book.conditionalFormats(table.sheetId).map(({ area }) => {
      const header = table.columns[area.column - table.area.column]?.name ?? '';
      return `${area.row - table.area.row - 1} ${header}`;
    });
  return { ...workbook, table, tools, columnOf, marked };
}

const name = { table: 'sites', row: rowIdOf(1), column: 'name' };
const code = { table: 'sites', row: rowIdOf(0), column: 'code' };

describe('marks of cells', () => {
  test('lie where the row is, and a later set replaces the one before', async () => {
    const { tools, marked } = await withSites();
    const made = await tools.markCells([
      { ...name, kind: 'conflict' },
      { ...code, kind: 'refusal' },
    ]);
    expect(valueOf(made)).toBe(2);
    expect(marked()).toEqual(['0 Location Code', '1 Site Name']);
    valueOf(await tools.markCells([{ ...code, kind: 'refusal' }]));
    expect(marked()).toEqual(['0 Location Code']);
    valueOf(await tools.markCells([]));
    expect(marked()).toEqual([]);
  });

  test('leave the person’s own formats and conditional formats alone, before and after', async () => {
    const { tools, book, table, columnOf, excel } = await withSites();
    const cell = areaOf(table.area.row + 2, columnOf('Site Name'), 1, 1);
    book.writeStyle(table.sheetId, cell, { fillColor: '#00FF00', bold: true });
    await excel.Excel.run(async (context) => {
      const range = context.workbook.tables.getItem(table.name).getDataBodyRange();
      range.conditionalFormats.add('Custom').custom.rule.formula = '=LEN(A2)>3';
      await context.sync();
    });
    valueOf(await tools.markCells([{ ...name, kind: 'conflict' }]));
    expect(book.conditionalFormats(table.sheetId)).toHaveLength(2);
    expect(book.readStyles(table.sheetId, cell)).toEqual([[{ fillColor: '#00FF00', bold: true }]]);
    valueOf(await tools.markCells([]));
    expect(book.conditionalFormats(table.sheetId).map(({ formula }) => formula)).toEqual(['=LEN(A2)>3']);
    expect(book.readStyles(table.sheetId, cell)).toEqual([[{ fillColor: '#00FF00', bold: true }]]);
  });

  test('move with their row, and are found again after it', async () => {
    const { tools, book, table, marked } = await withSites();
    valueOf(await tools.markCells([{ ...name, kind: 'conflict' }]));
    createPerson(book, { user: 'ann' }).insertTableRows(table.name, 0, 1);
    expect(marked()).toEqual(['2 Site Name']);
    valueOf(await tools.markCells([{ ...name, kind: 'conflict' }]));
    expect(marked()).toEqual(['2 Site Name']);
  });

  test('[FB4] of a row as a whole lie on its key, so that a refused row is seen in the sheet', async () => {
    const { tools, marked } = await withSites();
    const made = await tools.markCells([{ ...name, column: null, kind: 'refusal' }]);
    expect(valueOf(made)).toBe(1);
    expect(marked()).toEqual(['1 Location Code']);
  });

  test('cells that are not in the sheet get none', async () => {
    const { tools, marked } = await withSites();
    const made = await tools.markCells([
      { ...name, row: rowIdOf(9), kind: 'conflict' },
      { ...name, table: 'projects', kind: 'conflict' },
    ]);
    expect(valueOf(made)).toBe(0);
    expect(marked()).toEqual([]);
  });
});
