import { describe, expect, test } from 'vitest';
import { refusalOf } from '../testing/refusal-of.ts';
import { link, linksXml, smallFile, type SmallFile } from '../testing/small-file.ts';
import { openWorkbookPackage } from './workbook-package.ts';

const SHEETS = [{ name: 'Sites', rows: '' }];

function opened(file: Partial<SmallFile>) {
  return openWorkbookPackage(smallFile({ sheets: SHEETS, ...file }));
}

const WORKBOOK = '<workbook><sheets><sheet name="Sites" id="s1"/></sheets></workbook>';

describe('sheets are found by the links of their workbook', () => {
  test.each([
    ['beside it', 'worksheets/sheet1.xml'],
    ['by a path of the whole file', '/xl/worksheets/sheet1.xml'],
    ['by steps up and down', '../xl/./worksheets//sheet1.xml'],
    ['by more steps up than there are', '../../../xl/worksheets/sheet1.xml'],
  ])('%s', async (_how, target) => {
    const parts = [{ path: 'xl/_rels/workbook.xml.rels', content: linksXml([link('s1', 'worksheet', target)]) }];
    expect((await opened({ parts })).sheets).toEqual([{ name: 'Sites', path: 'xl/worksheets/sheet1.xml' }]);
  });

  test('in the order and under the names of the workbook', async () => {
    const { sheets } = await opened({
      sheets: [
        { name: 'A &amp; B', rows: '' },
        { name: 'C', rows: '' },
      ],
    });
    expect(sheets.map(({ name }) => name)).toEqual(['A & B', 'C']);
  });

  test('whatever namespace the links’ types are written in', async () => {
    const strict = linksXml([link('s1', 'worksheet', 'worksheets/sheet1.xml')]).replace(
      'schemas.openxmlformats.org/officeDocument/2006',
      'purl.oclc.org/ooxml/officeDocument',
    );
    expect((await opened({ parts: [{ path: 'xl/_rels/workbook.xml.rels', content: strict }] })).sheets).toHaveLength(1);
  });

  test('charts and other kinds of sheets are none, nor are links that lead nowhere', async () => {
    const links = [link('s1', 'chartsheet', 'worksheets/sheet1.xml'), link('x', 'worksheet', 'worksheets/sheet1.xml')];
    expect(
      (await opened({ parts: [{ path: 'xl/_rels/workbook.xml.rels', content: linksXml(links) }] })).sheets,
    ).toEqual([]);
  });

  test('a workbook elsewhere in the file is found by the file’s own links', async () => {
    const parts = [
      {
        path: '_rels/.rels',
        content: linksXml([link('a', 'metadata', 'x.xml'), link('w', 'officeDocument', 'book/w.xml')]),
      },
      { path: 'book/w.xml', content: WORKBOOK },
      { path: 'book/_rels/w.xml.rels', content: linksXml([link('s1', 'worksheet', '../xl/worksheets/sheet1.xml')]) },
    ];
    expect((await opened({ parts })).sheets).toEqual([{ name: 'Sites', path: 'xl/worksheets/sheet1.xml' }]);
  });

  test('links to the outside are none', async () => {
    const links = linksXml([
      link('s1', 'worksheet', 'http://x.test/sheet.xml').replace('/>', ' TargetMode="External"/>'),
    ]);
    expect((await opened({ parts: [{ path: 'xl/_rels/workbook.xml.rels', content: links }] })).sheets).toEqual([]);
  });
});

describe('a workbook says', () => {
  test.each([
    ['', false],
    ['<workbookPr/>', false],
    ['<workbookPr date1904="0"/>', false],
    ['<workbookPr date1904="1"/>', true],
    ['<workbookPr date1904="true"/>', true],
    ['<calcPr date1904="1"/>', false],
  ])('from when its days count: %j', async (before, date1904) => {
    expect((await opened({ before })).date1904).toBe(date1904);
  });

  test('where its shared texts are', async () => {
    expect((await opened({})).sharedStringsPath).toBeUndefined();
    expect((await opened({ strings: '' })).sharedStringsPath).toBe('xl/sharedStrings.xml');
  });
});

describe('an Excel table', () => {
  const tablesOf = async (...tables: string[]) =>
    (
      await opened({
        sheets: [
          { name: 'Other', rows: '' },
          { name: 'Sites', rows: '', tables },
        ],
      })
    ).tables;

  test('has its name, sheet, range and totals', async () => {
    expect(await tablesOf('<table name="T" displayName="SEP_Sites" ref="A1:F61" totalsRowCount="1"/>')).toEqual([
      { name: 'SEP_Sites', sheet: 'Sites', range: 'A1:F61', totalsRows: 1, isFiltered: false },
    ]);
  });

  test('is called by its plain name where it has no other, and has no totals unless it says so', async () => {
    expect(
      await tablesOf(
        '<table name="T" ref="A1:B2"/>',
        '<table><tableColumns><tableColumn name="x" ref="C1:C2"/></tableColumns></table>',
      ),
    ).toEqual([
      { name: 'T', sheet: 'Sites', range: 'A1:B2', totalsRows: 0, isFiltered: false },
      { name: '', sheet: 'Sites', range: '', totalsRows: 0, isFiltered: false },
    ]);
  });

  test('is filtered when a filter of its own hides something', async () => {
    const filter = '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>';
    const tables = await tablesOf(
      `<table name="T" ref="A1:B2">${filter}<x/></table>`,
      '<table name="U" ref="D1:E2"><autoFilter/></table>',
    );
    expect(tables.map(({ isFiltered }) => isFiltered)).toEqual([true, false]);
  });

  test('is told from other parts that a sheet links to', async () => {
    const parts = [
      {
        path: 'xl/worksheets/_rels/sheet2.xml.rels',
        content: linksXml([link('d', 'drawing', '../tables/table2-1.xml')]),
      },
    ];
    const file = { sheets: [...SHEETS, { name: 'S', rows: '', tables: ['<table name="T" ref="A1:B2"/>'] }], parts };
    expect((await openWorkbookPackage(smallFile(file))).tables).toEqual([]);
  });
});

describe('a file that is no workbook of ours is refused with what to do', () => {
  test.each<[string, Partial<SmallFile>, string]>([
    [
      'whose links name no workbook',
      { parts: [{ path: '_rels/.rels', content: linksXml([]) }] },
      'The file is not an Excel workbook. Save it as .xlsx and upload it again.',
    ],
    [
      'whose workbook is not there',
      { parts: [{ path: '_rels/.rels', content: linksXml([link('w', 'officeDocument', 'gone.xml')]) }] },
      'The file is not an Excel workbook.',
    ],
    [
      'with macros',
      { parts: [{ path: 'xl/vbaproject.bin', content: '' }] },
      'The workbook holds macros. Save it as .xlsx, without macros, and upload it again.',
    ],
    ['with macros at its root', { parts: [{ path: 'vbaProject.bin', content: '' }] }, 'The workbook holds macros.'],
    [
      'in the binary form',
      { parts: [{ path: 'xl/workbook.bin', content: '' }] },
      'The file is a binary workbook (.xlsb). Save it as .xlsx and upload it again.',
    ],
    [
      'whose table is not there',
      {
        parts: [
          { path: 'xl/worksheets/_rels/sheet1.xml.rels', content: linksXml([link('t', 'table', '../gone.xml')]) },
        ],
      },
      'The file has no part xl/gone.xml; it is damaged.',
    ],
  ])('%s', async (_what, file, message) => {
    expect(await refusalOf(opened(file))).toContain(message);
  });

  test.each(['xl/notVbaProject.bin', 'xl/vbaProject.bin.rels', 'xl/vbaProjectxbin'])(
    'but not for a part called %s',
    async (path) => {
      expect((await opened({ parts: [{ path, content: '' }] })).sheets).toHaveLength(1);
    },
  );

  test.each([
    [
      'an old workbook',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]),
      'The file is protected by a password or in the old .xls format. Save it as .xlsx without a password.',
    ],
    ['half an archive', smallFile({ sheets: [] }).subarray(0, 21), 'The file is not an Excel workbook.'],
    [
      'something that begins like an old workbook',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe1]),
      'The file is not an Excel workbook.',
    ],
    ['something else', Buffer.from(`PX${'x'.repeat(40)}`), 'The file is not an Excel workbook.'],
    [
      'something that begins like an archive',
      Buffer.from(`PK${'x'.repeat(40)}`),
      'The file is damaged or was cut off.',
    ],
    [
      'an archive of as few bytes as there may be',
      Buffer.from(`PK${'x'.repeat(20)}`),
      'The file is damaged or was cut off.',
    ],
  ])('%s', async (_what, bytes, message) => {
    expect(await refusalOf(openWorkbookPackage(bytes))).toContain(message);
  });

  test('[FD5] with more sheets than there may be, and with more links in all its parts', async () => {
    const sheets = (count: number) =>
      `<workbook><sheets>${'<sheet name="S" id="s1"/>'.repeat(count)}</sheets></workbook>`;
    const of = (count: number) => opened({ parts: [{ path: 'xl/workbook.xml', content: sheets(count) }] });
    expect((await of(250)).sheets).toHaveLength(250);
    expect(await refusalOf(of(251))).toContain(
      'The workbook holds more than 250 sheets and was not opened. Copy the sheets of the plan into a workbook of their own.',
    );
    const linked = (count: number) => {
      const content = linksXml(Array.from({ length: count }, () => link('x', 'drawing', 'd.xml')));
      return opened({ parts: [{ path: 'xl/worksheets/_rels/sheet1.xml.rels', content }] });
    };
    expect((await linked(4998)).sheets).toHaveLength(1);
    expect(await refusalOf(linked(4999))).toContain(
      'The workbook holds more than 5,000 links between its parts and was not opened.',
    );
  });
});

test('text that a piece of the file cuts in two is whole', async () => {
  const text = 'é漢😀'.repeat(30_000);
  const workbook = await opened({ parts: [{ path: 'x.xml', content: `<x>${text}</x>` }] });
  let read = '';
  await workbook.readPart('x.xml', { text: (piece) => (read += piece) });
  expect(read === text).toBe(true);
});

test('a part that ends in half a character, or before its end, cannot be read', async () => {
  const workbook = await opened({
    parts: [
      { path: 'x.xml', content: Buffer.from('<x>é</x>').subarray(0, 4) },
      { path: 'y.xml', content: Buffer.concat([Buffer.from('<x/>'), Buffer.from([0xc3])]) },
    ],
  });
  expect(await refusalOf(workbook.readPart('x.xml', {}))).toContain('was cut off');
  expect(await refusalOf(workbook.readPart('y.xml', {}))).toContain('was cut off');
});
