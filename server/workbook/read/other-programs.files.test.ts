import { beforeAll, describe, expect, test } from 'vitest';
import { tables } from '../../../shared/tables/all-tables.ts';
import { buildProgramWorkbook } from '../write/build-program-workbook.ts';
import type { ProgramWorkbook } from '../write/program-workbook.ts';
import { readProgramWorkbook } from './read-program-workbook.ts';
import { readSharedStrings, readSheet } from './read-sheet.ts';
import { editPart, sheetPath } from '../testing/edit-file.ts';
import { savedByLibreOffice } from '../testing/libre-office.ts';
import { validationErrors } from '../testing/ooxml-validator.ts';
import { demoSnapshot } from '../testing/demo-snapshot.ts';
import { generatedTables, testMetadata, testWorkbook } from '../testing/test-workbook.ts';
import type { WorkbookContents } from './workbook-contents.ts';
import { finish } from '../../../shared/sync/steps.ts';
import { readTables } from '../../../shared/sync/read/read-tables.ts';
import { localOf } from '../upload/local-of.ts';
import { fileRowNaming } from '../upload/row-ids.ts';
import { openWorkbookPackage } from './workbook-package.ts';
import { writeProgramWorkbook } from '../write/write-program-workbook.ts';

const demo = demoSnapshot('demo');
let workbook: ProgramWorkbook;
let bytes: Uint8Array;

beforeAll(async () => {
  workbook = buildProgramWorkbook(demo);
  bytes = await writeProgramWorkbook(workbook);
});

async function contentsOf(file: Uint8Array): Promise<WorkbookContents> {
  const reading = await readProgramWorkbook(file, tables);
  if (!reading.ok) throw new Error(reading.message);
  return reading.contents;
}

/** What a file would send if it were uploaded against the demo program. */
async function editsOf(file: Uint8Array): Promise<unknown[]> {
  const { tables: found } = await contentsOf(file);
  const base = found.map(({ table }) => {
    const rows = (demo.rows[table] ?? []).map(({ row, cells }) => [row, cells] as const);
    return [table, new Map(rows)] as const;
  });
  const { edits, refusals, misaligned, unconfirmed, cleared } = finish(
    readTables({
      locals: found.map(localOf),
      base: { revision: 1, tables: new Map(base) },
      pending: [],
      heldRows: { missing: 'ask', cleared: 'ask' },
      realign: false,
      nameRows: fileRowNaming('w', 1),
    }),
  );
  return [...edits, ...refusals, ...misaligned, ...unconfirmed, ...cleared];
}

/** Values of a sheet's cells, formulas by their result. */
async function valuesOf(file: Uint8Array, sheet: string): Promise<unknown[][]> {
  const opened = await openWorkbookPackage(file);
  const { rows } = await readSheet(opened, sheetPath(file, sheet), await readSharedStrings(opened));
  return rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'object' ? cell.value : cell)));
}

describe('Excel', () => {
  test('opens the workbook of the demo district without repair, says Microsoft’s validator', async () => {
    expect(await validationErrors(bytes)).toEqual([]);
  });

  test('opens workbooks with every kind of value, and with empty tables, without repair', async () => {
    expect(await validationErrors(await writeProgramWorkbook(testWorkbook(generatedTables(30, 99))))).toEqual([]);
    const empty = buildProgramWorkbook({ ...demo, rows: {} });
    expect(await validationErrors(await writeProgramWorkbook(empty))).toEqual([]);
  });
});

describe('LibreOffice', () => {
  let saved: Uint8Array;

  // Without the results of the formulas, LibreOffice has to compute them.
  beforeAll(async () => {
    saved = await savedByLibreOffice(
      editPart(bytes, sheetPath(bytes, 'Checks'), (xml) => xml.replaceAll(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, '$1')),
    );
  });

  test('opening and saving the demo district’s workbook makes no edit', async () => {
    expect(await editsOf(saved)).toEqual([]);
    expect((await contentsOf(saved)).metadata).toEqual({ ok: true, metadata: testMetadata });
  });

  test('every kind of value comes back from it, formulas-to-be and leading zeros too', async () => {
    const written = await writeProgramWorkbook(testWorkbook(generatedTables(15, 77)));
    const contents = await contentsOf(await savedByLibreOffice(written));
    const cellsOf = ({ tables: found }: WorkbookContents) => found.map(({ rows }) => rows.map(({ cells }) => cells));
    expect(cellsOf(contents)).toEqual(cellsOf(await contentsOf(written)));
    expect(contents.tables.flatMap(({ rows }) => rows.flatMap(({ unreadable }) => unreadable))).toEqual([]);
  });

  test('the live SUM formulas, computed anew, equal the written totals', async () => {
    const rows = (await valuesOf(saved, 'Checks')).filter(([kind]) => kind === 'SUM');
    expect(rows.length).toBeGreaterThan(30);
    for (const [, name, written, live, difference, result] of rows) {
      expect({ name, difference: Number(difference) + 0, result }).toEqual({ name, difference: 0, result: 'PASS' });
      expect(live).toBeCloseTo(Number(written), 4);
    }
  });
});

describe('other programs', () => {
  test('days of a 1904 workbook are counted from 1904', async () => {
    const shifted = editPart(bytes, 'xl/workbook.xml', (xml) =>
      xml.replace('<bookViews>', '<workbookPr date1904="1"/><bookViews>'),
    );
    const [first] = (await contentsOf(shifted)).tables.find(({ table }) => table === 'expenditures')?.rows ?? [];
    const [before] = (await contentsOf(bytes)).tables.find(({ table }) => table === 'expenditures')?.rows ?? [];
    const days = Date.parse(String(first?.cells['postingDate'])) - Date.parse(String(before?.cells['postingDate']));
    expect(days / 86_400_000).toBe(1462);
  });

  test('prefixed elements and cells without addresses are understood', async () => {
    const other = editPart(bytes, sheetPath(bytes, 'Systems'), (xml) =>
      xml
        .replaceAll(/<(\/?)(worksheet|sheetData|row|c|v|is|t)(?=[ >/])/g, '<$1x:$2')
        .replace('xmlns=', 'xmlns:x=')
        .replaceAll(/<x:c r="[A-Z]+\d+"/g, '<x:c'),
    );
    expect(await editsOf(other)).toEqual([]);
  });

  test('a file whose Excel tables are gone is read by sheet names and headers', async () => {
    const bare = editPart(bytes, 'xl/worksheets/_rels/sheet20.xml.rels', () => '<Relationships/>');
    expect(await editsOf(bare)).toEqual([]);
  });
});
