import { expect, test } from 'vitest';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { emptyWrites } from '../../shared/sync/apply/table-writes.ts';
import { formatArea } from 'excel-host/book/address.ts';
import { openWorkbook } from './testing/open-workbook.mts';
import { rowIdOf, valueOf } from './testing/outcomes.ts';

/** Two sites on a sheet that is not in front. */
async function withSites() {
  const workbook = openWorkbook();
  const { book, host, port } = workbook;
  valueOf(await port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = ['0417', '0418'].map((code, index) => ({ row: rowIdOf(index), cells: { code } }));
  valueOf(await port.write([{ ...emptyWrites('sites'), appends }], { clearFilters: false }));
  const selected = () => {
    const sheet = book.sheets().find(({ id }) => id === host.view.sheetId);
    return `${sheet?.name}!${formatArea(host.view.selection)}`;
  };
  return { ...workbook, selected, before: selected() };
}

test('a cell of the plan is shown and selected, on whichever sheet it is', async () => {
  const { port, selected } = await withSites();
  expect(await port.jumpTo({ table: 'sites', row: rowIdOf(1), column: 'name' })).toEqual({ ok: true, value: true });
  expect(selected()).toBe('Sites!C3');
});

test('a cell whose row, column or table is not there, or whose Row IDs are gone, is not, and the selection stays', async () => {
  const { book, port, selected, before } = await withSites();
  const jump = async (place: { table: string; row: string; column: string }) => valueOf(await port.jumpTo(place));
  expect(await jump({ table: 'sites', row: rowIdOf(7), column: 'name' })).toBe(false);
  expect(await jump({ table: 'sites', row: rowIdOf(1), column: 'nothing' })).toBe(false);
  expect(await jump({ table: 'projects', row: rowIdOf(1), column: 'name' })).toBe(false);
  const [table] = book.tables();
  book.write(table?.sheetId ?? '', table?.area.row ?? 0, table?.area.column ?? 0, [['Mine']]);
  expect(await jump({ table: 'sites', row: rowIdOf(1), column: 'name' })).toBe(false);
  expect(selected()).toBe(before);
});

test('[FA6] a row without a Row ID is shown in its first column that is seen, below the table as well', async () => {
  const { book, port, selected, before } = await withSites();
  expect(valueOf(await port.jumpToRow({ table: 'projects', position: 0 }))).toBe(false);
  expect(selected()).toBe(before);
  expect(valueOf(await port.jumpToRow({ table: 'sites', position: 1 }))).toBe(true);
  expect(selected()).toBe('Sites!B3');
  expect(valueOf(await port.jumpToRow({ table: 'sites', position: 4 }))).toBe(true);
  expect(selected()).toBe('Sites!B6');
  const [table] = book.tables();
  book.insertTableColumn(table?.id ?? '', 0, 'Mine');
  expect(valueOf(await port.jumpToRow({ table: 'sites', position: 0 }))).toBe(true);
  expect(selected()).toBe('Sites!A2');
});

test('a cell of a hidden sheet is not shown, and the sheet is named', async () => {
  const { book, port, selected, before } = await withSites();
  const sheetId = book.tables()[0]?.sheetId ?? '';
  for (const visibility of ['Hidden', 'VeryHidden'] as const) {
    book.updateSheet(sheetId, { visibility });
    const hidden = { ok: false, problem: { kind: 'sheetHidden', sheet: 'Sites' } };
    expect(await port.jumpTo({ table: 'sites', row: rowIdOf(1), column: 'name' })).toEqual(hidden);
    expect(await port.jumpToRow({ table: 'sites', position: 1 })).toEqual(hidden);
  }
  expect(selected()).toBe(before);
});
