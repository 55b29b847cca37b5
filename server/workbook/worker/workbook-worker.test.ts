import { describe, expect, test } from 'vitest';
import { tables } from '../../../shared/tables/all-tables.ts';
import { parseWorkbook } from '../read/parse-workbook.ts';
import { readProgramWorkbook } from '../read/read-program-workbook.ts';
import { renderWorkbook } from '../write/render-workbook.ts';
import { generatedTables, testMetadata, testWorkbook } from '../testing/test-workbook.ts';
import { writeProgramWorkbook } from '../write/write-program-workbook.ts';

describe('the workbook worker', () => {
  test('writes a program and reads it back', async () => {
    const head = {
      name: 'Cedar Basin SEP',
      district: 'Cedar Basin Unified School District',
      fiscalYear: '2026-27',
      metadata: testMetadata,
      asOf: null,
      sheetDay: null,
    };
    const bytes = await renderWorkbook((give) => give(head, []));
    const reading = await parseWorkbook(bytes);
    expect(reading).toMatchObject({ ok: true, contents: { metadata: { ok: true, metadata: testMetadata } } });
    expect(reading.ok && reading.contents.tables.map(({ table }) => table)).toEqual(tables.map(({ name }) => name));
  });

  test('reads exactly what reading in the same thread gives, in portions', async () => {
    const bytes = await writeProgramWorkbook(testWorkbook(generatedTables(400, 5).slice(0, 3)));
    expect(await parseWorkbook(bytes)).toEqual(await readProgramWorkbook(bytes, tables));
  });

  test('a file that is none comes back as a sentence, and the worker ends', async () => {
    expect(await parseWorkbook(Buffer.from('no workbook'))).toEqual({
      ok: false,
      message: 'The file is not an Excel workbook. Save it as .xlsx and upload it again.',
    });
  });

  test('more jobs than workers wait their turn and all end', async () => {
    const readings = await Promise.all(Array.from({ length: 5 }, () => parseWorkbook(Buffer.from('x'))));
    expect(readings.every(({ ok }) => !ok)).toBe(true);
  });
});
