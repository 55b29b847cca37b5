import { expect, test } from 'vitest';
import { csvOf } from '../../../shared/feeds/csv.ts';
import { readTextGrid } from './read-text-grid.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const cells = (bytes: Uint8Array) => readTextGrid(bytes, 'Text').rows.map((row) => row.cells);

test.each([
  ['commas', 'a,b\n1,"2,5"\n'],
  ['semicolons', 'a;b\r\n1;2,5\r\n'],
  ['tabs', 'a\tb\n1\t2,5\n'],
  ['upright lines', 'a|b\n1|2,5'],
  ['a separator that is told', 'sep=;\r\na;b\r\n1;2,5'],
])('%s part the cells', (_, text) => {
  expect(cells(utf8(text))).toEqual([
    ['a', 'b'],
    ['1', '2,5'],
  ]);
});

test('quoted cells hold line ends and quotation marks, and rows are counted as Excel counts them', () => {
  const { rows } = readTextGrid(utf8('a,b\n"two\nlines","say ""so"""\n\n3,4\n'), 'Text');
  expect(rows).toEqual([
    { number: 1, cells: ['a', 'b'] },
    { number: 2, cells: ['two\nlines', 'say "so"'] },
    { number: 4, cells: ['3', '4'] },
  ]);
});

test('stray quotation marks, as in public files, are text', () => {
  expect(cells(utf8('a,b\nAlder "Annex" School,2\n'))).toEqual([
    ['a', 'b'],
    ['Alder "Annex" School', '2'],
  ]);
});

test('a code that was saved from Excel’s harm by a formula is the code', () => {
  expect(cells(utf8('a,b\n="0417",\n'))).toEqual([
    ['a', 'b'],
    ['0417', undefined],
  ]);
});

test('our own files come back as they were, apostrophes of their own and before formulas included', () => {
  const texts = ['=SUM(A1)', '+1 555', '-cut', '@home', '-2.5', "'Oasis", "'", 'plain'];
  const file = csvOf(
    ['name'],
    texts.map((name) => ({ name })),
  );
  expect(cells(utf8(file))).toEqual([['name'], ...texts.map((text) => [text])]);
});

test.each([
  ['UTF-8 with its mark', utf8('\uFEFFñ,b\n')],
  ['UTF-8', utf8('ñ,b\n')],
  ['UTF-16 with its mark', new Uint8Array(Buffer.from('\uFEFFñ,b\n', 'utf16le'))],
  ['UTF-16 without', new Uint8Array(Buffer.from('ñ,b\n', 'utf16le'))],
  ['UTF-16 the other way round', new Uint8Array(Buffer.from('\uFEFFñ,b\n', 'utf16le').swap16())],
  ['Windows-1252', Uint8Array.from([0xf1, 0x2c, 0x62, 0x0a])],
])('%s is known by its bytes', (_, bytes) => {
  expect(cells(bytes)).toEqual([['ñ', 'b']]);
});
