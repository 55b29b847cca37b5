import { expect, test } from 'vitest';
import { rowIdFromBytes } from './cell.ts';
import { partFromRows, partToRows, type WorkbookPart } from './part-rows.ts';

function ids(count: number, from: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return rowIdFromBytes(Uint8Array.from({ length: 15 }, (_byte, place) => (number >> (4 * (place % 6))) & 31));
  });
}

const part: WorkbookPart = {
  label: 'region North',
  rows: [
    { table: 'sites', own: ids(4_000, 0), named: ids(3, 10_000) },
    { table: 'projects', own: [], named: [] },
    { table: 'people', own: [], named: ids(2_000, 20_000) },
  ],
};

test('[W17] what a workbook was given comes back from its metadata, however much it is', () => {
  const rows = partToRows(part);
  expect(partFromRows(rows)).toEqual(part);
  expect(Math.max(...rows.map(([, value]) => value.length))).toBeLessThan(32_000);
});

test('[W17] a workbook without a part holds the whole plan; a spoiled piece gives no rows', () => {
  expect(partFromRows([['revision', '7']])).toBeNull();
  expect(
    partFromRows([
      ['part', 'region North'],
      ['partRows', 'spoiled'],
      ['partRows', '{"table":"sites","own":7}'],
    ]),
  ).toEqual({ label: 'region North', rows: [] });
});
