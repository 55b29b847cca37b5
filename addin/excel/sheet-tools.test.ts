import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { areaOf, type Area } from 'excel-host/book/area.ts';
import type { Scalar } from 'excel-host/book/cell.ts';
import { createPerson } from 'excel-host/user/person.ts';
import type { Figures } from './write/figures-block.ts';
import { createSheetTools, withCode, type SheetTools } from './sheet-tools.ts';
import { done } from './workbook-problem.ts';
import { openWorkbook, type OpenWorkbook } from './testing/open-workbook.mts';
import { rowIdOf, valueOf } from './testing/outcomes.ts';

const figures: Figures = {
  title: '=Budget by fiscal year',
  asOf: 'as of revision 151',
  columns: [
    { label: 'Fiscal Year', kind: 'text' },
    { label: 'Budget', kind: 'money' },
    { label: '% Spent', kind: 'percent' },
  ],
  rows: [
    ['2025-26', 1_000_010, 57.3],
    ['2026-27', -5, null],
  ],
};

interface Opened extends OpenWorkbook {
  readonly tools: SheetTools;
}

/** A book with a blank first sheet and two sites on the second. */
async function withSites(): Promise<Opened> {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = ['0417', '0418'].map((code, index) => ({ row: rowIdOf(index), cells: { code, name: `S ${code}` } }));
  const nothing = { table: 'sites', rowIds: [], cells: [], removals: [] };
  valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
  return { ...workbook, tools: createSheetTools((options, batch) => workbook.excel.Excel.run(options, batch)) };
}

function firstSheet({ book }: Opened): string {
  return book.sheets()[0]?.id ?? '';
}

function onlyTable({ book }: Opened) {
  const [table] = book.tables();
  if (!table) throw new Error('The book has no table.');
  return table;
}

/** Selects the cell of a body row under a header. */
function selectSite(workbook: Opened, row: number, header: string): void {
  const { sheetId, area, columns } = onlyTable(workbook);
  const column = area.column + columns.findIndex(({ name }) => name === header);
  workbook.host.select(sheetId, areaOf(area.row + 1 + row, column, 1, 1));
}

/** The formula where there is one, else the value. */
function contents(workbook: Opened, area: Area, sheetId = firstSheet(workbook)): (Scalar | undefined)[][] {
  const formulas = workbook.book.readFormulas(sheetId, area);
  const shown = workbook.book.readValues(sheetId, area);
  return shown.map((line, row) => line.map((value, column) => formulas[row]?.[column] ?? value));
}

describe('the selected cell', () => {
  test('is told by row, column and business key', async () => {
    const workbook = await withSites();
    selectSite(workbook, 1, 'Site Name');
    const place = { table: 'sites', row: rowIdOf(1), column: 'name', rowKey: '0418', codes: [] };
    expect(valueOf(await workbook.tools.selectedCell())).toEqual(place);
  });

  test('[FB6] is told with the codes of its row, read as the reader reads them; empty ones are left out', async () => {
    const workbook = openWorkbook();
    valueOf(await workbook.port.setUp({ create: [tableNamed('scope')], adopt: [] }));
    const cells = { project: '26.00001', location: '0417 · Alder Elementary', system: '' };
    const appends = [{ row: rowIdOf(0), cells }];
    const nothing = { table: 'scope', rowIds: [], cells: [], removals: [] };
    valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
    const tools = createSheetTools((options, batch) => workbook.excel.Excel.run(options, batch));
    const { sheetId, area } = onlyTable({ ...workbook, tools });
    workbook.host.select(sheetId, areaOf(area.row + 1, area.column + 1, 1, 1));
    expect(valueOf(await tools.selectedCell())?.codes).toEqual([
      { column: 'project', code: '26.00001' },
      { column: 'location', code: '0417' },
    ]);
  });

  test('is none outside the tables, on a header, on the Row ID, and in a row without a Row ID', async () => {
    const workbook = await withSites();
    const { sheetId, area } = onlyTable(workbook);
    workbook.host.select(firstSheet(workbook), areaOf(4, 4, 1, 1));
    expect(valueOf(await workbook.tools.selectedCell())).toBeNull();
    workbook.host.select(sheetId, areaOf(area.row, area.column, 1, 1));
    expect(valueOf(await workbook.tools.selectedCell())).toBeNull();
    selectSite(workbook, 0, 'Row ID');
    expect(valueOf(await workbook.tools.selectedCell())).toBeNull();
    createPerson(workbook.book).typeNewRow('SEP_Sites', { 'Location Code': '0419' });
    selectSite(workbook, 2, 'Site Name');
    expect(valueOf(await workbook.tools.selectedCell())).toBeNull();
  });

  test('costs one request outside the tables and two inside', async () => {
    const workbook = await withSites();
    const before = workbook.host.statistics.requests;
    await workbook.tools.selectedCell();
    expect(workbook.host.statistics.requests - before).toBe(1);
    selectSite(workbook, 0, 'Site Name');
    await workbook.tools.selectedCell();
    expect(workbook.host.statistics.requests - before).toBe(3);
  });

  test('is followed over cells and sheets until that is stopped', async () => {
    const workbook = await withSites();
    let [moves, othersMoves] = [0, 0];
    const stop = valueOf(await workbook.tools.watchSelection(() => moves++));
    selectSite(workbook, 0, 'Site Name');
    await expect.poll(() => moves).toBeGreaterThan(0);
    const seen = moves;
    workbook.host.activate(firstSheet(workbook));
    await expect.poll(() => moves).toBeGreaterThan(seen);
    // Another one hears of every move after the first has: that one is told of nothing that the other was.
    valueOf(await workbook.tools.watchSelection(() => othersMoves++));
    stop();
    const stopped = moves;
    selectSite(workbook, 1, 'Site Name');
    await expect.poll(() => othersMoves).toBeGreaterThan(0);
    expect(moves).toBe(stopped);
  });

  test('can be read by its place, and a row that is not there reads as null', async () => {
    const { tools } = await withSites();
    const place = { table: 'sites', row: rowIdOf(1), column: 'name' };
    expect(valueOf(await tools.cellValue(place))).toBe('S 0418');
    expect(valueOf(await tools.cellValue({ ...place, row: rowIdOf(9) }))).toBeNull();
  });
});

describe('inserting figures', () => {
  test('[A4] writes plain values with the house’s formats from the selected cell on, and text stays text', async () => {
    const workbook = await withSites();
    const sheetId = firstSheet(workbook);
    workbook.host.select(sheetId, areaOf(2, 1, 1, 1));
    expect(valueOf(await workbook.tools.insertFigures(figures))).toBe('written');
    const area = areaOf(2, 1, 5, 3);
    expect(contents(workbook, area)).toEqual([
      ['=Budget by fiscal year', '', ''],
      ['as of revision 151', '', ''],
      ['Fiscal Year', 'Budget', '% Spent'],
      ['2025-26', 10_000.1, 0.573],
      ['2026-27', -0.05, ''],
    ]);
    expect(workbook.book.readFormulas(sheetId, area).flat()).toEqual(Array(15).fill(undefined));
    const [dollars] = workbook.book.readFormats(sheetId, areaOf(5, 1, 1, 3));
    expect(dollars).toEqual(['@', '#,##0.00;(#,##0.00);-', '0.0%']);
  });

  test.each([
    ['a value', '7'],
    ['a formula that shows nothing', '=""'],
  ])('writes nothing where one cell holds %s', async (_, text) => {
    const workbook = await withSites();
    const sheet = workbook.book.sheets()[0]?.name ?? '';
    createPerson(workbook.book).typeInto(sheet, 'C5', text);
    const before = contents(workbook, areaOf(0, 0, 12, 8));
    workbook.host.select(firstSheet(workbook), areaOf(0, 0, 1, 1));
    expect(valueOf(await workbook.tools.insertFigures(figures))).toBe('occupied');
    expect(contents(workbook, areaOf(0, 0, 12, 8))).toEqual(before);
  });

  test('touches no table: neither inside it nor right below or beside it, where it would grow', async () => {
    const workbook = await withSites();
    const { sheetId, area } = onlyTable(workbook);
    const places = [
      areaOf(area.row + 1, area.column, 1, 1),
      areaOf(area.row + area.rowCount, area.column, 1, 1),
      areaOf(area.row, area.column + area.columnCount, 1, 1),
    ];
    for (const place of places) {
      workbook.host.select(sheetId, place);
      expect(valueOf(await workbook.tools.insertFigures(figures))).toBe('occupied');
    }
    expect(onlyTable(workbook).area).toEqual(area);
    workbook.host.select(sheetId, areaOf(area.row + area.rowCount + 1, area.column, 1, 1));
    expect(valueOf(await workbook.tools.insertFigures(figures))).toBe('written');
    expect(onlyTable(workbook).area).toEqual(area);
  });

  test('does not run off the sheet', async () => {
    const workbook = await withSites();
    workbook.host.select(firstSheet(workbook), areaOf(1_048_573, 0, 1, 1));
    expect(valueOf(await workbook.tools.insertFigures(figures))).toBe('occupied');
  });

  test('[A5] what a co-author types in the last moment stays, and no figure is left beside it', async () => {
    const workbook = await withSites();
    const sheet = workbook.book.sheets()[0]?.name ?? '';
    const ben = createPerson(workbook.book, { user: 'ben' });
    workbook.host.faults.startCounting();
    workbook.host.faults.betweenRequests((request) => {
      if (request !== 3) return;
      ben.typeInto(sheet, 'B4', '=1+2');
      ben.typeInto(sheet, 'A5', '0007');
    });
    const before = workbook.book.readFormats(firstSheet(workbook), areaOf(0, 0, 5, 3));
    expect(valueOf(await workbook.tools.insertFigures(figures))).toBe('occupied');
    expect(contents(workbook, areaOf(0, 0, 5, 3))).toEqual([
      ['', '', ''],
      ['', '', ''],
      ['', '', ''],
      ['', '=1+2', ''],
      [7, '', ''],
    ]);
    expect(workbook.book.readFormats(firstSheet(workbook), areaOf(0, 0, 5, 3))).toEqual(before);
  });

  test('a protected sheet and a cell that is being edited are said, not overridden', async () => {
    const workbook = await withSites();
    workbook.host.beginCellEdit();
    expect(await workbook.tools.insertFigures(figures)).toEqual({ ok: false, problem: { kind: 'editingCell' } });
    workbook.host.endCellEdit();
    await workbook.excel.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.protection.protect();
      await context.sync();
    });
    const refused = await workbook.tools.insertFigures(figures);
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'sheetProtected' } });
    expect(contents(workbook, areaOf(0, 0, 5, 3)).flat()).toEqual(Array(15).fill(''));
  });
});

test('[FB8] a tool whose code cannot be fetched says so, and fails nobody', async () => {
  const lost = () => Promise.reject(new Error('Failed to fetch dynamically imported module'));
  expect(await withCode(lost, () => Promise.resolve(done(1)))).toEqual({ ok: false, problem: { kind: 'notLoaded' } });
  expect(
    await withCode(
      () => Promise.resolve(2),
      (code) => Promise.resolve(done(code)),
    ),
  ).toEqual(done(2));
});
