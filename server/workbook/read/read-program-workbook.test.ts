import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { reportDigestRows } from '../../../shared/tables/report-digests.ts';
import { METADATA_SHEET, metadataToRows } from '../../../shared/tables/workbook-metadata.ts';
import { digestOfWritten } from '../report-cells.ts';
import { rowXml, smallFile, type SmallFile, type SmallSheet } from '../testing/small-file.ts';
import { testMetadata } from '../testing/test-workbook.ts';
import { readProgramWorkbook } from './read-program-workbook.ts';
import type { WorkbookContents } from './workbook-contents.ts';

const tables = [tableNamed('sites'), tableNamed('systems')];
const [A, B] = ['R0A1B2C3D4E5F6G7', 'R0A1B2C3D4E5F6G8'] as const;
const SITE_HEADERS = ['Row ID', 'Location Code', 'Site Name', 'Short Name'] as const;
const SYSTEM_HEADERS = ['Row ID', 'System Code', 'System Name'] as const;

const systems: SmallSheet = { name: 'Systems', rows: rowXml(1, ...SYSTEM_HEADERS) };

function sites(...rows: readonly string[]): SmallSheet {
  return { name: 'Sites', rows: rowXml(1, ...SITE_HEADERS) + rows.join('') };
}

async function read(...sheets: readonly SmallSheet[]): Promise<WorkbookContents> {
  return readFile({ sheets });
}

async function readFile(file: SmallFile): Promise<WorkbookContents> {
  const reading = await readProgramWorkbook(smallFile(file), tables);
  if (!reading.ok) throw new Error(reading.message);
  return reading.contents;
}

async function refusal(...sheets: readonly SmallSheet[]): Promise<string> {
  const reading = await readProgramWorkbook(smallFile({ sheets }), tables);
  return reading.ok ? 'was read' : reading.message;
}

/** What is said about the columns that these small sheets do not have. */
const isOfColumns = (warning: string): boolean => warning.endsWith('its cells were taken as unchanged.');

describe('a table of the plan', () => {
  test('is read with its place, its columns in the order of the sheet, and every filled row', async () => {
    const contents = await read(sites(rowXml(2, A, '0417', 'Alder'), rowXml(4, B, '0418', 'Birch', 'Bi')), systems);
    const [found] = contents.tables;
    expect(found).toMatchObject({ table: 'sites', sheet: 'Sites', lastOwnRow: 1, isFiltered: false });
    expect(found?.columns).toEqual(['code', 'name', 'shortName']);
    expect(found?.columnIndexes).toEqual([1, 2, 3]);
    expect(found?.rows.map(({ rowId, sheet, cells }) => [rowId, sheet.position, sheet.values, cells])).toEqual([
      [A, 2, ['0417', 'Alder', ''], { code: '0417', name: 'Alder', shortName: null }],
      [B, 4, ['0418', 'Birch', 'Bi'], { code: '0418', name: 'Birch', shortName: 'Bi' }],
    ]);
  });

  test('is read wherever its columns stand', async () => {
    const moved = {
      name: 'Sites',
      rows: rowXml(1, 'Site Name', 'Mine', 'Row ID', 'Location Code') + rowXml(2, 'Alder', 7, A, '0417'),
    };
    const [found] = (await read(moved, systems)).tables;
    expect([found?.columns, found?.columnIndexes]).toEqual([
      ['name', 'code'],
      [0, 3],
    ]);
    expect(found?.rows[0]).toMatchObject({ rowId: A, cells: { name: 'Alder', code: '0417' } });
  });

  test('is found by its name in Excel, whatever its sheet is called and however it is written', async () => {
    const named = {
      ...sites(rowXml(2, A, '0417')),
      name: 'Our schools',
      tables: ['<table name="sep_sites" ref="A1:D2" totalsRowCount="0"/>'],
    };
    const [found] = (await read({ ...sites(), name: 'Sites' }, named, systems)).tables;
    expect(found).toMatchObject({ sheet: 'Our schools', lastOwnRow: 2, rows: [{ rowId: A }] });
  });

  test('is found by its sheet’s name however it is written', async () => {
    expect((await read({ ...sites(), name: 'SITES' }, systems)).tables[0]).toMatchObject({
      table: 'sites',
      sheet: 'SITES',
    });
  });

  test('is filtered when a filter of the sheet or of the Excel table hides something', async () => {
    const hides = '<autoFilter ref="A1:D2"><filterColumn colId="1"/></autoFilter>';
    const table = (inside: string) => [`<table name="SEP_Sites" ref="A1:D2">${inside}</table>`];
    const isFiltered = async (sheet: SmallSheet) => (await read(sheet, systems)).tables.map((each) => each.isFiltered);
    expect(await isFiltered(sites())).toEqual([false, false]);
    expect(await isFiltered({ ...sites(), tables: table('') })).toEqual([false, false]);
    expect(await isFiltered({ ...sites(), after: hides })).toEqual([true, false]);
    expect(await isFiltered({ ...sites(), tables: table(hides) })).toEqual([true, false]);
  });

  test('that is not there is told, and the others are read', async () => {
    const { warnings, tables: found } = await read({ name: 'Sites', rows: rowXml(1, 'Mine') }, systems);
    expect(found.map(({ table }) => table)).toEqual(['systems']);
    expect(warnings).toContain('The workbook has no table Sites; nothing of it was changed.');
    expect((await read(systems)).warnings).toContain('The workbook has no table Sites; nothing of it was changed.');
  });

  test('that lacks columns is read without them, and each is told', async () => {
    const { warnings } = await read(sites(), systems);
    expect(warnings.every(isOfColumns)).toBe(true);
    expect(warnings).toContain('The sheet Sites has no column Region; its cells were taken as unchanged.');
    expect(warnings.some((warning) => warning.includes('Site Name'))).toBe(false);
  });

  test('counts its dates as the file says', async () => {
    const dated = {
      name: 'Sites',
      rows: rowXml(1, ...SITE_HEADERS, 'Opened') + rowXml(2, A, '0417', 'Alder', 'Al', 46_266),
    };
    const column = Object.entries(tableNamed('sites').columns).find(([, { kind }]) => kind === 'date');
    const [name = '', { label } = { label: '' }] = column ?? [];
    const rows = dated.rows.replace('Opened', label);
    const on = async (before: string) =>
      (await readFile({ sheets: [{ ...dated, rows }, systems], before })).tables[0]?.rows[0]?.cells[name];
    expect([await on(''), await on('<workbookPr date1904="1"/>')]).toEqual(['2026-09-01', '2030-09-02']);
  });
});

describe('a row of the file', () => {
  const formula = '<c r="C2" t="str"><f>A1</f><v>Alder</v></c>';
  const error = '<c r="D2" t="e"><v>#N/A</v></c>';
  const first = `<c r="A2" t="inlineStr"><is><t> ${A} </t></is></c><c r="B2" t="inlineStr"><is><t>0417</t></is></c>`;

  test('tells which of its cells are formulas, errors, or formulas without a result', async () => {
    const [found] = (await read(sites(`<row r="2">${first}${formula}${error}</row>`), systems)).tables;
    expect(found?.rows[0]?.sheet).toEqual({
      rowId: A,
      position: 2,
      values: ['0417', 'Alder', '#N/A'],
      formulas: [1],
      errors: [2],
      withoutResult: [],
    });
    const lacking = '<c r="C2"><f>A1</f></c>';
    const [again] = (await read(sites(`<row r="2">${first}${lacking}${error}</row>`), systems)).tables;
    expect(again?.rows[0]?.sheet).toMatchObject({ formulas: [1], errors: [2], withoutResult: [1] });
  });

  test.each([
    ['nothing', undefined],
    ['a text that is none', 'R123'],
    ['a number', 12],
  ])('has no Row ID where its cell holds %s', async (_what, held) => {
    const [found] = (await read(sites(rowXml(2, held, '0417')), systems)).tables;
    expect(found?.rows[0]).toMatchObject({ rowId: null, cells: { code: '0417' } });
  });

  test('bears its Row ID also when a formula gives it', async () => {
    const id = `<c r="A2" t="str"><f>X1</f><v>${A}</v></c>`;
    const [found] = (await read(sites(`<row r="2">${id}</row>`), systems)).tables;
    expect(found?.rows[0]?.rowId).toBe(A);
  });
});

describe('a file is refused with what to do', () => {
  test('without any table of the plan', async () => {
    expect(await refusal({ name: 'Mine', rows: rowXml(1, 'x') })).toBe(
      'The workbook holds none of the tables of the plan. Download a fresh workbook of the program and edit that.',
    );
  });

  test('with a table without Row IDs', async () => {
    const table = ['<table name="SEP_Sites" ref="A1:B2"/>'];
    expect(
      await refusal({ name: 'Sites', rows: rowXml(1, 'Location Code', 'Site Name'), tables: table }, systems),
    ).toBe('The sheet Sites has no column Row ID, so its rows cannot be told apart. Undo its removal or renaming.');
  });

  test('[W9] with a table that lacks a column of its key, by its header', async () => {
    const table = ['<table name="SEP_Sites" ref="A1:B2"/>'];
    const said = await refusal({ name: 'Sites', rows: rowXml(1, 'Row ID', 'Site Name'), tables: table }, systems);
    expect(said).toMatch(/^The sheet Sites has no column Location Code, so its rows cannot be told apart\. .+\.$/);
  });

  test('[W9] with two columns under one header of the plan, by their letters', async () => {
    expect(await refusal({ name: 'Sites', rows: rowXml(1, ...SITE_HEADERS, 'site name') }, systems)).toBe(
      'In the sheet Sites the columns C and E are both headed “Site Name”, and nobody can tell which is the plan’s. Nothing was sent. Rename the column that is your own and upload the file again.',
    );
  });

  test('[W9] with merged cells among its rows, by their address; merged titles, notes and own columns are read', async () => {
    const rows = rowXml(2, A, '0417', 'Alder') + rowXml(3, B, '0418') + rowXml(7, '', 'Note');
    const said = (...blocks: readonly string[]) => {
      const cells = blocks.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
      return refusal({ ...sites(rows), after: `<mergeCells>${cells}</mergeCells>` }, systems);
    };
    for (const block of ['C2:C3', 'A3:F3', 'D1:D2'])
      expect(await said('B7:C7', block)).toBe(
        `In the sheet Sites the cells ${block} are merged, which has emptied all of them but one, and nobody can tell what the others are to hold. Nothing was sent. Undo the merging, fill the cells, and upload the file again.`,
      );
    expect(await said('A1:D1', 'F2:G3', 'B7:C7')).toBe('was read');
  });
});

describe('the hidden sheet of the program', () => {
  const rows = metadataToRows(testMetadata).map(([key, value], index) =>
    rowXml(index + 1, key, value.replaceAll('"', '&quot;')),
  );
  const hidden = (name: string): SmallSheet => ({ name, rows: rows.join('') });

  test('says which program at which revision the file is, however its name is written', async () => {
    for (const name of [METADATA_SHEET, METADATA_SHEET.toLowerCase()]) {
      expect((await read(sites(), systems, hidden(name))).metadata).toEqual({ ok: true, metadata: testMetadata });
    }
  });

  test('is read also from formulas, and beyond its two columns nothing is', async () => {
    const typed = hidden(METADATA_SHEET).rows.replaceAll(
      / t="inlineStr"><is><t>([^<]*)<\/t><\/is>/g,
      ' t="str"><f>x</f><v>$1</v>',
    );
    expect((await read(sites(), systems, { name: METADATA_SHEET, rows: typed })).metadata).toMatchObject({ ok: true });
  });

  test('is missing from a file of somebody else', async () => {
    expect((await read(sites(), systems)).metadata).toMatchObject({ ok: false, reason: 'missing' });
  });
});

describe('[FA6] what was typed on other sheets is told', () => {
  test('on a copy of a sheet of the plan', async () => {
    const { warnings } = await read(sites(), { ...sites(), name: 'Sites (2)' }, systems, {
      name: 'Mine',
      rows: rowXml(1, 'Row ID'),
    });
    expect(warnings.filter((warning) => !isOfColumns(warning))).toEqual([
      'The sheet Sites (2) is a copy of Sites; nothing of it was read. Make the changes in Sites.',
    ]);
  });

  test('not on one that has the headers of a table that the file has nowhere else', async () => {
    const { warnings } = await read({ name: 'Old systems', rows: rowXml(1, ...SYSTEM_HEADERS) }, sites());
    expect(warnings.some((warning) => warning.includes('copy'))).toBe(false);
  });

  test('on the first 80 of them: somebody’s own workbook may have many', async () => {
    const own = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `Own ${index}`, rows: '' }));
    const copy = { ...sites(), name: 'Copy' };
    const copies = async (count: number) =>
      (await read(sites(), systems, ...own(count), copy)).warnings.filter((warning) => !isOfColumns(warning)).length;
    expect([await copies(79), await copies(80)]).toEqual([1, 0]);
  });

  test('[W15] on a report, where it is not what was downloaded', async () => {
    const cells = new Map([
      ['0,0', { value: 'By Source' }],
      ['1,1', { value: 5 }],
    ]);
    const digests = reportDigestRows([digestOfWritten({ name: 'By Source', cells })]);
    const hidden = {
      name: METADATA_SHEET,
      rows: digests.map(([key, value], index) => rowXml(index + 1, key, value.replaceAll('"', '&quot;'))).join(''),
    };
    const report = (name: string, figure: number): SmallSheet => ({
      name,
      rows: rowXml(1, 'By Source') + rowXml(2, undefined, figure),
    });
    const edited = async (...more: SmallSheet[]) => (await read(sites(), systems, hidden, ...more)).editedReports;
    expect(await edited(report('By Source', 6))).toEqual([{ sheet: 'By Source', places: ['B2'] }]);
    expect(await edited(report('By Source', 5), report('Mine', 6))).toEqual([]);
  });
});

test('what is no fault of the file is no sentence', async () => {
  const broken = new Proxy(tables, { get: () => undefined });
  await expect(readProgramWorkbook(smallFile({ sheets: [sites(), systems] }), broken)).rejects.toThrow(TypeError);
});
