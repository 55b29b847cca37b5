import { columnWidth } from '../../../shared/tables/column-width.ts';
import { describe, expect, test } from 'vitest';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import { frozenColumns } from '../../../shared/tables/frozen-columns.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { columnName } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';

const GREY = '#F2F2F2';

async function withTable(table: Table, rows: readonly Readonly<Record<string, SheetValue>>[]) {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [table], adopt: [] }));
  const appends = rows.map((cells, index) => ({ row: rowIdOf(index), cells }));
  const nothing = { table: table.name, rowIds: [], cells: [], removals: [] };
  if (rows.length > 0) valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
  const found = () => {
    const [made] = workbook.book.tables();
    if (!made) throw new Error('The book has no table.');
    return made;
  };
  return { ...workbook, found, person: createPerson(workbook.book) };
}

describe('the tables that the pane makes', () => {
  test('stand on sheets called as they are, numbered where a sheet has that name, which is cut to 31 characters', async () => {
    const workbook = openWorkbook();
    const [sites, projects] = [tableNamed('sites'), tableNamed('projects')];
    workbook.book.addSheet(sites.label.toUpperCase());
    workbook.book.addSheet(`${sites.label} 2`);
    valueOf(await workbook.port.setUp({ create: [sites, projects], adopt: [] }));
    const sheetOf = (excelName: string) => {
      const table = workbook.book.tables().find(({ name }) => name === excelName);
      return workbook.book.sheets().find(({ id }) => id === table?.sheetId)?.name;
    };
    expect([sheetOf(sites.excelName), sheetOf(projects.excelName)]).toEqual([`${sites.label} 3`, projects.label]);
    const long = { ...sites, label: 'A name of exactly 31 characters' };
    const other = openWorkbook();
    other.book.addSheet(long.label);
    valueOf(await other.port.setUp({ create: [long], adopt: [] }));
    expect(other.book.sheets().map(({ name }) => name)).toContain('A name of exactly 31 charac 2');
  });

  test('hide their Row IDs, are as wide as their columns say, and hold text where text belongs down the whole sheet', async () => {
    const sites = tableNamed('sites');
    const { book, found } = await withTable(sites, []);
    const { sheetId } = found();
    const columns = Object.values(sites.columns);
    const looks = columns.map((_, index) => book.columnLooks(sheetId, index + 1));
    expect(book.columnLooks(sheetId, 0).hidden).toBe(true);
    expect(looks.map(({ hidden, width }) => [hidden, width])).toEqual(
      columns.map((column) => [false, Math.round(columnWidth(column) * 5.6)]),
    );
    const [header, body, far] = [0, 1, 5000].map(
      (row) => book.readFormats(sheetId, areaOf(row, 0, 1, columns.length + 1))[0],
    );
    expect(new Set(header)).toEqual(new Set(['@']));
    expect(body).toEqual(['@', ...columns.map(numberFormatOf)]);
    expect(far).toEqual(body);
  });

  test('are taken over from the person with a Row ID column at their right end, hidden where nothing else stands in it', async () => {
    const takenOver = async (beside: (sheet: Excel.Worksheet) => void) => {
      const workbook = openWorkbook();
      await workbook.excel.Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getFirst();
        sheet.getRange('A1:B2').values = [
          ['Location Code', 'Location Name'],
          ["'0417", 'Alder'],
        ];
        sheet.tables.add('A1:B2', true).name = 'Mine';
        beside(sheet);
        await context.sync();
      });
      const nothing = { rowCount: 1, headers: {}, missingRequired: [], ownHeaders: [] };
      const mine = { table: 'sites', sheet: 'Sheet1', excelName: 'Mine', ...nothing };
      valueOf(await workbook.port.setUp({ create: [], adopt: [mine] }));
      const [table] = workbook.book.tables();
      const again = { ...mine, excelName: tableNamed('sites').excelName };
      valueOf(await workbook.port.setUp({ create: [], adopt: [again] }));
      return {
        columns: table?.columns.map(({ name }) => name),
        again: workbook.book.tables()[0]?.columns.map(({ name }) => name),
        name: table?.name,
        isHidden: workbook.book.columnLooks(table?.sheetId ?? '', 2).hidden,
      };
    };
    const expected = { columns: ['Location Code', 'Location Name', 'Row ID'], name: 'SEP_Sites' };
    expect(await takenOver(() => undefined)).toMatchObject({ ...expected, again: expected.columns, isHidden: true });
    expect(await takenOver((sheet) => (sheet.getRange('C9').values = [['mine']]))).toMatchObject({
      ...expected,
      isHidden: false,
    });
  });

  test('are not taken over from a protected sheet: it is named, and nothing is changed', async () => {
    const { book, port } = openWorkbook();
    const [sheet] = book.sheets();
    if (!sheet) throw new Error('The book has no sheet.');
    const labels = Object.values(tableNamed('sites').columns).map(({ label }) => label);
    book.write(sheet.id, 0, 0, [labels]);
    const { name } = book.addTable(sheet.id, areaOf(0, 0, 2, labels.length), true);
    book.updateSheet(sheet.id, { protection: { password: undefined, options: {} } });
    const { candidates } = valueOf(await port.previewConnection());
    const refused = await port.setUp({ create: [tableNamed('systems')], adopt: candidates });
    expect(refused).toEqual({ ok: false, problem: { kind: 'sheetProtected', sheet: sheet.name } });
    expect([book.tables().map((table) => table.name), book.sheets().length]).toEqual([[name], 1]);
  });

  test('[FB7] keep their headers and the columns of their key in view', async () => {
    const workbook = openWorkbook();
    valueOf(await workbook.port.setUp({ create: [...tables], adopt: [] }));
    for (const table of tables) {
      const made = workbook.book.tables().find(({ name }) => name === table.excelName);
      const sheet = workbook.book.sheets().find(({ id }) => id === made?.sheetId);
      expect([table.name, sheet?.freeze]).toEqual([table.name, { rows: 1, columns: 1 + frozenColumns(table) }]);
    }
  });

  test('[FB7] show computed cells grey in every row, also in rows added and sorted later, and nowhere else', async () => {
    const projects = tableNamed('projects');
    const { book, found, person } = await withTable(
      projects,
      ['26.00002', '26.00001'].map((number) => ({ number, name: number })),
    );
    person.typeNewRow(projects.excelName, { 'Project Number': '26.00003' });
    person.sortTable(projects.excelName, 'Project Number');
    const { sheetId, area } = found();
    expect(area.rowCount).toBe(4);
    const styles = book.readStyles(sheetId, areaOf(area.row, area.column, 4, area.columnCount));
    Object.values(projects.columns).forEach(({ label, computed }, index) => {
      const fills = styles.map((line) => line[index + 1]?.fillColor);
      const grey = computed === true ? GREY : undefined;
      expect([label, ...fills]).toEqual([label, undefined, grey, grey, grey]);
    });
  });

  test('[FB7] take in a column that is typed beside them, so that it sorts with its rows', async () => {
    const sites = tableNamed('sites');
    const { book, found, person } = await withTable(
      sites,
      ['0418', '0417'].map((code) => ({ code, name: `S ${code}` })),
    );
    const { area: before, sheetId } = found();
    const beside = before.column + before.columnCount;
    person.typeInto(sites.label, `${columnName(beside)}1`, 'My note');
    person.typeIntoTable(sites.excelName, 0, 'My note', 'about 0418');
    expect(found().columns.at(-1)?.name).toBe('My note');
    person.sortTable(sites.excelName, 'Location Code');
    const columnOf = (column: number) => book.readValues(sheetId, areaOf(1, column, 2, 1)).flat();
    expect([columnOf(1), columnOf(beside)]).toEqual([
      ['0417', '0418'],
      ['', 'about 0418'],
    ]);
  });

  test('[FB6] offer the keys of a table that grows: the list is the table’s column, whatever rows it has', async () => {
    const { book } = await withTable(tableNamed('sites'), [{ code: '0417', name: 'S' }]);
    expect(book.names().find(({ name }) => name === 'SEP_Sites_Keys')?.formula).toBe('=SEP_Sites[Location Code]');
  });
});
