import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { emptyWrites } from '../../../shared/sync/apply/table-writes.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { Content } from 'excel-host/book/cell.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { ExcelHostOptions } from 'excel-host/host/excel-host.ts';
import { findLayouts, type TableLayout } from '../read/table-layout.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import {
  bytesOfValues,
  BYTES_PER_WRITE,
  type CellToPut,
  formatToSet,
  packRuns,
  putGroup,
  putRuns,
} from './put-cells.ts';

/** As in real Excel, numbers become texts in text cells. */
class TextKeepingBook extends MemoryBook {
  override write(sheetId: string, row: number, column: number, contents: readonly (readonly Content[])[]): void {
    const formats = this.readFormats(sheetId, areaOf(row, column, contents.length, contents[0]?.length ?? 1));
    const kept = contents.map((line, down) =>
      line.map((content, right) =>
        typeof content === 'number' && formats[down]?.[right] === '@' ? String(content) : content,
      ),
    );
    super.write(sheetId, row, column, kept);
  }
}

/** Three sites, and how to put cells into them in one group. */
async function withSites(opened: MemoryBook = new MemoryBook(), options: ExcelHostOptions = {}) {
  opened.addSheet();
  const { book, excel, host, port } = openWorkbook(opened, options);
  valueOf(await port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = ['0417', '0418', '0419'].map((code, index) => ({
    row: rowIdOf(index),
    cells: { code, name: `S ${code}`, enrollment: 100 + index },
  }));
  valueOf(await port.write([{ ...emptyWrites('sites'), appends }], { clearFilters: false }));
  const [table] = book.tables();
  if (!table) throw new Error('The book has no table.');
  const columns = new Map(table.columns.map(({ name }, index) => [name, index]));
  const columnOf = (name: string) => columns.get(name) ?? -1;
  const cellAt = (row: number, name: string) =>
    areaOf(table.area.row + 1 + row, table.area.column + columnOf(name), 1, 1);
  return {
    columnOf,
    content: (row: number, name: string): Content =>
      book.readFormulas(table.sheetId, cellAt(row, name))[0]?.[0] ??
      book.readValues(table.sheetId, cellAt(row, name))[0]?.[0],
    format: (row: number, name: string) => book.readFormats(table.sheetId, cellAt(row, name))[0]?.[0],
    enter: (row: number, name: string, content: Content) =>
      book.write(table.sheetId, cellAt(row, name).row, cellAt(row, name).column, [[content]]),
    setFormat: (row: number, name: string, format: string) =>
      book.writeFormats(table.sheetId, cellAt(row, name), format),
    layoutOfSites: () => excel.Excel.run(sitesIn),
    put: (...cells: readonly CellToPut[]) =>
      excel.Excel.run(async (context) => {
        const layout = await sitesIn(context);
        host.faults.startCounting();
        const put = await putGroup(context, putRuns(layout, cells));
        return { put, requests: host.faults.requests };
      }),
  };
}

async function sitesIn(context: Excel.RequestContext): Promise<TableLayout> {
  const layout = (await findLayouts(context)).get('sites');
  if (!layout) throw new Error('The table is not found.');
  return layout;
}

describe('cells that are put', () => {
  test('hold their values as they are, with the format that is set, in one request', async () => {
    const { put, columnOf, content, format } = await withSites();
    const cells = [
      { row: 0, column: columnOf('Site Name'), value: '=1+1', format: '@' },
      { row: 1, column: columnOf('Site Name'), value: '', format: null },
      { row: 1, column: columnOf('Enrollment'), value: 7, format: '0.0' },
    ];
    expect(await put(...cells)).toEqual({ put: { ok: true, value: [] }, requests: 1 });
    expect([content(0, 'Site Name'), content(1, 'Site Name'), content(1, 'Enrollment')]).toEqual(['=1+1', '', 7]);
    expect(format(1, 'Enrollment')).toBe('0.0');
  });

  test('[A4] are put once more where Excel made something else of them: a number in a text cell', async () => {
    const { put, columnOf, content, format, setFormat } = await withSites(new TextKeepingBook());
    setFormat(0, 'Enrollment', '@');
    setFormat(1, 'Enrollment', '@');
    const enrollment = columnOf('Enrollment');
    const outcome = await put(
      { row: 0, column: enrollment, value: 12, format: null },
      { row: 1, column: enrollment, value: 13, format: '@' },
      { row: 2, column: enrollment, value: 14, format: null },
    );
    expect(outcome.requests).toBe(2);
    expect([content(0, 'Enrollment'), content(2, 'Enrollment')]).toEqual([12, 14]);
    expect(format(0, 'Enrollment')).toBe('General');
    expect(outcome.put).toMatchObject({ ok: false, problem: { kind: 'textNotKept', sheet: 'Sites', text: '13' } });
  });

  test('[A4] are put once more without the apostrophe where Excel has kept it as a part of the text', async () => {
    const { put, columnOf, content } = await withSites(new MemoryBook(), { quirks: { textIsInterpreted: false } });
    const cells = ['=1+1', '0007', 'plain'].map((value, row) => ({
      row,
      column: columnOf('Site Name'),
      value,
      format: '@',
    }));
    expect(await put(...cells)).toEqual({ put: { ok: true, value: [] }, requests: 2 });
    expect([0, 1, 2].map((row) => content(row, 'Site Name'))).toEqual(['=1+1', '0007', 'plain']);
  });

  test('[A5] that changed in the last moment are put back, value or formula, and are told; the others are put', async () => {
    const { put, columnOf, content, enter } = await withSites();
    enter(0, 'Site Name', 'Mine');
    enter(1, 'Enrollment', { formula: '=1+2' });
    enter(2, 'Site Name', '=no formula');
    const name = columnOf('Site Name');
    const cells = [
      { row: 0, column: name, value: 'Ours', format: null, before: 'S 0417' },
      { row: 1, column: name, value: 'Ours too', format: null, before: 'S 0418' },
      { row: 2, column: name, value: 'Ours', format: null, before: 'S 0419' },
      { row: 1, column: columnOf('Enrollment'), value: 5, format: null, before: 101 },
    ];
    const { put: outcome, requests } = await put(...cells);
    expect(requests).toBe(2);
    expect(valueOf(outcome).map(({ cell }) => cell)).toEqual([cells[0], cells[2], cells[3]]);
    expect([0, 1, 2].map((row) => content(row, 'Site Name'))).toEqual(['Mine', 'Ours too', '=no formula']);
    expect(content(1, 'Enrollment')).toBe('=1+2');
  });

  test('[A5] that changed into a text like a number are put back as this text, in their own format', async () => {
    const { put, columnOf, content, format, enter } = await withSites();
    enter(0, 'Site Name', '0007');
    const cell = { row: 0, column: columnOf('Site Name'), value: 'Ours', format: null, before: 'S 0417' };
    expect(valueOf((await put(cell)).put)).toHaveLength(1);
    expect([content(0, 'Site Name'), format(0, 'Site Name')]).toEqual(['0007', '@']);
  });

  test('leave the format of their range as it is where none of them sets one', async () => {
    const { put, columnOf, format, setFormat } = await withSites();
    setFormat(0, 'Enrollment', '0.000');
    const enrollment = columnOf('Enrollment');
    await put(
      { row: 0, column: enrollment, value: 5, format: null },
      { row: 1, column: enrollment, value: 6, format: '0.0' },
    );
    expect([format(0, 'Enrollment'), format(1, 'Enrollment')]).toEqual(['0.000', '0.0']);
  });

  test('[A5] that hold the formula they were read with are put', async () => {
    const { put, columnOf, content, enter } = await withSites();
    enter(0, 'Enrollment', { formula: '=1+2' });
    const cell = { row: 0, column: columnOf('Enrollment'), value: 5, format: null, before: '=1+2' };
    expect((await put(cell)).put).toEqual({ ok: true, value: [] });
    expect(content(0, 'Enrollment')).toBe(5);
  });
});

describe('the format a cell needs', () => {
  const { columns } = tableNamed('sites');
  const text = columns['name'] ?? null;
  const number = columns['enrollment'] ?? null;
  const date = tableNamed('milestones').columns['baselineStart'] ?? null;

  test('is text for texts and for what is no column of the plan, unless it is there', () => {
    expect(['@', 'General', null].map((current) => formatToSet(text, current))).toEqual([null, '@', '@']);
    expect(['@', 'General', null].map((current) => formatToSet(null, current))).toEqual([null, '@', '@']);
  });

  test('is the column’s own where the cell has none or is text, and the person’s where they chose one', () => {
    for (const column of [number, date]) {
      const own = formatToSet(column, null);
      expect(own).not.toBeNull();
      expect(['@', 'General', '0.000'].map((current) => formatToSet(column, current))).toEqual([own, own, null]);
    }
  });
});

describe('requests', () => {
  test('hold a run of cells in a column as one range, and no more than fits into one', async () => {
    const { layoutOfSites } = await withSites();
    const layout = await layoutOfSites();
    const runsOf = (count: number, length: number) =>
      putRuns(
        layout,
        Array.from({ length: count }, (_, row) => ({ row, column: 0, value: 'x'.repeat(length), format: null })),
      );
    expect(runsOf(100, 10)).toHaveLength(1);
    const long = runsOf(30, 32_000);
    const bytes = bytesOfValues(['x'.repeat(32_000), '']);
    for (const { run } of long) expect(run.cells.length * bytes).toBeLessThanOrEqual(BYTES_PER_WRITE);
    expect(long.flatMap(({ run }) => run.cells)).toHaveLength(30);
    expect(packRuns(long).flat()).toEqual(long);
    expect(packRuns(long)).toHaveLength(long.length);
    expect(packRuns(runsOf(3, 10))).toHaveLength(1);
  });

  test('count three bytes for each character of a text, and the same for every other value', () => {
    const empty = bytesOfValues([]);
    expect(bytesOfValues(['abcd']) - bytesOfValues(['abc'])).toBe(3);
    expect(bytesOfValues([1])).toBe(bytesOfValues([true]));
    expect(bytesOfValues([1, 2]) - empty).toBe(2 * (bytesOfValues([1]) - empty));
  });
});
