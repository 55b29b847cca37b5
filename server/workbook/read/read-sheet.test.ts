import { describe, expect, test } from 'vitest';
import { refusalOf } from '../testing/refusal-of.ts';
import { smallFile } from '../testing/small-file.ts';
import { readSharedStrings, readSheet, type SheetContents } from './read-sheet.ts';
import { openWorkbookPackage } from './workbook-package.ts';

const STRINGS = [
  '<si><t>Alder</t></si>',
  '<si><r><t>Bir</t></r><r><rPr/><t>ch</t></r></si>',
  '<si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si>',
  '<si><t>a_x000D_b</t></si>',
  '<si/>',
].join('');

async function sheetOf(rows: string, { after = '', strings = STRINGS } = {}): Promise<SheetContents> {
  const workbook = await openWorkbookPackage(smallFile({ sheets: [{ name: 'S', rows, after }], strings }));
  return readSheet(workbook, 'xl/worksheets/sheet1.xml', await readSharedStrings(workbook));
}

/** The first cell of a sheet that holds nothing else. */
async function cellOf(xml: string): Promise<unknown> {
  const { rows } = await sheetOf(`<row r="1">${xml}</row>`);
  return rows[0]?.cells[0];
}

describe('a cell', () => {
  test.each<[string, string, unknown]>([
    ['a number', '<c r="A1"><v>272588.27</v></c>', 272_588.27],
    ['a number that says so', '<c r="A1" t="n"><v>-5</v></c>', -5],
    ['a number in powers of ten', '<c r="A1"><v>1.5E3</v></c>', 1500],
    ['what is said to be a number and is none', '<c r="A1"><v>many</v></c>', 'many'],
    ['a number beyond all numbers', '<c r="A1"><v>1E999</v></c>', '1E999'],
    ['a flag', '<c r="A1" t="b"><v>1</v></c>', true],
    ['a flag in words', '<c r="A1" t="b"><v>true</v></c>', true],
    ['a flag that is not set', '<c r="A1" t="b"><v>0</v></c>', false],
    ['a date', '<c r="A1" t="d"><v>2026-09-01</v></c>', '2026-09-01'],
    ['a date at midnight', '<c r="A1" t="d"><v>2026-09-01T00:00:00.000Z</v></c>', '2026-09-01'],
    ['a date at midnight, no zone', '<c r="A1" t="d"><v>2026-09-01T00:00:00</v></c>', '2026-09-01'],
    ['a midnight elsewhere', '<c r="A1" t="d"><v>2026-09-01T00:00:00+02:00</v></c>', '2026-09-01T00:00:00+02:00'],
    ['a time', '<c r="A1" t="d"><v>2026-09-01T00:00:01Z</v></c>', '2026-09-01T00:00:01Z'],
    ['a text', '<c r="A1" t="str"><v>a_x000D_b</v></c>', 'a\rb'],
    ['a text inline', '<c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>', 'a\rb'],
    ['a text inline in pieces', '<c r="A1" t="inlineStr"><is><r><t>Bir</t></r><r><t>ch</t></r></is></c>', 'Birch'],
    [
      'a text inline with its reading',
      '<c r="A1" t="inlineStr"><is><t>漢</t><rPh><t>か</t><t>ん</t></rPh><t>字</t></is></c>',
      '漢字',
    ],
    ['a shared text', '<c r="A1" t="s"><v>0</v></c>', 'Alder'],
    ['a shared text in pieces', '<c r="A1" t="s"><v>1</v></c>', 'Birch'],
    ['a shared text with its reading', '<c r="A1" t="s"><v>2</v></c>', '漢字'],
    ['a shared text with a line break', '<c r="A1" t="s"><v>3</v></c>', 'a\rb'],
    ['a shared text that is empty', '<c r="A1" t="s"><v>4</v></c>', undefined],
    ['nothing', '<c r="A1"/>', undefined],
    ['an empty value', '<c r="A1"><v></v></c>', undefined],
    ['an empty text', '<c r="A1" t="str"><v></v></c>', undefined],
    ['an empty text inline', '<c r="A1" t="inlineStr"><is><t></t></is></c>', undefined],
    ['an error', '<c r="A1" t="e"><v>#REF!</v></c>', { value: '#REF!', isFormula: false, isError: true }],
    ['an error that is not named', '<c r="A1" t="e"/>', { value: '#N/A', isFormula: false, isError: true }],
  ])('that holds %s', async (_what, xml, value) => {
    expect(await cellOf(xml)).toEqual(value);
  });

  const lacking = { value: '', isFormula: true, isError: false, withoutResult: true };

  test.each<[string, string, unknown]>([
    ['and a number', '<c r="A1"><f>1+1</f><v>2</v></c>', { value: 2, isFormula: true, isError: false }],
    ['and a text', '<c r="A1" t="str"><f>"x"</f><v>x</v></c>', { value: 'x', isFormula: true, isError: false }],
    [
      'and an error',
      '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      { value: '#DIV/0!', isFormula: true, isError: true },
    ],
    [
      'and a text inline',
      '<c r="A1" t="inlineStr"><f>"x"</f><is><t>x</t></is></c>',
      { value: 'x', isFormula: true, isError: false },
    ],
    ['and an empty text, which is a result', '<c r="A1" t="str"><f>""</f><v></v></c>', undefined],
    ['[W14] and no value', '<c r="A1"><f>1+1</f></c>', lacking],
    ['[W14] and an empty value', '<c r="A1"><f>1+1</f><v/></c>', lacking],
    ['[W14] of text, and no value', '<c r="A1" t="str"><f>"x"</f></c>', lacking],
    ['[W14] of a flag, and an empty value', '<c r="A1" t="b"><f>TRUE()</f><v></v></c>', lacking],
    ['[W14] shared with others, and no value', '<c r="A1"><f t="shared" si="0"/></c>', lacking],
  ])('that holds a formula %s', async (_what, xml, value) => {
    expect(await cellOf(xml)).toEqual(value);
  });

  test('has nothing of what stands around it', async () => {
    const { rows } = await sheetOf('<row r="1"><f>9</f><v>9</v>9<c r="A1">7<v>1</v>8<x>6</x></c>5<t>x</t></row>');
    expect(rows).toEqual([{ number: 1, cells: [1] }]);
  });

  test('that comes after one with a reading is read again', async () => {
    const { rows } = await sheetOf(
      '<row r="1"><c r="A1" t="inlineStr"><is><rPh><t>x</t></rPh><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>',
    );
    expect(rows[0]?.cells).toEqual(['a', 'b']);
  });
});

describe('the place of a cell', () => {
  test('is its column, blank ones before it left open', async () => {
    const { rows } = await sheetOf(
      '<row r="3"><c r="B3"><v>1</v></c><c r="D3"/><c r="E3"><v>2</v></c><c r="Z3"><v>9</v></c><c r="AB3"><v>3</v></c></row>',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.number).toBe(3);
    expect(Object.entries(rows[0]?.cells ?? []).filter(([, cell]) => cell !== undefined)).toEqual([
      ['1', 1],
      ['4', 2],
      ['25', 9],
      ['27', 3],
    ]);
  });

  test('is the next one where the file does not say it, and may be written in small letters', async () => {
    const { rows } = await sheetOf(
      '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="b4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
    );
    expect(rows).toEqual([
      { number: 1, cells: [1, 2] },
      { number: 4, cells: [undefined, 3, 4] },
      { number: 5, cells: [5] },
    ]);
  });

  test('may be the last of a sheet', async () => {
    const { rows } = await sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    expect(rows[0]?.number).toBe(1_048_576);
    expect(rows[0]?.cells).toHaveLength(16_384);
  });

  test('is none in a row without filled cells: it is left out', async () => {
    expect((await sheetOf('<row r="1"/><row r="2"><c r="A2"/><c r="B2" t="s"><v>4</v></c></row>')).rows).toEqual([]);
  });
});

describe('a sheet that does not fit together is damaged', () => {
  test.each([
    ['rows out of order', '<row r="2"/><row r="1"/>', '1'],
    ['a row twice', '<row r="2"/><row r="2"/>', '2'],
    ['row 0', '<row r="0"/>', '0'],
    ['a row that is no number', '<row r="x"/>', 'NaN'],
    ['half a row', '<row r="1.5"/>', '1.5'],
    ['a row beyond the last', '<row r="1048577"/>', '1048577'],
    ['cells out of order', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"/></row>', 'A1'],
    ['a cell twice', '<row r="1"><c r="B1"><v>1</v></c><c r="B1"/></row>', 'B1'],
    ['a cell beyond the last', '<row r="1"><c r="XFE1"/></row>', 'XFE1'],
    ['a cell without a column', '<row r="1"><c r="11"/></row>', '11'],
    ['a cell at no place', '<row r="1"><c r=""/></row>', 'an unnamed cell'],
    ['a cell whose column is no letter', '<row r="1"><c r="[1"/></row>', '[1'],
    [
      'a cell that would be the next beyond the last',
      '<row r="1"><c r="XFD1"><v>1</v></c><c><v>2</v></c></row>',
      'an unnamed cell',
    ],
    ['a shared text that is not there', '<row r="1"><c r="A1" t="s"><v>5</v></c></row>', 'text number 5'],
  ])('%s', async (_what, rows, where) => {
    expect(await refusalOf(sheetOf(rows))).toContain(
      `The part xl/worksheets/sheet1.xml of the file is damaged at ${where}.`,
    );
  });
});

test('a filter is one that hides something', async () => {
  const filtered = (after: string) => sheetOf('<row r="1"/>', { after }).then(({ isFiltered }) => isFiltered);
  expect(await filtered('<autoFilter ref="A1:B2"/>')).toBe(false);
  expect(await filtered('<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter><pageSetup/>')).toBe(true);
});

test('a file without shared texts has none', async () => {
  const workbook = await openWorkbookPackage(smallFile({ sheets: [] }));
  expect(await readSharedStrings(workbook)).toEqual([]);
});

test('shared texts are told apart, whatever stands between them', async () => {
  const strings =
    '<si>x<t>a</t>y<phoneticPr/></si> <si><rPh><t>no</t></rPh><t>b</t></si><si><t/></si><si><t>c</t>z</si>';
  const workbook = await openWorkbookPackage(smallFile({ sheets: [], strings }));
  expect(await readSharedStrings(workbook)).toEqual(['a', 'b', '', 'c']);
});
