import { expect, test } from 'vitest';
import { METADATA_SHEET } from '../../shared/tables/workbook-metadata.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { Content } from 'excel-host/book/cell.ts';
import { findDateSystem, readMetadata, writeMetadata } from './metadata-sheet.ts';
import { openWorkbook } from './testing/open-workbook.mts';

/** A book whose metadata sheet holds this from its first row and column on, and the format of the known day. */
function withSheet(contents: readonly (readonly Content[])[], format = 'yyyy-mm-dd') {
  const { book, excel } = openWorkbook();
  const { id } = book.addSheet(METADATA_SHEET);
  book.write(id, 0, 0, contents);
  book.writeFormats(id, areaOf(0, 3, 1, 1), format);
  return { book, id, read: () => excel.Excel.run(readMetadata), find: () => excel.Excel.run(findDateSystem) };
}

const nothing = { result: { ok: false, reason: 'missing' }, date1904: null };

test('a workbook without the sheet, with an empty one, or with one that begins elsewhere holds no metadata', async () => {
  expect(await openWorkbook().excel.Excel.run(readMetadata)).toMatchObject(nothing);
  expect(await withSheet([]).read()).toMatchObject(nothing);
  expect(await withSheet([[], ['a', 'b', '', 40_000]]).read()).toMatchObject(nothing);
  expect(await withSheet([['', 'b', '', 40_000]]).read()).toMatchObject(nothing);
});

test.each([
  ['the day as 1900 counts it', 40_000, 'yyyy-mm-dd', false],
  ['the day as 1904 counts it', 40_000, '"2013-07-07"', true],
  ['the day as nobody counts it', 40_000, 'd/m/yy', null],
  ['another number', 40_001, 'yyyy-mm-dd', null],
  ['a text', '2009-07-06', 'yyyy-mm-dd', null],
])('the known day is shown as %s', async (_, day, format, date1904) => {
  const { read } = withSheet([['key', 'value', '', day]], format);
  expect((await read()).date1904).toBe(date1904);
});

test('a sheet without the known day gets it, and tells how it is shown', async () => {
  const { book, id, find } = withSheet([['key', 'value']], 'General');
  expect(await find()).toEqual({ ok: true, value: false });
  expect(book.readValues(id, areaOf(0, 0, 1, 4))).toEqual([['key', 'value', '', 40_000]]);
});

test.each([
  ['that is not there', () => openWorkbook()],
  [
    'that is there and empty',
    () => {
      const opened = openWorkbook();
      opened.book.addSheet(METADATA_SHEET);
      return opened;
    },
  ],
])('a sheet %s is written, and holds what was written', async (_, open) => {
  const { excel } = open();
  const metadata = { program: 'p', revision: 3, workbook: 'w', protocol: 1, server: '', pending: [] };
  expect(await excel.Excel.run((context) => writeMetadata(context, metadata))).toEqual({ ok: true, value: null });
  expect((await excel.Excel.run(readMetadata)).result).toMatchObject({
    ok: true,
    metadata: { program: 'p', revision: 3 },
  });
});

test('[A2] what is to follow on a revision is not written over another one', async () => {
  const { excel } = openWorkbook();
  const write = (revision: number, after?: number) =>
    excel.Excel.run((context) =>
      writeMetadata(context, { program: 'p', revision, workbook: 'w', protocol: 1, server: '', pending: [] }, after),
    );
  expect(await write(3)).toEqual({ ok: true, value: null });
  expect(await write(5, 3)).toEqual({ ok: true, value: null });
  expect(await write(4, 3)).toEqual({ ok: false, problem: { kind: 'overtaken' } });
  expect((await excel.Excel.run(readMetadata)).result).toMatchObject({ ok: true, metadata: { revision: 5 } });
});
