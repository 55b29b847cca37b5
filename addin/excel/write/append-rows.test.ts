import { describe, expect, test } from 'vitest';
import { bodyArea } from 'excel-host/book/table-areas.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import { keepFilters, nothing, readSites, withSites } from '../testing/workbook-with-sites.mts';

const appendOf = (number: number) => ({ row: rowIdOf(number), cells: { code: String(1000 + number) } });

/** Sites with so many rows and blank ones below them, to which rows are added. */
async function appending(count: number, blanks = 0) {
  const workbook = await withSites(count);
  const [info] = workbook.book.tables();
  if (info !== undefined && blanks > 0) workbook.book.insertTableRows(info.id, count, blanks);
  const { faults } = workbook.host;
  return {
    workbook,
    person: createPerson(workbook.book),
    run: async (numbers: readonly number[]) => {
      faults.startCounting();
      const writes = { ...nothing, appends: numbers.map(appendOf) };
      const left = valueOf(await workbook.port.write([writes], keepFilters));
      return { left, requests: faults.requests };
    },
    ids: async () => (await readSites(workbook)).rows.map(({ rowId }) => rowId),
    tableRows: () => (workbook.book.tables()[0]?.area.rowCount ?? 0) - 1,
  };
}

const idsOf = (...numbers: readonly number[]) => numbers.map((number) => rowIdOf(number));

describe('rows are added', () => {
  test('at the end of the table, with their Row ID as text and each cell in its column', async () => {
    const { run, ids, tableRows, workbook } = await appending(2);
    expect((await run([7, 8])).left).toEqual([]);
    expect([await ids(), tableRows()]).toEqual([idsOf(0, 1, 7, 8), 4]);
    const table = await readSites(workbook);
    expect(table.rows.map(({ values }) => values[table.columns.indexOf('code')])).toEqual([
      '1000',
      '1001',
      '1007',
      '1008',
    ]);
  });

  test.each([
    { blanks: 1, added: [7], rows: 3 },
    { blanks: 2, added: [7, 8], rows: 4 },
    { blanks: 1, added: [7, 8, 9], rows: 5 },
  ])('into $blanks blank rows at the end before the table grows for $added', async ({ blanks, added, rows }) => {
    const { run, ids, tableRows } = await appending(2, blanks);
    await run(added);
    expect([await ids(), tableRows()]).toEqual([idsOf(0, 1, ...added), rows]);
  });

  test('not into one in which a value of the plan is typed that has no Row ID yet', async () => {
    const { run, person, tableRows, workbook } = await appending(1, 2);
    person.typeIntoTable('SEP_Sites', 1, 'Site Name', 'New');
    await run([7, 8]);
    const table = await readSites(workbook);
    expect(table.rows.map(({ values }) => values[table.columns.indexOf('name')])).toEqual(['School 0', 'New', '', '']);
    expect(tableRows()).toBe(4);
  });

  test('[A1] not into one in which the person keeps a note, and a formula of their own column goes on above a totals row', async () => {
    const { run, person, tableRows, workbook } = await appending(1, 1);
    const mine = async () => {
      const [info] = workbook.book.tables();
      if (info === undefined) throw new Error('The book has no table.');
      const column = info.columns.findIndex(({ name }) => name === 'Mine');
      return workbook.book.readValues(info.sheetId, { ...bodyArea(info), column, columnCount: 1 }).flat();
    };
    person.insertTableColumn('SEP_Sites', 2, 'Mine');
    const [info] = workbook.book.tables();
    if (info) workbook.book.writeFormats(info.sheetId, { ...info.area, column: 2, columnCount: 1 }, 'General');
    person.typeIntoTable('SEP_Sites', 1, 'Mine', 'my sum');
    await run([7]);
    expect([await mine(), tableRows()]).toEqual([['', 'my sum', ''], 3]);
    person.deleteTableRows('SEP_Sites', 1);
    person.typeIntoTable('SEP_Sites', 0, 'Mine', '=1+2');
    if (info) workbook.book.updateTable(info.id, { showTotals: true });
    await run([8]);
    expect(await mine()).toEqual([3, 3, 3]);
  });

  test('once, also where a colleague’s pane has added them a moment ago', async () => {
    const { run, ids, tableRows } = await appending(1);
    await run([7]);
    await run([7, 8]);
    expect([await ids(), tableRows()]).toEqual([idsOf(0, 7, 8), 3]);
    await run([7, 8]);
    expect([await ids(), tableRows()]).toEqual([idsOf(0, 7, 8), 3]);
  });

  test('and what stands below the table moves down by as many, what does not stand there is left alone', async () => {
    const { run, person, workbook } = await appending(1);
    person.typeInto('Sites', 'B4', 'below');
    await run([7, 8]);
    const sheetId = workbook.book.sheets().find(({ name }) => name === 'Sites')?.id ?? '';
    const column = workbook.book.readValues(sheetId, { row: 3, column: 1, rowCount: 4, columnCount: 1 }).flat();
    expect(column.indexOf('below')).toBe(2);
  });

  test('unless the table goes while rows of it are removed', async () => {
    const { workbook } = await appending(2);
    const { rows } = await readSites(workbook);
    const removals = rows.map(({ rowId, position, values }) => ({ row: rowId ?? '', position, expected: values }));
    const [info] = workbook.book.tables();
    workbook.host.faults.startCounting();
    workbook.host.faults.betweenRequests((number) => {
      if (number === 5 && info !== undefined) workbook.book.deleteTable(info.id, true);
    });
    const outcome = await workbook.port.write([{ ...nothing, removals, appends: [appendOf(7)] }], keepFilters);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'tableMissing', table: 'Sites' } });
  });

  test('until it is told to stop, with what was written until then', async () => {
    const workbook = openWorkbook();
    valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
    const stopped = { ...keepFilters, watch: { progress: () => undefined, isCancelled: () => true } };
    const outcome = await workbook.port.write([{ ...nothing, appends: [appendOf(7)] }], stopped);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    expect((await readSites(workbook)).rows).toEqual([]);
  });
});
