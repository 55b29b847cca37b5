import { describe, expect, test } from 'vitest';
import type { RowId } from '../../../shared/tables/cell.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { PAYLOAD_LIMIT_BYTES } from 'excel-host/host/excel-quirks.ts';
import { readMetadata } from '../metadata-sheet.ts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import { keepFilters, nothing, readSites, withSites } from '../testing/workbook-with-sites.mts';
import type { CellWrite, TableWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetRow, SheetTable, SheetValue } from '../../../shared/sync/read/sheet-table.ts';

function cellOf(table: SheetTable, row: RowId, column: string): SheetValue | undefined {
  return table.rows.find(({ rowId }) => rowId === row)?.values[table.columns.indexOf(column)];
}

function writeTo(row: SheetRow | undefined, column: string, expected: SheetValue, value: SheetValue): CellWrite {
  return { row: row?.rowId ?? '', position: row?.position ?? -1, column, expected, value };
}

describe('writing cells', () => {
  test('[A1] only the named cells change; formats, user columns and formulas stay as they are', async () => {
    const workbook = await withSites(3);
    const hands = createPerson(workbook.book);
    hands.insertTableColumn('SEP_Sites', 2, 'Mine');
    const [own] = workbook.book.tables();
    if (own) workbook.book.writeFormats(own.sheetId, { ...own.area, column: 2, columnCount: 1 }, 'General');
    hands.typeIntoTable('SEP_Sites', 1, 'Mine', '=1+2');
    const before = await readSites(workbook);
    const cell = writeTo(before.rows[1], 'name', 'School 1', 'Alder');
    expect(valueOf(await workbook.port.write([{ ...nothing, cells: [cell] }], keepFilters))).toEqual([]);
    const after = await readSites(workbook);
    expect(cellOf(after, rowIdOf(1), 'name')).toBe('Alder');
    const [info] = workbook.book.tables();
    const formulas = info ? workbook.book.readFormulas(info.sheetId, info.area).flat() : [];
    expect(formulas.filter((formula) => formula === '=1+2')).toHaveLength(3);
    expect(after.rows.map(({ values }) => values.filter((value) => value !== 'Alder'))).toEqual(
      before.rows.map(({ values }, index) => (index === 1 ? values.filter((value) => value !== 'School 1') : values)),
    );
  });

  test('[A5] a cell that was typed into since the read is left alone and reported', async () => {
    const workbook = await withSites(2);
    const { rows } = await readSites(workbook);
    createPerson(workbook.book).typeIntoTable('SEP_Sites', 0, 'Site Name', 'Typed');
    const cells = [writeTo(rows[0], 'name', 'School 0', 'Alder'), writeTo(rows[1], 'name', 'School 1', 'Birch')];
    const left = valueOf(await workbook.port.write([{ ...nothing, cells }], keepFilters));
    expect(left).toEqual([{ table: 'sites', row: rowIdOf(0), column: 'name' }]);
    const after = await readSites(workbook);
    expect(cellOf(after, rowIdOf(0), 'name')).toBe('Typed');
    expect(cellOf(after, rowIdOf(1), 'name')).toBe('Birch');
  });

  test('[A5] typing between any two requests of a write is never overwritten', async () => {
    const texts = ['Typed', '=2+3', '-5', '0007'];
    for (let request = 1; request <= 8; request++) {
      const workbook = await withSites(2);
      const { rows } = await readSites(workbook);
      const text = texts[request % texts.length] ?? '';
      const hands = createPerson(workbook.book);
      workbook.host.faults.startCounting();
      workbook.host.faults.betweenRequests((number) => {
        if (number === request) hands.typeIntoTable('SEP_Sites', 0, 'Site Name', text);
      });
      const cells = [writeTo(rows[0], 'name', 'School 0', 'Alder')];
      const left = valueOf(await workbook.port.write([{ ...nothing, cells }], keepFilters));
      workbook.host.faults.betweenRequests(undefined);
      const wasTyped = workbook.host.faults.requests >= request;
      const name = cellOf(await readSites(workbook), rowIdOf(0), 'name');
      const isTypedLast = wasTyped && name !== 'Alder';
      expect(isTypedLast ? left : []).toEqual(isTypedLast ? [{ table: 'sites', row: rowIdOf(0), column: 'name' }] : []);
      if (wasTyped) expect(name).toBe(text);
      else expect(name).toBe('Alder');
    }
  });

  test('[W6] a formula is never written over unless the person has said so', async () => {
    const workbook = await withSites(1, { latitude: 1 });
    createPerson(workbook.book).typeIntoTable('SEP_Sites', 0, 'Latitude', '=30+4');
    const { rows } = await readSites(workbook);
    const cell = writeTo(rows[0], 'latitude', 34, 35);
    expect(valueOf(await workbook.port.write([{ ...nothing, cells: [cell] }], keepFilters))).toHaveLength(1);
    const told = [{ ...cell, replacesFormula: true }];
    expect(valueOf(await workbook.port.write([{ ...nothing, cells: told }], keepFilters))).toEqual([]);
    expect(cellOf(await readSites(workbook), rowIdOf(0), 'latitude')).toBe(35);
  });

  test('rows sorted since the read stop the write', async () => {
    const workbook = await withSites(3);
    const { rows } = await readSites(workbook);
    createPerson(workbook.book).sortTable('SEP_Sites', 'Location Code', { ascending: false });
    const cells = [writeTo(rows[0], 'name', 'School 0', 'Alder')];
    const outcome = await workbook.port.write([{ ...nothing, cells }], keepFilters);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'rowsMoved', table: 'Sites' } });
    expect(cellOf(await readSites(workbook), rowIdOf(2), 'name')).toBe('School 2');
  });

  test('text columns that the person has formatted as General or number still get text', async () => {
    const workbook = await withSites(2);
    const [info] = workbook.book.tables();
    if (info) workbook.book.writeFormats(info.sheetId, info.area, '0.00');
    const { rows } = await readSites(workbook);
    const cells = [writeTo(rows[0], 'name', 'School 0', '007'), writeTo(rows[1], 'name', 'School 1', '=1+1')];
    valueOf(await workbook.port.write([{ ...nothing, cells }], keepFilters));
    const after = await readSites(workbook);
    expect(after.rows.map((row) => row.values[after.columns.indexOf('name')])).toEqual(['007', '=1+1']);
    expect(after.rows.every(({ formulas }) => formulas.length === 0)).toBe(true);
  });
});

describe('[A2] that writes have begun', () => {
  const said = { program: 'p', workbook: 'w', protocol: 1, server: '', revision: 1, pending: [] };
  const begins = { ...said, updating: { changes: 1 } };
  const rename = (row: SheetRow | undefined) => [{ ...nothing, cells: [writeTo(row, 'name', 'School 0', 'Alder')] }];

  async function noteIn({ excel }: Awaited<ReturnType<typeof withSites>>): Promise<unknown> {
    const { result } = await excel.Excel.run(readMetadata);
    return result.ok ? result.metadata.updating : undefined;
  }

  test('is noted with the requests that look at the sheet, before anything in it is another', async () => {
    const requests: number[] = [];
    for (const options of [keepFilters, { ...keepFilters, begins }]) {
      const workbook = await withSites(2);
      const { rows } = await readSites(workbook);
      workbook.host.faults.startCounting();
      valueOf(await workbook.port.write(rename(rows[0]), options));
      requests.push(workbook.host.faults.requests);
    }
    const [without = 0, withNote] = requests;
    expect(withNote).toBe(without);
    const found: (readonly [name: unknown, note: unknown])[] = [];
    for (let request = 1; request <= without; request++) {
      const workbook = await withSites(2);
      const { rows } = await readSites(workbook);
      workbook.host.faults.killAt(request, 'after');
      await workbook.port.write(rename(rows[0]), { ...keepFilters, begins });
      workbook.host.faults.revive();
      found.push([cellOf(await readSites(workbook), rowIdOf(0), 'name'), await noteIn(workbook)]);
    }
    expect(found.at(-1)).toEqual(['Alder', begins.updating]);
    expect(found.filter(([name, note]) => name === 'Alder' && note === undefined)).toEqual([]);
    expect(found).toContainEqual(['School 0', begins.updating]);
  });

  test('is not noted, nor anything written, where the workbook says another revision by now', async () => {
    const workbook = await withSites(1);
    valueOf(await workbook.port.writeMetadata({ ...said, revision: 2 }));
    const { rows } = await readSites(workbook);
    const moved = { ok: false, problem: { kind: 'overtaken' } };
    expect(await workbook.port.write(rename(rows[0]), { ...keepFilters, begins })).toEqual(moved);
    expect(cellOf(await readSites(workbook), rowIdOf(0), 'name')).toBe('School 0');
    expect(await noteIn(workbook)).toBeUndefined();
  });

  test('is not noted where there is nothing to write', async () => {
    const workbook = await withSites(1);
    expect(valueOf(await workbook.port.write([nothing], { ...keepFilters, begins }))).toEqual([]);
    expect(await noteIn(workbook)).toBeUndefined();
  });
});

describe('adding and removing rows', () => {
  test('rows are removed and added in one go, whatever stands below the table', async () => {
    const workbook = await withSites(5);
    const hands = createPerson(workbook.book);
    hands.typeInto('Sites', 'B12', 'a remark of mine');
    const { rows } = await readSites(workbook);
    const removals = [rows[1], rows[2]].flatMap((row) =>
      row?.rowId == null ? [] : [{ row: row.rowId, position: row.position, expected: row.values }],
    );
    const appends = Array.from({ length: 8 }, (_, index) => ({
      row: rowIdOf(100 + index),
      cells: { code: String(2000 + index) },
    }));
    expect(valueOf(await workbook.port.write([{ ...nothing, removals, appends }], keepFilters))).toEqual([]);
    const after = await readSites(workbook);
    expect(after.rows.map(({ rowId }) => rowId)).toEqual(
      [0, 3, 4, 100, 101, 102, 103, 104, 105, 106, 107].map((number) => rowIdOf(number)),
    );
    const sheet = workbook.book.sheets().find(({ name }) => name === 'Sites');
    const used = workbook.book.usedArea(sheet?.id ?? '', true);
    const values = used && sheet ? workbook.book.readValues(sheet.id, used).flat() : [];
    expect(values).toContain('a remark of mine');
  });

  test('[A5] a row that was edited since the read is not removed', async () => {
    const workbook = await withSites(2);
    const { rows } = await readSites(workbook);
    createPerson(workbook.book).typeIntoTable('SEP_Sites', 0, 'Site Name', 'Typed');
    const removals = rows.map((row) => ({ row: row.rowId ?? '', position: row.position, expected: row.values }));
    const left = valueOf(await workbook.port.write([{ ...nothing, removals }], keepFilters));
    expect(left).toEqual([{ table: 'sites', row: rowIdOf(0), column: null }]);
    expect((await readSites(workbook)).rows.map(({ rowId }) => rowId)).toEqual([rowIdOf(0)]);
  });

  test('one that goes leaves no blank row behind, be it the first, the last or in between', async () => {
    for (const position of [0, 1, 2]) {
      const workbook = await withSites(3);
      const { rows } = await readSites(workbook);
      const gone = rows.filter((row) => row.position === position);
      const removals = gone.map(({ rowId, values }) => ({ row: rowId ?? '', position, expected: values }));
      expect(valueOf(await workbook.port.write([{ ...nothing, removals }], keepFilters))).toEqual([]);
      expect(workbook.book.tables()[0]?.area.rowCount).toBe(3);
      expect((await readSites(workbook)).rows.map(({ rowId }) => rowId)).toEqual(
        rows.filter((row) => !gone.includes(row)).map(({ rowId }) => rowId),
      );
    }
  });

  test('all rows can go; the table stays and takes new ones', async () => {
    const workbook = await withSites(3);
    const { rows } = await readSites(workbook);
    const removals = rows.map((row) => ({ row: row.rowId ?? '', position: row.position, expected: row.values }));
    valueOf(await workbook.port.write([{ ...nothing, removals }], keepFilters));
    expect((await readSites(workbook)).rows).toEqual([]);
    valueOf(
      await workbook.port.write([{ ...nothing, appends: [{ row: rowIdOf(9), cells: { code: '0001' } }] }], keepFilters),
    );
    const after = await readSites(workbook);
    expect(after.rows.map(({ rowId }) => rowId)).toEqual([rowIdOf(9)]);
    expect(workbook.book.tables()[0]?.area.rowCount).toBe(2);
  });

  test('a totals row keeps its place below added rows', async () => {
    const workbook = await withSites(2);
    const [info] = workbook.book.tables();
    if (info) workbook.book.updateTable(info.id, { showTotals: true });
    valueOf(
      await workbook.port.write([{ ...nothing, appends: [{ row: rowIdOf(9), cells: { code: '0001' } }] }], keepFilters),
    );
    expect((await readSites(workbook)).rows.map(({ rowId }) => rowId)).toEqual(
      [0, 1, 9].map((number) => rowIdOf(number)),
    );
    expect(workbook.book.tables()[0]?.showTotals).toBe(true);
  });
});

describe('what Excel forbids', () => {
  test('a protected sheet is named, and nothing is written', async () => {
    const workbook = await withSites(1);
    const sheet = workbook.book.sheets().find(({ name }) => name === 'Sites');
    workbook.book.updateSheet(sheet?.id ?? '', { protection: { password: undefined, options: {} } });
    const { rows } = await readSites(workbook);
    const cells = [writeTo(rows[0], 'name', 'School 0', 'Alder')];
    const outcome = await workbook.port.write([{ ...nothing, cells }], keepFilters);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'sheetProtected', sheet: 'Sites' } });
  });

  test('rows that would move a part of a table of the person’s own stay where they are, and both are named', async () => {
    const workbook = await withSites(2);
    const { book, port } = workbook;
    const [info] = book.tables();
    if (info === undefined) throw new Error('The book has no table.');
    const end = info.area.row + info.area.rowCount;
    book.addTable(info.sheetId, areaOf(end + 1, 0, 2, info.area.columnCount + 1), true);
    const blocked = { ok: false, problem: { kind: 'rowsBlocked', table: 'Sites', sheet: 'Sites', by: 'Table2' } };
    const appends = (number: number) => [{ row: rowIdOf(number), cells: { code: String(1000 + number) } }];
    const { rows } = await readSites(workbook);
    const removals = rows.map(({ rowId, position, values }) => ({ row: rowId ?? '', position, expected: values }));
    expect(await port.write([{ ...nothing, removals }], keepFilters)).toEqual(blocked);
    // One blank row is left.
    expect(valueOf(await port.write([{ ...nothing, appends: appends(7) }], keepFilters))).toEqual([]);
    expect(await port.write([{ ...nothing, appends: appends(8) }], keepFilters)).toEqual(blocked);
    expect((await readSites(workbook)).rows).toHaveLength(3);
    const mine = book.tables().find(({ name }) => name === 'Table2');
    book.deleteTable(mine?.id ?? '', true);
    expect(valueOf(await port.write([{ ...nothing, appends: appends(8) }], keepFilters))).toEqual([]);
  });

  test('a table without its header row is read by the names of its columns, and grows and shrinks', async () => {
    const workbook = await withSites(2);
    const { book, port } = workbook;
    book.updateTable(book.tables()[0]?.id ?? '', { showHeaders: false });
    const { rows } = await readSites(workbook);
    expect(rows.map(({ rowId }) => rowId)).toEqual([rowIdOf(0), rowIdOf(1)]);
    const appends = [{ row: rowIdOf(7), cells: { code: '1007' } }];
    const removals = rows.slice(0, 1).map((row) => ({ row: rowIdOf(0), position: 0, expected: row.values }));
    expect(valueOf(await port.write([{ ...nothing, removals, appends }], keepFilters))).toEqual([]);
    expect((await readSites(workbook)).rows.map(({ rowId }) => rowId)).toEqual([rowIdOf(1), rowIdOf(7)]);
    expect(valueOf(await port.previewConnection()).candidates).toMatchObject([{ table: 'sites', rowCount: 2 }]);
  });

  test('while a cell is being edited the first look says so, and a write waits for Enter', async () => {
    const workbook = await withSites(1);
    const { rows } = await readSites(workbook);
    workbook.host.beginCellEdit();
    expect(await workbook.port.survey()).toEqual({ ok: false, problem: { kind: 'editingCell' } });
    const writing = workbook.port.write(
      [{ ...nothing, cells: [writeTo(rows[0], 'name', 'School 0', 'Alder')] }],
      keepFilters,
    );
    workbook.host.endCellEdit();
    expect(valueOf(await writing)).toEqual([]);
    expect(cellOf(await readSites(workbook), rowIdOf(0), 'name')).toBe('Alder');
  });

  const MEGABYTE = 1024 * 1024;
  const long = 'ten bytes '.repeat(3_000);

  test.each([
    { what: 'one long text each', cells: { street: long }, count: 90 },
    {
      what: 'long texts in several columns',
      cells: { name: long, street: long, comment: '"\\'.repeat(15_000) },
      count: 30,
    },
    {
      what: 'more text than one request takes',
      cells: {
        name: '€'.repeat(32_000),
        shortName: '€'.repeat(32_000),
        street: '€'.repeat(32_000),
        city: '€'.repeat(32_000),
        comment: '€'.repeat(32_000),
      },
      count: 3,
    },
  ])('rows with $what are added, changed, named and removed within Excel’s limits', async ({ cells, count }) => {
    const workbook = await withSites(count, cells);
    const { host, port } = workbook;
    const write = async (writes: Partial<TableWrites>) =>
      valueOf(await port.write([{ ...nothing, ...writes }], keepFilters));
    const added = await readSites(workbook);
    expect(added.rows).toHaveLength(count);
    const changes = added.rows.flatMap((row) =>
      Object.entries(cells).map(([column, value]) => writeTo(row, column, value, `${value.slice(1)}!`)),
    );
    expect(await write({ cells: changes })).toEqual([]);
    const changed = await readSites(workbook);
    expect(cellOf(changed, rowIdOf(count - 1), 'street')).toBe(`${cells.street.slice(1)}!`);
    const rowIds = changed.rows.map(({ rowId, position, values }, index) => {
      return { position, from: rowId, row: rowIdOf(500 + index), expected: values };
    });
    await write({ rowIds });
    const more = Array.from({ length: count }, (_, index) => ({
      row: rowIdOf(900 + index),
      cells: { code: '1', ...cells },
    }));
    await write({ appends: more.slice(0, 100) });
    const named = await readSites(workbook);
    expect(named.rows.slice(0, count).map(({ rowId }) => rowId)).toEqual(rowIds.map(({ row }) => row));
    const removals = named.rows.map(({ rowId, position, values }) => ({
      row: rowId ?? '',
      position,
      expected: values,
    }));
    expect(await write({ removals })).toEqual([]);
    expect((await readSites(workbook)).rows).toEqual([]);
    // A write whose request or reply went over the limit would have failed; reads try again in halves.
    expect(host.statistics.largestRequestBytes).toBeLessThan(MEGABYTE);
  });

  test('requests stay under 1 MB and replies under Excel’s limit, also with long texts; the number of requests grows with the bytes', async () => {
    const count = 400;
    const long = 'ñ€ "quoted" '.repeat(8);
    const workbook = await withSites(count, { street: long, comment: long.repeat(20) });
    const { host } = workbook;
    expect(host.statistics.largestRequestBytes).toBeLessThan(1_000_000);
    const table = await readSites(workbook);
    const street = table.columns.indexOf('street');
    const cells = table.rows.map((row) => writeTo(row, 'street', row.values[street] ?? '', `${long}!`));
    host.faults.startCounting();
    valueOf(await workbook.port.write([{ ...nothing, cells }], keepFilters));
    expect(host.faults.requests).toBeLessThanOrEqual(6);
    expect(host.statistics.largestRequestBytes).toBeLessThan(1_000_000);
    expect(host.statistics.largestResponseBytes).toBeLessThan(PAYLOAD_LIMIT_BYTES);
  });
});
