import { expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { emptyWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { findLayouts } from '../read/table-layout.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import { isUnchanged, queueRows, spansOf } from './row-check.ts';

test('positions that follow each other are one span, whatever order they come in', () => {
  expect(spansOf([])).toEqual([]);
  expect(spansOf([4])).toEqual([[4, 1]]);
  expect(spansOf([7, 3, 4, 9, 8, 0])).toEqual([
    [0, 1],
    [3, 2],
    [7, 3],
  ]);
});

test('a row is unchanged while it has the Row ID and the plan’s values that it was read with', async () => {
  const { excel, port } = openWorkbook();
  valueOf(await port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = [0, 1, 2].map((number) => ({ row: rowIdOf(number), cells: { code: `041${number}`, name: 'A' } }));
  valueOf(await port.write([{ ...emptyWrites('sites'), appends }], { clearFilters: false }));
  const [read] = valueOf(await port.readTables(['sites']));
  const [row] = read?.rows ?? [];
  if (!row) throw new Error('No row was read.');
  await excel.Excel.run(async (context) => {
    const layout = (await findLayouts(context)).get('sites');
    if (!layout) throw new Error('The table is not found.');
    const rows = queueRows(layout, [2, 0]);
    await context.sync();
    const now = rows.get(0)?.();
    if (!now) throw new Error('The row was not queued.');
    expect(new Set(rows.keys())).toEqual(new Set([0, 2]));
    expect(rows.get(2)?.().values).toContain('0412');
    const as = (from: typeof row.rowId, expected: readonly SheetValue[], values = now.values) =>
      isUnchanged(layout, { position: 0, from, expected }, { ...now, values });
    expect(as(rowIdOf(0), row.values)).toBe(true);
    expect(as(rowIdOf(1), row.values)).toBe(false);
    expect(as(null, row.values)).toBe(false);
    expect(as(rowIdOf(0), row.values.with(0, '0999'))).toBe(false);
    expect(as(rowIdOf(0), [...row.values.slice(0, -1), 'more'])).toBe(false);
    // A row without a Row ID, or with one that is none, was read as one without.
    const place = layout.match.rowIdIndex ?? -1;
    expect(as(null, row.values, now.values.with(place, ''))).toBe(true);
    expect(as(null, row.values, now.values.with(place, 'mine'))).toBe(true);
    expect(as(rowIdOf(0), row.values, now.values.with(place, ''))).toBe(false);
  });
});
