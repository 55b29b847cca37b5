import { describe, expect, test, vi } from 'vitest';
import { tables } from '../../../shared/tables/all-tables.ts';
import { editableColumns } from '../../../shared/tables/table.ts';
import { readProgramWorkbook } from '../read/read-program-workbook.ts';
import { generatedTables, testMetadata, testWorkbook } from '../testing/test-workbook.ts';
import type { WorkbookTable } from './program-workbook.ts';
import type { WorkbookContents } from '../read/workbook-contents.ts';
import { writeProgramWorkbook } from './write-program-workbook.ts';

async function roundTrip(workbookTables: readonly WorkbookTable[]): Promise<WorkbookContents> {
  const reading = await readProgramWorkbook(await writeProgramWorkbook(testWorkbook(workbookTables)), tables);
  if (!reading.ok) throw new Error(reading.message);
  return reading.contents;
}

/** What reading the file must give for these tables. */
function expected(workbookTables: readonly WorkbookTable[]) {
  return workbookTables.map(({ table, rows }) => ({
    table: table.name,
    sheet: table.label,
    rows: rows.map(({ row, cells }, index) => ({
      sheetRow: index + 2,
      row,
      cells: Object.fromEntries(editableColumns(table).map((name) => [name, cells[name] ?? null])),
    })),
  }));
}

/** What was read, without how. */
function valuesOf({ tables: found }: WorkbookContents) {
  return found.map(({ table, sheet, rows }) => ({
    table,
    sheet,
    rows: rows.map(({ rowId, cells, sheet: { position } }) => ({ sheetRow: position, row: rowId, cells })),
  }));
}

function unreadableIn({ tables: found }: WorkbookContents) {
  return found.flatMap(({ rows }) => rows.flatMap(({ unreadable }) => unreadable));
}

describe('a written workbook', () => {
  test.each([1, 2, 3, 4, 5])('gives back every value of every kind exactly (seed %i)', async (seed) => {
    const written = generatedTables(40, seed * 1000);
    const contents = await roundTrip(written);
    expect(valuesOf(contents)).toEqual(expected(written));
    expect(unreadableIn(contents)).toEqual([]);
    expect(contents.warnings).toEqual([]);
  });

  test('carries its program, revision and workbook id', async () => {
    expect((await roundTrip(generatedTables(1, 7))).metadata).toEqual({ ok: true, metadata: testMetadata });
  });

  test('has every table even when it has no rows', async () => {
    const contents = await roundTrip(tables.map((table) => ({ table, rows: [] })));
    expect(contents.tables.map(({ table, rows }) => [table, rows.length])).toEqual(tables.map(({ name }) => [name, 0]));
  });

  test('is the same file for the same program', async () => {
    const workbook = testWorkbook(generatedTables(5, 11));
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T10:00:00Z') });
    try {
      const first = await writeProgramWorkbook(workbook);
      vi.setSystemTime(new Date('2027-01-01T00:00:00Z'));
      expect(await writeProgramWorkbook(workbook)).toEqual(first);
    } finally {
      vi.useRealTimers();
    }
  });
});
